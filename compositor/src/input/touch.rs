//! Touch: fingers on clients go to their surfaces; on trusted UI one acts as a pointer.

use smithay::utils::{Logical, Point};

use super::BTN_LEFT;
use super::hit::Hit;
use crate::actions::Action;
use crate::clock::Now;
use crate::state::Compositor;

impl Compositor {
    pub(super) fn touch_down(&mut self, slot: i32, at: Point<f64, Logical>, now: Now) {
        let Some(at) = self.on_screen(at) else { return };
        match self.hit(at) {
            Hit::Content(window, point) if self.notice_at(at).is_none() => {
                self.dismiss_grabs(Some(window));
                self.perform(Action::Focus(window));
                self.settle_focus();
                self.touch_at(slot, &point, now);
                self.input.fingers.insert(slot, at - point.local);
            }
            _ if self.input.acting_finger.is_none() && self.input.buttons.is_empty() => {
                self.input.acting_finger = Some(slot);
                self.pointer_moved(at, now);
                self.button(BTN_LEFT, true, now);
            }
            _ => {}
        }
    }

    pub(super) fn touch_motion(&mut self, slot: i32, at: Point<f64, Logical>, now: Now) {
        if self.input.acting_finger == Some(slot) {
            self.pointer_moved(at, now);
        } else if self
            .seats
            .drag()
            .is_some_and(|drag| drag.slot == Some(slot))
        {
            self.touch_drag(at, now);
        } else if let Some(origin) = self.input.fingers.get(&slot).copied() {
            self.seats.touch_motion(slot, at - origin, now.millis());
        }
    }

    /// A finger drags something of a client: what lies under it may take it.
    fn touch_drag(&mut self, at: Point<f64, Logical>, now: Now) {
        self.input.pointer = Some(at);
        self.work.rearrange();
        let point = match self.hit(at) {
            Hit::Content(_, point) => Some(point),
            _ => None,
        };
        self.point_at(point, now);
        self.seats.pointer_frame();
    }

    pub(super) fn touch_up(&mut self, slot: i32, now: Now) {
        if self.input.acting_finger == Some(slot) {
            self.input.acting_finger = None;
            self.button(BTN_LEFT, false, now);
        } else {
            self.input.fingers.remove(&slot);
            self.seats.touch_up(slot, now.millis());
        }
    }

    pub(super) fn touch_cancel(&mut self, now: Now) {
        if self.input.acting_finger.take().is_some() {
            self.button(BTN_LEFT, false, now);
        }
        self.input.fingers.clear();
        self.seats.touch_cancel();
    }
}
