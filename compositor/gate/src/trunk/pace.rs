//! Reports at a steady pace: a million refusals are one line with a number.

use std::time::Duration;

use super::message::Summary;
use crate::{Report, ReportKind};

/// Between one set of summaries and the next.
const PAUSE: Duration = Duration::from_secs(1);
/// Sorts of reports told apart in one set; what goes beyond is counted together.
const SORTS: usize = 16;

/// Counts reports and lets them out once a second.
#[derive(Debug, Default)]
pub struct Pacer {
    waiting: Vec<Summary>,
    /// Nothing goes out before.
    closed_until: Duration,
}

impl Pacer {
    /// Takes a report.
    pub fn note(&mut self, report: &Report) {
        let same = |known: &&mut Summary| {
            known.kind == report.kind
                && known.code == report.code
                && known.interface == report.interface.name()
                && known.why == report.why
        };
        if let Some(known) = self.waiting.iter_mut().find(same) {
            known.count = known.count.saturating_add(report.count);
        } else if self.waiting.len() < SORTS {
            self.waiting.push(report.into());
        } else {
            self.note_other(report.count);
        }
    }

    /// The sorts that have no room left are one sort, in the last place.
    fn note_other(&mut self, count: u32) {
        if let Some(last) = self.waiting.last_mut() {
            *last = Summary {
                kind: ReportKind::Refused,
                interface: String::new(),
                code: 0,
                why: "and others".to_owned(),
                count: last.count.saturating_add(count),
            };
        }
    }

    /// What may go out at `now`.
    pub fn take(&mut self, now: Duration) -> Vec<Summary> {
        if self.waiting.is_empty() || now < self.closed_until {
            return Vec::new();
        }
        self.closed_until = now.saturating_add(PAUSE);
        std::mem::take(&mut self.waiting)
    }

    /// When something may go out next; `None` when nothing waits.
    #[must_use]
    pub fn next_due(&self) -> Option<Duration> {
        (!self.waiting.is_empty()).then_some(self.closed_until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Kind;

    fn report(code: u32) -> Report {
        Report {
            kind: ReportKind::Refused,
            interface: Kind::Surface,
            code,
            why: "too many",
            count: 1,
        }
    }

    #[test]
    fn a_flood_is_one_line_a_second() {
        let mut pacer = Pacer::default();
        let second = Duration::from_secs(1);
        let mut lines = 0;
        let mut counted = 0;
        for round in 0..1_000_000u32 {
            pacer.note(&report(1));
            let now = Duration::from_micros(u64::from(round));
            let out = pacer.take(now);
            lines += out.len();
            counted += out.iter().map(|line| line.count).sum::<u32>();
        }
        assert_eq!((lines, counted), (1, 1));
        assert_eq!(pacer.next_due(), Some(second));
        let [rest] = pacer.take(second).try_into().unwrap();
        assert_eq!(rest.count, 999_999);
        assert_eq!(pacer.next_due(), None);
    }

    #[test]
    fn sorts_beyond_the_sixteenth_are_counted_together() {
        let mut pacer = Pacer::default();
        (0..100).for_each(|code| pacer.note(&report(code)));
        let out = pacer.take(Duration::from_secs(5));
        assert_eq!(out.len(), SORTS);
        assert_eq!(out.iter().map(|line| line.count).sum::<u32>(), 100);
        assert_eq!(out.last().unwrap().why, "and others");
    }
}
