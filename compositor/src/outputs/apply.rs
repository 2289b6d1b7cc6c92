//! What is wanted of outputs becomes so: heads are arranged, screens go dark and turn warm.

use std::collections::{BTreeSet, HashSet};
use std::time::Duration;

use lisere_policy::CageId;

use super::arrange::{Arrangement, Plan, arrange};
use super::head::{Head, Setup};
use super::idle::{Heard, Idle, IdleSettings};
use super::night::{Gains, warmest};
use super::{OutputSetup, REFRESH};
use crate::backend::Backend;
use crate::clock::Now;
use crate::desk::{OutputId, WindowId};
use crate::input::InputEvent;
use crate::lock::Why;
use crate::render::RenderError;
use crate::state::Compositor;

/// What is connected, and how it is shown now.
#[derive(Debug, Default)]
pub struct Wall {
    /// What is connected.
    pub heads: Vec<Head>,
    /// How it was arranged last.
    pub arrangement: Arrangement,
    /// Whether the lid over the panel is closed.
    pub lid_closed: bool,
    /// Whether the screens are dark.
    pub idle: Idle,
    /// How warm the screens are.
    tint: Tint,
}

/// How warm the screens are.
#[derive(Debug, Default)]
struct Tint {
    /// The warmest there may be, in kelvins, once it is known.
    warmest: Option<u32>,
    /// What all screens were told last.
    gains: Option<Gains>,
    /// Whether any screen was told anything.
    ever: bool,
    /// Whether it has been said that a screen cannot change its colours.
    complained: bool,
}

impl Wall {
    /// How an output is set up, by its connector; `None` when it is off or unknown.
    #[must_use]
    pub fn setup(&self, connector: &str) -> Option<&Setup> {
        let mut plans = self.arrangement.plans.iter();
        let plan = plans.find(|plan| plan.connector == connector)?;
        plan.setup.as_ref()
    }
}

impl Compositor {
    /// These heads are connected now, and no others: outputs follow.
    pub fn set_heads(&mut self, heads: Vec<Head>, now: Now) {
        self.outputs.wall.heads = heads;
        self.arrange_outputs(now);
    }

    /// The lid over the panel was closed or opened.
    pub fn set_lid(&mut self, closed: bool, now: Now) {
        if std::mem::replace(&mut self.outputs.wall.lid_closed, closed) != closed {
            self.lock_with_lid(closed, now);
            self.arrange_outputs(now);
        }
    }

    /// Arranges what is connected as the preferences want it.
    pub(crate) fn arrange_outputs(&mut self, now: Now) {
        let wall = &self.outputs.wall;
        let next = arrange(&wall.heads, &self.preferences.outputs, wall.lid_closed);
        let last = std::mem::replace(&mut self.outputs.wall.arrangement, next.clone());
        for warning in &next.warnings {
            // Said once, not each time that something else is plugged in.
            if !last.warnings.contains(warning) {
                tracing::warn!("{warning}");
            }
        }
        // What goes makes room first, in the card as on the desk.
        for plan in &last.plans {
            let stays = own_picture(&next, &plan.connector).is_some();
            if let Some(id) = self.output_named(&plan.connector).filter(|_| !stays) {
                self.remove_output(id);
            }
        }
        for connector in mirrors(&last).map(|(connector, _)| connector) {
            if !mirrors(&next).any(|(other, _)| other == connector) {
                self.backend.release(connector);
            }
        }
        for plan in &next.plans {
            if let Some(setup) = own_picture(&next, &plan.connector)
                && let Err(error) = self.show_head(&plan.connector, setup, now)
            {
                tracing::error!(output = plan.connector, %error, "a screen stays dark");
            }
        }
        for (connector, setup) in mirrors(&next) {
            if let Err(error) = self.mirror(connector, setup) {
                tracing::error!(output = connector, %error, "a screen stays dark");
            }
        }
        // The pointer is never where there is no screen.
        if let Some(at) = self.input.pointer {
            self.input.pointer = self.on_screen(at).or(Some(at));
        }
    }

    fn output_named(&self, name: &str) -> Option<OutputId> {
        let mut screens = self.outputs.iter();
        screens.find(|screen| screen.name == name).map(|s| s.id)
    }

    /// Shows an output at a connector, or lets the one there follow its setup.
    fn show_head(&mut self, connector: &str, setup: &Setup, now: Now) -> Result<(), RenderError> {
        self.backend.prepare(connector, setup);
        let refresh = frame_time(setup.mode.refresh_mhz);
        let id = match self.output_named(connector) {
            Some(id) => id,
            None => {
                let setup = OutputSetup {
                    name: connector.to_owned(),
                    size: setup.mode.size(),
                    scale: setup.scale,
                    transform: setup.transform,
                    position: Some(setup.position),
                    refresh,
                };
                let id = self.outputs.add(&self.display, setup, now);
                return self.shape_output(id);
            }
        };
        let Some(screen) = self.outputs.get_mut(id) else {
            return Ok(());
        };
        let before = (screen.size, screen.refresh, screen.area(), screen.transform);
        screen.size = setup.mode.size();
        screen.scale = setup.scale;
        screen.transform = setup.transform;
        screen.position = setup.position;
        if screen.refresh != refresh {
            screen.refresh = refresh;
            screen.tempo.rhythm = None;
        }
        // Another screen that comes or goes leaves this one's picture alone.
        if before == (screen.size, screen.refresh, screen.area(), screen.transform) {
            return Ok(());
        }
        self.shape_output(id)
    }

    /// Shows another connector's picture at a connector as well.
    fn mirror(&mut self, connector: &str, setup: &Setup) -> Result<(), RenderError> {
        let source = setup.mirrors.as_deref().unwrap_or_default();
        let shown = self.output_named(source);
        let Some(screen) = shown.and_then(|id| self.outputs.get(id)) else {
            return Ok(());
        };
        let (id, shape) = (screen.id, screen.shape());
        self.backend.prepare(connector, setup);
        self.backend.mirror(id, connector, shape)?;
        self.work.rearrange();
        self.tint_output(id);
        Ok(())
    }

    /// Lights the screens or darkens them. Says whether that is something new.
    pub fn light(&mut self, lit: bool, now: Now) -> bool {
        if !self.outputs.wall.idle.light(lit, now) {
            return false;
        }
        self.backend.power(lit);
        if lit {
            self.work.rearrange();
            self.outputs.mark_all();
            self.hurry_shown(now);
        }
        true
    }

    /// Darkens the screens when nobody was there for long.
    pub(crate) fn rest(&mut self, now: Now) {
        // A window of another session is that session's to darken.
        let settings = self.idle_settings();
        if !self.backend.nested() && self.outputs.wall.idle.rests(settings, now) {
            // Behind the lock nobody watches anything.
            let watched = !self.kept_awake_by().is_empty() || self.lock.logind.keeps_awake();
            if self.lock.locked() || !watched {
                self.light(false, now);
            } else {
                // Films are not watched by hand.
                self.outputs.wall.idle.stay(now);
            }
        }
        if self.idle_lock_due().is_some_and(|due| due <= now)
            && let Err(why) = self.lock_session(Why::Idle, now)
        {
            tracing::debug!("{why}");
        }
    }

    /// The cages whose windows keep the screens lit: only windows that can be seen, of
    /// cages with the right to it.
    #[must_use]
    pub fn kept_awake_by(&self) -> BTreeSet<CageId> {
        let surfaces = self.protocols.awake.values();
        let windows: HashSet<WindowId> = surfaces
            .filter_map(|surface| self.root_window(surface))
            .collect();
        let seen = windows.into_iter().filter(|id| self.desk.is_visible(*id));
        seen.filter_map(|id| self.windows.get(id))
            .filter(|window| window.mapped)
            .map(|window| window.cage)
            .filter(|cage| !self.lock.covers(*cage))
            .filter(|cage| {
                let cage = self.policy.cage(*cage);
                cage.is_some_and(|cage| cage.rights().keep_awake)
            })
            .collect()
    }

    /// When the screens go dark or the session locks if nobody does anything.
    pub(crate) fn rest_due(&self) -> Option<Now> {
        let due = self.outputs.wall.idle.due(self.idle_settings());
        let due = due.filter(|_| !self.backend.nested());
        due.into_iter().chain(self.idle_lock_due()).min()
    }

    /// What holds now.
    fn idle_settings(&self) -> IdleSettings {
        match self.lock.locked() {
            true => self.preferences.idle.while_locked(),
            false => self.preferences.idle,
        }
    }

    /// When the session locks if nobody does anything. Nobody sits at screens in memory, and
    /// a window's session is the host's to lock; nor is locked what cannot be unlocked.
    fn idle_lock_due(&self) -> Option<Now> {
        let seat = matches!(self.backend, Backend::Kms(_));
        let due = self.outputs.wall.idle.lock_due(self.idle_settings())?;
        (seat && self.lock.possible().is_ok()).then_some(due)
    }

    /// Takes note of what somebody did. True when it brought the screens back, and is
    /// nobody else's.
    pub(crate) fn woken(&mut self, event: &InputEvent, now: Now) -> bool {
        let heard = self.outputs.wall.idle.heard(event, now);
        if heard == Heard::Wake {
            self.light(true, now);
        }
        heard == Heard::Wake
    }

    /// The preferences say something else about the evening.
    pub(crate) fn forget_tint(&mut self) {
        self.outputs.wall.tint.warmest = None;
        self.tint_outputs();
    }

    /// Tells the screens again how warm they are to be: another session may have told them
    /// something else.
    pub(crate) fn tint_anew(&mut self) {
        self.outputs.wall.tint.gains = None;
        self.tint_outputs();
    }

    /// Makes the screens as warm as they are to be at this time of day.
    pub(crate) fn tint_outputs(&mut self) {
        let gains = self.gains();
        if self.outputs.wall.tint.gains != Some(gains) {
            self.outputs.wall.tint.gains = Some(gains);
            let ids: Vec<OutputId> = self.outputs.iter().map(|screen| screen.id).collect();
            for id in ids {
                self.tint_output(id);
            }
        }
    }

    fn gains(&mut self) -> Gains {
        let night = self.preferences.night;
        let time = self.clock.time_of_day();
        if !night.on {
            return Gains::NONE;
        }
        let tint = &mut self.outputs.wall.tint;
        let warmest = *tint.warmest.get_or_insert_with(|| {
            let warmest = warmest(&self.policy, night.kelvin);
            if warmest > night.kelvin {
                tracing::info!(
                    "night light stays at {warmest} K: at {} K some cages could not be told \
                     apart by their colours any more",
                    night.kelvin
                );
            }
            warmest
        });
        Gains::of_kelvin(night.kelvin_at(time, warmest))
    }

    /// Tells one screen how warm it is to be.
    pub(crate) fn tint_output(&mut self, id: OutputId) {
        let tint = &mut self.outputs.wall.tint;
        let Some(gains) = tint.gains else { return };
        tint.ever |= gains != Gains::NONE;
        // What nobody asked for is not tried: many cards cannot.
        if !tint.ever {
            return;
        }
        if let Err(error) = self.backend.set_gamma(id, gains)
            && !std::mem::replace(&mut tint.complained, true)
        {
            tracing::warn!(%error, "no night light");
        }
    }
}

/// A head's setup, where it shows a picture of its own.
fn own_picture<'a>(arrangement: &'a Arrangement, connector: &str) -> Option<&'a Setup> {
    let mut plans = arrangement.plans.iter();
    let plan = plans.find(|plan: &&Plan| plan.connector == connector)?;
    plan.setup.as_ref().filter(|setup| setup.mirrors.is_none())
}

/// The heads that show another's picture.
fn mirrors(arrangement: &Arrangement) -> impl Iterator<Item = (&str, &Setup)> {
    let on = arrangement
        .plans
        .iter()
        .filter_map(|plan| Some((plan.connector.as_str(), plan.setup.as_ref()?)));
    on.filter(|(_, setup)| setup.mirrors.is_some())
}

/// Time between frames at so many in a thousand seconds.
fn frame_time(refresh_mhz: u32) -> Duration {
    let nanos = 1_000_000_000_000_u64.checked_div(u64::from(refresh_mhz));
    nanos.map_or(REFRESH, Duration::from_nanos)
}
