//! How many notices of a cage are passed on: more than anybody reads, and no flood for the core.

use std::time::Duration;

/// So many at once…
const AT_ONCE: u32 = 20;
/// …and then one in this time.
const PERIOD: Duration = Duration::from_millis(100);

/// One cage's notices.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tap {
    /// When there may be as many at once again as ever.
    rested: Duration,
}

impl Tap {
    /// Whether one more is passed on at `now`.
    pub(super) fn open(&mut self, now: Duration) -> bool {
        let tired = self.rested.saturating_sub(now);
        let open = tired <= PERIOD.saturating_mul(AT_ONCE.saturating_sub(1));
        if open {
            self.rested = now.saturating_add(tired).saturating_add(PERIOD);
        }
        open
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_is_cut_to_ten_a_second() {
        let mut tap = Tap::default();
        let mut passed =
            |millis: u64| tap.open(Duration::from_secs(9) + Duration::from_millis(millis));
        assert_eq!((0..1_000).filter(|_| passed(0)).count(), 20);
        assert!(!passed(99) && passed(100) && !passed(100));
        assert_eq!(
            (1..=1_000).filter(|millis| passed(100 + millis)).count(),
            10
        );
    }
}
