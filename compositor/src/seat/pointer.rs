//! One cage's pointer: which of its surfaces it is over, what it looks like, which buttons are down.

use smithay::reexports::wayland_server::Resource;
use smithay::reexports::wayland_server::backend::ClientId;
use smithay::reexports::wayland_server::protocol::wl_pointer::{ButtonState, WlPointer};
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::utils::{Logical, Point};

use super::axis::{self, AxisFrame, Detents};
use super::clients::{Clients, Focus, SeatClient};
use super::cursor::CursorImage;
use super::{Press, PressKind};

/// The surface under the pointer.
struct Over {
    focus: Focus,
    /// The serial of its `enter`: the only one that may set the cursor.
    serial: u32,
    local: Point<f64, Logical>,
}

/// A button that went down on a surface and is owed its release there.
struct Held {
    button: u32,
    serial: u32,
    focus: Focus,
}

/// The pointer as one cage knows it.
#[derive(Default)]
pub(crate) struct Pointer {
    over: Option<Over>,
    cursor: CursorImage,
    held: Vec<Held>,
    detents: Detents,
    /// Something was sent that a `frame` must close.
    open: bool,
}

impl Pointer {
    pub(crate) fn focus(&self) -> Option<&Focus> {
        self.over.as_ref().map(|over| &over.focus)
    }

    pub(crate) fn cursor(&self) -> CursorImage {
        match &self.over {
            Some(_) => self.cursor.clone(),
            None => CursorImage::default(),
        }
    }

    /// Moves the pointer to `local` in `focus`.
    pub(crate) fn point(
        &mut self,
        clients: &mut Clients,
        focus: Focus,
        local: Point<f64, Logical>,
        time: u32,
    ) {
        match &mut self.over {
            Some(over) if over.focus.surface == focus.surface => {
                if over.local == local {
                    return;
                }
                over.local = local;
                if let Some(client) = clients.get(&focus.client) {
                    for pointer in client.pointers.iter() {
                        pointer.motion(time, local.x, local.y);
                    }
                }
            }
            over => {
                // One `frame` closes leave and enter together inside a client.
                let stays = over
                    .as_ref()
                    .is_some_and(|over| over.focus.client == focus.client);
                self.leave_surface(clients, !stays);
                self.enter(clients, focus, local);
            }
        }
        self.open = true;
    }

    fn enter(&mut self, clients: &mut Clients, focus: Focus, local: Point<f64, Logical>) {
        // The entry may be made here: a client can show itself before it binds the seat.
        let client = clients.admit(focus.client.clone());
        let serial = client.serials.next();
        for pointer in client.pointers.iter() {
            pointer.enter(serial, &focus.surface, local.x, local.y);
        }
        self.cursor = CursorImage::default();
        self.detents = Detents::default();
        self.over = Some(Over {
            focus,
            serial,
            local,
        });
    }

    /// Takes the pointer away from the cage. Buttons held on a surface end with it.
    pub(crate) fn leave(&mut self, clients: &mut Clients) {
        self.leave_surface(clients, true);
    }

    fn leave_surface(&mut self, clients: &mut Clients, close: bool) {
        self.held.clear();
        let Some(over) = self.over.take() else {
            return;
        };
        // A surface that is gone cannot be named, and its client knows.
        if over.focus.surface.is_alive()
            && let Some(client) = clients.get(&over.focus.client)
        {
            let serial = client.serials.next();
            for pointer in client.pointers.iter() {
                pointer.leave(serial, &over.focus.surface);
            }
            if close {
                close_frame(client);
                self.open = false;
            }
        }
    }

    /// Gives a new wl_pointer the focus if its client has it.
    pub(crate) fn introduce(&self, client: &ClientId, new: &WlPointer) {
        let Some(over) = self
            .over
            .as_ref()
            .filter(|over| over.focus.client == *client)
        else {
            return;
        };
        new.enter(over.serial, &over.focus.surface, over.local.x, over.local.y);
        if new.version() >= 5 {
            new.frame();
        }
    }

    pub(crate) fn press(&mut self, clients: &mut Clients, button: u32, time: u32) {
        let Some(focus) = self.focus().cloned() else {
            return;
        };
        if let Some(client) = clients.get(&focus.client) {
            let serial = send_button(client, button, ButtonState::Pressed, time);
            self.held.push(Held {
                button,
                serial,
                focus,
            });
            self.open = true;
        }
    }

    /// Lets a button up; told only to the surface it went down on.
    pub(crate) fn release(&mut self, clients: &mut Clients, button: u32, time: u32) {
        let Some(at) = self.held.iter().position(|held| held.button == button) else {
            return;
        };
        let held = self.held.remove(at);
        if let Some(client) = clients.get(&held.focus.client) {
            send_button(client, button, ButtonState::Released, time);
            self.open = true;
        }
    }

    pub(crate) fn scroll(&mut self, clients: &mut Clients, frame: &AxisFrame, time: u32) {
        let detents = self.detents.turn(frame);
        let Some(over) = &self.over else {
            return;
        };
        if let Some(client) = clients.get(&over.focus.client) {
            for pointer in client.pointers.iter() {
                axis::send(pointer, frame, detents, time);
            }
            self.open = true;
        }
    }

    /// The pointer's device went on by so much, at the user's speed and as the device
    /// counts it; the time is in microseconds.
    pub(crate) fn relative(
        &mut self,
        clients: &mut Clients,
        (by, plain): (Point<f64, Logical>, Point<f64, Logical>),
        micros: u64,
    ) {
        let over = self.over.as_ref();
        let Some(client) = over.and_then(|over| clients.get(&over.focus.client)) else {
            return;
        };
        let low = u32::try_from(micros & u64::from(u32::MAX)).unwrap_or(0);
        let high = u32::try_from(micros >> 32).unwrap_or(0);
        for relative in client.relatives.iter() {
            relative.relative_motion(high, low, by.x, by.y, plain.x, plain.y);
            self.open = true;
        }
    }

    /// Closes what was sent since the last frame.
    pub(crate) fn frame(&mut self, clients: &mut Clients) {
        if !std::mem::take(&mut self.open) {
            return;
        }
        if let Some(client) = self
            .over
            .as_ref()
            .and_then(|over| clients.get(&over.focus.client))
        {
            close_frame(client);
        }
    }

    /// The button press that `serial` was given to `client` for, while it is held.
    pub(crate) fn grab(&self, client: &ClientId, serial: u32) -> Option<Press> {
        let held = self
            .held
            .iter()
            .find(|held| held.serial == serial && held.focus.client == *client)?;
        Some(Press {
            surface: held.focus.surface.clone(),
            kind: PressKind::Pointer {
                button: held.button,
            },
        })
    }

    /// Whether `client` may set the cursor with `serial`.
    pub(crate) fn entered(&self, client: &ClientId, serial: u32) -> bool {
        let over = self.over.as_ref();
        over.is_some_and(|over| over.focus.client == *client && over.serial == serial)
    }

    pub(crate) fn set_cursor(&mut self, image: CursorImage) {
        self.cursor = image;
    }

    /// Follows a cursor surface whose content moved against its hotspot.
    pub(crate) fn shift_cursor(&mut self, moved: &WlSurface, by: Point<i32, Logical>) {
        self.cursor.shift(moved, by);
    }

    /// Forgets a surface that is gone; `true` when the pointer was over it.
    pub(crate) fn forget(&mut self, clients: &mut Clients, surface: &WlSurface) -> bool {
        if self.cursor.shows(surface) {
            self.cursor = CursorImage::Hidden;
        }
        let over = self.focus().is_some_and(|focus| focus.surface == *surface);
        if over {
            self.leave(clients);
        }
        over
    }
}

/// Sends a button; a release too may justify a popup or a selection.
fn send_button(client: &mut SeatClient, button: u32, state: ButtonState, time: u32) -> u32 {
    let serial = client.serials.next_act();
    for pointer in client.pointers.iter() {
        pointer.button(serial, time, button, state);
    }
    serial
}

fn close_frame(client: &SeatClient) {
    client.pointers.since(5).for_each(WlPointer::frame);
}
