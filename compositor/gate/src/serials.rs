//! One program's own serials: it can count nobody's events but its own.

use std::collections::VecDeque;

/// How many of the last serials a program may still use. A window that was not
/// answered for so long gets new configures anyway.
const REMEMBERED: usize = 1024;

/// What a serial counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Count {
    /// What the user does.
    Input,
    /// Configures and pings of windows.
    Windows,
}

/// What the core's serials are called towards one program: 1 and upwards, in the
/// order in which it was told of them.
#[derive(Debug, Default)]
pub(crate) struct Serials {
    last: u32,
    core: VecDeque<(Count, u32)>,
}

impl Serials {
    /// The program's serial for a new one of the core's.
    pub(crate) fn give(&mut self, count: Count, core: u32) -> u32 {
        self.last = self.last.wrapping_add(1);
        if self.core.len() >= REMEMBERED {
            self.core.pop_front();
        }
        self.core.push_back((count, core));
        self.last
    }

    /// The core's serial for one of the program's; none if it was not given to it, or for
    /// something that is counted apart.
    pub(crate) fn core(&self, count: Count, own: u32) -> Option<u32> {
        let age = usize::try_from(self.last.wrapping_sub(own)).ok()?;
        // 0 is what programs send when they have none.
        let back = self.core.len().checked_sub(age.checked_add(1)?)?;
        let (of, core) = self.core.get(back).filter(|_| own != 0)?;
        (*of == count).then_some(*core)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serials_count_from_one_and_map_back() {
        let mut serials = Serials::default();
        assert_eq!(
            [
                serials.give(Count::Input, 70),
                serials.give(Count::Input, 9),
                serials.give(Count::Input, 500)
            ],
            [1, 2, 3]
        );
        assert_eq!(serials.core(Count::Input, 1), Some(70));
        assert_eq!(serials.core(Count::Input, 3), Some(500));
        for unknown in [0, 4, 70, u32::MAX] {
            assert_eq!(serials.core(Count::Input, unknown), None);
        }
    }

    #[test]
    fn old_serials_are_forgotten_and_none_is_mistaken_for_another() {
        let mut serials = Serials {
            last: u32::MAX - 2,
            core: VecDeque::new(),
        };
        let given: Vec<(u32, u32)> = (0..2000)
            .map(|core| (serials.give(Count::Input, core), core))
            .collect();
        for (own, core) in given.iter().rev().take(REMEMBERED) {
            assert_eq!(serials.core(Count::Input, *own), Some(*core));
        }
        assert_eq!(serials.core(Count::Input, given[900].0), None);
        assert_eq!(serials.core.len(), REMEMBERED);
    }

    #[test]
    fn a_configure_is_no_press() {
        let mut serials = Serials::default();
        let configure = serials.give(Count::Windows, 7);
        let press = serials.give(Count::Input, 7);
        assert_eq!(serials.core(Count::Input, configure), None);
        assert_eq!(serials.core(Count::Windows, press), None);
        assert_eq!(serials.core(Count::Windows, configure), Some(7));
    }
}
