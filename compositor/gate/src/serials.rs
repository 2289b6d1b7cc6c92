//! One program's own serials: it can count nobody's events but its own.

use std::collections::VecDeque;

/// How many of the last serials a program may still use. A window that was not
/// answered for so long gets new configures anyway.
const REMEMBERED: usize = 1024;

/// What the core's serials are called towards one program: 1 and upwards, in the
/// order in which it was told of them.
#[derive(Debug, Default)]
pub(crate) struct Serials {
    last: u32,
    core: VecDeque<u32>,
}

impl Serials {
    /// The program's serial for a new one of the core's.
    pub(crate) fn give(&mut self, core: u32) -> u32 {
        self.last = self.last.wrapping_add(1);
        if self.core.len() >= REMEMBERED {
            self.core.pop_front();
        }
        self.core.push_back(core);
        self.last
    }

    /// The core's serial for one of the program's; none if it was not given to it.
    pub(crate) fn core(&self, own: u32) -> Option<u32> {
        let age = usize::try_from(self.last.wrapping_sub(own)).ok()?;
        // 0 is what programs send when they have none.
        let back = self.core.len().checked_sub(age.checked_add(1)?)?;
        (own != 0).then(|| self.core.get(back).copied()).flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serials_count_from_one_and_map_back() {
        let mut serials = Serials::default();
        assert_eq!(
            [serials.give(70), serials.give(9), serials.give(500)],
            [1, 2, 3]
        );
        assert_eq!(serials.core(1), Some(70));
        assert_eq!(serials.core(3), Some(500));
        for unknown in [0, 4, 70, u32::MAX] {
            assert_eq!(serials.core(unknown), None);
        }
    }

    #[test]
    fn old_serials_are_forgotten_and_none_is_mistaken_for_another() {
        let mut serials = Serials {
            last: u32::MAX - 2,
            core: VecDeque::new(),
        };
        let given: Vec<(u32, u32)> = (0..2000).map(|core| (serials.give(core), core)).collect();
        for (own, core) in given.iter().rev().take(REMEMBERED) {
            assert_eq!(serials.core(*own), Some(*core));
        }
        assert_eq!(serials.core(given[900].0), None);
        assert_eq!(serials.core.len(), REMEMBERED);
    }
}
