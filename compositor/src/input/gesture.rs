//! Fingers that move together on a touchpad.

use std::time::Duration;

use smithay::utils::{Logical, Point};

use super::Grab;
use crate::actions::Action;
use crate::clock::Now;
use crate::desk::Workspace;
use crate::state::Compositor;

/// What the fingers do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GestureKind {
    /// They move in one direction.
    Swipe,
    /// They move apart, together or round each other.
    Pinch,
    /// They rest.
    Hold,
}

/// A step of a gesture. After a `Begin` comes exactly one `End` of the same kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Gesture {
    /// Fingers came down together.
    Begin {
        /// What they began to do.
        kind: GestureKind,
        /// How many they are.
        fingers: u32,
    },
    /// They moved this far since the last step.
    Swipe {
        /// Logical pixels, accelerated as the pointer is.
        by: Point<f64, Logical>,
    },
    /// They moved, apart or round each other.
    Pinch {
        /// How far their middle moved since the last step, in logical pixels.
        by: Point<f64, Logical>,
        /// Their distance, as a multiple of that at the beginning.
        scale: f64,
        /// Degrees they turned clockwise since the last step.
        rotation: f64,
    },
    /// It is over.
    End {
        /// What it was.
        kind: GestureKind,
        /// Whether it turned out to be something else.
        cancelled: bool,
    },
}

/// How far, in logical pixels, fingers go sidewards to change the workspace.
const SWIPED: f64 = 160.0;
/// How far it is enough to go when all is done within [`FLICK`].
const FLICKED: f64 = 50.0;
/// The longest that a flick lasts.
const FLICK: Duration = Duration::from_millis(250);

/// A swipe that is the desktop's own.
#[derive(Clone, Copy, Debug)]
pub(super) struct WorkspaceSwipe {
    gone: Point<f64, Logical>,
    since: Now,
}

impl WorkspaceSwipe {
    /// Which workspace the user wants when the fingers are lifted: 1 is the next, which lies
    /// on the right and is pulled in to the left; 0 is the same.
    fn step(&self, now: Now) -> i8 {
        let (along, across) = (self.gone.x, self.gone.y.abs());
        let quick = now <= self.since.after(FLICK);
        let enough = if quick { FLICKED } else { SWIPED };
        match along.abs() >= enough && along.abs() > across {
            true if along < 0.0 => 1,
            true => -1,
            false => 0,
        }
    }
}

impl Compositor {
    /// Takes a step of a gesture. Who took its beginning takes the rest.
    pub(super) fn gesture(&mut self, gesture: Gesture, now: Now) {
        let time = now.millis();
        match gesture {
            Gesture::Begin { kind, fingers } => self.gesture_begin(kind, fingers, now),
            Gesture::Swipe { by } => match &mut self.input.swipe {
                Some(swipe) => swipe.gone += by,
                None => self.seats.gesture_swipe(by, time),
            },
            Gesture::Pinch {
                by,
                scale,
                rotation,
            } => self.seats.gesture_pinch(by, (scale, rotation), time),
            Gesture::End { cancelled, .. } => {
                self.seats.gesture_end(cancelled, time);
                if let Some(swipe) = self.input.swipe.take().filter(|_| !cancelled) {
                    self.change_workspace(swipe.step(now));
                }
            }
        }
    }

    fn gesture_begin(&mut self, kind: GestureKind, fingers: u32, now: Now) {
        self.cancel_gesture(now);
        let busy = self.input.switcher.is_some()
            || !matches!(self.input.grab, Grab::None)
            || !self.input.buttons.is_empty();
        if busy {
            return;
        }
        let own = self.preferences.gestures.workspace_swipe_fingers;
        if kind == GestureKind::Swipe && own != 0 && fingers == own {
            self.input.swipe = Some(WorkspaceSwipe {
                gone: Point::default(),
                since: now,
            });
            return;
        }
        self.catch_up(now);
        self.begin_gesture(kind, fingers, now);
    }

    /// A gesture in progress ends without effect, as when the session loses its devices.
    pub fn cancel_gesture(&mut self, now: Now) {
        self.input.swipe = None;
        self.seats.gesture_end(true, now.millis());
    }

    /// Shows the workspace so many steps on, if there is one, on the output under the pointer.
    fn change_workspace(&mut self, step: i8) {
        let under = self.input.pointer.and_then(|at| self.desk.place_near(at));
        let Some(place) = under.or(self.desk.places().first()) else {
            return;
        };
        let number = place.active.number().checked_add_signed(step);
        if let Some(workspace) = number.and_then(Workspace::new).filter(|_| step != 0) {
            self.perform(Action::Show(place.id, workspace));
        }
    }
}
