//! Time as the warden counts it: the one place in it that reads a clock.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// A point on the monotonic clock.
pub(super) fn now() -> Duration {
    let time = clock_gettime(ClockId::Monotonic);
    let seconds = u64::try_from(time.tv_sec).unwrap_or(0);
    Duration::new(seconds, u32::try_from(time.tv_nsec).unwrap_or(0))
}
