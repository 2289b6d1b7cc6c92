//! Time: the only file that reads the system's clocks; everyone else is handed a `Now`.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use lisere_shell::Date;
use rustix::time::{ClockId, clock_gettime};

/// A point on the monotonic clock, counted from an unspecified start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Now(pub Duration);

impl Now {
    /// Milliseconds as Wayland events carry them; they wrap after 49 days by protocol.
    #[must_use]
    pub fn millis(self) -> u32 {
        (self.0.as_millis() & u128::from(u32::MAX)) as u32
    }

    /// The point `later` after this one.
    #[must_use]
    pub fn after(self, later: Duration) -> Now {
        Now(self.0.saturating_add(later))
    }

    /// How long it is from here until `deadline`; zero when it has passed.
    #[must_use]
    pub fn until(self, deadline: Now) -> Duration {
        deadline.0.saturating_sub(self.0)
    }
}

/// Wall-clock time of day as the bar shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeOfDay {
    /// 0–23.
    pub hour: u32,
    /// 0–59.
    pub minute: u32,
    /// Seconds until the minute changes, 1–60.
    pub seconds_left: u32,
}

impl std::fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

/// When something was, on both clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// On the monotonic clock.
    pub at: Now,
    /// On the wall.
    pub time: TimeOfDay,
}

impl Moment {
    /// Whole days from then until `now`.
    #[must_use]
    pub fn days_until(self, now: Now) -> u64 {
        self.at.until(now).as_secs() / (24 * 60 * 60)
    }
}

/// 2026-01-01T00:00:00Z.
const MANUAL_START: Duration = Duration::from_secs(1_767_225_600);

/// Where time comes from.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The system's clocks.
    System,
    /// A clock that tests turn by hand. The time of day stands still at 14:05.
    Manual(Rc<Cell<Duration>>),
    /// The same, at a time of day that stands still where a test has set it.
    Staged(Rc<Cell<Duration>>, TimeOfDay, Date),
}

impl Clock {
    /// Reads the monotonic clock.
    #[must_use]
    pub fn now(&self) -> Now {
        match self {
            Clock::System => {
                let time = clock_gettime(ClockId::Monotonic);
                let seconds = u64::try_from(time.tv_sec).unwrap_or(0);
                let nanos = u32::try_from(time.tv_nsec).unwrap_or(0);
                Now(Duration::new(seconds, nanos))
            }
            Clock::Manual(time) | Clock::Staged(time, ..) => Now(time.get()),
        }
    }

    /// Reads the monotonic clock and the local time of day.
    #[must_use]
    pub fn moment(&self) -> Moment {
        Moment {
            at: self.now(),
            time: self.time_of_day(),
        }
    }

    /// Reads the wall clock, which the user and the network may set: milliseconds since
    /// 1970 in UTC. By hand it goes as the other one does, from the start of 2026.
    #[must_use]
    pub fn wall_ms(&self) -> u64 {
        let since = match self {
            Clock::System => {
                let time = clock_gettime(ClockId::Realtime);
                let seconds = u64::try_from(time.tv_sec).unwrap_or(0);
                Duration::new(seconds, u32::try_from(time.tv_nsec).unwrap_or(0))
            }
            Clock::Manual(time) | Clock::Staged(time, ..) => {
                MANUAL_START.saturating_add(time.get())
            }
        };
        u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
    }

    /// What the kernel names this boot, since which the monotonic clock counts.
    #[must_use]
    pub fn boot(&self) -> String {
        let id = match self {
            Clock::System => std::fs::read_to_string("/proc/sys/kernel/random/boot_id"),
            Clock::Manual(_) | Clock::Staged(..) => Ok(String::new()),
        };
        let id = id.unwrap_or_default();
        let digits = id.trim();
        let part = |c: char| c.is_ascii_hexdigit() || c == '-';
        let sound = !digits.is_empty() && digits.chars().all(part);
        if sound { digits } else { "unknown" }.to_owned()
    }

    /// Reads the local date. By hand it is the first day of 2026.
    #[must_use]
    pub fn date(&self) -> Date {
        match self {
            Clock::System => {
                use chrono::Datelike;
                let local = chrono::Local::now();
                let small = |number: u32| u8::try_from(number).unwrap_or_default();
                Date {
                    year: local.year(),
                    month: small(local.month()),
                    day: small(local.day()),
                    weekday: small(local.weekday().num_days_from_monday()),
                }
            }
            Clock::Staged(_, _, date) => *date,
            Clock::Manual(_) => Date {
                year: 2026,
                month: 1,
                day: 1,
                weekday: 3,
            },
        }
    }

    /// Reads the local time of day.
    #[must_use]
    pub fn time_of_day(&self) -> TimeOfDay {
        match self {
            Clock::System => {
                use chrono::Timelike;
                let local = chrono::Local::now();
                TimeOfDay {
                    hour: local.hour(),
                    minute: local.minute(),
                    seconds_left: 60u32.saturating_sub(local.second()).max(1),
                }
            }
            Clock::Staged(_, time, _) => *time,
            Clock::Manual(_) => TimeOfDay {
                hour: 14,
                minute: 5,
                seconds_left: 60,
            },
        }
    }
}
