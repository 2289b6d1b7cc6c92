//! The interfaces that the gate knows; what is not here cannot be spoken.

use lisere_protocols::label::server as label;
use wayland_protocols::ext::data_control::v1::server as ext_control;
use wayland_protocols::wp::cursor_shape::v1::server as shape;
use wayland_protocols::wp::fractional_scale::v1::server as fractional;
use wayland_protocols::wp::linux_dmabuf::zv1::server as dmabuf;
use wayland_protocols::wp::pointer_gestures::zv1::server as gestures;
use wayland_protocols::wp::presentation_time::server as presentation;
use wayland_protocols::wp::primary_selection::zv1::server as primary;
use wayland_protocols::wp::single_pixel_buffer::v1::server as single_pixel;
use wayland_protocols::wp::tablet::zv2::server as tablet;
use wayland_protocols::wp::viewporter::server as viewporter;
use wayland_protocols::xdg::decoration::zv1::server as decoration;
use wayland_protocols::xdg::shell::server as xdg;
use wayland_protocols::xdg::xdg_output::zv1::server as xdg_output;
use wayland_protocols_misc::server_decoration::server as kde;
use wayland_protocols_wlr::data_control::v1::server as wlr_control;
use wayland_server::Resource;
use wayland_server::backend::protocol::Interface;
use wayland_server::protocol as core;

/// An interface. In records a kind travels as its number, so new ones go to the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Kind {
    /// `wl_display`.
    Display,
    /// `wl_registry`.
    Registry,
    /// `wl_callback`.
    Callback,
    /// `wl_compositor`.
    Compositor,
    /// `wl_surface`.
    Surface,
    /// `wl_region`.
    Region,
    /// `wl_subcompositor`.
    Subcompositor,
    /// `wl_subsurface`.
    Subsurface,
    /// `wl_shm`.
    Shm,
    /// `wl_shm_pool`.
    ShmPool,
    /// `wl_buffer`.
    Buffer,
    /// `wl_seat`.
    Seat,
    /// `wl_pointer`.
    Pointer,
    /// `wl_keyboard`.
    Keyboard,
    /// `wl_touch`.
    Touch,
    /// `wl_output`.
    Output,
    /// `wl_data_device_manager`.
    DataDeviceManager,
    /// `wl_data_device`.
    DataDevice,
    /// `wl_data_source`.
    DataSource,
    /// `wl_data_offer`.
    DataOffer,
    /// `zwp_primary_selection_device_manager_v1`.
    PrimaryManager,
    /// `zwp_primary_selection_device_v1`.
    PrimaryDevice,
    /// `zwp_primary_selection_source_v1`.
    PrimarySource,
    /// `zwp_primary_selection_offer_v1`.
    PrimaryOffer,
    /// `wp_cursor_shape_manager_v1`.
    CursorShapeManager,
    /// `wp_cursor_shape_device_v1`.
    CursorShapeDevice,
    /// `zxdg_output_manager_v1`.
    XdgOutputManager,
    /// `zxdg_output_v1`.
    XdgOutput,
    /// `xdg_wm_base`.
    XdgWmBase,
    /// `xdg_positioner`.
    XdgPositioner,
    /// `xdg_surface`.
    XdgSurface,
    /// `xdg_toplevel`.
    XdgToplevel,
    /// `xdg_popup`.
    XdgPopup,
    /// `zxdg_decoration_manager_v1`.
    DecorationManager,
    /// `zxdg_toplevel_decoration_v1`.
    Decoration,
    /// `org_kde_kwin_server_decoration_manager`.
    KdeDecorationManager,
    /// `org_kde_kwin_server_decoration`.
    KdeDecoration,
    /// `wp_viewporter`.
    Viewporter,
    /// `wp_viewport`.
    Viewport,
    /// `wp_fractional_scale_manager_v1`.
    FractionalManager,
    /// `wp_fractional_scale_v1`.
    Fractional,
    /// `wp_single_pixel_buffer_manager_v1`.
    SinglePixelManager,
    /// `wp_presentation`.
    Presentation,
    /// `wp_presentation_feedback`.
    Feedback,
    /// `zwp_linux_dmabuf_v1`.
    Dmabuf,
    /// `zwp_linux_buffer_params_v1`.
    DmabufParams,
    /// `zwp_linux_dmabuf_feedback_v1`.
    DmabufFeedback,
    /// `zwp_pointer_gestures_v1`.
    GestureManager,
    /// `zwp_pointer_gesture_swipe_v1`.
    Swipe,
    /// `zwp_pointer_gesture_pinch_v1`.
    Pinch,
    /// `zwp_pointer_gesture_hold_v1`.
    Hold,
    /// `zwp_tablet_manager_v2`.
    TabletManager,
    /// `zwp_tablet_seat_v2`.
    TabletSeat,
    /// `zwp_tablet_v2`.
    Tablet,
    /// `zwp_tablet_tool_v2`.
    TabletTool,
    /// `ext_data_control_manager_v1`.
    ExtControlManager,
    /// `ext_data_control_device_v1`.
    ExtControlDevice,
    /// `ext_data_control_source_v1`.
    ExtControlSource,
    /// `ext_data_control_offer_v1`.
    ExtControlOffer,
    /// `zwlr_data_control_manager_v1`.
    WlrControlManager,
    /// `zwlr_data_control_device_v1`.
    WlrControlDevice,
    /// `zwlr_data_control_source_v1`.
    WlrControlSource,
    /// `zwlr_data_control_offer_v1`.
    WlrControlOffer,
    /// `lisere_label_manager_v1`.
    LabelManager,
    /// `lisere_label_v1`.
    Label,
}

/// Every kind, in the order of the enum.
pub(crate) const KINDS: &[Kind] = &[
    Kind::Display,
    Kind::Registry,
    Kind::Callback,
    Kind::Compositor,
    Kind::Surface,
    Kind::Region,
    Kind::Subcompositor,
    Kind::Subsurface,
    Kind::Shm,
    Kind::ShmPool,
    Kind::Buffer,
    Kind::Seat,
    Kind::Pointer,
    Kind::Keyboard,
    Kind::Touch,
    Kind::Output,
    Kind::DataDeviceManager,
    Kind::DataDevice,
    Kind::DataSource,
    Kind::DataOffer,
    Kind::PrimaryManager,
    Kind::PrimaryDevice,
    Kind::PrimarySource,
    Kind::PrimaryOffer,
    Kind::CursorShapeManager,
    Kind::CursorShapeDevice,
    Kind::XdgOutputManager,
    Kind::XdgOutput,
    Kind::XdgWmBase,
    Kind::XdgPositioner,
    Kind::XdgSurface,
    Kind::XdgToplevel,
    Kind::XdgPopup,
    Kind::DecorationManager,
    Kind::Decoration,
    Kind::KdeDecorationManager,
    Kind::KdeDecoration,
    Kind::Viewporter,
    Kind::Viewport,
    Kind::FractionalManager,
    Kind::Fractional,
    Kind::SinglePixelManager,
    Kind::Presentation,
    Kind::Feedback,
    Kind::Dmabuf,
    Kind::DmabufParams,
    Kind::DmabufFeedback,
    Kind::GestureManager,
    Kind::Swipe,
    Kind::Pinch,
    Kind::Hold,
    Kind::TabletManager,
    Kind::TabletSeat,
    Kind::Tablet,
    Kind::TabletTool,
    Kind::ExtControlManager,
    Kind::ExtControlDevice,
    Kind::ExtControlSource,
    Kind::ExtControlOffer,
    Kind::WlrControlManager,
    Kind::WlrControlDevice,
    Kind::WlrControlSource,
    Kind::WlrControlOffer,
    Kind::LabelManager,
    Kind::Label,
];

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

    /// What its messages look like.
    #[rustfmt::skip]
    pub(crate) fn interface(self) -> &'static Interface {
        match self {
            Kind::Display => &core::__interfaces::WL_DISPLAY_INTERFACE,
            Kind::Registry => core::wl_registry::WlRegistry::interface(),
            Kind::Callback => core::wl_callback::WlCallback::interface(),
            Kind::Compositor => core::wl_compositor::WlCompositor::interface(),
            Kind::Surface => core::wl_surface::WlSurface::interface(),
            Kind::Region => core::wl_region::WlRegion::interface(),
            Kind::Subcompositor => core::wl_subcompositor::WlSubcompositor::interface(),
            Kind::Subsurface => core::wl_subsurface::WlSubsurface::interface(),
            Kind::Shm => core::wl_shm::WlShm::interface(),
            Kind::ShmPool => core::wl_shm_pool::WlShmPool::interface(),
            Kind::Buffer => core::wl_buffer::WlBuffer::interface(),
            Kind::Seat => core::wl_seat::WlSeat::interface(),
            Kind::Pointer => core::wl_pointer::WlPointer::interface(),
            Kind::Keyboard => core::wl_keyboard::WlKeyboard::interface(),
            Kind::Touch => core::wl_touch::WlTouch::interface(),
            Kind::Output => core::wl_output::WlOutput::interface(),
            Kind::DataDeviceManager => core::wl_data_device_manager::WlDataDeviceManager::interface(),
            Kind::DataDevice => core::wl_data_device::WlDataDevice::interface(),
            Kind::DataSource => core::wl_data_source::WlDataSource::interface(),
            Kind::DataOffer => core::wl_data_offer::WlDataOffer::interface(),
            Kind::PrimaryManager => primary::zwp_primary_selection_device_manager_v1::ZwpPrimarySelectionDeviceManagerV1::interface(),
            Kind::PrimaryDevice => primary::zwp_primary_selection_device_v1::ZwpPrimarySelectionDeviceV1::interface(),
            Kind::PrimarySource => primary::zwp_primary_selection_source_v1::ZwpPrimarySelectionSourceV1::interface(),
            Kind::PrimaryOffer => primary::zwp_primary_selection_offer_v1::ZwpPrimarySelectionOfferV1::interface(),
            Kind::CursorShapeManager => shape::wp_cursor_shape_manager_v1::WpCursorShapeManagerV1::interface(),
            Kind::CursorShapeDevice => shape::wp_cursor_shape_device_v1::WpCursorShapeDeviceV1::interface(),
            Kind::XdgOutputManager => xdg_output::zxdg_output_manager_v1::ZxdgOutputManagerV1::interface(),
            Kind::XdgOutput => xdg_output::zxdg_output_v1::ZxdgOutputV1::interface(),
            Kind::XdgWmBase => xdg::xdg_wm_base::XdgWmBase::interface(),
            Kind::XdgPositioner => xdg::xdg_positioner::XdgPositioner::interface(),
            Kind::XdgSurface => xdg::xdg_surface::XdgSurface::interface(),
            Kind::XdgToplevel => xdg::xdg_toplevel::XdgToplevel::interface(),
            Kind::XdgPopup => xdg::xdg_popup::XdgPopup::interface(),
            Kind::DecorationManager => decoration::zxdg_decoration_manager_v1::ZxdgDecorationManagerV1::interface(),
            Kind::Decoration => decoration::zxdg_toplevel_decoration_v1::ZxdgToplevelDecorationV1::interface(),
            Kind::KdeDecorationManager => kde::org_kde_kwin_server_decoration_manager::OrgKdeKwinServerDecorationManager::interface(),
            Kind::KdeDecoration => kde::org_kde_kwin_server_decoration::OrgKdeKwinServerDecoration::interface(),
            Kind::Viewporter => viewporter::wp_viewporter::WpViewporter::interface(),
            Kind::Viewport => viewporter::wp_viewport::WpViewport::interface(),
            Kind::FractionalManager => fractional::wp_fractional_scale_manager_v1::WpFractionalScaleManagerV1::interface(),
            Kind::Fractional => fractional::wp_fractional_scale_v1::WpFractionalScaleV1::interface(),
            Kind::SinglePixelManager => single_pixel::wp_single_pixel_buffer_manager_v1::WpSinglePixelBufferManagerV1::interface(),
            Kind::Presentation => presentation::wp_presentation::WpPresentation::interface(),
            Kind::Feedback => presentation::wp_presentation_feedback::WpPresentationFeedback::interface(),
            Kind::Dmabuf => dmabuf::zwp_linux_dmabuf_v1::ZwpLinuxDmabufV1::interface(),
            Kind::DmabufParams => dmabuf::zwp_linux_buffer_params_v1::ZwpLinuxBufferParamsV1::interface(),
            Kind::DmabufFeedback => dmabuf::zwp_linux_dmabuf_feedback_v1::ZwpLinuxDmabufFeedbackV1::interface(),
            Kind::GestureManager => gestures::zwp_pointer_gestures_v1::ZwpPointerGesturesV1::interface(),
            Kind::Swipe => gestures::zwp_pointer_gesture_swipe_v1::ZwpPointerGestureSwipeV1::interface(),
            Kind::Pinch => gestures::zwp_pointer_gesture_pinch_v1::ZwpPointerGesturePinchV1::interface(),
            Kind::Hold => gestures::zwp_pointer_gesture_hold_v1::ZwpPointerGestureHoldV1::interface(),
            Kind::TabletManager => tablet::zwp_tablet_manager_v2::ZwpTabletManagerV2::interface(),
            Kind::TabletSeat => tablet::zwp_tablet_seat_v2::ZwpTabletSeatV2::interface(),
            Kind::Tablet => tablet::zwp_tablet_v2::ZwpTabletV2::interface(),
            Kind::TabletTool => tablet::zwp_tablet_tool_v2::ZwpTabletToolV2::interface(),
            Kind::ExtControlManager => ext_control::ext_data_control_manager_v1::ExtDataControlManagerV1::interface(),
            Kind::ExtControlDevice => ext_control::ext_data_control_device_v1::ExtDataControlDeviceV1::interface(),
            Kind::ExtControlSource => ext_control::ext_data_control_source_v1::ExtDataControlSourceV1::interface(),
            Kind::ExtControlOffer => ext_control::ext_data_control_offer_v1::ExtDataControlOfferV1::interface(),
            Kind::WlrControlManager => wlr_control::zwlr_data_control_manager_v1::ZwlrDataControlManagerV1::interface(),
            Kind::WlrControlDevice => wlr_control::zwlr_data_control_device_v1::ZwlrDataControlDeviceV1::interface(),
            Kind::WlrControlSource => wlr_control::zwlr_data_control_source_v1::ZwlrDataControlSourceV1::interface(),
            Kind::WlrControlOffer => wlr_control::zwlr_data_control_offer_v1::ZwlrDataControlOfferV1::interface(),
            Kind::LabelManager => label::lisere_label_manager_v1::LisereLabelManagerV1::interface(),
            Kind::Label => label::lisere_label_v1::LisereLabelV1::interface(),
        }
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
