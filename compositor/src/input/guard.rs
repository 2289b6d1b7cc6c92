//! A window that came under a still pointer gets no click for half a second.

use std::time::Duration;

use crate::clock::Now;
use crate::desk::WindowId;

/// How long a window must have lain under the pointer. Source: the time within
/// which people cannot take back a click they have begun.
const SETTLED: Duration = Duration::from_millis(500);

/// What lies under the pointer, and since when by the desk's doing.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Guard {
    under: Option<WindowId>,
    since: Option<Now>,
}

impl Guard {
    /// The pointer was moved onto this: the user saw where it went.
    pub(super) fn pointed(&mut self, under: Option<WindowId>) {
        *self = Guard { under, since: None };
    }

    /// The desk changed under a still pointer.
    pub(super) fn changed(&mut self, under: Option<WindowId>, now: Now) {
        if self.under != under {
            *self = Guard {
                under,
                since: Some(now),
            };
        }
    }

    /// Whether a press at `now` may count.
    pub(super) fn settled(&self, now: Now) -> bool {
        self.since.is_none_or(|since| now >= since.after(SETTLED))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: u64) -> Now {
        Now(Duration::from_millis(millis))
    }

    #[test]
    fn a_newcomer_under_a_still_pointer_waits() {
        let mut guard = Guard::default();
        guard.pointed(Some(WindowId(1)));
        assert!(guard.settled(at(0)));
        guard.changed(Some(WindowId(2)), at(100));
        assert!(!guard.settled(at(599)));
        assert!(guard.settled(at(600)));
    }

    #[test]
    fn pointing_on_purpose_counts_at_once() {
        let mut guard = Guard::default();
        guard.changed(Some(WindowId(2)), at(100));
        guard.pointed(Some(WindowId(2)));
        assert!(guard.settled(at(101)));
    }
}
