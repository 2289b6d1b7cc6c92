//! Records that wait to be written: a bounded number, one batch under way.

use std::collections::VecDeque;

use crate::clock::Now;

/// Records that are kept while they cannot be written; the oldest make room for newer ones.
pub(super) const KEPT: usize = 4096;
/// Bytes of a batch.
const BATCH: usize = 32 * 1024;

/// Names a grant that waits for its record.
pub(super) type Ticket = u64;

/// A record that waits.
#[derive(Debug)]
pub(super) struct Entry {
    /// As JSON, on one line.
    pub(super) body: String,
    /// The grant that waits for it.
    pub(super) grant: Option<Ticket>,
}

/// Records that go together.
#[derive(Debug)]
struct Batch {
    text: String,
    grants: Vec<Ticket>,
    /// When it was handed over; not yet, or not with success.
    sent: Option<Now>,
}

/// Records in their order.
#[derive(Debug, Default)]
pub(super) struct Queue {
    waiting: VecDeque<Entry>,
    /// Records that had to make room since the last batch.
    lost: u64,
    batch: Option<Batch>,
}

impl Queue {
    /// Adds a record. Returns the grant that will wait in vain because its record made room.
    pub(super) fn push(&mut self, entry: Entry) -> Option<Ticket> {
        let oldest = (self.waiting.len() >= KEPT).then(|| self.waiting.pop_front());
        self.waiting.push_back(entry);
        let oldest = oldest.flatten()?;
        self.lost = self.lost.saturating_add(1);
        oldest.grant
    }

    /// How many records are missing before the next batch, if any are.
    pub(super) fn lost(&self) -> Option<u64> {
        Some(self.lost).filter(|lost| *lost > 0 && self.batch.is_none())
    }

    /// The batch that is to be handed over, if none is under way. A new one begins with the
    /// record that says how many are missing before it.
    pub(super) fn next(&mut self, lost: Option<String>) -> Option<&str> {
        if self.batch.is_none() {
            self.batch = self.gather(lost);
        }
        let batch = self.batch.as_ref()?;
        batch.sent.is_none().then_some(batch.text.as_str())
    }

    /// That batch was handed over.
    pub(super) fn sent(&mut self, now: Now) {
        if let Some(batch) = &mut self.batch {
            batch.sent = Some(now);
        }
    }

    /// Since when a batch is under way.
    pub(super) fn under_way(&self) -> Option<Now> {
        self.batch.as_ref().and_then(|batch| batch.sent)
    }

    /// The batch is written. Returns the grants that waited for it.
    pub(super) fn written(&mut self) -> Vec<Ticket> {
        self.batch
            .take()
            .map(|batch| batch.grants)
            .unwrap_or_default()
    }

    /// The batch is not written, or nobody knows: it is handed over again.
    pub(super) fn again(&mut self) {
        if let Some(batch) = &mut self.batch {
            batch.sent = None;
        }
    }

    /// Whether everything is written.
    pub(super) fn empty(&self) -> bool {
        self.batch.is_none() && self.waiting.is_empty()
    }

    fn gather(&mut self, lost: Option<String>) -> Option<Batch> {
        let mut batch = Batch {
            text: String::new(),
            grants: Vec::new(),
            sent: None,
        };
        self.waiting.front()?;
        if let Some(lost) = lost {
            batch.text = lost;
            self.lost = 0;
        }
        while let Some(entry) = self.waiting.front() {
            let length = batch.text.len().saturating_add(entry.body.len());
            if !batch.text.is_empty() && length >= BATCH {
                break;
            }
            if !batch.text.is_empty() {
                batch.text.push('\n');
            }
            batch.text.push_str(&entry.body);
            batch.grants.extend(entry.grant);
            self.waiting.pop_front();
        }
        Some(batch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(number: usize, grant: Option<Ticket>) -> Entry {
        Entry {
            body: number.to_string(),
            grant,
        }
    }

    fn next(queue: &mut Queue) -> Option<String> {
        let lost = queue.lost().map(|count| format!("lost {count}"));
        queue.next(lost).map(str::to_owned)
    }

    #[test]
    fn one_batch_is_under_way() {
        let mut queue = Queue::default();
        queue.push(entry(1, Some(7)));
        queue.push(entry(2, None));
        assert_eq!(next(&mut queue).as_deref(), Some("1\n2"));
        queue.sent(Now::default());
        queue.push(entry(3, Some(8)));
        assert_eq!(next(&mut queue), None);
        queue.again();
        assert_eq!(next(&mut queue).as_deref(), Some("1\n2"));
        assert_eq!(queue.written(), [7]);
        assert_eq!(next(&mut queue).as_deref(), Some("3"));
        assert_eq!(queue.written(), [8]);
        assert!(queue.empty());
    }

    #[test]
    fn the_oldest_make_room_and_are_counted() {
        let mut queue = Queue::default();
        for number in 0..KEPT {
            assert_eq!(queue.push(entry(number, Some(9)).with(number == 1)), None);
        }
        assert_eq!(queue.push(entry(KEPT, None)), None);
        assert_eq!(queue.push(entry(KEPT, None)), Some(9));
        let batch = next(&mut queue).unwrap();
        assert!(batch.starts_with("lost 2\n2\n3\n"), "{batch}");
    }

    #[test]
    fn batches_are_bounded() {
        let mut queue = Queue::default();
        for _ in 0..10 {
            let body = "x".repeat(8000);
            queue.push(Entry { body, grant: None });
        }
        let mut batches = 0;
        while let Some(batch) = next(&mut queue) {
            assert!(batch.len() <= BATCH);
            queue.written();
            batches += 1;
        }
        assert_eq!(batches, 3);
    }

    impl Entry {
        /// Only then with its grant.
        fn with(mut self, kept: bool) -> Entry {
            self.grant = self.grant.filter(|_| kept);
            self
        }
    }
}
