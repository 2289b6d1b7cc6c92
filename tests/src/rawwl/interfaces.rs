//! The tables of every interface that is advertised, by name.

use lisere_protocols::label::client::lisere_label_manager_v1;
use wayland_client::Proxy;
use wayland_client::backend::protocol::Interface;
use wayland_client::protocol::{
    wl_compositor, wl_data_device_manager, wl_display, wl_fixes, wl_output, wl_registry, wl_seat,
    wl_shm, wl_subcompositor,
};
use wayland_protocols::ext::data_control::v1::client::ext_data_control_manager_v1;
use wayland_protocols::wp::alpha_modifier::v1::client::wp_alpha_modifier_v1;
use wayland_protocols::wp::commit_timing::v1::client::wp_commit_timing_manager_v1;
use wayland_protocols::wp::content_type::v1::client::wp_content_type_manager_v1;
use wayland_protocols::wp::cursor_shape::v1::client::wp_cursor_shape_manager_v1;
use wayland_protocols::wp::fifo::v1::client::wp_fifo_manager_v1;
use wayland_protocols::wp::fractional_scale::v1::client::wp_fractional_scale_manager_v1;
use wayland_protocols::wp::idle_inhibit::zv1::client::zwp_idle_inhibit_manager_v1;
use wayland_protocols::wp::linux_dmabuf::zv1::client::zwp_linux_dmabuf_v1;
use wayland_protocols::wp::pointer_constraints::zv1::client::zwp_pointer_constraints_v1;
use wayland_protocols::wp::pointer_gestures::zv1::client::zwp_pointer_gestures_v1;
use wayland_protocols::wp::presentation_time::client::wp_presentation;
use wayland_protocols::wp::primary_selection::zv1::client::zwp_primary_selection_device_manager_v1;
use wayland_protocols::wp::relative_pointer::zv1::client::zwp_relative_pointer_manager_v1;
use wayland_protocols::wp::security_context::v1::client::wp_security_context_manager_v1;
use wayland_protocols::wp::single_pixel_buffer::v1::client::wp_single_pixel_buffer_manager_v1;
use wayland_protocols::wp::tablet::zv2::client::zwp_tablet_manager_v2;
use wayland_protocols::wp::tearing_control::v1::client::wp_tearing_control_manager_v1;
use wayland_protocols::wp::text_input::zv3::client::zwp_text_input_manager_v3;
use wayland_protocols::wp::viewporter::client::wp_viewporter;
use wayland_protocols::xdg::activation::v1::client::xdg_activation_v1;
use wayland_protocols::xdg::decoration::zv1::client::zxdg_decoration_manager_v1;
use wayland_protocols::xdg::dialog::v1::client::xdg_wm_dialog_v1;
use wayland_protocols::xdg::foreign::zv1::client::zxdg_exporter_v1;
use wayland_protocols::xdg::foreign::zv1::client::zxdg_importer_v1;
use wayland_protocols::xdg::foreign::zv2::client::zxdg_exporter_v2;
use wayland_protocols::xdg::foreign::zv2::client::zxdg_importer_v2;
use wayland_protocols::xdg::shell::client::xdg_wm_base;
use wayland_protocols::xdg::system_bell::v1::client::xdg_system_bell_v1;
use wayland_protocols::xdg::toplevel_icon::v1::client::xdg_toplevel_icon_manager_v1;
use wayland_protocols::xdg::xdg_output::zv1::client::zxdg_output_manager_v1;
use wayland_protocols_misc::server_decoration::client::org_kde_kwin_server_decoration_manager;
use wayland_protocols_misc::zwp_input_method_v2::client::zwp_input_method_manager_v2;
use wayland_protocols_misc::zwp_virtual_keyboard_v1::client::zwp_virtual_keyboard_manager_v1;
use wayland_protocols_wlr::data_control::v1::client::zwlr_data_control_manager_v1;

/// The interfaces of globals, and of the two objects that stand before all globals.
#[must_use]
pub fn advertised() -> Vec<&'static Interface> {
    vec![
        wl_display::WlDisplay::interface(),
        wl_registry::WlRegistry::interface(),
        wl_compositor::WlCompositor::interface(),
        wl_subcompositor::WlSubcompositor::interface(),
        wl_shm::WlShm::interface(),
        wl_seat::WlSeat::interface(),
        wl_data_device_manager::WlDataDeviceManager::interface(),
        zwp_primary_selection_device_manager_v1::ZwpPrimarySelectionDeviceManagerV1::interface(),
        ext_data_control_manager_v1::ExtDataControlManagerV1::interface(),
        zwlr_data_control_manager_v1::ZwlrDataControlManagerV1::interface(),
        wp_cursor_shape_manager_v1::WpCursorShapeManagerV1::interface(),
        zwp_pointer_gestures_v1::ZwpPointerGesturesV1::interface(),
        zwp_tablet_manager_v2::ZwpTabletManagerV2::interface(),
        zwp_relative_pointer_manager_v1::ZwpRelativePointerManagerV1::interface(),
        zwp_pointer_constraints_v1::ZwpPointerConstraintsV1::interface(),
        wp_alpha_modifier_v1::WpAlphaModifierV1::interface(),
        wp_commit_timing_manager_v1::WpCommitTimingManagerV1::interface(),
        wp_content_type_manager_v1::WpContentTypeManagerV1::interface(),
        wp_fifo_manager_v1::WpFifoManagerV1::interface(),
        zwp_idle_inhibit_manager_v1::ZwpIdleInhibitManagerV1::interface(),
        wp_tearing_control_manager_v1::WpTearingControlManagerV1::interface(),
        zwp_text_input_manager_v3::ZwpTextInputManagerV3::interface(),
        xdg_activation_v1::XdgActivationV1::interface(),
        xdg_wm_dialog_v1::XdgWmDialogV1::interface(),
        zxdg_exporter_v2::ZxdgExporterV2::interface(),
        zxdg_importer_v2::ZxdgImporterV2::interface(),
        zxdg_exporter_v1::ZxdgExporterV1::interface(),
        zxdg_importer_v1::ZxdgImporterV1::interface(),
        xdg_system_bell_v1::XdgSystemBellV1::interface(),
        xdg_toplevel_icon_manager_v1::XdgToplevelIconManagerV1::interface(),
        zwp_input_method_manager_v2::ZwpInputMethodManagerV2::interface(),
        zwp_virtual_keyboard_manager_v1::ZwpVirtualKeyboardManagerV1::interface(),
        wp_security_context_manager_v1::WpSecurityContextManagerV1::interface(),
        wl_fixes::WlFixes::interface(),
        wl_output::WlOutput::interface(),
        zxdg_output_manager_v1::ZxdgOutputManagerV1::interface(),
        xdg_wm_base::XdgWmBase::interface(),
        zxdg_decoration_manager_v1::ZxdgDecorationManagerV1::interface(),
        org_kde_kwin_server_decoration_manager::OrgKdeKwinServerDecorationManager::interface(),
        wp_viewporter::WpViewporter::interface(),
        wp_fractional_scale_manager_v1::WpFractionalScaleManagerV1::interface(),
        wp_single_pixel_buffer_manager_v1::WpSinglePixelBufferManagerV1::interface(),
        wp_presentation::WpPresentation::interface(),
        lisere_label_manager_v1::LisereLabelManagerV1::interface(),
        zwp_linux_dmabuf_v1::ZwpLinuxDmabufV1::interface(),
    ]
}

/// The table of an interface of a global.
///
/// # Panics
/// When it is not one of those above.
#[must_use]
pub fn interface(name: &str) -> &'static Interface {
    let found = advertised().into_iter().find(|known| known.name == name);
    found.unwrap_or_else(|| panic!("{name} is in no table"))
}
