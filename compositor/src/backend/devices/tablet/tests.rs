//! A pen made of numbers, and what the core takes of it.

use std::path::PathBuf;

use smithay::backend::input::{
    Device, DeviceCapability, Event, TabletToolAxisEvent, TabletToolCapabilities,
    TabletToolDescriptor, TabletToolType, UnusedEvent,
};

use super::*;

/// A backend with nothing but a tablet.
enum Fake {}

#[derive(PartialEq, Eq, Hash)]
struct NoDevice;

impl Device for NoDevice {
    fn id(&self) -> String {
        String::new()
    }
    fn name(&self) -> String {
        String::new()
    }
    fn has_capability(&self, _: DeviceCapability) -> bool {
        false
    }
    fn usb_id(&self) -> Option<(u32, u32)> {
        None
    }
    fn syspath(&self) -> Option<PathBuf> {
        None
    }
}

/// A pen at a part of the tablet, whose axes all say the same.
struct Pen {
    part: (f64, f64),
    value: f64,
    changed: bool,
    on: bool,
}

macro_rules! backend {
    ($($unused:ident)*) => {
        impl InputBackend for Fake {
            type Device = NoDevice;
            $(type $unused = UnusedEvent;)*
            type TabletToolAxisEvent = Pen;
            type TabletToolProximityEvent = Pen;
            type TabletToolTipEvent = Pen;
            type TabletToolButtonEvent = Pen;
            type SpecialEvent = ();
        }
    };
}

backend! {
    KeyboardKeyEvent PointerAxisEvent PointerButtonEvent PointerMotionEvent
    PointerMotionAbsoluteEvent GestureSwipeBeginEvent GestureSwipeUpdateEvent
    GestureSwipeEndEvent GesturePinchBeginEvent GesturePinchUpdateEvent GesturePinchEndEvent
    GestureHoldBeginEvent GestureHoldEndEvent TouchDownEvent TouchUpEvent TouchMotionEvent
    TouchCancelEvent TouchFrameEvent SwitchToggleEvent
}

impl Event<Fake> for Pen {
    fn time(&self) -> u64 {
        0
    }
    fn device(&self) -> NoDevice {
        NoDevice
    }
}

impl AbsolutePositionEvent<Fake> for Pen {
    fn x(&self) -> f64 {
        self.part.0
    }
    fn y(&self) -> f64 {
        self.part.1
    }
    fn x_transformed(&self, width: i32) -> f64 {
        self.part.0 * f64::from(width)
    }
    fn y_transformed(&self, height: i32) -> f64 {
        self.part.1 * f64::from(height)
    }
}

macro_rules! axes {
    ($($value:ident $changed:ident)*) => {
        impl TabletToolEvent<Fake> for Pen {
            fn tool(&self) -> TabletToolDescriptor {
                TabletToolDescriptor {
                    tool_type: TabletToolType::Eraser,
                    hardware_serial: 9,
                    hardware_id_wacom: 2,
                    capabilities: TabletToolCapabilities::empty(),
                }
            }
            fn delta_x(&self) -> f64 {
                0.0
            }
            fn delta_y(&self) -> f64 {
                0.0
            }
            fn wheel_delta_discrete(&self) -> i32 {
                3
            }
            $(
                fn $value(&self) -> f64 {
                    self.value
                }
                fn $changed(&self) -> bool {
                    self.changed
                }
            )*
        }
    };
}

axes! {
    distance distance_has_changed
    pressure pressure_has_changed
    slider_position slider_has_changed
    tilt_x tilt_x_has_changed
    tilt_y tilt_y_has_changed
    rotation rotation_has_changed
    wheel_delta wheel_has_changed
}

impl TabletToolAxisEvent<Fake> for Pen {}

impl TabletToolProximityEvent<Fake> for Pen {
    fn state(&self) -> ProximityState {
        match self.on {
            true => ProximityState::In,
            false => ProximityState::Out,
        }
    }
}

impl TabletToolTipEvent<Fake> for Pen {
    fn tip_state(&self) -> TabletToolTipState {
        match self.on {
            true => TabletToolTipState::Down,
            false => TabletToolTipState::Up,
        }
    }
}

impl TabletToolButtonEvent<Fake> for Pen {
    fn button(&self) -> u32 {
        0x14b
    }
    fn seat_button_count(&self) -> u32 {
        1
    }
    fn button_state(&self) -> ButtonState {
        match self.on {
            true => ButtonState::Pressed,
            false => ButtonState::Released,
        }
    }
}

fn told(event: &Reported<Fake>) -> TabletEvent {
    let area = Rectangle::new((100, 50).into(), (640, 400).into());
    match tool_event(event, TabletId(4), area) {
        Some(InputEvent::Tablet(event)) => event,
        other => panic!("{other:?}"),
    }
}

fn pen(on: bool) -> Pen {
    Pen {
        part: (0.5, 0.25),
        value: 0.75,
        changed: true,
        on,
    }
}

#[test]
fn a_tablet_lies_over_its_part_of_the_desk() {
    let event = told(&Reported::TabletToolAxis { event: pen(true) });
    assert_eq!(event.at, (420.0, 150.0).into());
    assert_eq!((event.tablet, event.tool.hardware_serial), (TabletId(4), 9));
    assert_eq!(event.act, ToolAct::Moved);
}

#[test]
fn what_a_tool_does_keeps_its_meaning() {
    let acts = [true, false].map(|on| {
        let near = told(&Reported::TabletToolProximity { event: pen(on) });
        let tip = told(&Reported::TabletToolTip { event: pen(on) });
        let button = told(&Reported::TabletToolButton { event: pen(on) });
        [near.act, tip.act, button.act]
    });
    let button = |pressed| ToolAct::Button {
        code: 0x14b,
        pressed,
    };
    assert_eq!(acts[0], [ToolAct::Near, ToolAct::Tip(true), button(true)]);
    assert_eq!(acts[1], [ToolAct::Away, ToolAct::Tip(false), button(false)]);
}

#[test]
fn only_what_changed_is_told_and_only_numbers() {
    let all = told(&Reported::TabletToolAxis { event: pen(true) }).axes;
    let wanted = ToolAxes {
        pressure: Some(0.75),
        distance: Some(0.75),
        tilt: Some((0.75, 0.75)),
        rotation: Some(0.75),
        slider: Some(0.75),
        wheel: Some((0.75, 3)),
    };
    assert_eq!(all, wanted);
    let none = [(false, 0.75), (true, f64::NAN), (true, f64::INFINITY)];
    for (changed, value) in none {
        let event = Pen {
            changed,
            value,
            ..pen(true)
        };
        let axes = told(&Reported::TabletToolAxis { event }).axes;
        assert_eq!(axes, ToolAxes::default());
    }
}
