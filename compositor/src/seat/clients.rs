//! What each client of a cage has bound: its input objects, data devices and serials.

use std::collections::{BTreeMap, HashMap};

use smithay::reexports::wayland_protocols::wp::pointer_gestures::zv1::server::{
    zwp_pointer_gesture_hold_v1::ZwpPointerGestureHoldV1,
    zwp_pointer_gesture_pinch_v1::ZwpPointerGesturePinchV1,
    zwp_pointer_gesture_swipe_v1::ZwpPointerGestureSwipeV1,
};
use smithay::reexports::wayland_protocols::wp::primary_selection::zv1::server::zwp_primary_selection_device_v1::ZwpPrimarySelectionDeviceV1;
use smithay::reexports::wayland_protocols::wp::relative_pointer::zv1::server::zwp_relative_pointer_v1::ZwpRelativePointerV1;
use smithay::reexports::wayland_server::Resource;
use smithay::reexports::wayland_server::backend::ClientId;
use smithay::reexports::wayland_server::protocol::wl_data_device::WlDataDevice;
use smithay::reexports::wayland_server::protocol::wl_keyboard::WlKeyboard;
use smithay::reexports::wayland_server::protocol::wl_pointer::WlPointer;
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::reexports::wayland_server::protocol::wl_touch::WlTouch;

use super::control::Controls;
use super::serials::Serials;
use super::tablets::TabletSeat;

/// One client's living objects of one interface, in the order of their numbers:
/// the same for every run, and a client that binds thousands slows nobody.
#[derive(Debug)]
pub(crate) struct Objects<R>(BTreeMap<u32, R>);

impl<R> Default for Objects<R> {
    fn default() -> Self {
        Objects(BTreeMap::new())
    }
}

impl<R: Resource> Objects<R> {
    pub(crate) fn add(&mut self, object: R) {
        self.0.insert(object.id().protocol_id(), object);
    }

    pub(crate) fn remove(&mut self, object: &R) {
        self.0.remove(&object.id().protocol_id());
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &R> {
        self.0.values()
    }

    /// The objects that know an event introduced with `version`.
    pub(crate) fn since(&self, version: u32) -> impl Iterator<Item = &R> {
        self.iter()
            .filter(move |object| object.version() >= version)
    }
}

/// What one client has bound.
#[derive(Debug, Default)]
pub(crate) struct SeatClient {
    pub(crate) serials: Serials,
    pub(crate) keyboards: Objects<WlKeyboard>,
    pub(crate) pointers: Objects<WlPointer>,
    pub(crate) touches: Objects<WlTouch>,
    pub(crate) relatives: Objects<ZwpRelativePointerV1>,
    pub(crate) swipes: Objects<ZwpPointerGestureSwipeV1>,
    pub(crate) pinches: Objects<ZwpPointerGesturePinchV1>,
    pub(crate) holds: Objects<ZwpPointerGestureHoldV1>,
    pub(crate) tablet_seats: Vec<TabletSeat>,
    pub(crate) data_devices: Objects<WlDataDevice>,
    pub(crate) primary_devices: Objects<ZwpPrimarySelectionDeviceV1>,
    pub(crate) controls: Controls,
}

/// The clients of one cage that have bound its seat.
#[derive(Debug, Default)]
pub(crate) struct Clients(HashMap<ClientId, SeatClient>);

impl Clients {
    pub(crate) fn get(&mut self, client: &ClientId) -> Option<&mut SeatClient> {
        self.0.get_mut(client)
    }

    /// The entry of a living client; made when it binds its first object.
    pub(crate) fn admit(&mut self, client: ClientId) -> &mut SeatClient {
        self.0.entry(client).or_default()
    }

    pub(crate) fn remove(&mut self, client: &ClientId) {
        self.0.remove(client);
    }

    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = (&ClientId, &mut SeatClient)> {
        self.0.iter_mut()
    }

    /// Whether `serial` was really given to `client` for an act of the user.
    pub(crate) fn act(&self, client: &ClientId, serial: u32) -> bool {
        self.0
            .get(client)
            .is_some_and(|client| client.serials.act(serial))
    }
}

/// A surface that gets events, with the client that owns it. Events that name
/// the surface go to this client's objects only, so no other can learn of it.
#[derive(Clone, Debug)]
pub(crate) struct Focus {
    pub(crate) surface: WlSurface,
    pub(crate) client: ClientId,
}

impl Focus {
    /// `None` when the surface or its client is gone.
    pub(crate) fn on(surface: &WlSurface) -> Option<Focus> {
        let client = surface.client()?.id();
        Some(Focus {
            surface: surface.clone(),
            client,
        })
    }
}
