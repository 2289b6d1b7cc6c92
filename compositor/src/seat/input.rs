//! Input to the cages: each event goes to one of them, and a release to who took the press.

use smithay::utils::{Logical, Point};

use super::axis::AxisFrame;
use super::clients::Focus;
use super::{PressKind, Seats, SurfacePoint};
use crate::clock::Now;

impl Seats {
    /// A key, by evdev code. Nobody's if nobody has the keys.
    pub fn key(&mut self, code: u32, pressed: bool, time: u32) {
        self.time = time;
        if pressed {
            self.key_down(code, time);
        } else if let Some(cage) = self.keys.remove(&code)
            && let Some(seat) = self.seat_mut(cage)
        {
            seat.keyboard.release(&mut seat.clients, code, time);
        }
    }

    fn key_down(&mut self, code: u32, time: u32) {
        // A second keyboard may press what is down already: one press, one release.
        if self.keys.contains_key(&code) {
            return;
        }
        if let Some(cage) = self.keyboard
            && let Some(seat) = self.seat_mut(cage)
        {
            seat.keyboard.press(&mut seat.clients, code, time);
            self.keys.insert(code, cage);
        }
    }

    /// Lets every key up, in every cage.
    pub fn release_all(&mut self) {
        for (code, cage) in std::mem::take(&mut self.keys) {
            let time = self.time;
            if let Some(seat) = self.seat_mut(cage) {
                seat.keyboard.release(&mut seat.clients, code, time);
            }
        }
    }

    /// Puts the pointer over a surface, or over none. While something is dragged,
    /// the drag moves instead. [`Seats::pointer_frame`] closes what this sends.
    pub fn point_at(&mut self, at: Option<SurfacePoint>, time: u32) {
        self.time = time;
        self.pointed = at;
        let at = self.pointed.clone();
        match self.drag_and_seat() {
            Some((drag, seat)) => drag.point(&mut seat.clients, at.as_ref(), time),
            None => self.point(at, time),
        }
    }

    fn point(&mut self, at: Option<SurfacePoint>, time: u32) {
        let at = at.and_then(|at| Some((at.cage, Focus::on(&at.surface)?, at.local)));
        let cage = at.as_ref().map(|(cage, ..)| *cage);
        if self.pointer != cage {
            self.unpoint();
        }
        if let Some((cage, focus, local)) = at
            && let Some(seat) = self.seat_mut(cage)
        {
            seat.pointer.point(&mut seat.clients, focus, local, time);
            self.pointer = Some(cage);
        }
    }

    /// Takes the pointer away from whoever has it.
    pub(super) fn unpoint(&mut self) {
        if let Some(seat) = self.pointer.take().and_then(|cage| self.seat_mut(cage)) {
            seat.pointer.leave(&mut seat.clients);
        }
    }

    /// The core takes the held buttons over: no client hears of their release.
    pub fn end_presses(&mut self) {
        // What lies there hears of the end, not of the pointer coming once more.
        self.pointed = None;
        self.cancel_drag();
        self.unpoint();
        self.buttons.clear();
    }

    /// A button, by evdev code, to what the pointer is over; a release to what was
    /// pressed. Letting go what began a drag drops.
    pub fn button(&mut self, button: u32, pressed: bool, time: u32) {
        self.time = time;
        if pressed {
            self.button_down(button, time);
        } else {
            self.button_up(button, time);
        }
    }

    fn button_down(&mut self, button: u32, time: u32) {
        // What is dragged has the pointer; other buttons mean nothing meanwhile.
        if self.drag.is_some() || self.buttons.contains_key(&button) {
            return;
        }
        if let Some(cage) = self.pointer
            && let Some(seat) = self.seat_mut(cage)
        {
            seat.pointer.press(&mut seat.clients, button, time);
            self.buttons.insert(button, cage);
        }
    }

    fn button_up(&mut self, button: u32, time: u32) {
        let taker = self.buttons.remove(&button);
        if self.dragged_by(PressKind::Pointer { button }) {
            self.drop_drag();
        } else if let Some(seat) = taker.and_then(|cage| self.seat_mut(cage)) {
            seat.pointer.release(&mut seat.clients, button, time);
        }
    }

    /// Scrolls what the pointer is over; nothing while something is dragged.
    pub fn axis(&mut self, axis: &AxisFrame, time: u32) {
        self.time = time;
        if let Some(seat) = self.pointer.and_then(|cage| self.seat_mut(cage)) {
            seat.pointer.scroll(&mut seat.clients, axis, time);
        }
    }

    /// The pointer's device went on by so much, at the user's speed and as the device
    /// counts it; nobody's business while something is dragged.
    pub(crate) fn relative(
        &mut self,
        by: Point<f64, Logical>,
        plain: Point<f64, Logical>,
        now: Now,
    ) {
        let micros = u64::try_from(now.0.as_micros()).unwrap_or(u64::MAX);
        if let Some(seat) = self.pointer.and_then(|cage| self.seat_mut(cage)) {
            let moved = (by, plain);
            seat.pointer.relative(&mut seat.clients, moved, micros);
        }
    }

    /// Closes the pointer events that belong together.
    pub fn pointer_frame(&mut self) {
        if let Some(seat) = self.pointer.and_then(|cage| self.seat_mut(cage)) {
            seat.pointer.frame(&mut seat.clients);
        }
    }

    /// A finger goes down on a surface, to which it is bound until it goes up.
    pub fn touch_down(&mut self, slot: i32, at: &SurfacePoint, time: u32) {
        self.time = time;
        if self.fingers.contains_key(&slot) {
            return;
        }
        if let Some(focus) = Focus::on(&at.surface)
            && let Some(seat) = self.seat_mut(at.cage)
        {
            seat.touch
                .down(&mut seat.clients, slot, focus, at.local, time);
            self.fingers.insert(slot, at.cage);
        }
    }

    /// A finger moves to `local` in the surface it went down on.
    pub fn touch_motion(&mut self, slot: i32, local: Point<f64, Logical>, time: u32) {
        self.time = time;
        let cage = self.fingers.get(&slot).copied();
        if let Some(seat) = cage.and_then(|cage| self.seat_mut(cage)) {
            seat.touch.motion(&mut seat.clients, slot, local, time);
        }
    }

    /// A finger goes up. The one that drags drops.
    pub fn touch_up(&mut self, slot: i32, time: u32) {
        self.time = time;
        let taker = self.fingers.remove(&slot);
        if self.dragged_by(PressKind::Touch { slot }) {
            self.drop_drag();
        } else if let Some(seat) = taker.and_then(|cage| self.seat_mut(cage)) {
            seat.touch.up(&mut seat.clients, slot, time);
        }
    }

    /// Closes the touch events that belong together.
    pub fn touch_frame(&mut self) {
        for seat in &mut self.cages {
            seat.touch.frame(&mut seat.clients);
        }
    }

    /// Takes every finger away: the touches meant something else.
    pub fn touch_cancel(&mut self) {
        self.fingers.clear();
        for seat in &mut self.cages {
            seat.touch.cancel(&mut seat.clients, None);
        }
        if self
            .drag
            .as_ref()
            .is_some_and(|drag| drag.shown.slot.is_some())
        {
            self.cancel_drag();
        }
    }

    /// Ends a drag without a drop.
    pub fn cancel_drag(&mut self) {
        if let Some((drag, seat)) = self.drag_and_seat() {
            drag.cancel(&mut seat.clients);
            self.after_drag();
        }
    }

    fn dragged_by(&self, press: PressKind) -> bool {
        self.drag.as_ref().is_some_and(|drag| drag.press == press)
    }

    fn drop_drag(&mut self) {
        if let Some(drag) = self.drag.take()
            && let Some(seat) = self.seat_mut(drag.shown.cage)
        {
            self.dropped = drag.release(&mut seat.clients);
        }
        self.after_drag();
    }

    /// Gives the pointer back to what lies under it.
    fn after_drag(&mut self) {
        self.drag = None;
        let (at, time) = (self.pointed.clone(), self.time);
        self.point(at, time);
        self.pointer_frame();
    }
}
