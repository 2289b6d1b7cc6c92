//! Whether a gate was asked to stop reading its programs, and whether it did.

use std::time::Duration;

use crate::clock::Now;

/// How long a gate may take to stop by itself.
const PATIENCE: Duration = Duration::from_millis(100);

/// How far a freeze has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hold {
    /// Not frozen.
    #[default]
    Loose,
    /// Asked, and may take until then.
    Asked(Now),
    /// It stopped by itself.
    Heeded,
    /// It did not, so that its process was stopped.
    Stopped,
}

impl Hold {
    /// The cage was frozen.
    pub fn ask(&mut self, now: Now) {
        if *self == Self::Loose {
            *self = Self::Asked(now.after(PATIENCE));
        }
    }

    /// The gate says that it has stopped reading.
    pub fn heeded(&mut self) {
        if matches!(self, Self::Asked(_)) {
            *self = Self::Heeded;
        }
    }

    /// Whether its process must be stopped now.
    pub fn overdue(&mut self, now: Now) -> bool {
        let late = matches!(self, Self::Asked(due) if *due <= now);
        if late {
            *self = Self::Stopped;
        }
        late
    }

    /// The cage was thawed; says whether the process must be continued.
    pub fn loosen(&mut self) -> bool {
        std::mem::take(self) == Self::Stopped
    }

    /// When it is overdue.
    #[must_use]
    pub fn due(&self) -> Option<Now> {
        match self {
            Self::Asked(due) => Some(*due),
            Self::Loose | Self::Heeded | Self::Stopped => None,
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
    fn whoever_heeds_is_not_stopped() {
        let mut hold = Hold::default();
        hold.ask(at(0));
        assert_eq!(hold.due(), Some(at(100)));
        hold.heeded();
        assert!(!hold.overdue(at(1000)));
        assert!(!hold.loosen());
    }

    #[test]
    fn whoever_does_not_is_stopped_once_and_continued() {
        let mut hold = Hold::default();
        hold.ask(at(0));
        assert!(!hold.overdue(at(99)));
        assert!(hold.overdue(at(100)));
        assert!(!hold.overdue(at(101)));
        // Said before it was stopped, read after.
        hold.heeded();
        assert!(hold.loosen());
        assert_eq!(hold, Hold::Loose);
    }

    #[test]
    fn asking_twice_gives_no_more_time() {
        let mut hold = Hold::default();
        hold.ask(at(0));
        hold.ask(at(90));
        assert!(hold.overdue(at(100)));
        hold.ask(at(200));
        assert_eq!(hold, Hold::Stopped);
    }

    #[test]
    fn a_word_out_of_turn_changes_nothing() {
        let mut hold = Hold::default();
        hold.heeded();
        assert_eq!(hold, Hold::Loose);
    }
}
