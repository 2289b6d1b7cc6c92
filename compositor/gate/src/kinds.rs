//! The interfaces that the gate knows; what is not here cannot be spoken.

use lisere_protocols::label::server as label;
use wayland_protocols::ext::data_control::v1::server as ext_control;
use wayland_protocols::wp::alpha_modifier::v1::server as alpha;
use wayland_protocols::wp::commit_timing::v1::server as timing;
use wayland_protocols::wp::content_type::v1::server as content_type;
use wayland_protocols::wp::cursor_shape::v1::server as shape;
use wayland_protocols::wp::fifo::v1::server as fifo;
use wayland_protocols::wp::fractional_scale::v1::server as fractional;
use wayland_protocols::wp::idle_inhibit::zv1::server as inhibit;
use wayland_protocols::wp::linux_dmabuf::zv1::server as dmabuf;
use wayland_protocols::wp::pointer_constraints::zv1::server as constraints;
use wayland_protocols::wp::pointer_gestures::zv1::server as gestures;
use wayland_protocols::wp::presentation_time::server as presentation;
use wayland_protocols::wp::primary_selection::zv1::server as primary;
use wayland_protocols::wp::relative_pointer::zv1::server as relative;
use wayland_protocols::wp::security_context::v1::server as security;
use wayland_protocols::wp::single_pixel_buffer::v1::server as single_pixel;
use wayland_protocols::wp::tablet::zv2::server as tablet;
use wayland_protocols::wp::tearing_control::v1::server as tearing;
use wayland_protocols::wp::text_input::zv3::server as text;
use wayland_protocols::wp::viewporter::server as viewporter;
use wayland_protocols::xdg::activation::v1::server as activation;
use wayland_protocols::xdg::decoration::zv1::server as decoration;
use wayland_protocols::xdg::dialog::v1::server as dialog;
use wayland_protocols::xdg::foreign::zv1::server as foreign_v1;
use wayland_protocols::xdg::foreign::zv2::server as foreign;
use wayland_protocols::xdg::shell::server as xdg;
use wayland_protocols::xdg::system_bell::v1::server as bell;
use wayland_protocols::xdg::toplevel_icon::v1::server as icon;
use wayland_protocols::xdg::xdg_output::zv1::server as xdg_output;
use wayland_protocols_misc::server_decoration::server as kde;
use wayland_protocols_misc::zwp_input_method_v2::server as method;
use wayland_protocols_misc::zwp_virtual_keyboard_v1::server as virtual_keyboard;
use wayland_protocols_wlr::data_control::v1::server as wlr_control;
use wayland_server::Resource;
use wayland_server::backend::protocol::Interface;
use wayland_server::protocol as core;

/// Declares the kinds, in the order of their numbers, each with the table of its messages.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident => $interface:expr,)*) => {
        /// An interface. In records a kind travels as its number, so new ones go to the end.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Kind {
            $($(#[$doc])* $kind,)*
        }

        /// Every kind, in the order of the enum.
        pub(crate) const KINDS: &[Kind] = &[$(Kind::$kind),*];

        impl Kind {
            /// What its messages look like.
            pub(crate) fn interface(self) -> &'static Interface {
                match self {
                    $(Kind::$kind => $interface,)*
                }
            }
        }
    };
}

kinds! {
    /// `wl_display`.
    Display => &core::__interfaces::WL_DISPLAY_INTERFACE,
    /// `wl_registry`.
    Registry => core::wl_registry::WlRegistry::interface(),
    /// `wl_callback`.
    Callback => core::wl_callback::WlCallback::interface(),
    /// `wl_compositor`.
    Compositor => core::wl_compositor::WlCompositor::interface(),
    /// `wl_surface`.
    Surface => core::wl_surface::WlSurface::interface(),
    /// `wl_region`.
    Region => core::wl_region::WlRegion::interface(),
    /// `wl_subcompositor`.
    Subcompositor => core::wl_subcompositor::WlSubcompositor::interface(),
    /// `wl_subsurface`.
    Subsurface => core::wl_subsurface::WlSubsurface::interface(),
    /// `wl_shm`.
    Shm => core::wl_shm::WlShm::interface(),
    /// `wl_shm_pool`.
    ShmPool => core::wl_shm_pool::WlShmPool::interface(),
    /// `wl_buffer`.
    Buffer => core::wl_buffer::WlBuffer::interface(),
    /// `wl_seat`.
    Seat => core::wl_seat::WlSeat::interface(),
    /// `wl_pointer`.
    Pointer => core::wl_pointer::WlPointer::interface(),
    /// `wl_keyboard`.
    Keyboard => core::wl_keyboard::WlKeyboard::interface(),
    /// `wl_touch`.
    Touch => core::wl_touch::WlTouch::interface(),
    /// `wl_output`.
    Output => core::wl_output::WlOutput::interface(),
    /// `wl_data_device_manager`.
    DataDeviceManager => core::wl_data_device_manager::WlDataDeviceManager::interface(),
    /// `wl_data_device`.
    DataDevice => core::wl_data_device::WlDataDevice::interface(),
    /// `wl_data_source`.
    DataSource => core::wl_data_source::WlDataSource::interface(),
    /// `wl_data_offer`.
    DataOffer => core::wl_data_offer::WlDataOffer::interface(),
    /// `zwp_primary_selection_device_manager_v1`.
    PrimaryManager => primary::zwp_primary_selection_device_manager_v1::ZwpPrimarySelectionDeviceManagerV1::interface(),
    /// `zwp_primary_selection_device_v1`.
    PrimaryDevice => primary::zwp_primary_selection_device_v1::ZwpPrimarySelectionDeviceV1::interface(),
    /// `zwp_primary_selection_source_v1`.
    PrimarySource => primary::zwp_primary_selection_source_v1::ZwpPrimarySelectionSourceV1::interface(),
    /// `zwp_primary_selection_offer_v1`.
    PrimaryOffer => primary::zwp_primary_selection_offer_v1::ZwpPrimarySelectionOfferV1::interface(),
    /// `wp_cursor_shape_manager_v1`.
    CursorShapeManager => shape::wp_cursor_shape_manager_v1::WpCursorShapeManagerV1::interface(),
    /// `wp_cursor_shape_device_v1`.
    CursorShapeDevice => shape::wp_cursor_shape_device_v1::WpCursorShapeDeviceV1::interface(),
    /// `zxdg_output_manager_v1`.
    XdgOutputManager => xdg_output::zxdg_output_manager_v1::ZxdgOutputManagerV1::interface(),
    /// `zxdg_output_v1`.
    XdgOutput => xdg_output::zxdg_output_v1::ZxdgOutputV1::interface(),
    /// `xdg_wm_base`.
    XdgWmBase => xdg::xdg_wm_base::XdgWmBase::interface(),
    /// `xdg_positioner`.
    XdgPositioner => xdg::xdg_positioner::XdgPositioner::interface(),
    /// `xdg_surface`.
    XdgSurface => xdg::xdg_surface::XdgSurface::interface(),
    /// `xdg_toplevel`.
    XdgToplevel => xdg::xdg_toplevel::XdgToplevel::interface(),
    /// `xdg_popup`.
    XdgPopup => xdg::xdg_popup::XdgPopup::interface(),
    /// `zxdg_decoration_manager_v1`.
    DecorationManager => decoration::zxdg_decoration_manager_v1::ZxdgDecorationManagerV1::interface(),
    /// `zxdg_toplevel_decoration_v1`.
    Decoration => decoration::zxdg_toplevel_decoration_v1::ZxdgToplevelDecorationV1::interface(),
    /// `org_kde_kwin_server_decoration_manager`.
    KdeDecorationManager => kde::org_kde_kwin_server_decoration_manager::OrgKdeKwinServerDecorationManager::interface(),
    /// `org_kde_kwin_server_decoration`.
    KdeDecoration => kde::org_kde_kwin_server_decoration::OrgKdeKwinServerDecoration::interface(),
    /// `wp_viewporter`.
    Viewporter => viewporter::wp_viewporter::WpViewporter::interface(),
    /// `wp_viewport`.
    Viewport => viewporter::wp_viewport::WpViewport::interface(),
    /// `wp_fractional_scale_manager_v1`.
    FractionalManager => fractional::wp_fractional_scale_manager_v1::WpFractionalScaleManagerV1::interface(),
    /// `wp_fractional_scale_v1`.
    Fractional => fractional::wp_fractional_scale_v1::WpFractionalScaleV1::interface(),
    /// `wp_single_pixel_buffer_manager_v1`.
    SinglePixelManager => single_pixel::wp_single_pixel_buffer_manager_v1::WpSinglePixelBufferManagerV1::interface(),
    /// `wp_presentation`.
    Presentation => presentation::wp_presentation::WpPresentation::interface(),
    /// `wp_presentation_feedback`.
    Feedback => presentation::wp_presentation_feedback::WpPresentationFeedback::interface(),
    /// `zwp_linux_dmabuf_v1`.
    Dmabuf => dmabuf::zwp_linux_dmabuf_v1::ZwpLinuxDmabufV1::interface(),
    /// `zwp_linux_buffer_params_v1`.
    DmabufParams => dmabuf::zwp_linux_buffer_params_v1::ZwpLinuxBufferParamsV1::interface(),
    /// `zwp_linux_dmabuf_feedback_v1`.
    DmabufFeedback => dmabuf::zwp_linux_dmabuf_feedback_v1::ZwpLinuxDmabufFeedbackV1::interface(),
    /// `zwp_pointer_gestures_v1`.
    GestureManager => gestures::zwp_pointer_gestures_v1::ZwpPointerGesturesV1::interface(),
    /// `zwp_pointer_gesture_swipe_v1`.
    Swipe => gestures::zwp_pointer_gesture_swipe_v1::ZwpPointerGestureSwipeV1::interface(),
    /// `zwp_pointer_gesture_pinch_v1`.
    Pinch => gestures::zwp_pointer_gesture_pinch_v1::ZwpPointerGesturePinchV1::interface(),
    /// `zwp_pointer_gesture_hold_v1`.
    Hold => gestures::zwp_pointer_gesture_hold_v1::ZwpPointerGestureHoldV1::interface(),
    /// `zwp_tablet_manager_v2`.
    TabletManager => tablet::zwp_tablet_manager_v2::ZwpTabletManagerV2::interface(),
    /// `zwp_tablet_seat_v2`.
    TabletSeat => tablet::zwp_tablet_seat_v2::ZwpTabletSeatV2::interface(),
    /// `zwp_tablet_v2`.
    Tablet => tablet::zwp_tablet_v2::ZwpTabletV2::interface(),
    /// `zwp_tablet_tool_v2`.
    TabletTool => tablet::zwp_tablet_tool_v2::ZwpTabletToolV2::interface(),
    /// `ext_data_control_manager_v1`.
    ExtControlManager => ext_control::ext_data_control_manager_v1::ExtDataControlManagerV1::interface(),
    /// `ext_data_control_device_v1`.
    ExtControlDevice => ext_control::ext_data_control_device_v1::ExtDataControlDeviceV1::interface(),
    /// `ext_data_control_source_v1`.
    ExtControlSource => ext_control::ext_data_control_source_v1::ExtDataControlSourceV1::interface(),
    /// `ext_data_control_offer_v1`.
    ExtControlOffer => ext_control::ext_data_control_offer_v1::ExtDataControlOfferV1::interface(),
    /// `zwlr_data_control_manager_v1`.
    WlrControlManager => wlr_control::zwlr_data_control_manager_v1::ZwlrDataControlManagerV1::interface(),
    /// `zwlr_data_control_device_v1`.
    WlrControlDevice => wlr_control::zwlr_data_control_device_v1::ZwlrDataControlDeviceV1::interface(),
    /// `zwlr_data_control_source_v1`.
    WlrControlSource => wlr_control::zwlr_data_control_source_v1::ZwlrDataControlSourceV1::interface(),
    /// `zwlr_data_control_offer_v1`.
    WlrControlOffer => wlr_control::zwlr_data_control_offer_v1::ZwlrDataControlOfferV1::interface(),
    /// `lisere_label_manager_v1`.
    LabelManager => label::lisere_label_manager_v1::LisereLabelManagerV1::interface(),
    /// `lisere_label_v1`.
    Label => label::lisere_label_v1::LisereLabelV1::interface(),
    /// `zwp_relative_pointer_manager_v1`.
    RelativeManager => relative::zwp_relative_pointer_manager_v1::ZwpRelativePointerManagerV1::interface(),
    /// `zwp_relative_pointer_v1`.
    RelativePointer => relative::zwp_relative_pointer_v1::ZwpRelativePointerV1::interface(),
    /// `zwp_pointer_constraints_v1`.
    Constraints => constraints::zwp_pointer_constraints_v1::ZwpPointerConstraintsV1::interface(),
    /// `zwp_locked_pointer_v1`.
    LockedPointer => constraints::zwp_locked_pointer_v1::ZwpLockedPointerV1::interface(),
    /// `zwp_confined_pointer_v1`.
    ConfinedPointer => constraints::zwp_confined_pointer_v1::ZwpConfinedPointerV1::interface(),
    /// `xdg_activation_v1`.
    Activation => activation::xdg_activation_v1::XdgActivationV1::interface(),
    /// `xdg_activation_token_v1`.
    ActivationToken => activation::xdg_activation_token_v1::XdgActivationTokenV1::interface(),
    /// `zxdg_exporter_v2`.
    Exporter => foreign::zxdg_exporter_v2::ZxdgExporterV2::interface(),
    /// `zxdg_exported_v2`.
    Exported => foreign::zxdg_exported_v2::ZxdgExportedV2::interface(),
    /// `zxdg_importer_v2`.
    Importer => foreign::zxdg_importer_v2::ZxdgImporterV2::interface(),
    /// `zxdg_imported_v2`.
    Imported => foreign::zxdg_imported_v2::ZxdgImportedV2::interface(),
    /// `xdg_wm_dialog_v1`.
    DialogManager => dialog::xdg_wm_dialog_v1::XdgWmDialogV1::interface(),
    /// `xdg_dialog_v1`.
    Dialog => dialog::xdg_dialog_v1::XdgDialogV1::interface(),
    /// `zwp_idle_inhibit_manager_v1`.
    InhibitManager => inhibit::zwp_idle_inhibit_manager_v1::ZwpIdleInhibitManagerV1::interface(),
    /// `zwp_idle_inhibitor_v1`.
    Inhibitor => inhibit::zwp_idle_inhibitor_v1::ZwpIdleInhibitorV1::interface(),
    /// `wp_content_type_manager_v1`.
    ContentTypeManager => content_type::wp_content_type_manager_v1::WpContentTypeManagerV1::interface(),
    /// `wp_content_type_v1`.
    ContentType => content_type::wp_content_type_v1::WpContentTypeV1::interface(),
    /// `wp_alpha_modifier_v1`.
    AlphaManager => alpha::wp_alpha_modifier_v1::WpAlphaModifierV1::interface(),
    /// `wp_alpha_modifier_surface_v1`.
    Alpha => alpha::wp_alpha_modifier_surface_v1::WpAlphaModifierSurfaceV1::interface(),
    /// `wp_fifo_manager_v1`.
    FifoManager => fifo::wp_fifo_manager_v1::WpFifoManagerV1::interface(),
    /// `wp_fifo_v1`.
    Fifo => fifo::wp_fifo_v1::WpFifoV1::interface(),
    /// `wp_commit_timing_manager_v1`.
    TimingManager => timing::wp_commit_timing_manager_v1::WpCommitTimingManagerV1::interface(),
    /// `wp_commit_timer_v1`.
    Timer => timing::wp_commit_timer_v1::WpCommitTimerV1::interface(),
    /// `wp_tearing_control_manager_v1`.
    TearingManager => tearing::wp_tearing_control_manager_v1::WpTearingControlManagerV1::interface(),
    /// `wp_tearing_control_v1`.
    Tearing => tearing::wp_tearing_control_v1::WpTearingControlV1::interface(),
    /// `wl_fixes`.
    Fixes => core::wl_fixes::WlFixes::interface(),
    /// `zwp_text_input_manager_v3`.
    TextInputManager => text::zwp_text_input_manager_v3::ZwpTextInputManagerV3::interface(),
    /// `zwp_text_input_v3`.
    TextInput => text::zwp_text_input_v3::ZwpTextInputV3::interface(),
    /// `zwp_input_method_manager_v2`.
    InputMethodManager => method::zwp_input_method_manager_v2::ZwpInputMethodManagerV2::interface(),
    /// `zwp_input_method_v2`.
    InputMethod => method::zwp_input_method_v2::ZwpInputMethodV2::interface(),
    /// `zwp_input_popup_surface_v2`.
    InputPopup => method::zwp_input_popup_surface_v2::ZwpInputPopupSurfaceV2::interface(),
    /// `zwp_input_method_keyboard_grab_v2`.
    InputGrab => method::zwp_input_method_keyboard_grab_v2::ZwpInputMethodKeyboardGrabV2::interface(),
    /// `zwp_virtual_keyboard_manager_v1`.
    VirtualKeyboardManager => virtual_keyboard::zwp_virtual_keyboard_manager_v1::ZwpVirtualKeyboardManagerV1::interface(),
    /// `zwp_virtual_keyboard_v1`.
    VirtualKeyboard => virtual_keyboard::zwp_virtual_keyboard_v1::ZwpVirtualKeyboardV1::interface(),
    /// `xdg_toplevel_icon_manager_v1`.
    IconManager => icon::xdg_toplevel_icon_manager_v1::XdgToplevelIconManagerV1::interface(),
    /// `xdg_toplevel_icon_v1`.
    Icon => icon::xdg_toplevel_icon_v1::XdgToplevelIconV1::interface(),
    /// `xdg_system_bell_v1`.
    Bell => bell::xdg_system_bell_v1::XdgSystemBellV1::interface(),
    /// `wp_security_context_manager_v1`.
    SecurityManager => security::wp_security_context_manager_v1::WpSecurityContextManagerV1::interface(),
    /// `wp_security_context_v1`.
    SecurityContext => security::wp_security_context_v1::WpSecurityContextV1::interface(),
    /// `zxdg_exporter_v1`.
    ExporterV1 => foreign_v1::zxdg_exporter_v1::ZxdgExporterV1::interface(),
    /// `zxdg_exported_v1`.
    ExportedV1 => foreign_v1::zxdg_exported_v1::ZxdgExportedV1::interface(),
    /// `zxdg_importer_v1`.
    ImporterV1 => foreign_v1::zxdg_importer_v1::ZxdgImporterV1::interface(),
    /// `zxdg_imported_v1`.
    ImportedV1 => foreign_v1::zxdg_imported_v1::ZxdgImportedV1::interface(),
}

impl Kind {
    /// The interface's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.interface().name
    }

    /// The kind of that number, as records carry it.
    #[must_use]
    pub fn numbered(number: u8) -> Option<Kind> {
        KINDS.get(usize::from(number)).copied()
    }

    /// The kind of that name.
    pub(crate) fn named(name: &str) -> Option<Kind> {
        KINDS.iter().copied().find(|kind| kind.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_numbered_in_order_and_named_once() {
        for (index, kind) in KINDS.iter().enumerate() {
            assert_eq!(*kind as usize, index);
            assert_eq!(Kind::named(kind.name()), Some(*kind));
            assert_eq!(Kind::numbered(*kind as u8), Some(*kind));
        }
        assert_eq!(Kind::numbered(255), None);
    }
}
