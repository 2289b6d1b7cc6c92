//! wp_cursor_shape_manager_v1: cursors by name, drawn by the core.

use smithay::reexports::wayland_protocols::wp::cursor_shape::v1::server::wp_cursor_shape_device_v1::{
    self as device, WpCursorShapeDeviceV1,
};
use smithay::reexports::wayland_protocols::wp::cursor_shape::v1::server::wp_cursor_shape_manager_v1::{
    self as manager, WpCursorShapeManagerV1,
};
use smithay::reexports::wayland_server::protocol::wl_pointer::WlPointer;
use smithay::reexports::wayland_server::{
    Client, DataInit, Dispatch, DisplayHandle, GlobalDispatch, New, Resource, Weak,
};

use crate::seat::{CursorImage, named};
use crate::state::Compositor;

/// The pointer a device sets the shape of; `None` for a tablet tool, of which there are none.
type Pointer = Option<Weak<WlPointer>>;

impl GlobalDispatch<WpCursorShapeManagerV1, ()> for Compositor {
    fn bind(
        _: &mut Self,
        _: &DisplayHandle,
        _: &Client,
        new: New<WpCursorShapeManagerV1>,
        (): &(),
        init: &mut DataInit<'_, Self>,
    ) {
        init.init(new, ());
    }
}

impl Dispatch<WpCursorShapeManagerV1, ()> for Compositor {
    fn request(
        _: &mut Self,
        _: &Client,
        _: &WpCursorShapeManagerV1,
        request: manager::Request,
        (): &(),
        _: &DisplayHandle,
        init: &mut DataInit<'_, Self>,
    ) {
        match request {
            manager::Request::GetPointer {
                cursor_shape_device,
                pointer,
            } => {
                init.init::<_, Pointer>(cursor_shape_device, Some(pointer.downgrade()));
            }
            manager::Request::GetTabletToolV2 {
                cursor_shape_device,
                ..
            } => {
                init.init::<_, Pointer>(cursor_shape_device, None);
            }
            _ => {}
        }
    }
}

impl Dispatch<WpCursorShapeDeviceV1, Pointer> for Compositor {
    fn request(
        state: &mut Self,
        client: &Client,
        device: &WpCursorShapeDeviceV1,
        request: device::Request,
        pointer: &Pointer,
        _: &DisplayHandle,
        _: &mut DataInit<'_, Self>,
    ) {
        let device::Request::SetShape { serial, shape } = request else {
            return;
        };
        let shape = shape.into_result().ok();
        let Some(icon) = shape.and_then(|shape| named(shape, device.version())) else {
            device.post_error(device::Error::InvalidShape, "unknown shape");
            return;
        };
        // A shape for a pointer that was released would be nobody's.
        if pointer.as_ref().is_some_and(Weak::is_alive) {
            state.work.changes.pointer = true;
            state
                .seats
                .set_cursor(client, serial, CursorImage::Named(icon));
        }
    }
}
