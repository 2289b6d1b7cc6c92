//! Fingers that move together on a touchpad.

use smithay::utils::{Logical, Point};

use crate::clock::Now;
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

impl Compositor {
    /// Takes a step of a gesture.
    pub(super) fn gesture(&mut self, _gesture: Gesture, _now: Now) {}
}
