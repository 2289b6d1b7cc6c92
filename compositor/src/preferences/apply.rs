//! Preferences that were saved while the session runs: taken over whole, or not at all.

use std::path::Path;

use lisere_policy::Fault;
use lisere_policy::record::Fact;

use super::{Preferences, PreferencesError};
use crate::clock::Now;
use crate::seat::KeymapError;
use crate::state::Compositor;

/// Why preferences that were saved are not taken over.
#[derive(Clone, Debug)]
pub struct Refused {
    /// As people read it.
    pub why: String,
    /// The faults of the file one by one, for programs; none where it is another trouble.
    pub faults: Vec<Fault>,
}

impl Refused {
    fn of(why: impl ToString) -> Self {
        Self {
            why: why.to_string(),
            faults: Vec::new(),
        }
    }
}

impl Compositor {
    /// Takes over what was saved, or says why not and keeps what there is; `None` where it
    /// counts from now on.
    pub fn reload_preferences(&mut self, path: &Path, now: Now) -> Option<Refused> {
        match Preferences::read(path, Some(&self.policy)) {
            Ok(preferences) => match self.apply_preferences(preferences, now) {
                Ok(()) => {
                    self.journal.record(Fact::PreferencesReloaded {}, now);
                    tracing::info!(file = %path.display(), "preferences are taken over");
                    None
                }
                Err(error) => self.refuse_preferences(path, Refused::of(error), now),
            },
            Err(PreferencesError::Faults { rendered, faults }) => {
                let refused = Refused {
                    why: rendered,
                    faults: faults.0,
                };
                self.refuse_preferences(path, refused, now)
            }
            Err(PreferencesError::File(error)) => {
                self.refuse_preferences(path, Refused::of(error), now)
            }
        }
    }

    /// There is no file of preferences any more: the usual ones count. Returns why they
    /// can't, if that is so.
    pub(crate) fn forget_preferences(&mut self, now: Now) -> Option<Refused> {
        let applied = self.apply_preferences(Preferences::default(), now);
        applied.err().map(Refused::of)
    }

    fn refuse_preferences(&mut self, path: &Path, refused: Refused, now: Now) -> Option<Refused> {
        let (why, fault) = (&refused.why, refused.faults.first());
        let line = fault.map_or(0, |fault| fault.line);
        self.journal.record(Fact::PreferencesRefused { line }, now);
        tracing::warn!("preferences stay as they were:\n{}", why.trim_end());
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let short = match fault {
            Some(fault) => format!("{name}:{}:{}: {}", fault.line, fault.column, fault.message),
            None => why.lines().next().unwrap_or_default().to_owned(),
        };
        // A line of the file may be quoted; the bar has one line, of plain text.
        let plain = |c: char| if c.is_control() { ' ' } else { c };
        self.preferences.refused = Some(short.chars().map(plain).collect());
        self.work.rearrange();
        Some(refused)
    }

    /// Lets everything follow new preferences. Nothing follows before all can.
    ///
    /// # Errors
    /// When no keyboard can be made from them; then all stays as it was.
    pub fn apply_preferences(
        &mut self,
        preferences: Preferences,
        now: Now,
    ) -> Result<(), KeymapError> {
        // Programs draw their own conclusions from a new keymap: none is sent for nothing.
        if preferences.keyboard != self.preferences.keyboard {
            self.seats.set_keyboard(&preferences.keyboard)?;
            self.input.keys.change(&preferences.keyboard)?;
        }
        let arranged = preferences.layout != self.preferences.layout;
        let reloads = self.preferences.reloads.saturating_add(1);
        // Modes have other numbers, or are no more.
        self.turn_mode(None);
        self.preferences = Preferences {
            reloads,
            ..preferences
        };
        if arranged {
            self.plan_outputs();
        }
        self.pictures.speak(self.preferences.language);
        self.backend.set_devices(&self.preferences.input);
        self.arrange_outputs(now);
        self.forget_tint();
        self.work.rearrange();
        Ok(())
    }
}
