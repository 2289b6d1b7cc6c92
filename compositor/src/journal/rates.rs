//! How fast a cage may have things recorded: it can't fill the journal with what it does.

use std::collections::HashMap;
use std::time::Duration;

use lisere_policy::record::Fact;

use crate::clock::Now;

/// Records of one kind, of one cage…
const RECORDS: u32 = 10;
/// …in this time.
const PERIOD: Duration = Duration::from_secs(1);
/// Who goes on and on is heard ever more seldom, down to this.
const LONGEST: Duration = Duration::from_secs(60);

/// The pace of every cage and kind.
#[derive(Debug, Default)]
pub(super) struct Rates(HashMap<(String, &'static str), Pace>);

/// One cage's pace in one kind.
#[derive(Debug)]
struct Pace {
    until: Now,
    period: Duration,
    taken: u32,
    /// Beyond those.
    more: u64,
}

impl Rates {
    /// Whether one more may be recorded; if not, it is counted.
    pub(super) fn take(&mut self, cage: &str, kind: &'static str, now: Now) -> bool {
        let pace = self
            .0
            .entry((cage.to_owned(), kind))
            .or_insert_with(|| Pace::begin(PERIOD, now));
        if pace.until <= now && pace.more == 0 {
            *pace = Pace::begin(PERIOD, now);
        }
        if pace.taken < RECORDS {
            pace.taken = pace.taken.saturating_add(1);
            return true;
        }
        pace.more = pace.more.saturating_add(1);
        false
    }

    /// What is to be said of those that were only counted, when their time is up.
    pub(super) fn summaries(&mut self, now: Now) -> Vec<Fact> {
        let mut facts = Vec::new();
        for ((cage, kind), pace) in &mut self.0 {
            if pace.until > now || pace.more == 0 {
                continue;
            }
            facts.push(Fact::More {
                cage: cage.clone(),
                of: (*kind).to_owned(),
                count: pace.more,
            });
            let longer = pace.period.saturating_mul(2).min(LONGEST);
            *pace = Pace::begin(longer, now);
        }
        facts
    }

    /// When the next of them is due.
    pub(super) fn due(&self) -> Option<Now> {
        let counted = self.0.values().filter(|pace| pace.more > 0);
        counted.map(|pace| pace.until).min()
    }
}

impl Pace {
    fn begin(period: Duration, now: Now) -> Self {
        Self {
            until: now.after(period),
            period,
            taken: 0,
            more: 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: u64) -> Now {
        Now(Duration::from_millis(millis))
    }

    #[test]
    fn ten_a_second_and_the_rest_counted() {
        let mut rates = Rates::default();
        let taken = (0..133).filter(|_| rates.take("web", "refused", at(0)));
        assert_eq!(taken.count(), 10);
        assert!(rates.take("web", "admitted", at(0)), "another kind");
        assert!(rates.take("work", "refused", at(0)), "another cage");
        assert_eq!(rates.due(), Some(at(1000)));
        assert!(rates.summaries(at(999)).is_empty());
        let more = Fact::More {
            cage: "web".into(),
            of: "refused".into(),
            count: 123,
        };
        assert_eq!(rates.summaries(at(1000)), [more]);
        assert_eq!(rates.due(), None);
    }

    #[test]
    fn who_never_stops_is_heard_ever_more_seldom() {
        let mut rates = Rates::default();
        let mut said = 0;
        for millis in (0..600_000).step_by(10) {
            said += rates.summaries(at(millis)).len();
            said += usize::from(rates.take("web", "refused", at(millis)));
        }
        // 63 seconds until the pace is slowest, 11 records a minute after that.
        assert!((100..250).contains(&said), "{said}");
    }

    #[test]
    fn who_stops_is_heard_as_before() {
        let mut rates = Rates::default();
        for _ in 0..20 {
            rates.take("web", "refused", at(0));
        }
        rates.summaries(at(1000));
        let taken = (0..20).filter(|_| rates.take("web", "refused", at(4000)));
        assert_eq!(taken.count(), 10);
        rates.summaries(at(5000));
        assert_eq!(rates.0.values().next().unwrap().period, PERIOD * 2);
    }
}
