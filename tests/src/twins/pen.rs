//! What the user does with a pen and with fingers on a touchpad, in both worlds alike.

use lisere::input::GestureKind;

use super::dice::Dice;
use crate::fixture::Fixture;
use crate::pens::{Pen, pen};

/// One thing done at a place.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub enum Stroke {
    Hover,
    Down,
    Up,
    Away,
    Pinch,
    /// With so many fingers.
    Swipe(u32),
}

impl Stroke {
    pub(super) fn any(dice: &mut Dice) -> Stroke {
        dice.pick(&[
            Stroke::Hover,
            Stroke::Hover,
            Stroke::Down,
            Stroke::Up,
            Stroke::Away,
            Stroke::Pinch,
            Stroke::Swipe(2),
            Stroke::Swipe(4),
        ])
    }

    /// Does it; gestures where the pointer is, since fingers on a touchpad have no place.
    pub fn play(self, fixture: &mut Fixture, at: (f64, f64)) {
        match self {
            Stroke::Hover => fixture.glide_pen(&own(), at),
            Stroke::Down => fixture.pen_down(&own(), at),
            Stroke::Up => fixture.pen_up(&own(), at),
            Stroke::Away => fixture.pen_away(&own()),
            Stroke::Pinch => {
                fixture.gesture_begin(GestureKind::Pinch, 2);
                fixture.pinch_to(1.25);
                fixture.gesture_end(GestureKind::Pinch, false);
            }
            Stroke::Swipe(fingers) => {
                fixture.gesture_begin(GestureKind::Swipe, fingers);
                fixture.swipe_by(-30.0, 5.0);
                fixture.gesture_end(GestureKind::Swipe, false);
            }
        }
    }
}

fn own() -> Pen {
    pen(1, 5)
}
