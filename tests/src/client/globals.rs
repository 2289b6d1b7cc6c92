//! The globals that a test client binds: all that the core offers.

use wayland_client::protocol::wl_compositor::WlCompositor;
use wayland_client::protocol::wl_data_device::WlDataDevice;
use wayland_client::protocol::wl_data_device_manager::WlDataDeviceManager;
use wayland_client::protocol::wl_keyboard::WlKeyboard;
use wayland_client::protocol::wl_pointer::WlPointer;
use wayland_client::protocol::wl_registry::{self, WlRegistry};
use wayland_client::protocol::wl_seat::WlSeat;
use wayland_client::protocol::wl_shm::WlShm;
use wayland_client::protocol::wl_subcompositor::WlSubcompositor;
use wayland_client::protocol::wl_touch::WlTouch;
use wayland_client::{Dispatch, Proxy, QueueHandle};
use wayland_protocols::wp::cursor_shape::v1::client::wp_cursor_shape_manager_v1::WpCursorShapeManagerV1;
use wayland_protocols::wp::fractional_scale::v1::client::wp_fractional_scale_manager_v1::WpFractionalScaleManagerV1;
use wayland_protocols::wp::pointer_gestures::zv1::client::zwp_pointer_gesture_hold_v1::ZwpPointerGestureHoldV1;
use wayland_protocols::wp::pointer_gestures::zv1::client::zwp_pointer_gesture_pinch_v1::ZwpPointerGesturePinchV1;
use wayland_protocols::wp::pointer_gestures::zv1::client::zwp_pointer_gesture_swipe_v1::ZwpPointerGestureSwipeV1;
use wayland_protocols::wp::pointer_gestures::zv1::client::zwp_pointer_gestures_v1::ZwpPointerGesturesV1;
use wayland_protocols::wp::presentation_time::client::wp_presentation::WpPresentation;
use wayland_protocols::wp::primary_selection::zv1::client::zwp_primary_selection_device_manager_v1::ZwpPrimarySelectionDeviceManagerV1;
use wayland_protocols::wp::primary_selection::zv1::client::zwp_primary_selection_device_v1::ZwpPrimarySelectionDeviceV1;
use wayland_protocols::wp::single_pixel_buffer::v1::client::wp_single_pixel_buffer_manager_v1::WpSinglePixelBufferManagerV1;
use wayland_protocols::wp::tablet::zv2::client::zwp_tablet_manager_v2::ZwpTabletManagerV2;
use wayland_protocols::wp::tablet::zv2::client::zwp_tablet_seat_v2::ZwpTabletSeatV2;
use wayland_protocols::wp::viewporter::client::wp_viewporter::WpViewporter;
use wayland_protocols::xdg::decoration::zv1::client::zxdg_decoration_manager_v1::ZxdgDecorationManagerV1;
use wayland_protocols::xdg::shell::client::xdg_wm_base::XdgWmBase;
use wayland_protocols_misc::server_decoration::client::org_kde_kwin_server_decoration_manager::OrgKdeKwinServerDecorationManager;

use super::heard::{Heard, World};

/// A global as the registry announced it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announced {
    /// The number to bind it by.
    pub name: u32,
    /// Its interface.
    pub interface: String,
    /// Its version.
    pub version: u32,
}

/// What the registry has announced so far.
#[must_use]
pub fn announced(world: &World) -> Vec<Announced> {
    let mut all = Vec::new();
    for heard in &world.heard {
        match heard {
            Heard::Registry(
                _,
                wl_registry::Event::Global {
                    name,
                    interface,
                    version,
                },
            ) => {
                all.push(Announced {
                    name: *name,
                    interface: interface.clone(),
                    version: *version,
                });
            }
            Heard::Registry(_, wl_registry::Event::GlobalRemove { name }) => {
                all.retain(|global| global.name != *name);
            }
            _ => {}
        }
    }
    all
}

/// What draws: surfaces, buffers, windows and what changes their looks.
pub struct Drawing {
    /// Surfaces.
    pub compositor: WlCompositor,
    /// Surfaces inside surfaces.
    pub subcompositor: WlSubcompositor,
    /// Buffers.
    pub shm: WlShm,
    /// Buffers of one pixel.
    pub single_pixel: WpSinglePixelBufferManagerV1,
    /// Cropping and scaling.
    pub viewporter: WpViewporter,
    /// Sharpness.
    pub fractional: WpFractionalScaleManagerV1,
    /// When frames appeared.
    pub presentation: WpPresentation,
    /// Windows.
    pub shell: XdgWmBase,
    /// Who draws frames.
    pub decoration: ZxdgDecorationManagerV1,
    /// The same in KDE's words.
    pub kde: OrgKdeKwinServerDecorationManager,
}

/// What the user's hands reach.
pub struct Hands {
    /// The seat.
    pub seat: WlSeat,
    /// Its pointer.
    pub pointer: WlPointer,
    /// Its keyboard.
    pub keyboard: WlKeyboard,
    /// Its touch screen.
    pub touch: WlTouch,
    /// Swipes, pinches and rests on its touchpad.
    pub gestures: Gestures,
    /// Its tablets.
    pub tablets: ZwpTabletSeatV2,
    /// Named pointer images.
    pub shapes: WpCursorShapeManagerV1,
    /// Makes data sources.
    pub data: WlDataDeviceManager,
    /// Clipboard and dragging.
    pub data_device: WlDataDevice,
    /// Makes primary sources.
    pub primary: ZwpPrimarySelectionDeviceManagerV1,
    /// The primary selection.
    pub primary_device: ZwpPrimarySelectionDeviceV1,
}

/// What fingers do together on a touchpad.
pub struct Gestures {
    /// They move.
    pub swipe: ZwpPointerGestureSwipeV1,
    /// They move apart or turn.
    pub pinch: ZwpPointerGesturePinchV1,
    /// They rest.
    pub hold: ZwpPointerGestureHoldV1,
}

/// Binds a global at the version announced.
pub(super) struct Binder<'a> {
    pub(super) registry: &'a WlRegistry,
    pub(super) queue: &'a QueueHandle<World>,
    pub(super) announced: &'a [Announced],
}

impl Binder<'_> {
    pub(super) fn bind<I>(&self) -> I
    where
        I: Proxy + 'static,
        World: Dispatch<I, ()>,
    {
        let interface = I::interface().name;
        let global = self
            .announced
            .iter()
            .find(|global| global.interface == interface);
        let global = global.unwrap_or_else(|| panic!("{interface} is not announced"));
        self.registry
            .bind(global.name, global.version, self.queue, ())
    }

    pub(super) fn drawing(&self) -> Drawing {
        Drawing {
            compositor: self.bind(),
            subcompositor: self.bind(),
            shm: self.bind(),
            single_pixel: self.bind(),
            viewporter: self.bind(),
            fractional: self.bind(),
            presentation: self.bind(),
            shell: self.bind(),
            decoration: self.bind(),
            kde: self.bind(),
        }
    }

    pub(super) fn hands(&self) -> Hands {
        let seat: WlSeat = self.bind();
        let data: WlDataDeviceManager = self.bind();
        let primary: ZwpPrimarySelectionDeviceManagerV1 = self.bind();
        let gestures: ZwpPointerGesturesV1 = self.bind();
        let tablets: ZwpTabletManagerV2 = self.bind();
        let pointer = seat.get_pointer(self.queue, ());
        Hands {
            gestures: Gestures {
                swipe: gestures.get_swipe_gesture(&pointer, self.queue, ()),
                pinch: gestures.get_pinch_gesture(&pointer, self.queue, ()),
                hold: gestures.get_hold_gesture(&pointer, self.queue, ()),
            },
            tablets: tablets.get_tablet_seat(&seat, self.queue, ()),
            pointer,
            keyboard: seat.get_keyboard(self.queue, ()),
            touch: seat.get_touch(self.queue, ()),
            shapes: self.bind(),
            data_device: data.get_data_device(&seat, self.queue, ()),
            primary_device: primary.get_device(&seat, self.queue, ()),
            seat,
            data,
            primary,
        }
    }
}
