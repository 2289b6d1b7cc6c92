//! How fast a cage may have notices: some at once, then one at a time.

use std::time::Duration;

use crate::clock::Now;

/// So many at once…
pub(super) const AT_ONCE: u32 = 10;
/// …and then one in this time.
const PERIOD: Duration = Duration::from_secs(2);

/// One cage's pace.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pace {
    /// When it may have as many at once again as anybody.
    rested: Now,
    /// Whether the last one was too many.
    exceeded: bool,
}

/// What comes of one more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taken {
    /// It is within the pace.
    Yes,
    /// It is the first of those that are too many.
    FirstTooMany,
    /// So it is, and so was the one before.
    TooMany,
}

impl Pace {
    /// One more at `now`.
    pub(super) fn take(&mut self, now: Now) -> Taken {
        let tired = now.until(self.rested);
        if tired > PERIOD.saturating_mul(AT_ONCE.saturating_sub(1)) {
            return match std::mem::replace(&mut self.exceeded, true) {
                true => Taken::TooMany,
                false => Taken::FirstTooMany,
            };
        }
        self.exceeded = false;
        self.rested = now.after(tired.saturating_add(PERIOD));
        Taken::Yes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_at_once_then_one_in_two_seconds() {
        let mut pace = Pace::default();
        let at = |millis| Now(Duration::from_secs(1_000) + Duration::from_millis(millis));
        let mut taken = |millis| pace.take(at(millis));
        assert!((0..10).all(|_| taken(0) == Taken::Yes));
        assert_eq!(taken(0), Taken::FirstTooMany);
        assert_eq!(taken(1_999), Taken::TooMany);
        assert_eq!(taken(2_000), Taken::Yes);
        assert_eq!(taken(2_001), Taken::FirstTooMany);
        assert!((0..10).all(|_| taken(60_000) == Taken::Yes));
        assert_eq!(taken(60_000), Taken::FirstTooMany);
    }
}
