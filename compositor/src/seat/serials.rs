//! Event serials, counted apart for every client so that none can count another's events.

use std::collections::VecDeque;

/// How many of a client's own acts stay usable for popups, selections and drags.
const REMEMBERED: usize = 32;

/// One client's serials. They start at 1 and grow by 1 with what this client is sent.
#[derive(Debug, Default)]
pub(crate) struct Serials {
    last: u32,
    acts: VecDeque<u32>,
}

impl Serials {
    /// A serial for an event that is not an act of the user.
    pub(crate) fn next(&mut self) -> u32 {
        // 0 is what clients send when they have no serial; it is never given.
        self.last = self.last.checked_add(1).unwrap_or(1);
        self.last
    }

    /// A serial for an act of the user: a key, a button pressed, a finger put down. A key that
    /// goes up is one too: who opens a menu for a chord may be slower than fingers are, and
    /// names the last serial that it has.
    pub(crate) fn next_act(&mut self) -> u32 {
        let serial = self.next();
        if self.acts.len() >= REMEMBERED {
            self.acts.pop_front();
        }
        self.acts.push_back(serial);
        serial
    }

    /// Whether `serial` was given to this client for one of the user's last acts.
    pub(crate) fn act(&self, serial: u32) -> bool {
        self.acts.contains(&serial)
    }
}

#[cfg(test)]
mod tests {
    use super::Serials;

    #[test]
    fn start_at_one_and_step_by_one() {
        let mut serials = Serials::default();
        assert_eq!(
            [serials.next(), serials.next_act(), serials.next()],
            [1, 2, 3]
        );
    }

    #[test]
    fn zero_is_never_given() {
        let mut serials = Serials {
            last: u32::MAX,
            ..Serials::default()
        };
        assert_eq!(serials.next(), 1);
        assert!(!serials.act(0));
    }

    #[test]
    fn only_acts_are_remembered_and_only_the_last_ones() {
        let mut serials = Serials::default();
        let plain = serials.next();
        let first = serials.next_act();
        assert!(!serials.act(plain));
        assert!(serials.act(first));
        for _ in 0..32 {
            serials.next_act();
        }
        assert!(!serials.act(first));
        assert_eq!(serials.acts.len(), 32);
    }
}
