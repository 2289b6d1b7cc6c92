//! The one table of globals: what exists, at which version, and what a cage needs to see it.

use smithay::reexports::wayland_protocols::wp::cursor_shape::v1::server::wp_cursor_shape_manager_v1::WpCursorShapeManagerV1;
use smithay::reexports::wayland_protocols::wp::primary_selection::zv1::server::zwp_primary_selection_device_manager_v1::ZwpPrimarySelectionDeviceManagerV1;
use smithay::reexports::wayland_server::DisplayHandle;
use smithay::reexports::wayland_server::protocol::wl_data_device_manager::WlDataDeviceManager;
use smithay::reexports::wayland_server::protocol::wl_seat::WlSeat;
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
        display.create_global::<Compositor, WlSeat, ()>(9, ());
        display.create_global::<Compositor, WlDataDeviceManager, ()>(3, ());
        display.create_global::<Compositor, ZwpPrimarySelectionDeviceManagerV1, ()>(1, ());
        display.create_global::<Compositor, WpCursorShapeManagerV1, ()>(2, ());
        Protocols {
            compositor: CompositorState::new_v6::<Compositor>(display),
            shm: ShmState::new::<Compositor>(display, []),
        }
    }
}
