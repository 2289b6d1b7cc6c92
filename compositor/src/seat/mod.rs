//! One seat per cage: its keyboard state, pointer, touch points and selections.

mod across;
mod axis;
mod cage;
mod clients;
mod composing;
mod control;
mod cursor;
mod drag;
mod exchange;
mod gestures;
mod giver;
mod input;
mod keyboard;
mod keymap;
mod leds;
mod method;
mod pointer;
mod requests;
mod selection;
mod serials;
mod source;
mod tablets;
mod texts;
mod tools;
mod touch;
mod transfers;
mod typing;

use std::collections::BTreeMap;

use lisere_policy::CageId;
use smithay::reexports::wayland_server::backend::ClientId;
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::reexports::wayland_server::{Client, Resource};
use smithay::utils::{Logical, Point};

pub use across::{Dropped, Landing};
pub use axis::{AxisFrame, AxisMotion, AxisSource};
pub(crate) use clients::Objects;
pub(crate) use control::{Controls, Minds};
pub use cursor::CursorImage;
pub(crate) use cursor::named;
pub use drag::Drag;
pub(crate) use exchange::{Exchange, Fault};
pub(crate) use keyboard::turn_layout;
pub use keymap::{KeyboardSettings, KeymapError};
pub(crate) use keymap::{Layout, context as keymap_context};
pub use leds::Leds;
pub(crate) use requests::{DragRefused, DragRequest, Owner};
pub(crate) use selection::{Current, Origin};
pub(crate) use source::{Source, SourceData, locked};
pub(crate) use tablets::add as add_tablet_seat;
pub(crate) use tools::ToolNear;
pub use transfers::{CarriedRead, SelectionKind};
pub(crate) use typing::InputPopup;

use crate::cages::cage_of;
use across::Handing;
use cage::CageSeat;
use drag::Dragging;
use gestures::Ongoing;
use keymap::KeymapFile;
use tools::Over;

/// A place in a client's surface.
#[derive(Clone, Debug)]
pub struct SurfacePoint {
    /// The cage of the surface's client.
    pub cage: CageId,
    /// The surface hit.
    pub surface: WlSurface,
    /// Where in it, in surface-local logical coordinates.
    pub local: Point<f64, Logical>,
}

/// What is held down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PressKind {
    /// A button of the pointer.
    Pointer {
        /// Its evdev code.
        button: u32,
    },
    /// A finger.
    Touch {
        /// The device's slot.
        slot: i32,
    },
}

/// A button or finger that is down on a surface: an implicit grab.
#[derive(Clone, Debug, PartialEq)]
pub struct Press {
    /// The surface it went down on.
    pub surface: WlSurface,
    /// What is held.
    pub kind: PressKind,
}

/// The seats of all cages, and which of them each device is with.
pub struct Seats {
    cages: Vec<CageSeat>,
    layout: Layout,
    /// The cage that has the keys.
    keyboard: Option<CageId>,
    /// The cage the pointer is over.
    pointer: Option<CageId>,
    /// Where the pointer was last put, for after a drag.
    pointed: Option<SurfacePoint>,
    /// The cage that took the press of each key, button and finger that is down.
    keys: BTreeMap<u32, CageId>,
    buttons: BTreeMap<u32, CageId>,
    fingers: BTreeMap<i32, CageId>,
    drag: Option<Dragging>,
    /// What was let go over another cage, until the core takes it.
    dropped: Option<Dropped>,
    /// What the core drops on a program.
    handing: Option<Handing>,
    /// The gesture that a client takes part in, and its cage.
    gesture: Option<(CageId, Ongoing)>,
    /// The surface that a tablet's tool is over, and its cage.
    tool: Option<(CageId, Over)>,
    /// When the last event was, for those that the core makes itself.
    time: u32,
    /// Requests to read what the core carried into a cage.
    asked: Vec<CarriedRead>,
}

impl Seats {
    /// Makes a seat for each of `cages` cages.
    ///
    /// # Errors
    /// When the keyboard's settings name no existing layout, or the files that
    /// clients read it from cannot be made.
    pub fn new(cages: usize, keyboard: &KeyboardSettings) -> Result<Seats, KeymapError> {
        let layout = Layout::compile(keyboard)?;
        let cages = (0..cages)
            .map(|_| CageSeat::new(&layout))
            .collect::<Result<_, _>>()?;
        Ok(Seats {
            cages,
            layout,
            keyboard: None,
            pointer: None,
            pointed: None,
            keys: BTreeMap::new(),
            buttons: BTreeMap::new(),
            fingers: BTreeMap::new(),
            drag: None,
            dropped: None,
            handing: None,
            gesture: None,
            tool: None,
            time: 0,
            asked: Vec::new(),
        })
    }

    /// Changes the keyboard of every cage.
    ///
    /// # Errors
    /// As [`Seats::new`]; then the keyboard stays as it was.
    pub fn set_keyboard(&mut self, keyboard: &KeyboardSettings) -> Result<(), KeymapError> {
        let layout = Layout::compile(keyboard)?;
        let files = self
            .cages
            .iter()
            .map(|_| layout.file())
            .collect::<Result<Vec<KeymapFile>, _>>()?;
        for (seat, file) in self.cages.iter_mut().zip(files) {
            seat.keyboard.change(&mut seat.clients, &layout, file);
        }
        self.layout = layout;
        Ok(())
    }

    /// The short name, such as `fr`, of the layout active in a cage.
    #[must_use]
    pub fn layout_name(&self, cage: CageId) -> String {
        let seat = self.seat(cage);
        self.name_of_layout(seat.map_or(0, |seat| seat.keyboard.group()))
    }

    /// The short name of a layout, counted from 0.
    #[must_use]
    pub fn name_of_layout(&self, number: u32) -> String {
        self.layout.name(number)
    }

    /// How many layouts there are to change between.
    #[must_use]
    pub fn layouts(&self) -> u32 {
        self.layout.keymap.num_layouts()
    }

    /// Makes the next layout the active one in a cage, after the last the first.
    pub fn next_layout(&mut self, cage: CageId) {
        let count = self.layouts();
        if let Some(seat) = self.seat_mut(cage) {
            seat.keyboard.next_layout(&mut seat.clients, count);
        }
    }

    /// The short name of one of the user's layouts, counted from 0.
    #[must_use]
    pub fn layout_of(&self, group: u32) -> String {
        self.layout.name(group)
    }

    /// What is locked in a cage, as its keyboard's lights show it.
    #[must_use]
    pub fn leds(&self, cage: CageId) -> Option<Leds> {
        Some(self.seat(cage)?.keyboard.leds())
    }

    /// Gives the keys to a surface, or to nobody. Whoever had them is told first.
    /// The newcomer learns what it can paste, sees no key held, and gets the
    /// modifiers and locks of its own cage.
    pub fn focus_keyboard(&mut self, target: Option<(CageId, WlSurface)>) {
        if target == self.keyboard_focus() {
            return;
        }
        let before = self
            .keyboard
            .take()
            .and_then(|cage| self.seat_mut(cage)?.blur());
        if let Some((cage, surface)) = target
            && let Some(seat) = self.seat_mut(cage)
        {
            seat.focus(&surface, before.as_ref());
            self.keyboard = Some(cage);
        }
    }

    /// Who has the keys.
    #[must_use]
    pub fn keyboard_focus(&self) -> Option<(CageId, WlSurface)> {
        let cage = self.keyboard?;
        let focus = self.seat(cage)?.keyboard.focus()?;
        Some((cage, focus.surface.clone()))
    }

    /// What the pointer is over. Nothing while something is dragged.
    #[must_use]
    pub fn pointer_focus(&self) -> Option<(CageId, WlSurface)> {
        let cage = self.pointer?;
        let focus = self.seat(cage)?.pointer.focus()?;
        Some((cage, focus.surface.clone()))
    }

    /// What a finger went down on, while that lives.
    #[must_use]
    pub fn touch_target(&self, slot: i32) -> Option<(CageId, WlSurface)> {
        let cage = *self.fingers.get(&slot)?;
        let focus = self.seat(cage)?.touch.focus(slot)?;
        Some((cage, focus.surface.clone()))
    }

    /// The button or finger that `serial` was given to this very client for, while
    /// it is still down.
    #[must_use]
    pub fn implicit_grab(&self, client: &Client, serial: u32) -> Option<Press> {
        self.seat(cage_of(client)?)?.grab(&client.id(), serial)
    }

    /// Whether `serial` was really given to this client for something the user has
    /// done lately: a key pressed or let go, a button pressed, or a finger put down. The last
    /// 32 count.
    #[must_use]
    pub fn recent_press(&self, client: &Client, serial: u32) -> bool {
        let seat = cage_of(client).and_then(|cage| self.seat(cage));
        seat.is_some_and(|seat| seat.clients.act(&client.id(), serial))
    }

    /// The picture of the pointer.
    #[must_use]
    pub fn cursor(&self) -> CursorImage {
        if let Some(drag) = &self.drag {
            return cursor::dragging(drag.action());
        }
        if let Some(image) = self.tool_cursor() {
            return image;
        }
        let seat = self.pointer.and_then(|cage| self.seat(cage));
        seat.map(|seat| seat.pointer.cursor()).unwrap_or_default()
    }

    /// What is being dragged.
    #[must_use]
    pub fn drag(&self) -> Option<Drag> {
        self.drag.as_ref().map(|drag| drag.shown.clone())
    }

    /// Follows a commit that moved a surface's content, as wl_surface.offset asks:
    /// a cursor's hotspot and a drag icon move with it.
    pub fn surface_offset(&mut self, surface: &WlSurface, by: Point<i32, Logical>) {
        if let Some(drag) = &mut self.drag
            && drag.shown.icon.as_ref() == Some(surface)
        {
            drag.shown.icon_offset.x = drag.shown.icon_offset.x.saturating_add(by.x);
            drag.shown.icon_offset.y = drag.shown.icon_offset.y.saturating_add(by.y);
        }
        if let Some(seat) = self.pointer.and_then(|cage| self.seat_mut(cage)) {
            seat.pointer.shift_cursor(surface, by);
        }
        self.shift_tool_cursor(surface, by);
    }

    /// Forgets a surface that is gone.
    pub fn surface_gone(&mut self, surface: &WlSurface) {
        if self
            .pointed
            .as_ref()
            .is_some_and(|at| at.surface == *surface)
        {
            self.pointed = None;
        }
        if let Some((drag, seat)) = self.drag_and_seat() {
            drag.forget(&mut seat.clients, surface);
        }
        self.across_forget(surface);
        self.tool_forget(surface);
        let (time, touched) = (self.time, !self.fingers.is_empty());
        for seat in self.cages.iter_mut().filter(|_| touched) {
            seat.touch.surface_gone(&mut seat.clients, surface, time);
        }
        if let Some(cage) = self.keyboard
            && let Some(seat) = self.seat_mut(cage)
            && seat.keyboard.forget(&mut seat.clients, surface)
        {
            seat.texts.focus(None);
            seat.settle_grab();
            self.keyboard = None;
        }
        if let Some(cage) = self.pointer
            && let Some(seat) = self.seat_mut(cage)
            && seat.pointer.forget(&mut seat.clients, surface)
        {
            self.pointer = None;
        }
    }

    /// Forgets a client that is gone, and ends what it had.
    pub fn client_gone(&mut self, cage: CageId, client: &ClientId) {
        if let Some((drag, seat)) = self.drag_and_seat() {
            drag.forget_client(&mut seat.clients, client);
        }
        if self.drag.as_ref().is_some_and(|drag| drag.by(client)) {
            self.cancel_drag();
        }
        self.across_forget_client(client);
        self.gesture.take_if(|(_, ongoing)| ongoing.by(client));
        self.tool_forget_client(client);
        let Some(seat) = self.seat_mut(cage) else {
            return;
        };
        seat.forget_typing(client);
        seat.clients.remove(client);
        seat.touch.forget_client(client);
        if seat
            .keyboard
            .focus()
            .is_some_and(|focus| focus.client == *client)
        {
            seat.blur();
            self.keyboard = None;
        }
        if let Some(seat) = self.seat_mut(cage)
            && seat
                .pointer
                .focus()
                .is_some_and(|focus| focus.client == *client)
        {
            seat.pointer.leave(&mut seat.clients);
            self.pointer = None;
        }
        if self
            .pointed
            .as_ref()
            .is_some_and(|at| !at.surface.is_alive())
        {
            self.pointed = None;
        }
    }

    fn seat(&self, cage: CageId) -> Option<&CageSeat> {
        self.cages.get(cage.index())
    }

    fn seat_mut(&mut self, cage: CageId) -> Option<&mut CageSeat> {
        self.cages.get_mut(cage.index())
    }

    /// The drag in progress with the seat of its cage.
    fn drag_and_seat(&mut self) -> Option<(&mut Dragging, &mut CageSeat)> {
        let drag = self.drag.as_mut()?;
        let seat = self.cages.get_mut(drag.shown.cage.index())?;
        Some((drag, seat))
    }
}
