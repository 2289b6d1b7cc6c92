//! What the command line asks of crossing: files to be sent, links to be opened.

use std::os::fd::OwnedFd;
use std::rc::Rc;

use lisere_policy::CageId;

use super::Side;
use crate::homes::Homes;
use crate::state::Compositor;

/// Something that the user's own side asks for.
#[derive(Debug)]
pub enum Request {
    /// Files, all of one source.
    Send {
        /// Where they come from.
        from: Side,
        /// Where they are to go.
        to: CageId,
        /// Each with the name to show.
        files: Vec<(String, OwnedFd)>,
    },
    /// A link.
    Open {
        /// Where it is to be opened.
        to: CageId,
        /// It, cleaned: http or https.
        url: String,
    },
}

impl Compositor {
    /// The homes of cages, if there are any.
    #[must_use]
    pub fn homes(&self) -> Option<&Rc<Homes>> {
        self.crossing.workers.as_ref()?.homes()
    }
}
