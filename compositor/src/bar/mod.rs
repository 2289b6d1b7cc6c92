//! The bar: what it has to show, what hangs from it, and what comes of a press on it.

mod acts;
mod battery;
mod hover;
mod indicators;
mod model;
mod tags;
mod volume;

use std::path::PathBuf;

use lisere_policy::CageId;

use crate::clock::Now;
use crate::state::Compositor;

pub use battery::Battery;
use hover::Hover;
use volume::Loudness;

/// What the bar shows beside who gets the keys.
#[derive(Debug, Default)]
pub struct Bar {
    /// What lasts until the session says otherwise.
    standing: Standing,
    /// Where the machine tells of its batteries; `None` for a machine that nobody carries.
    pub supplies: Option<PathBuf>,
    /// What was left in them at the last turn of the minute.
    pub battery: Option<Battery>,
    /// What is warned of until the next turn of the minute, in hundredths.
    low: Option<u8>,
    /// The mark, in hundredths, below which the user was warned already.
    warned: Option<u8>,
    /// The part that the pointer is on.
    hover: Option<Hover>,
    /// How loud the machine is.
    loudness: Loudness,
}

/// What the session's other parts tell the core of cages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Programs run in no sandboxes.
    pub bare: bool,
    /// The cages in quarantine.
    pub quarantined: Vec<CageId>,
    /// The cages whose programs run on another machine now.
    pub remote: Vec<CageId>,
}

impl Bar {
    /// When it changes by itself.
    pub(crate) fn due(&self) -> Option<Now> {
        let hover = self.hover.as_ref().and_then(Hover::due);
        hover.into_iter().chain(self.loudness.due()).min()
    }
}

impl Compositor {
    /// The session says how cages stand.
    pub fn stand(&mut self, standing: Standing) {
        if self.bar.standing != standing {
            self.bar.standing = standing;
            self.work.rearrange();
        }
    }
}
