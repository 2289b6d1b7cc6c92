//! How long before it is shown a frame is begun: late enough to show what is new, early
//! enough not to miss its turn.

use std::time::Duration;

/// Parts of the time between frames by which a frame may be begun earlier or later.
const STEPS: u32 = 8;
/// Frames without a miss before a later beginning is tried: ten seconds' worth at 60 Hz.
const TRIED_AFTER: u32 = 600;
/// What such waits grow to, at most, where later beginnings keep missing.
const LONGEST_WAIT: u32 = TRIED_AFTER * 64;

/// When to begin the frames of one output. It moves in coarse steps and seldom, so that
/// what clients are told of time does not follow what others draw.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    refresh: Duration,
    /// Steps before a frame is shown.
    steps: u32,
    /// Frames since the last miss or change.
    good: u32,
    /// Frames to be good before the next try.
    wait: u32,
}

impl Pace {
    /// Begins a quarter of the time between frames before.
    #[must_use]
    pub fn new(refresh: Duration) -> Pace {
        Pace {
            refresh,
            steps: STEPS / 4,
            good: 0,
            wait: TRIED_AFTER,
        }
    }

    /// How long before it is shown a frame is begun.
    #[must_use]
    pub fn lead(&self) -> Duration {
        self.refresh.saturating_mul(self.steps) / STEPS
    }

    /// A frame was shown in its turn, or missed it.
    pub fn shown(&mut self, in_turn: bool) {
        if !in_turn {
            self.steps = self.steps.saturating_add(1).min(STEPS);
            if self.good < TRIED_AFTER {
                self.wait = self.wait.saturating_mul(2).min(LONGEST_WAIT);
            }
            self.good = 0;
            return;
        }
        self.good = self.good.saturating_add(1);
        if self.good >= self.wait && self.steps > 1 {
            self.steps = self.steps.saturating_sub(1);
            self.good = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REFRESH: Duration = Duration::from_millis(16);

    #[test]
    fn a_miss_begins_the_next_frame_earlier_and_never_before_the_last() {
        let mut pace = Pace::new(REFRESH);
        assert_eq!(pace.lead(), Duration::from_millis(4));
        pace.shown(false);
        assert_eq!(pace.lead(), Duration::from_millis(6));
        (0..100).for_each(|_| pace.shown(false));
        assert_eq!(pace.lead(), REFRESH);
    }

    #[test]
    fn a_long_calm_begins_frames_later() {
        let mut pace = Pace::new(REFRESH);
        (1..TRIED_AFTER).for_each(|_| pace.shown(true));
        assert_eq!(pace.lead(), Duration::from_millis(4));
        pace.shown(true);
        assert_eq!(pace.lead(), Duration::from_millis(2));
        (0..TRIED_AFTER * 9).for_each(|_| pace.shown(true));
        assert_eq!(pace.lead(), Duration::from_millis(2), "one step stays");
    }

    #[test]
    fn what_missed_once_is_tried_again_only_after_longer() {
        let mut pace = Pace::new(REFRESH);
        (0..TRIED_AFTER).for_each(|_| pace.shown(true));
        pace.shown(false);
        (0..TRIED_AFTER * 2 - 1).for_each(|_| pace.shown(true));
        assert_eq!(pace.lead(), Duration::from_millis(4));
        pace.shown(true);
        assert_eq!(pace.lead(), Duration::from_millis(2));
    }
}
