//! From what a tablet reports to what the core takes, on the part of the desk that it is laid over.

use smithay::backend::input::{
    AbsolutePositionEvent, ButtonState, InputBackend, InputEvent as Reported, ProximityState,
    TabletToolButtonEvent, TabletToolEvent, TabletToolProximityEvent, TabletToolTipEvent,
    TabletToolTipState,
};
use smithay::utils::{Logical, Point, Rectangle};

use crate::input::{InputEvent, TabletEvent, TabletId, ToolAct, ToolAxes};

/// What a tool of `tablet` did, with the whole tablet laid over `area` of the global logical
/// space. `None` for events of other devices.
#[must_use]
pub fn tool_event<B: InputBackend>(
    event: &Reported<B>,
    tablet: TabletId,
    area: Rectangle<i32, Logical>,
) -> Option<InputEvent> {
    let over = Laid { tablet, area };
    match event {
        Reported::TabletToolAxis { event } => Some(over.told(event, ToolAct::Moved)),
        Reported::TabletToolProximity { event } => {
            let act = match event.state() {
                ProximityState::In => ToolAct::Near,
                ProximityState::Out => ToolAct::Away,
            };
            Some(over.told(event, act))
        }
        Reported::TabletToolTip { event } => {
            let down = event.tip_state() == TabletToolTipState::Down;
            Some(over.told(event, ToolAct::Tip(down)))
        }
        Reported::TabletToolButton { event } => {
            let act = ToolAct::Button {
                code: event.button(),
                pressed: event.button_state() == ButtonState::Pressed,
            };
            Some(over.told(event, act))
        }
        _ => None,
    }
}

/// A tablet and what it is laid over.
struct Laid {
    tablet: TabletId,
    area: Rectangle<i32, Logical>,
}

impl Laid {
    fn told<B, E>(&self, event: &E, act: ToolAct) -> InputEvent
    where
        B: InputBackend,
        E: TabletToolEvent<B>,
    {
        InputEvent::Tablet(TabletEvent {
            tablet: self.tablet,
            tool: event.tool(),
            at: self.place(event),
            axes: axes(event),
            act,
        })
    }

    fn place<B: InputBackend>(&self, event: &impl AbsolutePositionEvent<B>) -> Point<f64, Logical> {
        let size = (self.area.size.w.max(1), self.area.size.h.max(1));
        let inside = Point::from((event.x_transformed(size.0), event.y_transformed(size.1)));
        self.area.loc.to_f64() + inside
    }
}

/// What changed beside the place. Numbers that are none are as good as nothing.
fn axes<B: InputBackend>(event: &impl TabletToolEvent<B>) -> ToolAxes {
    let told = |changed: bool, value: f64| Some(value).filter(|value| changed && value.is_finite());
    let tilt = (event.tilt_x(), event.tilt_y());
    ToolAxes {
        pressure: told(event.pressure_has_changed(), event.pressure()),
        distance: told(event.distance_has_changed(), event.distance()),
        tilt: told(event.tilt_has_changed(), tilt.0).zip(told(event.tilt_has_changed(), tilt.1)),
        rotation: told(event.rotation_has_changed(), event.rotation()),
        slider: told(event.slider_has_changed(), event.slider_position()),
        wheel: told(event.wheel_has_changed(), event.wheel_delta())
            .map(|degrees| (degrees, event.wheel_delta_discrete())),
    }
}

#[cfg(test)]
mod tests;
