//! What a surface has at most one of each: small objects of small protocols.

use crate::kinds::Kind;

/// Which of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    /// What its content is.
    ContentType,
    /// How much shows through it.
    Alpha,
    /// Its commits keep their order in time.
    Fifo,
    /// When its next commit is to show.
    Timer,
    /// Whether it may tear.
    Tearing,
    /// The pointer that it holds.
    Constraint,
}

impl Which {
    /// What a manager makes.
    pub(crate) fn made_by(manager: Kind) -> Option<Which> {
        Some(match manager {
            Kind::ContentTypeManager => Which::ContentType,
            Kind::AlphaManager => Which::Alpha,
            Kind::FifoManager => Which::Fifo,
            Kind::TimingManager => Which::Timer,
            Kind::TearingManager => Which::Tearing,
            Kind::Constraints => Which::Constraint,
            _ => return None,
        })
    }
}

/// Those of one surface by their ids, 0 for none.
#[derive(Debug, Default)]
pub(crate) struct Extras([u32; 6]);

impl Extras {
    pub(crate) fn get(&self, which: Which) -> u32 {
        self.0.get(which as usize).copied().unwrap_or(0)
    }

    pub(crate) fn set(&mut self, which: Which, id: u32) {
        if let Some(slot) = self.0.get_mut(which as usize) {
            *slot = id;
        }
    }

    /// Those there are.
    pub(crate) fn ids(&self) -> impl Iterator<Item = u32> {
        self.0.into_iter().filter(|id| *id != 0)
    }
}

/// One of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Extra {
    pub(crate) which: Which,
    /// Its surface; 0 once that is gone.
    pub(crate) surface: u32,
    /// Whether it is over for good once it was ended: a pointer held once.
    pub(crate) once: bool,
}

/// `xdg_toplevel_icon_v1`: a picture beside a window's name.
#[derive(Debug, Default)]
pub(crate) struct Icon {
    /// How many sizes it has.
    pub(crate) sizes: u64,
    /// Whether a window has it: then it stays as it is.
    pub(crate) used: bool,
    /// Whether a buffer of it was destroyed.
    pub(crate) gone: bool,
}
