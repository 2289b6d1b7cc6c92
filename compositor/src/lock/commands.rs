//! What the command line may do while the session is locked: ask, darken, and end it.

use lisere_policy::{Cage, CageId, Level};
use lisere_shell::Message;
use liserectl::{Command, Failure, FailureCode};

use super::{NotCovered, Unlockable, Why};
use crate::clock::Now;
use crate::desk::OutputId;
use crate::state::Compositor;

/// Letters of a name that nobody knows that are said back.
const SAID: usize = 64;

impl Compositor {
    /// Whether a command may be carried out now. Everything that starts, moves, focuses or
    /// freezes waits until the session is unlocked.
    ///
    /// # Errors
    /// What is told to whoever asked.
    pub fn allow_command(&self, command: &Command) -> Result<(), Failure> {
        let allowed = match command {
            Command::Status
            | Command::Cages
            | Command::Outputs
            | Command::Light { .. }
            | Command::Windows
            | Command::Inputs
            | Command::Screenshot { .. }
            | Command::Actions
            | Command::Events
            | Command::Lock { .. }
            | Command::Quit
            // Only a headless session takes it, which nobody sits at.
            | Command::Input { .. } => true,
            Command::Environment { .. }
            | Command::Run { .. }
            | Command::NewCage { .. }
            | Command::Entries { .. }
            | Command::Cage { .. }
            | Command::Action { .. }
            | Command::Reload
            | Command::Focus { .. }
            | Command::Close { .. }
            | Command::Send { .. }
            | Command::Open { .. } => false,
        };
        match allowed || !self.lock.locked() {
            true => self.allow_on_cage(command),
            false => Err(Failure::new(
                FailureCode::NotAllowed,
                "the session is locked",
                "unlock it first; until then it can be asked how it is, darkened and ended",
            )),
        }
    }

    /// Whether the cage that a command names is open to it: nothing is started in a covered
    /// one, sent to it or done to it.
    fn allow_on_cage(&self, command: &Command) -> Result<(), Failure> {
        let name = match command {
            Command::Environment { cage }
            | Command::Run { cage, .. }
            | Command::Entries { cage }
            | Command::Cage { cage, .. }
            | Command::Open { cage, .. } => cage,
            Command::NewCage { like, .. } => like,
            Command::Send { to, .. } => to,
            _ => return Ok(()),
        };
        match self.policy.cage_named(name) {
            Some(cage) if self.lock.covers(cage.id()) => Err(self.covered_failure(cage.id())),
            _ => Ok(()),
        }
    }

    /// That a cage is covered, as is told to whoever asks for something of it.
    pub(crate) fn covered_failure(&self, cage: CageId) -> Failure {
        let name = self.policy.cage(cage).map_or("", Cage::name);
        let above = self.covered_above().unwrap_or_default();
        Failure::new(
            FailureCode::NotAllowed,
            format!("the cage {name} is locked, as all above the level {above} is"),
            "click on one of its windows, or run `liserectl action unlock-levels`, and give the \
             password",
        )
    }

    /// Locks all levels above the one of this name for the command line.
    ///
    /// # Errors
    /// What is told to whoever asked: there is no such level, none above it, or nobody could
    /// unlock them.
    pub fn lock_levels_by_command(&mut self, above: &str, now: Now) -> Result<(), Failure> {
        let levels = self.policy.levels();
        let Some(place) = levels.iter().position(|level| level.name() == above) else {
            let names: Vec<&str> = levels.iter().map(Level::name).collect();
            let said: String = above.escape_debug().take(SAID).collect();
            return Err(Failure::new(
                FailureCode::BadRequest,
                format!("there is no level {said}"),
                format!("levels, the lowest first: {}", names.join(", ")),
            ));
        };
        self.lock_levels(place, Why::Command, now)
            .map_err(|refused| match refused {
                NotCovered::Unlockable(why) => unlockable(&why),
                NotCovered::Nothing(_) => Failure::new(
                    FailureCode::NotAllowed,
                    refused.to_string(),
                    "`liserectl cages --verbose` says at which level each cage is",
                ),
            })
    }

    /// Locks the session for the command line; before the machine sleeps only where that is
    /// wanted.
    ///
    /// # Errors
    /// What is told to whoever asked, where nobody could unlock it.
    pub fn lock_by_command(&mut self, before_sleep: bool, now: Now) -> Result<(), Failure> {
        if before_sleep && !self.preferences.idle.lock_before_sleep {
            return Ok(());
        }
        let why = if before_sleep {
            Why::Sleep
        } else {
            Why::Command
        };
        let locked = self.lock_session(why, now);
        locked.map_err(|why| unlockable(&why))
    }

    /// The lid was closed, or opened: locks the session where preferences want that.
    pub(crate) fn lock_with_lid(&mut self, closed: bool, now: Now) {
        let locks = closed && self.preferences.idle.lock_on_lid;
        if locks && let Err(why) = self.lock_session(Why::System, now) {
            tracing::warn!("{why}");
        }
    }

    /// Locks the session for the chord, or says on the bar why it cannot be.
    pub(crate) fn lock_or_say_why(&mut self) {
        let now = self.clock.now();
        if let Err(why) = self.lock_session(Why::Chord, now) {
            tracing::warn!("{why}");
            self.say_of_crossing(Message::NotLocked, now);
        }
    }

    /// Whether the session is locked and no screen shows anything else any more.
    #[must_use]
    pub fn lock_shown(&self) -> bool {
        let unseen = self.outputs.wall.idle.dark() || self.backend.away();
        let drawn = self.outputs.iter().all(|screen| !screen.dirty);
        self.lock.locked() && (unseen || drawn)
    }

    /// Whether no screen shows anything of covered cages any more.
    #[must_use]
    pub fn covers_shown(&self) -> bool {
        let unseen = self.outputs.wall.idle.dark() || self.backend.away();
        unseen || self.lock.covers_drawn()
    }

    /// Whether an output may be captured: not while it shows what was there before the lock.
    ///
    /// # Errors
    /// What is told to whoever asked.
    pub(crate) fn allow_capture(&self, output: OutputId) -> Result<(), Failure> {
        let stale = self.outputs.get(output).is_none_or(|screen| screen.dirty);
        if self.outputs.wall.idle.dark() {
            return Err(Failure::new(
                FailureCode::NotAllowed,
                "the screens are dark, and nothing is drawn meanwhile",
                "light them first: `liserectl outputs on`",
            ));
        }
        match (self.lock.locked() && stale) || self.lock.shows_covered(output) {
            false => Ok(()),
            true => Err(Failure::new(
                FailureCode::NotAllowed,
                "the lock screen is not drawn yet",
                "try again in a moment",
            )),
        }
    }
}

/// That nobody could unlock what is to be locked.
fn unlockable(why: &Unlockable) -> Failure {
    let help = "see lisere(1) on locking: PAM and a service for it have to be there";
    Failure::new(FailureCode::NotSupported, why.to_string(), help)
}
