//! The lock in the session's loop: who asks for the password is heard, and who asked for the
//! lock hears when it is shown.

use liserectl::{Answer, Reply};
use smithay::reexports::calloop::LoopHandle;

use super::{Session, watch};
use crate::clock::Now;
use crate::control::ConnectionId;

impl Session {
    /// Watches the conversation, whichever it is: the turn that follows hears it.
    pub(super) fn watch_lock(&self, events: &LoopHandle<'static, Session>) -> anyhow::Result<()> {
        match self.core.lock.fd() {
            Some(fd) => watch(events, fd.try_clone_to_owned()?, |_| {}),
            None => Ok(()),
        }
    }

    /// Locks the session for whoever asks, who hears of it when it is so.
    pub(super) fn lock_for(&mut self, id: ConnectionId, before_sleep: bool, now: Now) {
        match self.core.lock_by_command(before_sleep, now) {
            Ok(()) => self.lockers.push(id),
            Err(failure) => self.control.reply(id, &Reply(Err(failure))),
        }
    }

    /// Tells who asked for the lock that nothing else is shown any more.
    pub(super) fn tell_of_lock(&mut self) {
        // One that is unlocked already was shown before.
        if self.core.lock.locked() && !self.core.lock_shown() {
            return;
        }
        for id in std::mem::take(&mut self.lockers) {
            self.control.reply(id, &Reply(Ok(Answer::Done {})));
        }
    }
}
