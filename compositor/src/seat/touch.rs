//! One cage's touch points, each bound to the surface it went down on.

use std::collections::BTreeMap;

use smithay::reexports::wayland_server::Resource;
use smithay::reexports::wayland_server::backend::ClientId;
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::reexports::wayland_server::protocol::wl_touch::WlTouch;
use smithay::utils::{Logical, Point};

use super::clients::{Clients, Focus};
use super::{Press, PressKind};

struct Finger {
    focus: Focus,
    /// The number its client knows it by.
    id: i32,
    serial: u32,
}

/// The touch points of one cage, by the device's slot. One ends with the surface that it
/// went down on: for its client the finger is up then.
#[derive(Default)]
pub(crate) struct Touch {
    fingers: BTreeMap<i32, Finger>,
    /// Clients owed a `frame`.
    open: Vec<ClientId>,
}

impl Touch {
    pub(crate) fn focus(&self, slot: i32) -> Option<&Focus> {
        self.fingers
            .get(&slot)
            .map(|finger| &finger.focus)
            .filter(|focus| focus.surface.is_alive())
    }

    pub(crate) fn down(
        &mut self,
        clients: &mut Clients,
        slot: i32,
        focus: Focus,
        local: Point<f64, Logical>,
        time: u32,
    ) {
        let Some(client) = clients.get(&focus.client) else {
            return;
        };
        let id = lowest_free(self.of(&focus.client).map(|finger| finger.id));
        let serial = client.serials.next_act();
        for touch in client.touches.iter() {
            touch.down(serial, time, &focus.surface, id, local.x, local.y);
        }
        self.open_for(&focus.client);
        self.fingers.insert(slot, Finger { focus, id, serial });
    }

    pub(crate) fn motion(
        &mut self,
        clients: &mut Clients,
        slot: i32,
        local: Point<f64, Logical>,
        time: u32,
    ) {
        let Some(finger) = self.fingers.get(&slot) else {
            return;
        };
        let (id, owner) = (finger.id, finger.focus.client.clone());
        if let Some(client) = clients.get(&owner) {
            for touch in client.touches.iter() {
                touch.motion(time, id, local.x, local.y);
            }
            self.open_for(&owner);
        }
    }

    pub(crate) fn up(&mut self, clients: &mut Clients, slot: i32, time: u32) {
        let Some(finger) = self.fingers.remove(&slot) else {
            return;
        };
        if let Some(client) = clients.get(&finger.focus.client) {
            let serial = client.serials.next();
            for touch in client.touches.iter() {
                touch.up(serial, time, finger.id);
            }
            self.open_for(&finger.focus.client);
        }
    }

    /// A surface is gone: the fingers on it touch nothing of its client any more.
    pub(crate) fn surface_gone(&mut self, clients: &mut Clients, surface: &WlSurface, time: u32) {
        let on =
            |(slot, finger): (&i32, &Finger)| (finger.focus.surface == *surface).then_some(*slot);
        let slots: Vec<i32> = self.fingers.iter().filter_map(on).collect();
        for slot in &slots {
            self.up(clients, *slot, time);
        }
        if !slots.is_empty() {
            self.frame(clients);
        }
    }

    pub(crate) fn frame(&mut self, clients: &mut Clients) {
        for owner in self.open.drain(..) {
            if let Some(client) = clients.get(&owner) {
                client.touches.iter().for_each(WlTouch::frame);
            }
        }
    }

    /// Takes all touch points away from `only`, or from every client.
    pub(crate) fn cancel(&mut self, clients: &mut Clients, only: Option<&ClientId>) {
        let mut told: Vec<ClientId> = Vec::new();
        self.fingers.retain(|_, finger| {
            let client = &finger.focus.client;
            let ends = only.is_none_or(|only| only == client);
            if ends && !told.contains(client) {
                told.push(client.clone());
            }
            !ends
        });
        self.open.retain(|client| !told.contains(client));
        for client in told {
            if let Some(client) = clients.get(&client) {
                client.touches.iter().for_each(WlTouch::cancel);
            }
        }
    }

    /// The touch that `serial` was given to `client` for, while the finger is down.
    pub(crate) fn grab(&self, client: &ClientId, serial: u32) -> Option<Press> {
        let (slot, finger) = self
            .fingers
            .iter()
            .find(|(_, finger)| finger.serial == serial && finger.focus.client == *client)
            .filter(|(_, finger)| finger.focus.surface.is_alive())?;
        Some(Press {
            surface: finger.focus.surface.clone(),
            kind: PressKind::Touch { slot: *slot },
        })
    }

    /// Forgets the fingers of a client that is gone.
    pub(crate) fn forget_client(&mut self, client: &ClientId) {
        self.fingers
            .retain(|_, finger| finger.focus.client != *client);
        self.open.retain(|open| open != client);
    }

    fn of(&self, client: &ClientId) -> impl Iterator<Item = &Finger> {
        self.fingers
            .values()
            .filter(move |finger| finger.focus.client == *client)
    }

    fn open_for(&mut self, client: &ClientId) {
        if !self.open.contains(client) {
            self.open.push(client.clone());
        }
    }
}

/// The lowest number not taken: what a client learns of fingers is its own only.
fn lowest_free(taken: impl Iterator<Item = i32>) -> i32 {
    let mut taken: Vec<i32> = taken.collect();
    taken.sort_unstable();
    taken
        .into_iter()
        .fold(0, |free, id| if id == free { free + 1 } else { free })
}

#[cfg(test)]
mod tests {
    use super::lowest_free;

    #[test]
    fn numbers_start_at_zero_and_fill_holes() {
        let free = |taken: &[i32]| lowest_free(taken.iter().copied());
        assert_eq!(free(&[]), 0);
        assert_eq!(free(&[0, 1]), 2);
        assert_eq!(free(&[2, 0]), 1);
        assert_eq!(free(&[1, 2]), 0);
    }
}
