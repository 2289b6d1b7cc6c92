//! The interfaces that a program may know, by their tables.

use lisere_protocols::label::client::lisere_label_manager_v1::LisereLabelManagerV1;
use wayland_client::Proxy;
use wayland_client::backend::protocol::{ArgumentType, Interface, MessageDesc};
use wayland_client::protocol as core;
use wayland_protocols::ext::data_control::v1::client::ext_data_control_manager_v1::ExtDataControlManagerV1;
use wayland_protocols::wp::cursor_shape::v1::client::wp_cursor_shape_manager_v1::WpCursorShapeManagerV1;
use wayland_protocols::wp::fractional_scale::v1::client::wp_fractional_scale_manager_v1::WpFractionalScaleManagerV1;
use wayland_protocols::wp::linux_dmabuf::zv1::client::zwp_linux_dmabuf_v1::ZwpLinuxDmabufV1;
use wayland_protocols::wp::pointer_constraints::zv1::client::zwp_pointer_constraints_v1::ZwpPointerConstraintsV1;
use wayland_protocols::wp::pointer_gestures::zv1::client::zwp_pointer_gestures_v1::ZwpPointerGesturesV1;
use wayland_protocols::wp::presentation_time::client::wp_presentation::WpPresentation;
use wayland_protocols::wp::primary_selection::zv1::client::zwp_primary_selection_device_manager_v1::ZwpPrimarySelectionDeviceManagerV1;
use wayland_protocols::wp::relative_pointer::zv1::client::zwp_relative_pointer_manager_v1::ZwpRelativePointerManagerV1;
use wayland_protocols::wp::single_pixel_buffer::v1::client::wp_single_pixel_buffer_manager_v1::WpSinglePixelBufferManagerV1;
use wayland_protocols::wp::tablet::zv2::client::zwp_tablet_manager_v2::ZwpTabletManagerV2;
use wayland_protocols::wp::viewporter::client::wp_viewporter::WpViewporter;
use wayland_protocols::xdg::decoration::zv1::client::zxdg_decoration_manager_v1::ZxdgDecorationManagerV1;
use wayland_protocols::xdg::shell::client::xdg_wm_base::XdgWmBase;
use wayland_protocols::xdg::xdg_output::zv1::client::zxdg_output_manager_v1::ZxdgOutputManagerV1;
use wayland_protocols_misc::server_decoration::client::org_kde_kwin_server_decoration_manager::OrgKdeKwinServerDecorationManager;
use wayland_protocols_wlr::data_control::v1::client::zwlr_data_control_manager_v1::ZwlrDataControlManagerV1;

pub(crate) static DISPLAY: &Interface = &core::__interfaces::WL_DISPLAY_INTERFACE;

/// The interfaces of all globals.
pub(crate) fn globals() -> Vec<&'static Interface> {
    vec![
        core::wl_compositor::WlCompositor::interface(),
        core::wl_subcompositor::WlSubcompositor::interface(),
        core::wl_shm::WlShm::interface(),
        core::wl_seat::WlSeat::interface(),
        core::wl_data_device_manager::WlDataDeviceManager::interface(),
        core::wl_output::WlOutput::interface(),
        ZwpPrimarySelectionDeviceManagerV1::interface(),
        WpCursorShapeManagerV1::interface(),
        ZxdgOutputManagerV1::interface(),
        XdgWmBase::interface(),
        ZxdgDecorationManagerV1::interface(),
        OrgKdeKwinServerDecorationManager::interface(),
        WpViewporter::interface(),
        WpFractionalScaleManagerV1::interface(),
        WpSinglePixelBufferManagerV1::interface(),
        WpPresentation::interface(),
        ZwpLinuxDmabufV1::interface(),
        ZwpPointerGesturesV1::interface(),
        ZwpTabletManagerV2::interface(),
        ExtDataControlManagerV1::interface(),
        ZwlrDataControlManagerV1::interface(),
        LisereLabelManagerV1::interface(),
        ZwpRelativePointerManagerV1::interface(),
        ZwpPointerConstraintsV1::interface(),
    ]
}

/// The global of a name.
pub(crate) fn global(name: &str) -> Option<&'static Interface> {
    globals().into_iter().find(|global| global.name == name)
}

/// The words of an event that matter: which object it makes, and its words as they
/// stand at the arguments that are one word.
pub(crate) fn new_object(message: &'static MessageDesc, body: &[u8]) -> Option<u32> {
    let mut at = 0;
    for kind in message.signature {
        match kind {
            ArgumentType::NewId => return crate::line::word(body, at),
            ArgumentType::Str(_) | ArgumentType::Array => {
                at += 4 + (crate::line::word(body, at)? as usize).next_multiple_of(4);
            }
            ArgumentType::Fd => {}
            _ => at += 4,
        }
    }
    None
}
