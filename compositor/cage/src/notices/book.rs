//! The numbers of the notices that are open, and how long each is.

use std::time::Duration;

/// The most that are open at a time: the oldest gives way.
const MOST: usize = 100;
/// How long one is open unless its program says otherwise, and at most.
const USUAL: Duration = Duration::from_secs(6);
const LONGEST: Duration = Duration::from_secs(30);
const SHORTEST: Duration = Duration::from_secs(1);

/// Why one is closed, as the specification numbers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Closed {
    /// Its time was over.
    Expired = 1,
    /// Its program asked for it.
    Asked = 3,
}

/// The open notices. Times count from any start.
#[derive(Debug, Default)]
pub(super) struct Book {
    last: u32,
    /// Number and end of each, the oldest first.
    open: Vec<(u32, Duration)>,
}

impl Book {
    /// Opens one, or opens the one of the number `replaces` anew; its number. No open one has 0.
    pub(super) fn open(&mut self, replaces: u32, lasts_ms: Option<u32>, now: Duration) -> u32 {
        let id = match replaces {
            0 => self.unused(),
            known => known,
        };
        self.close(id);
        let lasts = match lasts_ms {
            None => USUAL,
            Some(0) => LONGEST,
            Some(millis) => Duration::from_millis(millis.into()).clamp(SHORTEST, LONGEST),
        };
        self.open.push((id, now.saturating_add(lasts)));
        id
    }

    fn unused(&mut self) -> u32 {
        loop {
            self.last = self.last.checked_add(1).unwrap_or(1);
            if !self.open.iter().any(|(id, _)| *id == self.last) {
                return self.last;
            }
        }
    }

    /// Closes one; whether it was open.
    pub(super) fn close(&mut self, id: u32) -> bool {
        let before = self.open.len();
        self.open.retain(|(open, _)| *open != id);
        self.open.len() != before
    }

    /// Closes those whose time is over, and the oldest of too many.
    pub(super) fn expired(&mut self, now: Duration) -> Vec<u32> {
        let many = self.open.len().saturating_sub(MOST);
        let mut gone: Vec<u32> = self.open.drain(..many).map(|(id, _)| id).collect();
        let over = self.open.extract_if(.., |(_, end)| *end <= now);
        gone.extend(over.map(|(id, _)| id));
        gone
    }

    /// When the next one's time is over.
    pub(super) fn due(&self) -> Option<Duration> {
        self.open.iter().map(|(_, end)| *end).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn numbers_are_new_unless_one_is_replaced() {
        let mut book = Book::default();
        assert_eq!([0, 0].map(|none| book.open(none, None, at(0))), [1, 2]);
        assert_eq!(book.open(1, None, at(1)), 1);
        assert_eq!(book.open(4, None, at(1)), 4, "as the specification has it");
        assert_eq!([0, 0].map(|none| book.open(none, None, at(1))), [3, 5]);
        assert!(book.close(4) && !book.close(4));
        book.last = u32::MAX;
        assert_eq!(
            book.open(0, None, at(1)),
            4,
            "0 is no number, and 1 to 3 are in use"
        );
    }

    #[test]
    fn times_are_within_bounds() {
        let mut book = Book::default();
        for lasts in [None, Some(0), Some(1), Some(10_000), Some(u32::MAX)] {
            book.open(0, lasts, at(0));
        }
        assert_eq!(book.due(), Some(at(1)));
        assert_eq!(book.expired(at(1)), [3]);
        assert_eq!(book.expired(at(6)), [1]);
        assert_eq!(book.expired(at(29)), [4]);
        assert_eq!(book.expired(at(30)), [2, 5]);
        assert_eq!(book.due(), None);
    }

    #[test]
    fn there_are_never_many() {
        let mut book = Book::default();
        for _ in 0..103 {
            book.open(0, Some(0), at(0));
        }
        assert_eq!(book.expired(at(0)), [1, 2, 3]);
    }
}
