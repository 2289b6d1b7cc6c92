//! The interfaces that a program may know, by their tables.

use lisere_protocols::label::client::lisere_label_manager_v1::LisereLabelManagerV1;
use wayland_client::Proxy;
use wayland_client::backend::protocol::{ArgumentType, Interface, MessageDesc};
use wayland_client::protocol as core;
use wayland_protocols::wp::alpha_modifier::v1::client::wp_alpha_modifier_v1::WpAlphaModifierV1;
use wayland_protocols::wp::commit_timing::v1::client::wp_commit_timing_manager_v1::WpCommitTimingManagerV1;
use wayland_protocols::wp::content_type::v1::client::wp_content_type_manager_v1::WpContentTypeManagerV1;
use wayland_protocols::wp::fifo::v1::client::wp_fifo_manager_v1::WpFifoManagerV1;
use wayland_protocols::wp::idle_inhibit::zv1::client::zwp_idle_inhibit_manager_v1::ZwpIdleInhibitManagerV1;
use wayland_protocols::wp::tearing_control::v1::client::wp_tearing_control_manager_v1::WpTearingControlManagerV1;
use wayland_protocols::wp::text_input::zv3::client::zwp_text_input_manager_v3::ZwpTextInputManagerV3;
use wayland_protocols::xdg::activation::v1::client::xdg_activation_v1::XdgActivationV1;
use wayland_protocols::xdg::dialog::v1::client::xdg_wm_dialog_v1::XdgWmDialogV1;
use wayland_protocols::xdg::foreign::zv1::client::zxdg_exporter_v1::ZxdgExporterV1;
use wayland_protocols::xdg::foreign::zv1::client::zxdg_importer_v1::ZxdgImporterV1;
use wayland_protocols::xdg::foreign::zv2::client::zxdg_exporter_v2::ZxdgExporterV2;
use wayland_protocols::xdg::foreign::zv2::client::zxdg_importer_v2::ZxdgImporterV2;
use wayland_protocols::xdg::system_bell::v1::client::xdg_system_bell_v1::XdgSystemBellV1;
use wayland_protocols::xdg::toplevel_icon::v1::client::xdg_toplevel_icon_manager_v1::XdgToplevelIconManagerV1;
use wayland_protocols_misc::zwp_input_method_v2::client::zwp_input_method_manager_v2::ZwpInputMethodManagerV2;
use wayland_protocols_misc::zwp_virtual_keyboard_v1::client::zwp_virtual_keyboard_manager_v1::ZwpVirtualKeyboardManagerV1;
use wayland_protocols::ext::data_control::v1::client::ext_data_control_manager_v1::ExtDataControlManagerV1;
use wayland_protocols::wp::cursor_shape::v1::client::wp_cursor_shape_manager_v1::WpCursorShapeManagerV1;
use wayland_protocols::wp::fractional_scale::v1::client::wp_fractional_scale_manager_v1::WpFractionalScaleManagerV1;
use wayland_protocols::wp::linux_dmabuf::zv1::client::zwp_linux_dmabuf_v1::ZwpLinuxDmabufV1;
use wayland_protocols::wp::pointer_constraints::zv1::client::zwp_pointer_constraints_v1::ZwpPointerConstraintsV1;
use wayland_protocols::wp::pointer_gestures::zv1::client::zwp_pointer_gestures_v1::ZwpPointerGesturesV1;
use wayland_protocols::wp::presentation_time::client::wp_presentation::WpPresentation;
use wayland_protocols::wp::primary_selection::zv1::client::zwp_primary_selection_device_manager_v1::ZwpPrimarySelectionDeviceManagerV1;
use wayland_protocols::wp::relative_pointer::zv1::client::zwp_relative_pointer_manager_v1::ZwpRelativePointerManagerV1;
use wayland_protocols::wp::security_context::v1::client::wp_security_context_manager_v1::WpSecurityContextManagerV1;
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
        WpAlphaModifierV1::interface(),
        WpCommitTimingManagerV1::interface(),
        WpContentTypeManagerV1::interface(),
        WpFifoManagerV1::interface(),
        ZwpIdleInhibitManagerV1::interface(),
        WpTearingControlManagerV1::interface(),
        ZwpTextInputManagerV3::interface(),
        XdgActivationV1::interface(),
        XdgWmDialogV1::interface(),
        ZxdgExporterV2::interface(),
        ZxdgImporterV2::interface(),
        XdgSystemBellV1::interface(),
        XdgToplevelIconManagerV1::interface(),
        ZwpInputMethodManagerV2::interface(),
        ZwpVirtualKeyboardManagerV1::interface(),
        core::wl_fixes::WlFixes::interface(),
        WpSecurityContextManagerV1::interface(),
        ZxdgExporterV1::interface(),
        ZxdgImporterV1::interface(),
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
