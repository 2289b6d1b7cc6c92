//! The hands of the suite's user: pointer, button and finger, in the suite's coordinates.

use std::time::Duration;

use lisere::input::InputEvent;
use smithay::utils::{Logical, Point};

use crate::world::{ORIGIN, World};

/// The suite has one finger.
const FINGER: i32 = 0;
/// A user looks before pressing, and what came under a still pointer takes no press before.
const LOOK: Duration = Duration::from_millis(500);

/// What the user does. Places are the suite's, buttons are evdev's.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Hand {
    To(f64, f64),
    By(f64, f64),
    Press(i32),
    Release(i32),
    FingerDown(f64, f64),
    FingerTo(f64, f64),
    FingerUp,
}

impl World {
    /// The user sees what clients have done so far, acts, and what comes of it is shown.
    pub(crate) fn act(&mut self, hand: Hand) {
        self.settle();
        if let Hand::Press(_) = hand {
            self.wait(LOOK);
        }
        for event in events(hand).into_iter().flatten() {
            let now = self.now();
            self.core.input(event, now);
        }
        self.settle();
    }
}

/// A hand's act as a device tells it.
fn events(hand: Hand) -> [Option<InputEvent>; 2] {
    let button = |code: i32, pressed| InputEvent::Button {
        code: u32::try_from(code).unwrap_or_default(),
        pressed,
    };
    let slot = FINGER;
    let event = match hand {
        Hand::To(x, y) => InputEvent::PointerTo(place(x, y)),
        Hand::By(x, y) => InputEvent::PointerBy {
            by: (x, y).into(),
            plain: (x, y).into(),
        },
        Hand::Press(code) => button(code, true),
        Hand::Release(code) => button(code, false),
        Hand::FingerDown(x, y) => InputEvent::TouchDown {
            slot,
            at: place(x, y),
        },
        Hand::FingerTo(x, y) => InputEvent::TouchMotion {
            slot,
            at: place(x, y),
        },
        Hand::FingerUp => InputEvent::TouchUp { slot },
    };
    let touch = matches!(
        hand,
        Hand::FingerDown(..) | Hand::FingerTo(..) | Hand::FingerUp
    );
    [Some(event), touch.then_some(InputEvent::TouchFrame)]
}

fn place(x: f64, y: f64) -> Point<f64, Logical> {
    (x + f64::from(ORIGIN.0), y + f64::from(ORIGIN.1)).into()
}
