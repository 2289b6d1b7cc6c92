//! The time of day and the date that a fixture shows, set by hand.

use lisere::clock::{Clock, TimeOfDay};
use lisere_shell::Date;

use crate::fixture::Fixture;

impl Fixture {
    /// From now on the wall clock stands still at this time of this day.
    pub fn set_wall_clock(&mut self, (hour, minute): (u32, u32), date: Date) {
        let time = TimeOfDay {
            hour,
            minute,
            seconds_left: 60,
        };
        self.core.clock = Clock::Staged(self.time.clone(), time, date);
    }
}
