//! What one device did, taken out of libinput's events as plain values.

use smithay::backend::input::{
    AbsolutePositionEvent, Axis, AxisSource as Source, ButtonState, Event, GestureBeginEvent,
    GestureEndEvent, GesturePinchUpdateEvent, GestureSwipeUpdateEvent, InputBackend,
    InputEvent as FromSeat, KeyState, KeyboardKeyEvent, PointerAxisEvent, PointerButtonEvent,
    PointerMotionEvent, Switch as Switched, SwitchState, SwitchToggleEvent, TouchEvent,
};
use smithay::backend::libinput::LibinputInputBackend as Libinput;
use smithay::reexports::input::Device;
use smithay::utils::{Logical, Point};

use super::place::Unit;
use super::scroll::{Along, Scroll};
use crate::input::{Gesture, GestureKind, Switch};
use crate::seat::AxisSource;

/// XKB counts keys from 8, evdev from 0, and Smithay as XKB does.
const XKB_OFFSET: u32 = 8;

/// What a device did.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Told {
    Key {
        code: u32,
        pressed: bool,
    },
    Button {
        code: u32,
        pressed: bool,
    },
    By {
        by: Point<f64, Logical>,
        plain: Point<f64, Logical>,
    },
    To(Point<f64, Unit>),
    Scroll(Scroll),
    FingerDown {
        slot: i32,
        at: Point<f64, Unit>,
    },
    FingerMotion {
        slot: i32,
        at: Point<f64, Unit>,
    },
    FingerUp {
        slot: i32,
    },
    FingersFrame,
    FingersCancel,
    Gesture(Gesture),
    Switch {
        switch: Switch,
        on: bool,
    },
}

/// What an event says and of which device; `None` for what the core has no use for.
pub(super) fn told(event: &FromSeat<Libinput>) -> Option<(Device, Told)> {
    use FromSeat as E;
    use GestureKind::{Hold, Pinch, Swipe};
    match event {
        E::Keyboard { event } => by(event, key(event)),
        E::PointerButton { event } => by(event, button(event)),
        E::PointerMotion { event } => {
            let (fast, plain) = (event.delta(), event.delta_unaccel());
            by(event, Told::By { by: fast, plain })
        }
        E::PointerMotionAbsolute { event } => by(event, Told::To(unit(event))),
        E::PointerAxis { event } => by(event, Told::Scroll(scroll(event))),
        E::TouchDown { event } => {
            let (slot, at) = (event.slot().into(), unit(event));
            by(event, Told::FingerDown { slot, at })
        }
        E::TouchMotion { event } => {
            let (slot, at) = (event.slot().into(), unit(event));
            by(event, Told::FingerMotion { slot, at })
        }
        E::TouchUp { event } => {
            let slot = event.slot().into();
            by(event, Told::FingerUp { slot })
        }
        E::TouchFrame { event } => by(event, Told::FingersFrame),
        E::TouchCancel { event } => by(event, Told::FingersCancel),
        E::GestureSwipeBegin { event } => by(event, begin(Swipe, event)),
        E::GestureSwipeUpdate { event } => {
            let step = Gesture::Swipe { by: event.delta() };
            by(event, Told::Gesture(step))
        }
        E::GestureSwipeEnd { event } => by(event, end(Swipe, event)),
        E::GesturePinchBegin { event } => by(event, begin(Pinch, event)),
        E::GesturePinchUpdate { event } => by(event, pinch(event)),
        E::GesturePinchEnd { event } => by(event, end(Pinch, event)),
        E::GestureHoldBegin { event } => by(event, begin(Hold, event)),
        E::GestureHoldEnd { event } => by(event, end(Hold, event)),
        E::SwitchToggle { event } => by(event, switch(event)?),
        _ => None,
    }
}

fn by(event: &impl Event<Libinput>, told: Told) -> Option<(Device, Told)> {
    Some((event.device(), told))
}

fn key(event: &impl KeyboardKeyEvent<Libinput>) -> Told {
    Told::Key {
        code: event.key_code().raw().saturating_sub(XKB_OFFSET),
        pressed: event.state() == KeyState::Pressed,
    }
}

fn button(event: &impl PointerButtonEvent<Libinput>) -> Told {
    Told::Button {
        code: event.button_code(),
        pressed: event.state() == ButtonState::Pressed,
    }
}

/// Scaled to a size of one: libinput's own numbers are millimetres.
fn unit(event: &impl AbsolutePositionEvent<Libinput>) -> Point<f64, Unit> {
    Point::from((event.x_transformed(1), event.y_transformed(1)))
}

fn scroll(event: &<Libinput as InputBackend>::PointerAxisEvent) -> Scroll {
    let along = |axis| {
        Some(Along {
            amount: event.amount(axis)?,
            v120: event.amount_v120(axis).unwrap_or(0.0),
        })
    };
    Scroll {
        source: match event.source() {
            Source::Wheel => AxisSource::Wheel,
            Source::WheelTilt => AxisSource::Tilt,
            Source::Finger => AxisSource::Finger,
            Source::Continuous => AxisSource::Continuous,
        },
        natural: event.device().config_scroll_natural_scroll_enabled(),
        horizontal: along(Axis::Horizontal),
        vertical: along(Axis::Vertical),
    }
}

fn begin(kind: GestureKind, event: &impl GestureBeginEvent<Libinput>) -> Told {
    let fingers = event.fingers();
    Told::Gesture(Gesture::Begin { kind, fingers })
}

fn pinch(event: &impl GesturePinchUpdateEvent<Libinput>) -> Told {
    Told::Gesture(Gesture::Pinch {
        by: event.delta(),
        scale: event.scale(),
        rotation: event.rotation(),
    })
}

fn end(kind: GestureKind, event: &impl GestureEndEvent<Libinput>) -> Told {
    let cancelled = event.cancelled();
    Told::Gesture(Gesture::End { kind, cancelled })
}

/// Later versions of libinput may know of more switches.
fn switch(event: &impl SwitchToggleEvent<Libinput>) -> Option<Told> {
    let switch = match event.switch()? {
        Switched::Lid => Switch::Lid,
        Switched::TabletMode => Switch::TabletMode,
        _ => return None,
    };
    let on = event.state() == SwitchState::On;
    Some(Told::Switch { switch, on })
}
