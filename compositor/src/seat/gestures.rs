//! One cage's part in a gesture: who began to hear of it hears the rest, and nobody else.

use lisere_policy::CageId;
use smithay::reexports::wayland_protocols::wp::pointer_gestures::zv1::server::{
    zwp_pointer_gesture_hold_v1::ZwpPointerGestureHoldV1,
    zwp_pointer_gesture_pinch_v1::ZwpPointerGesturePinchV1,
    zwp_pointer_gesture_swipe_v1::ZwpPointerGestureSwipeV1,
};
use smithay::reexports::wayland_server::Resource;
use smithay::reexports::wayland_server::backend::ClientId;
use smithay::utils::{Logical, Point};

use super::Seats;
use super::clients::{Clients, Focus};
use crate::input::GestureKind;

/// The objects that were told of a gesture's beginning.
enum Told {
    Swipe(Vec<ZwpPointerGestureSwipeV1>),
    Pinch(Vec<ZwpPointerGesturePinchV1>),
    Hold(Vec<ZwpPointerGestureHoldV1>),
}

/// The gesture that one client of the cage takes part in.
pub(crate) struct Ongoing {
    client: ClientId,
    told: Told,
}

fn living<R: Resource>(objects: &[R]) -> impl Iterator<Item = &R> {
    objects.iter().filter(|object| object.is_alive())
}

impl Ongoing {
    /// Tells the client of `focus` that `fingers` fingers begin; none if it is gone.
    pub(crate) fn begin(
        clients: &mut Clients,
        focus: &Focus,
        (kind, fingers): (GestureKind, u32),
        time: u32,
    ) -> Option<Ongoing> {
        let client = clients.get(&focus.client)?;
        let (serial, surface) = (client.serials.next(), &focus.surface);
        let told = match kind {
            GestureKind::Swipe => Told::Swipe(client.swipes.iter().cloned().collect()),
            GestureKind::Pinch => Told::Pinch(client.pinches.iter().cloned().collect()),
            GestureKind::Hold => Told::Hold(client.holds.iter().cloned().collect()),
        };
        match &told {
            Told::Swipe(all) => all
                .iter()
                .for_each(|it| it.begin(serial, time, surface, fingers)),
            Told::Pinch(all) => all
                .iter()
                .for_each(|it| it.begin(serial, time, surface, fingers)),
            Told::Hold(all) => all
                .iter()
                .for_each(|it| it.begin(serial, time, surface, fingers)),
        }
        Some(Ongoing {
            client: focus.client.clone(),
            told,
        })
    }

    fn swipe(&self, by: Point<f64, Logical>, time: u32) {
        if let Told::Swipe(all) = &self.told {
            living(all).for_each(|it| it.update(time, by.x, by.y));
        }
    }

    fn pinch(&self, by: Point<f64, Logical>, (scale, rotation): (f64, f64), time: u32) {
        if let Told::Pinch(all) = &self.told {
            living(all).for_each(|it| it.update(time, by.x, by.y, scale, rotation));
        }
    }

    fn end(&self, clients: &mut Clients, cancelled: bool, time: u32) {
        let Some(client) = clients.get(&self.client) else {
            return;
        };
        let (serial, cancelled) = (client.serials.next(), i32::from(cancelled));
        match &self.told {
            Told::Swipe(all) => living(all).for_each(|it| it.end(serial, time, cancelled)),
            Told::Pinch(all) => living(all).for_each(|it| it.end(serial, time, cancelled)),
            Told::Hold(all) => living(all).for_each(|it| it.end(serial, time, cancelled)),
        }
    }

    pub(crate) fn by(&self, client: &ClientId) -> bool {
        self.client == *client
    }
}

impl Seats {
    /// Begins a gesture of the client that the pointer is over; nobody's if it is over none.
    pub fn gesture_begin(&mut self, kind: GestureKind, fingers: u32, time: u32) {
        self.gesture_end(true, time);
        if let Some(cage) = self.pointer
            && let Some(seat) = self.seat_mut(cage)
            && let Some(focus) = seat.pointer.focus().cloned()
        {
            let begun = Ongoing::begin(&mut seat.clients, &focus, (kind, fingers), time);
            self.gesture = begun.map(|begun| (cage, begun));
        }
    }

    /// The fingers of a swipe moved on.
    pub fn gesture_swipe(&mut self, by: Point<f64, Logical>, time: u32) {
        self.time = time;
        if let Some((_, ongoing)) = &self.gesture {
            ongoing.swipe(by, time);
        }
    }

    /// The fingers of a pinch moved on: their middle, their distance as a multiple of that
    /// at the beginning, and their turn in degrees clockwise.
    pub fn gesture_pinch(&mut self, by: Point<f64, Logical>, turn: (f64, f64), time: u32) {
        self.time = time;
        if let Some((_, ongoing)) = &self.gesture {
            ongoing.pinch(by, turn, time);
        }
    }

    /// The gesture is over.
    pub fn gesture_end(&mut self, cancelled: bool, time: u32) {
        self.time = time;
        if let Some((cage, ongoing)) = self.gesture.take()
            && let Some(seat) = self.seat_mut(cage)
        {
            ongoing.end(&mut seat.clients, cancelled, time);
        }
    }

    /// Whether a client of the cage takes part in a gesture.
    #[must_use]
    pub fn gesturing(&self, cage: CageId) -> bool {
        self.gesture.as_ref().is_some_and(|(at, _)| *at == cage)
    }

    /// Takes away from a cage what the user's fingers and tools do in it.
    pub fn withdraw(&mut self, cage: CageId) {
        if self.gesturing(cage) {
            self.gesture_end(true, self.time);
        }
        if self.tool_cage() == Some(cage) {
            self.tool_leave();
        }
    }
}
