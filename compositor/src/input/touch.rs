//! Touch: fingers on clients go to their surfaces; on trusted UI one acts as a pointer.

use smithay::utils::{Logical, Point};

use super::BTN_LEFT;
use super::hit::Hit;
use crate::actions::Action;
use crate::clock::Now;
use crate::state::Compositor;

impl Compositor {
    pub(super) fn touch_down(&mut self, slot: i32, at: Point<f64, Logical>, now: Now) {
        match self.hit(at) {
            Hit::Content(window, point) => {
                self.dismiss_grabs(Some(window));
                self.perform(Action::Focus(window));
                self.settle_focus();
                self.seats.touch_down(slot, &point, now.millis());
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
        } else if let Some(origin) = self.input.fingers.get(&slot).copied() {
            self.seats.touch_motion(slot, at - origin, now.millis());
        }
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
