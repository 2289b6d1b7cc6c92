//! What is known of one gate's deaths, and whether it may start again.

use std::collections::VecDeque;
use std::time::Duration;

use crate::clock::Now;

/// So many deaths…
const DEATHS: usize = 3;
/// …within this time put a cage in quarantine.
const WITHIN: Duration = Duration::from_secs(60);

/// What follows a death.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Start another gate at once.
    Restart,
    /// Start none until somebody releases the cage.
    Quarantine,
}

/// The deaths of one cage's gates. A gate that was killed on purpose has not died.
#[derive(Debug, Default)]
pub struct Record {
    recent: VecDeque<Now>,
    total: u32,
    quarantined: bool,
}

impl Record {
    /// A gate died, or could not be started.
    pub fn died(&mut self, now: Now) -> Verdict {
        self.total = self.total.saturating_add(1);
        self.recent
            .retain(|death| now.0.saturating_sub(death.0) < WITHIN);
        self.recent.push_back(now);
        if self.recent.len() < DEATHS && !self.quarantined {
            return Verdict::Restart;
        }
        self.recent.clear();
        self.quarantined = true;
        Verdict::Quarantine
    }

    /// Lets the cage out of quarantine, with three deaths ahead of it again; says
    /// whether it was in it.
    pub fn release(&mut self) -> bool {
        std::mem::take(&mut self.quarantined)
    }

    /// Whether no gate may start.
    #[must_use]
    pub fn quarantined(&self) -> bool {
        self.quarantined
    }

    /// Deaths since the session began.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.total
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> Now {
        Now(Duration::from_secs(seconds))
    }

    fn verdicts(record: &mut Record, deaths: &[u64]) -> Vec<Verdict> {
        deaths.iter().map(|when| record.died(at(*when))).collect()
    }

    #[test]
    fn the_third_death_in_a_minute_is_the_last() {
        let mut record = Record::default();
        let expected = [Verdict::Restart, Verdict::Restart, Verdict::Quarantine];
        assert_eq!(verdicts(&mut record, &[100, 130, 159]), expected);
        assert!(record.quarantined());
        assert_eq!(record.total(), 3);
    }

    #[test]
    fn deaths_far_apart_count_for_nothing() {
        let mut record = Record::default();
        let deaths: Vec<u64> = (0..100).map(|n| n * 31).collect();
        assert!(
            verdicts(&mut record, &deaths)
                .iter()
                .all(|verdict| *verdict == Verdict::Restart)
        );
        assert_eq!(record.total(), 100);
        assert_eq!(record.died(at(99 * 31 + 1)), Verdict::Quarantine);
    }

    #[test]
    fn a_minute_is_sixty_seconds() {
        let mut record = Record::default();
        assert_eq!(verdicts(&mut record, &[0, 1, 60])[2], Verdict::Restart);
        let mut record = Record::default();
        assert_eq!(verdicts(&mut record, &[0, 1, 59])[2], Verdict::Quarantine);
    }

    #[test]
    fn a_released_cage_has_three_deaths_again() {
        let mut record = Record::default();
        verdicts(&mut record, &[0, 0, 0]);
        assert!(record.release());
        assert!(!record.release());
        let expected = [Verdict::Restart, Verdict::Restart, Verdict::Quarantine];
        assert_eq!(verdicts(&mut record, &[1, 1, 1]), expected);
    }

    #[test]
    fn whoever_dies_in_quarantine_stays_there() {
        let mut record = Record::default();
        verdicts(&mut record, &[0, 0, 0]);
        assert_eq!(record.died(at(500)), Verdict::Quarantine);
    }
}
