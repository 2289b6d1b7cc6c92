//! The one table of globals: what exists, at which version, and what a cage needs to see it.

use smithay::reexports::wayland_server::DisplayHandle;
use smithay::wayland::compositor::CompositorState;
use smithay::wayland::shm::ShmState;

use crate::state::Compositor;

/// State of the protocols that Smithay carries.
#[derive(Debug)]
pub struct Protocols {
    /// Surfaces, regions, subsurfaces.
    pub compositor: CompositorState,
    /// Shared-memory buffers.
    pub shm: ShmState,
}

impl Protocols {
    /// Creates every global of the table.
    #[must_use]
    pub fn new(display: &DisplayHandle) -> Protocols {
        Protocols {
            compositor: CompositorState::new_v6::<Compositor>(display),
            shm: ShmState::new::<Compositor>(display, []),
        }
    }
}
