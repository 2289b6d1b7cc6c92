//! The journal as the core sees it: facts go in, and grants come out once they are written.

mod grant;

use lisere_policy::CageId;
use lisere_policy::record::{By, Fact, Transfer};

use crate::clock::Now;

pub use grant::Grant;

/// A transfer that everybody whose word counts has allowed, and that waits for its record.
#[derive(Debug)]
pub struct GrantAsk {
    /// What is to be recorded.
    pub transfer: Transfer,
    /// The source; `None` for the user's own side.
    pub from: Option<CageId>,
    /// The destination.
    pub to: CageId,
    /// Who allowed it.
    pub by: By,
}

/// What became of a [`GrantAsk`].
#[derive(Debug)]
pub struct Granted {
    /// Its act.
    pub act: u64,
    /// The grant; or why there is none, in a few words for the bar.
    pub grant: Result<Grant, String>,
}

/// The journal.
#[derive(Debug, Default)]
pub struct Journal {
    answered: Vec<Granted>,
}

impl Journal {
    /// Has the journal record that a transfer is granted; what comes of it is in
    /// [`Journal::take_granted`] once the record is on disk, or cannot be.
    pub fn grant(&mut self, ask: GrantAsk, _now: Now) {
        let act = ask.transfer.act;
        let grant = Ok(Grant::recorded(&ask));
        self.answered.push(Granted { act, grant });
    }

    /// Records something.
    pub fn record(&mut self, _fact: Fact, _now: Now) {}

    /// What has become of grants that were asked for.
    #[must_use]
    pub fn take_granted(&mut self) -> Vec<Granted> {
        std::mem::take(&mut self.answered)
    }
}
