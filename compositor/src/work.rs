//! What the next turn has to do, noted by whoever changes something.

use std::collections::{BTreeSet, HashSet};

use lisere_cage::message::{Uses, VolumeWish};
use lisere_policy::CageId;
use smithay::backend::renderer::utils::Buffer;
use smithay::reexports::wayland_server::Resource;
use smithay::reexports::wayland_server::backend::ObjectId;
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::wayland::presentation::PresentationFeedbackCallback;

use crate::clock::Now;
use crate::dated::Dated;
use crate::desk::{OutputId, WindowId};
use crate::render::Stale;
use crate::scene::{LayerId, POINTER};
use crate::waits::Blocked;

/// What outputs have to draw again.
#[derive(Debug, Default)]
pub struct Changes {
    /// Windows and popups whose content changed.
    pub stale: HashSet<WindowId>,
    /// Whether the pointer moved or its image changed.
    pub pointer: bool,
    /// Whether layers must be listed again: something moved, came, went, or the
    /// bar says something else.
    pub arranged: bool,
}

impl Changes {
    /// Whether there is nothing to draw.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.arranged && !self.pointer && self.stale.is_empty()
    }

    /// Adds another set of changes.
    pub fn merge(&mut self, other: &Changes) {
        self.stale.extend(&other.stale);
        self.pointer |= other.pointer;
        self.arranged |= other.arranged;
    }
}

impl Stale for Changes {
    fn stale(&self, layer: &LayerId) -> bool {
        match layer {
            LayerId::Framed(window) | LayerId::Thumbnail(window) => self.stale.contains(window),
            LayerId::Trusted(_) => self.pointer && *layer == POINTER,
            LayerId::Notice(_) | LayerId::Panel(_) => false,
        }
    }
}

/// Surfaces that wait to be told of a frame, each once.
#[derive(Debug, Default)]
pub struct Waiting {
    known: HashSet<ObjectId>,
    /// Those that have asked since the last turn, in that order.
    asked: Vec<WlSurface>,
    /// Those that hear when an output's frame is begun.
    pub(crate) shown: Dated<(WlSurface, OutputId)>,
    /// Those that are in a frame and want to know when it is shown.
    pub(crate) begun: Dated<(Vec<PresentationFeedbackCallback>, OutputId)>,
    /// Those that nobody sees, which hear once a second.
    pub(crate) hidden: Dated<WlSurface>,
}

impl Waiting {
    /// Adds a surface unless it waits already.
    pub fn ask(&mut self, surface: &WlSurface) {
        if self.known.insert(surface.id()) {
            self.asked.push(surface.clone());
        }
    }

    /// Takes those that have asked since the last call.
    pub(crate) fn take_asked(&mut self) -> Vec<WlSurface> {
        std::mem::take(&mut self.asked)
    }

    /// A surface has been told and may ask again.
    pub(crate) fn forget(&mut self, surface: &WlSurface) {
        self.known.remove(&surface.id());
    }

    /// When the next one is due.
    #[must_use]
    pub fn next(&self) -> Option<Now> {
        let shown = self.shown.next();
        shown
            .into_iter()
            .chain(self.begun.next())
            .chain(self.hidden.next())
            .min()
    }
}

/// What a cage's gate is to do beside what the core did to the cage itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Stop reading the cage's programs.
    Freeze(CageId),
    /// Read them again.
    Thaw(CageId),
    /// End with its programs; another gate takes its place.
    Kill(CageId),
    /// Nothing: the programs themselves are asked to end.
    Stop(CageId),
    /// Let the cage out of quarantine.
    Release(CageId),
    /// Say how all cages are, by [`Compositor::surveyed`](crate::state::Compositor).
    Survey,
}

/// A program that a chord starts in a cage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Launch {
    /// In which.
    pub cage: CageId,
    /// It and its arguments.
    pub argv: Vec<String>,
}

/// What the session is to do that the core can't: it has neither files nor the warden.
#[derive(Debug, Default)]
pub struct Wishes {
    /// Read the preferences again.
    pub reload: bool,
    /// Run these.
    pub launches: Vec<Launch>,
    /// Make the machine louder, softer or silent, in this order.
    pub volume: Vec<VolumeWish>,
}

/// Work noted since the last turn.
#[derive(Debug, Default)]
pub struct Work {
    /// What outputs have to draw again.
    pub changes: Changes,
    /// Windows whose client waits for a configure.
    pub configure: BTreeSet<WindowId>,
    /// Popups whose client waits for its first configure.
    pub configure_popups: Vec<WlSurface>,
    /// Surfaces that asked to be told about the next frame.
    pub waiting: Waiting,
    /// Buffers replaced since the last turn, each with the surface that showed it.
    pub replaced: Vec<(WlSurface, Buffer)>,
    /// Buffers to be released once every output has drawn without them.
    pub retired: Dated<Buffer>,
    /// Commits that wait.
    pub(crate) waits: Blocked,
    /// When clients are told what came to lie under a still pointer.
    pub point: Option<Now>,
    /// When the clock on the bar changes next.
    pub clock_tick: Option<Now>,
    /// What gates are to do.
    pub orders: Vec<Order>,
    /// What the session is to do.
    pub wishes: Wishes,
    /// Who is heard, hears or sees now, which the bar says too.
    pub uses: Vec<(CageId, Uses)>,
    /// Whether nobody but clients has said anything since the last turn: then helpers need not
    /// be listened to.
    pub silent: bool,
    /// Whether the session is to end after this turn.
    pub ended: bool,
}

impl Work {
    /// Notes that a window or popup shows something else.
    pub fn note(&mut self, window: WindowId) {
        self.changes.stale.insert(window);
    }

    /// Notes that layers must be listed again.
    pub fn rearrange(&mut self) {
        self.changes.arranged = true;
    }
}
