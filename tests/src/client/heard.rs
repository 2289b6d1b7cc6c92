//! What a client hears: every event, in order, as it came.

use std::collections::HashMap;

use lisere_protocols::label::client::{lisere_label_manager_v1, lisere_label_v1};
use wayland_client::backend::ObjectId;
use wayland_client::protocol::{
    wl_buffer, wl_callback, wl_compositor, wl_data_device, wl_data_device_manager, wl_data_offer,
    wl_data_source, wl_keyboard, wl_output, wl_pointer, wl_region, wl_registry, wl_seat, wl_shm,
    wl_shm_pool, wl_subcompositor, wl_subsurface, wl_surface, wl_touch,
};
use wayland_client::{Connection, Dispatch, Proxy, QueueHandle, event_created_child};
use wayland_protocols::wp::cursor_shape::v1::client::{
    wp_cursor_shape_device_v1, wp_cursor_shape_manager_v1,
};
use wayland_protocols::wp::fractional_scale::v1::client::{
    wp_fractional_scale_manager_v1, wp_fractional_scale_v1,
};
use wayland_protocols::wp::pointer_gestures::zv1::client::{
    zwp_pointer_gesture_hold_v1, zwp_pointer_gesture_pinch_v1, zwp_pointer_gesture_swipe_v1,
    zwp_pointer_gestures_v1,
};
use wayland_protocols::wp::presentation_time::client::{wp_presentation, wp_presentation_feedback};
use wayland_protocols::wp::primary_selection::zv1::client::{
    zwp_primary_selection_device_manager_v1, zwp_primary_selection_device_v1,
    zwp_primary_selection_offer_v1, zwp_primary_selection_source_v1,
};
use wayland_protocols::wp::single_pixel_buffer::v1::client::wp_single_pixel_buffer_manager_v1;
use wayland_protocols::wp::tablet::zv2::client::{
    zwp_tablet_manager_v2, zwp_tablet_seat_v2, zwp_tablet_tool_v2, zwp_tablet_v2,
};
use wayland_protocols::wp::viewporter::client::{wp_viewport, wp_viewporter};
use wayland_protocols::xdg::decoration::zv1::client::{
    zxdg_decoration_manager_v1, zxdg_toplevel_decoration_v1,
};
use wayland_protocols::xdg::shell::client::{
    xdg_popup, xdg_positioner, xdg_surface, xdg_toplevel, xdg_wm_base,
};
use wayland_protocols::xdg::xdg_output::zv1::client::{zxdg_output_manager_v1, zxdg_output_v1};
use wayland_protocols_misc::server_decoration::client::{
    org_kde_kwin_server_decoration, org_kde_kwin_server_decoration_manager,
};

/// A client's state: what it has heard.
#[derive(Default)]
pub struct World {
    /// Everything heard, oldest first.
    pub heard: Vec<Heard>,
    /// Where what was heard since the last [`super::Client::forget`] begins.
    pub mark: usize,
    /// The configure that each xdg_surface acknowledged last.
    pub acked: HashMap<ObjectId, u32>,
}

/// Declares the log's kinds of entries and lets each interface write its own.
macro_rules! heard {
    ($($(#[$doc:meta])* $kind:ident($module:ident::$proxy:ident)),* $(,)?) => {
        /// One event and the object it came to.
        #[derive(Debug)]
        pub enum Heard {
            $($(#[$doc])* $kind(ObjectId, $module::Event),)*
            /// From wl_data_device.
            DataDevice(ObjectId, wl_data_device::Event),
            /// From zwp_primary_selection_device_v1.
            PrimaryDevice(ObjectId, zwp_primary_selection_device_v1::Event),
            /// From zwp_tablet_seat_v2.
            TabletSeat(ObjectId, zwp_tablet_seat_v2::Event),
        }

        $(impl Dispatch<$module::$proxy, ()> for World {
            fn event(
                world: &mut World,
                proxy: &$module::$proxy,
                event: $module::Event,
                (): &(),
                _: &Connection,
                _: &QueueHandle<World>,
            ) {
                world.heard.push(Heard::$kind(proxy.id(), event));
            }
        })*
    };
}

heard! {
    /// From wl_registry.
    Registry(wl_registry::WlRegistry),
    /// From wl_callback.
    Callback(wl_callback::WlCallback),
    /// From wl_seat.
    Seat(wl_seat::WlSeat),
    /// From wl_pointer.
    Pointer(wl_pointer::WlPointer),
    /// From wl_keyboard.
    Keyboard(wl_keyboard::WlKeyboard),
    /// From wl_touch.
    Touch(wl_touch::WlTouch),
    /// From zwp_pointer_gesture_swipe_v1.
    Swipe(zwp_pointer_gesture_swipe_v1::ZwpPointerGestureSwipeV1),
    /// From zwp_pointer_gesture_pinch_v1.
    Pinch(zwp_pointer_gesture_pinch_v1::ZwpPointerGesturePinchV1),
    /// From zwp_pointer_gesture_hold_v1.
    Hold(zwp_pointer_gesture_hold_v1::ZwpPointerGestureHoldV1),
    /// From zwp_tablet_v2.
    Tablet(zwp_tablet_v2::ZwpTabletV2),
    /// From zwp_tablet_tool_v2.
    Tool(zwp_tablet_tool_v2::ZwpTabletToolV2),
    /// From wl_surface.
    Surface(wl_surface::WlSurface),
    /// From wl_buffer.
    Buffer(wl_buffer::WlBuffer),
    /// From wl_shm.
    Shm(wl_shm::WlShm),
    /// From wl_output.
    Output(wl_output::WlOutput),
    /// From zxdg_output_v1.
    XdgOutput(zxdg_output_v1::ZxdgOutputV1),
    /// From xdg_surface.
    XdgSurface(xdg_surface::XdgSurface),
    /// From xdg_toplevel.
    Toplevel(xdg_toplevel::XdgToplevel),
    /// From xdg_popup.
    Popup(xdg_popup::XdgPopup),
    /// From zxdg_toplevel_decoration_v1.
    Decoration(zxdg_toplevel_decoration_v1::ZxdgToplevelDecorationV1),
    /// From org_kde_kwin_server_decoration_manager.
    KdeDefault(org_kde_kwin_server_decoration_manager::OrgKdeKwinServerDecorationManager),
    /// From org_kde_kwin_server_decoration.
    KdeDecoration(org_kde_kwin_server_decoration::OrgKdeKwinServerDecoration),
    /// From wp_fractional_scale_v1.
    Fractional(wp_fractional_scale_v1::WpFractionalScaleV1),
    /// From wp_presentation.
    Presentation(wp_presentation::WpPresentation),
    /// From wp_presentation_feedback.
    Feedback(wp_presentation_feedback::WpPresentationFeedback),
    /// From wl_data_offer.
    DataOffer(wl_data_offer::WlDataOffer),
    /// From wl_data_source.
    DataSource(wl_data_source::WlDataSource),
    /// From zwp_primary_selection_offer_v1.
    PrimaryOffer(zwp_primary_selection_offer_v1::ZwpPrimarySelectionOfferV1),
    /// From zwp_primary_selection_source_v1.
    PrimarySource(zwp_primary_selection_source_v1::ZwpPrimarySelectionSourceV1),
    /// From lisere_label_v1.
    Label(lisere_label_v1::LisereLabelV1),
}

/// Interfaces without events.
macro_rules! silent {
    ($($module:ident::$proxy:ident),* $(,)?) => {
        $(impl Dispatch<$module::$proxy, ()> for World {
            fn event(
                _: &mut World,
                _: &$module::$proxy,
                _: $module::Event,
                (): &(),
                _: &Connection,
                _: &QueueHandle<World>,
            ) {
            }
        })*
    };
}

silent! {
    wl_compositor::WlCompositor,
    wl_subcompositor::WlSubcompositor,
    wl_subsurface::WlSubsurface,
    wl_region::WlRegion,
    wl_shm_pool::WlShmPool,
    wl_data_device_manager::WlDataDeviceManager,
    zwp_primary_selection_device_manager_v1::ZwpPrimarySelectionDeviceManagerV1,
    zwp_pointer_gestures_v1::ZwpPointerGesturesV1,
    zwp_tablet_manager_v2::ZwpTabletManagerV2,
    wp_cursor_shape_manager_v1::WpCursorShapeManagerV1,
    wp_cursor_shape_device_v1::WpCursorShapeDeviceV1,
    wp_fractional_scale_manager_v1::WpFractionalScaleManagerV1,
    wp_single_pixel_buffer_manager_v1::WpSinglePixelBufferManagerV1,
    wp_viewporter::WpViewporter,
    wp_viewport::WpViewport,
    xdg_positioner::XdgPositioner,
    zxdg_decoration_manager_v1::ZxdgDecorationManagerV1,
    zxdg_output_manager_v1::ZxdgOutputManagerV1,
    lisere_label_manager_v1::LisereLabelManagerV1,
}

impl Dispatch<xdg_wm_base::XdgWmBase, ()> for World {
    fn event(
        _: &mut World,
        base: &xdg_wm_base::XdgWmBase,
        event: xdg_wm_base::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<World>,
    ) {
        if let xdg_wm_base::Event::Ping { serial } = event {
            base.pong(serial);
        }
    }
}

impl Dispatch<wl_data_device::WlDataDevice, ()> for World {
    fn event(
        world: &mut World,
        device: &wl_data_device::WlDataDevice,
        event: wl_data_device::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<World>,
    ) {
        world.heard.push(Heard::DataDevice(device.id(), event));
    }

    event_created_child!(World, wl_data_device::WlDataDevice, [
        wl_data_device::EVT_DATA_OFFER_OPCODE => (wl_data_offer::WlDataOffer, ()),
    ]);
}

impl Dispatch<zwp_primary_selection_device_v1::ZwpPrimarySelectionDeviceV1, ()> for World {
    fn event(
        world: &mut World,
        device: &zwp_primary_selection_device_v1::ZwpPrimarySelectionDeviceV1,
        event: zwp_primary_selection_device_v1::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<World>,
    ) {
        world.heard.push(Heard::PrimaryDevice(device.id(), event));
    }

    event_created_child!(World, zwp_primary_selection_device_v1::ZwpPrimarySelectionDeviceV1, [
        zwp_primary_selection_device_v1::EVT_DATA_OFFER_OPCODE =>
            (zwp_primary_selection_offer_v1::ZwpPrimarySelectionOfferV1, ()),
    ]);
}

impl Dispatch<zwp_tablet_seat_v2::ZwpTabletSeatV2, ()> for World {
    fn event(
        world: &mut World,
        seat: &zwp_tablet_seat_v2::ZwpTabletSeatV2,
        event: zwp_tablet_seat_v2::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<World>,
    ) {
        world.heard.push(Heard::TabletSeat(seat.id(), event));
    }

    event_created_child!(World, zwp_tablet_seat_v2::ZwpTabletSeatV2, [
        zwp_tablet_seat_v2::EVT_TABLET_ADDED_OPCODE => (zwp_tablet_v2::ZwpTabletV2, ()),
        zwp_tablet_seat_v2::EVT_TOOL_ADDED_OPCODE => (zwp_tablet_tool_v2::ZwpTabletToolV2, ()),
    ]);
}
