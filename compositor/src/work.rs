//! What the next turn has to do, noted by whoever changes something.

use std::collections::{BTreeSet, HashSet};

use smithay::reexports::wayland_server::Resource;
use smithay::reexports::wayland_server::backend::ObjectId;
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;

use crate::clock::Now;
use crate::desk::WindowId;
use crate::render::Stale;
use crate::scene::{LayerId, POINTER};

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
            LayerId::Framed(window) => self.stale.contains(window),
            LayerId::Trusted(_) => self.pointer && *layer == POINTER,
        }
    }
}

/// Surfaces that wait to be told of a frame, each once, in the order they asked.
#[derive(Debug, Default)]
pub struct Waiting {
    surfaces: Vec<WlSurface>,
    known: HashSet<ObjectId>,
}

impl Waiting {
    /// Adds a surface unless it waits already.
    pub fn push(&mut self, surface: WlSurface) {
        if self.known.insert(surface.id()) {
            self.surfaces.push(surface);
        }
    }

    /// Whether a surface waits.
    #[must_use]
    pub fn contains(&self, surface: &WlSurface) -> bool {
        self.known.contains(&surface.id())
    }

    /// Whether none waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.surfaces.is_empty()
    }

    /// Takes them all.
    pub fn take(&mut self) -> Vec<WlSurface> {
        self.known.clear();
        std::mem::take(&mut self.surfaces)
    }
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
    pub callbacks: Waiting,
    /// Hidden surfaces that asked; they are told once a second.
    pub idle_callbacks: Waiting,
    /// When hidden surfaces are told next.
    pub idle_tick: Option<Now>,
    /// When the clock on the bar changes next.
    pub clock_tick: Option<Now>,
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
