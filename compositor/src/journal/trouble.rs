//! That the journal cannot be written: why, and when it is tried again.

use std::time::Duration;

use lisere_shell::{JournalFault, Why};

use crate::clock::Now;

/// How long until the first time it is tried again, and the last.
const FIRST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(30);

/// What is wrong with the journal, if anything is.
#[derive(Debug, Default)]
pub(super) struct Trouble {
    /// And the same in a few words of English.
    why: Option<(Why, String)>,
    pause: Duration,
    retry: Option<Now>,
}

impl Trouble {
    /// Why the journal cannot be written.
    pub(super) fn why(&self) -> Option<&Why> {
        self.why.as_ref().map(|(why, _)| why)
    }

    /// The same in a few words of English.
    pub(super) fn words(&self) -> Option<&str> {
        self.why.as_ref().map(|(_, words)| words.as_str())
    }

    /// It failed, and is tried again later.
    pub(super) fn failed(&mut self, why: Why, now: Now) {
        self.pause = self.pause.saturating_mul(2).clamp(FIRST, LONGEST);
        self.retry = Some(now.after(self.pause));
        self.say(why);
    }

    /// It does not answer; what was asked is still under way.
    pub(super) fn late(&mut self) {
        self.say(Why::Journal(JournalFault::Late));
    }

    /// It can be written.
    pub(super) fn over(&mut self) {
        if self.why.is_some() {
            tracing::info!("the journal can be written again");
        }
        *self = Self::default();
    }

    /// Whether something may be tried; if it was put off, its time has come.
    pub(super) fn may_try(&mut self, now: Now) -> bool {
        if self.retry.is_some_and(|retry| retry > now) {
            return false;
        }
        self.retry = None;
        true
    }

    /// When it is tried again.
    pub(super) fn retry(&self) -> Option<Now> {
        self.retry
    }

    fn say(&mut self, why: Why) {
        if self.why() != Some(&why) {
            tracing::error!("the journal cannot be written: {why}: transfers are denied");
        }
        let words = why.to_string();
        self.why = Some((why, words));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_tried_ever_more_seldom() {
        let mut trouble = Trouble::default();
        let mut now = Now::default();
        let mut pauses = Vec::new();
        for _ in 0..7 {
            assert!(trouble.may_try(now));
            trouble.failed(Why::Journal(JournalFault::Full), now);
            assert!(!trouble.may_try(now));
            let retry = trouble.retry().unwrap();
            pauses.push(now.until(retry).as_secs());
            now = retry;
        }
        assert_eq!(pauses, [1, 2, 4, 8, 16, 30, 30]);
        assert_eq!(trouble.words(), Some("disk full"));
        trouble.over();
        assert_eq!((trouble.why(), trouble.retry()), (None, None));
    }
}
