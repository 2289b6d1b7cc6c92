//! Connections that wait to be heard: one of each cage, then again one of each.

use std::collections::VecDeque;

use lisere_policy::CageId;

/// Who waits, by cage, the next cage first.
#[derive(Debug, Default)]
pub(super) struct Queue(VecDeque<(CageId, VecDeque<u64>)>);

impl Queue {
    /// Puts a connection at the end of its cage's line, unless it is in it.
    pub(super) fn push(&mut self, cage: CageId, number: u64) {
        match self.0.iter_mut().find(|(known, _)| *known == cage) {
            Some((_, line)) if line.contains(&number) => {}
            Some((_, line)) => line.push_back(number),
            None => self.0.push_back((cage, VecDeque::from([number]))),
        }
    }

    /// Takes the next connection; its cage goes to the end.
    pub(super) fn pop(&mut self) -> Option<u64> {
        loop {
            let (cage, mut line) = self.0.pop_front()?;
            let next = line.pop_front();
            if !line.is_empty() {
                self.0.push_back((cage, line));
            }
            if next.is_some() {
                return next;
            }
        }
    }

    /// Takes a connection out.
    pub(super) fn remove(&mut self, cage: CageId, number: u64) {
        for (_, line) in self.0.iter_mut().filter(|(known, _)| *known == cage) {
            line.retain(|waiting| *waiting != number);
        }
    }

    /// Takes a whole cage out.
    pub(super) fn forget(&mut self, cage: CageId) {
        self.0.retain(|(known, _)| *known != cage);
    }
}

#[cfg(test)]
mod tests {
    use lisere_policy::Policy;

    use super::*;

    fn cages() -> (CageId, CageId) {
        let policy = Policy::preset("home").unwrap();
        (policy.cages()[0].id(), policy.cages()[1].id())
    }

    #[test]
    fn cages_take_turns() {
        let (a, b) = cages();
        let mut queue = Queue::default();
        for number in [1, 2, 3, 2] {
            queue.push(a, number);
        }
        queue.push(b, 9);
        let order: Vec<u64> = std::iter::from_fn(|| queue.pop()).collect();
        assert_eq!(order, [1, 9, 2, 3]);
    }

    #[test]
    fn a_newcomer_is_behind_one_of_each_cage_only() {
        let (a, b) = cages();
        let mut queue = Queue::default();
        (0..100).for_each(|number| queue.push(a, number));
        assert_eq!(queue.pop(), Some(0));
        queue.push(b, 200);
        assert_eq!(queue.pop(), Some(1));
        assert_eq!(queue.pop(), Some(200));
        queue.remove(a, 2);
        assert_eq!(queue.pop(), Some(3));
        queue.forget(a);
        assert_eq!(queue.pop(), None);
    }
}
