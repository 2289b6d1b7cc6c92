//! Preferences that were saved while the session runs: taken over whole, or not at all.

use std::path::Path;

use lisere_policy::Fault;
use lisere_policy::record::Fact;
use lisere_shell::{PreferenceFault, Unfollowed};

use super::{Preferences, PreferencesError};
use crate::clock::Now;
use crate::plain_file::FileError;
use crate::seat::KeymapError;
use crate::spoken;
use crate::state::Compositor;

/// Why preferences that were saved are not taken over.
#[derive(Clone, Debug)]
pub struct Refused {
    /// As people read it.
    pub why: String,
    /// The faults of the file one by one, for programs; none where it is another trouble.
    pub faults: Vec<Fault>,
}

/// The same for the bar, once it is known which file it is about.
enum Shown {
    Fault(PreferenceFault),
    Else(Unfollowed),
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
                Err(error) => {
                    let shown = Unfollowed::Keyboard(spoken::keyboard(&error));
                    self.refuse_preferences(path, Refused::of(error), Shown::Else(shown), now)
                }
            },
            Err(PreferencesError::Faults {
                rendered,
                faults,
                first,
            }) => {
                let refused = Refused {
                    why: rendered,
                    faults: faults.0,
                };
                self.refuse_preferences(path, refused, Shown::Fault(*first), now)
            }
            Err(PreferencesError::File(error)) => {
                let shown = Shown::Else(unread(&error));
                self.refuse_preferences(path, Refused::of(error), shown, now)
            }
        }
    }

    /// There is no file of preferences any more: the usual ones count. Returns why they
    /// can't, if that is so.
    pub(crate) fn forget_preferences(&mut self, now: Now) -> Option<Refused> {
        let applied = self.apply_preferences(Preferences::default(), now);
        applied.err().map(Refused::of)
    }

    fn refuse_preferences(
        &mut self,
        path: &Path,
        refused: Refused,
        shown: Shown,
        now: Now,
    ) -> Option<Refused> {
        let (why, fault) = (&refused.why, refused.faults.first());
        let (line, column) = fault.map_or((0, 0), |fault| (fault.line, fault.column));
        self.journal.record(Fact::PreferencesRefused { line }, now);
        tracing::warn!("preferences stay as they were:\n{}", why.trim_end());
        self.preferences.refused = Some(match shown {
            Shown::Else(why) => why,
            Shown::Fault(fault) => {
                let name = path.file_name().unwrap_or_default();
                let file = name.to_string_lossy().into_owned();
                Unfollowed::Fault {
                    file,
                    line,
                    column,
                    fault,
                }
            }
        });
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

/// Why a file of preferences could not be read.
fn unread(error: &FileError) -> Unfollowed {
    match error {
        FileError::Read { path, source } => {
            Unfollowed::Unread(path.display().to_string(), spoken::system(source))
        }
        FileError::NotPlain(path) => Unfollowed::NotPlain(path.display().to_string()),
    }
}
