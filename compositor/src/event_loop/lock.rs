//! The lock in the session's loop: who asks for the password is heard, and who asked for the
//! lock hears when it is shown.

use liserectl::{Answer, Reply};
use smithay::reexports::calloop::LoopHandle;

use super::{Session, watch};
use crate::clock::Now;
use crate::control::ConnectionId;

impl Session {
    /// Watches the conversation, whichever it is, and what speaks to the system: the turn that
    /// follows hears them.
    pub(super) fn watch_lock(&self, events: &LoopHandle<'static, Session>) -> anyhow::Result<()> {
        let lock = &self.core.lock;
        for fd in lock.fd().into_iter().chain(lock.logind.fd()) {
            watch(events, fd.try_clone_to_owned()?, |_| {})?;
        }
        Ok(())
    }

    /// Locks the session for whoever asks, who hears of it when it is so.
    /// With a level's name only what is above that level.
    pub(super) fn lock_for(
        &mut self,
        id: ConnectionId,
        (before_sleep, above): (bool, Option<&str>),
        now: Now,
    ) {
        let locked = match above {
            Some(level) => self.core.lock_levels_by_command(level, now),
            None => self.core.lock_by_command(before_sleep, now),
        };
        match locked {
            Ok(()) => self.lockers.push(id),
            Err(failure) => self.control.reply(id, &Reply(Err(failure))),
        }
    }

    /// Tells who asked for the lock that nothing else is shown any more.
    pub(super) fn tell_of_lock(&mut self) {
        // One that is unlocked already was shown before.
        let shown = !self.core.lock.locked() || self.core.lock_shown();
        if !shown || !self.core.covers_shown() {
            return;
        }
        for id in std::mem::take(&mut self.lockers) {
            self.control.reply(id, &Reply(Ok(Answer::Done {})));
        }
    }
}
