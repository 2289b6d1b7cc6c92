//! Input as the host tells it, in the core's words.

use std::collections::BTreeSet;

use smithay::backend::input::{
    AbsolutePositionEvent, Axis, AxisSource as HostSource, ButtonState, InputEvent as FromHost,
    KeyState, KeyboardKeyEvent, PointerAxisEvent, PointerButtonEvent, TouchEvent, TouchSlot,
};
use smithay::backend::winit::WinitInput;
use smithay::utils::{Logical, Physical, Point, Rectangle, Size, Transform};

use crate::input::InputEvent;
use crate::seat::{AxisFrame, AxisMotion, AxisSource};

/// XKB counts keys from 8, evdev from 0.
const XKB_OFFSET: u32 = 8;
/// Logical pixels that one detent of a wheel scrolls: libinput's 15 degrees.
const DETENT: f64 = 15.0;
/// 120ths of a detent in one.
const V120: f64 = 120.0;

/// Where the window lies in the global logical space.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Its top left corner.
    pub(super) position: Point<i32, Logical>,
    /// Pixels before the transform.
    pub(super) size: Size<i32, Physical>,
    /// Physical pixels per logical one.
    pub(super) scale: f64,
    /// How the picture is turned.
    pub(super) transform: Transform,
}

impl Place {
    /// A point of the window, physical pixels from its top left corner, in the global space.
    fn logical(&self, x: f64, y: f64) -> Point<f64, Logical> {
        let at: Point<f64, Physical> = (x, y).into();
        // A point is a rectangle of no size, which turns without losing its fraction.
        let turned = self
            .transform
            .transform_rect_in(Rectangle::new(at, (0.0, 0.0).into()), &self.size.to_f64());
        turned.loc.to_logical(self.scale) + self.position.to_f64()
    }
}

/// The host's keyboard, pointer and fingers.
#[derive(Debug, Default)]
pub(super) struct Devices {
    /// Keys that are down, as evdev numbers them.
    down: BTreeSet<u32>,
}

impl Devices {
    /// What an event of the host stands for.
    pub(super) fn translate(
        &mut self,
        event: &FromHost<WinitInput>,
        place: &Place,
    ) -> Vec<InputEvent> {
        let at = |event: &dyn Located| {
            let (x, y) = event.at();
            place.logical(x, y)
        };
        match event {
            FromHost::Keyboard { event } => {
                let pressed = event.state() == KeyState::Pressed;
                self.key(event.key_code().raw().saturating_sub(XKB_OFFSET), pressed)
            }
            FromHost::PointerMotionAbsolute { event } => vec![InputEvent::PointerTo(at(event))],
            FromHost::PointerButton { event } => vec![InputEvent::Button {
                code: event.button_code(),
                pressed: event.state() == ButtonState::Pressed,
            }],
            FromHost::PointerAxis { event } => vec![InputEvent::Axis(axis_frame(event))],
            FromHost::TouchDown { event } => framed(InputEvent::TouchDown {
                slot: slot(event.slot()),
                at: at(event),
            }),
            FromHost::TouchMotion { event } => framed(InputEvent::TouchMotion {
                slot: slot(event.slot()),
                at: at(event),
            }),
            FromHost::TouchUp { event } => framed(InputEvent::TouchUp {
                slot: slot(event.slot()),
            }),
            FromHost::TouchCancel { .. } => vec![InputEvent::TouchCancel],
            _ => Vec::new(),
        }
    }

    /// Releases of every key that is down.
    pub(super) fn let_go(&mut self) -> Vec<InputEvent> {
        let down = std::mem::take(&mut self.down);
        down.into_iter()
            .map(|code| InputEvent::Key {
                code,
                pressed: false,
            })
            .collect()
    }

    /// A key went down or up. A release whose press went elsewhere is no
    /// business of ours; code 0 is what the host has no number for.
    fn key(&mut self, code: u32, pressed: bool) -> Vec<InputEvent> {
        let news = if pressed {
            code != 0 && self.down.insert(code)
        } else {
            self.down.remove(&code)
        };
        news.then_some(InputEvent::Key { code, pressed })
            .into_iter()
            .collect()
    }
}

/// An event with a place. Smithay's own conversion to a size gets the height of
/// touches wrong, so the pixels are taken as they come.
trait Located {
    fn at(&self) -> (f64, f64);
}

impl<E: AbsolutePositionEvent<WinitInput>> Located for E {
    fn at(&self) -> (f64, f64) {
        (self.x(), self.y())
    }
}

/// The host tells of one finger at a time and never says that a set is complete.
fn framed(event: InputEvent) -> Vec<InputEvent> {
    vec![event, InputEvent::TouchFrame]
}

fn slot(slot: TouchSlot) -> i32 {
    i32::from(slot)
}

/// A wheel keeps its detents. Anything else is continuous: that a finger was
/// lifted is lost on the way, and a finger promises to tell.
fn axis_frame(event: &impl PointerAxisEvent<WinitInput>) -> AxisFrame {
    let motion = |axis| {
        let v120 = event.amount_v120(axis).unwrap_or(0.0);
        AxisMotion {
            value: event.amount(axis).unwrap_or(v120 / V120 * DETENT),
            v120: v120.round() as i32,
            ..AxisMotion::default()
        }
    };
    AxisFrame {
        source: match event.source() {
            HostSource::Wheel => AxisSource::Wheel,
            HostSource::WheelTilt => AxisSource::Tilt,
            HostSource::Finger | HostSource::Continuous => AxisSource::Continuous,
        },
        horizontal: motion(Axis::Horizontal),
        vertical: motion(Axis::Vertical),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(scale: f64, transform: Transform) -> Place {
        Place {
            position: (100, 50).into(),
            size: (300, 200).into(),
            scale,
            transform,
        }
    }

    #[test]
    fn a_point_of_the_window_is_one_of_the_desk() {
        let at = place(1.5, Transform::Normal).logical(30.0, 15.0);
        assert_eq!(at, (120.0, 60.0).into());
    }

    #[test]
    fn a_turned_window_turns_its_points() {
        let at = place(1.0, Transform::_180).logical(10.5, 20.0);
        assert_eq!(at, (100.0 + 289.5, 50.0 + 180.0).into());
    }

    #[test]
    fn keys_that_are_down_go_up_with_the_focus() {
        let mut devices = Devices::default();
        devices.key(30, true);
        devices.key(31, true);
        devices.key(31, false);
        let released = devices.let_go();
        assert!(matches!(
            released[..],
            [InputEvent::Key {
                code: 30,
                pressed: false
            }]
        ));
        assert!(devices.let_go().is_empty());
    }

    #[test]
    fn a_release_needs_its_press() {
        let mut devices = Devices::default();
        assert!(devices.key(30, false).is_empty());
        assert_eq!(devices.key(30, true).len(), 1);
        assert!(
            devices.key(30, true).is_empty(),
            "a repeat is no second press"
        );
    }
}
