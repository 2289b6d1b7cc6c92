//! The journal's helper wakes the loop when records are on disk; the last ones are waited for.

use lisere_policy::record::Fact;
use smithay::reexports::calloop::LoopHandle;

use super::{Session, watch};

impl Session {
    /// Watches the helper, whichever it is: what it says is heard in the turn that follows.
    pub(super) fn watch_journal(
        &self,
        events: &LoopHandle<'static, Session>,
    ) -> anyhow::Result<()> {
        match self.core.journal.fd() {
            Some(fd) => watch(events, fd.try_clone_to_owned()?, |_| {}),
            None => Ok(()),
        }
    }

    /// Says that the session has ended, and sees to it that all is written.
    pub(super) fn finish_journal(&mut self) {
        let now = self.core.clock.now();
        self.core.journal.record(Fact::SessionEnded {}, now);
        self.core.journal.finish();
    }
}
