//! What the command line may do while the session is locked: ask, darken, and end it.

use lisere_shell::Message;
use liserectl::{Command, Failure, FailureCode};

use super::{Unlockable, Why};
use crate::clock::Now;
use crate::desk::OutputId;
use crate::state::Compositor;

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
            true => Ok(()),
            false => Err(Failure::new(
                FailureCode::NotAllowed,
                "the session is locked",
                "unlock it first; until then it can be asked how it is, darkened and ended",
            )),
        }
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
        let help = "see lisere(1) on locking: PAM and a service for it have to be there";
        let refused =
            |why: Unlockable| Failure::new(FailureCode::NotSupported, why.to_string(), help);
        locked.map_err(refused)
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

    /// Whether an output may be captured: not while it shows what was there before the lock.
    ///
    /// # Errors
    /// What is told to whoever asked.
    pub(crate) fn allow_capture(&self, output: OutputId) -> Result<(), Failure> {
        let stale = self.outputs.get(output).is_none_or(|screen| screen.dirty);
        match self.lock.locked() && stale {
            false => Ok(()),
            true => Err(Failure::new(
                FailureCode::NotAllowed,
                "the lock screen is not drawn yet",
                "try again in a moment; dark screens show nothing",
            )),
        }
    }
}
