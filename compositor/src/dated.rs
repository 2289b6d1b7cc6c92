//! Things that wait for their time, in the order they came.

use std::collections::BTreeMap;

use crate::clock::Now;

/// Things with a time each.
#[derive(Debug)]
pub struct Dated<T>(BTreeMap<Now, Vec<T>>);

impl<T> Default for Dated<T> {
    fn default() -> Self {
        Dated(BTreeMap::new())
    }
}

impl<T> Dated<T> {
    /// Adds a thing that is due then.
    pub fn push(&mut self, due: Now, thing: T) {
        self.0.entry(due).or_default().push(thing);
    }

    /// When the next one is due.
    #[must_use]
    pub fn next(&self) -> Option<Now> {
        self.0.first_key_value().map(|(due, _)| *due)
    }

    /// Takes what is due at `now`, the oldest first, each with its time.
    pub fn take_due(&mut self, now: Now) -> Vec<(Now, T)> {
        let mut taken = Vec::new();
        while let Some(first) = self.0.first_entry().filter(|first| *first.key() <= now) {
            let (due, things) = first.remove_entry();
            taken.extend(things.into_iter().map(|thing| (due, thing)));
        }
        taken
    }

    /// Takes everything, the oldest first, each with its time.
    pub fn take_all(&mut self) -> Vec<(Now, T)> {
        let all = std::mem::take(&mut self.0).into_iter();
        all.flat_map(|(due, things)| things.into_iter().map(move |thing| (due, thing)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn at(millis: u64) -> Now {
        Now(Duration::from_millis(millis))
    }

    #[test]
    fn what_is_due_comes_in_order_and_once() {
        let mut dated = Dated::default();
        for (due, thing) in [(20, 'c'), (10, 'a'), (30, 'd'), (10, 'b')] {
            dated.push(at(due), thing);
        }
        assert_eq!(dated.next(), Some(at(10)));
        let due = [(at(10), 'a'), (at(10), 'b'), (at(20), 'c')];
        assert_eq!(dated.take_due(at(20)), due);
        assert!(dated.take_due(at(29)).is_empty());
        assert_eq!(dated.take_all(), [(at(30), 'd')]);
        assert_eq!(dated.next(), None);
    }
}
