//! What others ask the journal: what troubles it, and what was recorded.

use lisere_policy::record::Fact;

use super::{Journal, Refusal, Way, Why};

impl Journal {
    /// Why the journal cannot be written; `None` while it can.
    #[must_use]
    pub fn why(&self) -> Option<&Why> {
        self.trouble.why()
    }

    /// Whether [`Journal::trouble`] says something else than when this was last asked.
    pub(crate) fn take_changed(&mut self) -> bool {
        let before = self.told.take();
        self.told = self.trouble().map(str::to_owned);
        before != self.told
    }

    /// The last refusals that were recorded, oldest first, a bounded number for each cage.
    #[must_use]
    pub fn refusals(&self) -> &[Refusal] {
        self.refusals.all()
    }

    /// What was recorded, of a journal in memory; nothing of any other.
    #[must_use]
    pub fn facts(&self) -> &[Fact] {
        match &self.way {
            Way::Memory(facts) => facts,
            Way::Thread(_) | Way::Helper(_) => &[],
        }
    }
}
