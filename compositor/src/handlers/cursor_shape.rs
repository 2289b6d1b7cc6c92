//! wp_cursor_shape_manager_v1: cursors by name, drawn by the core.

use smithay::reexports::wayland_protocols::wp::cursor_shape::v1::server::wp_cursor_shape_device_v1::{
    self as device, WpCursorShapeDeviceV1,
};
use smithay::reexports::wayland_protocols::wp::cursor_shape::v1::server::wp_cursor_shape_manager_v1::{
    self as manager, WpCursorShapeManagerV1,
};
use smithay::reexports::wayland_protocols::wp::tablet::zv2::server::zwp_tablet_tool_v2::ZwpTabletToolV2;
use smithay::reexports::wayland_server::protocol::wl_pointer::WlPointer;
use smithay::reexports::wayland_server::{
    Client, DataInit, Dispatch, DisplayHandle, GlobalDispatch, New, Resource, Weak,
};

use crate::seat::{CursorImage, named};
use crate::state::Compositor;

/// What a device sets the shape of.
pub(crate) enum Shown {
    Pointer(Weak<WlPointer>),
    Tool(Weak<ZwpTabletToolV2>),
}

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
                init.init(cursor_shape_device, Shown::Pointer(pointer.downgrade()));
            }
            manager::Request::GetTabletToolV2 {
                cursor_shape_device,
                tablet_tool,
            } => {
                init.init(cursor_shape_device, Shown::Tool(tablet_tool.downgrade()));
            }
            _ => {}
        }
    }
}

impl Dispatch<WpCursorShapeDeviceV1, Shown> for Compositor {
    fn request(
        state: &mut Self,
        client: &Client,
        device: &WpCursorShapeDeviceV1,
        request: device::Request,
        shown: &Shown,
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
        let image = CursorImage::Named(icon);
        state.work.changes.pointer = true;
        // A shape for a pointer that was released would be nobody's.
        match shown {
            Shown::Pointer(pointer) if pointer.is_alive() => {
                state.seats.set_cursor(client, serial, image);
            }
            Shown::Tool(tool) => {
                if let Ok(tool) = tool.upgrade() {
                    state.seats.set_tool_cursor(client, &tool, serial, image);
                }
            }
            Shown::Pointer(_) => {}
        }
    }
}
