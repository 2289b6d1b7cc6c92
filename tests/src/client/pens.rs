//! What a client was told by fingers on a touchpad and by pens, in a few words each.

use wayland_client::Proxy;
use wayland_client::backend::ObjectId;
use wayland_protocols::wp::pointer_gestures::zv1::client::{
    zwp_pointer_gesture_hold_v1 as hold, zwp_pointer_gesture_pinch_v1 as pinch,
    zwp_pointer_gesture_swipe_v1 as swipe,
};
use wayland_protocols::wp::tablet::zv2::client::zwp_tablet_seat_v2 as tablet_seat;
use wayland_protocols::wp::tablet::zv2::client::zwp_tablet_tool_v2::{
    self as tool, ZwpTabletToolV2,
};
use wayland_protocols::wp::tablet::zv2::client::zwp_tablet_v2::{self as tablet, ZwpTabletV2};

use super::{Client, Heard};

impl Client {
    /// The steps of gestures, since the last `forget`.
    #[must_use]
    pub fn gestures(&self) -> Vec<String> {
        self.told(|heard| match heard {
            Heard::Swipe(_, event) => Some(of_swipe(event)),
            Heard::Pinch(_, event) => Some(of_pinch(event)),
            Heard::Hold(_, event) => Some(of_hold(event)),
            _ => None,
        })
    }

    /// What came of tablets and tools, since the last `forget`.
    #[must_use]
    pub fn tablets(&self) -> Vec<String> {
        self.told(|heard| match heard {
            Heard::TabletSeat(_, tablet_seat::Event::TabletAdded { .. }) => {
                Some("new tablet".into())
            }
            Heard::TabletSeat(_, tablet_seat::Event::ToolAdded { .. }) => Some("new tool".into()),
            Heard::Tablet(_, event) => Some(of_tablet(event)),
            Heard::Tool(_, event) => Some(of_tool(event)),
            _ => None,
        })
    }

    /// The tool that was added last.
    #[must_use]
    pub fn newest_tool(&self) -> Option<ZwpTabletToolV2> {
        let ids = self.ever(|heard| match heard {
            Heard::TabletSeat(_, tablet_seat::Event::ToolAdded { id }) => Some(id.clone()),
            _ => None,
        });
        ids.last().cloned()
    }

    /// The tablet that was added last.
    #[must_use]
    pub fn newest_tablet(&self) -> Option<ZwpTabletV2> {
        let ids = self.ever(|heard| match heard {
            Heard::TabletSeat(_, tablet_seat::Event::TabletAdded { id }) => Some(id.clone()),
            _ => None,
        });
        ids.last().cloned()
    }

    /// The serial of the last time that a tool came in, and the surface then.
    #[must_use]
    pub fn last_proximity(&self) -> Option<(u32, ObjectId)> {
        let all = self.ever(|heard| match heard {
            Heard::Tool(
                _,
                tool::Event::ProximityIn {
                    serial, surface, ..
                },
            ) => Some((*serial, surface.id())),
            _ => None,
        });
        all.last().cloned()
    }
}

impl Client {
    /// How many tips came down on it.
    #[must_use]
    pub fn tips(&self) -> usize {
        let down = |heard: &Heard| matches!(heard, Heard::Tool(_, tool::Event::Down { .. }));
        self.told(|heard| down(heard).then_some(())).len()
    }

    /// The serial of the last time that a tool's tip came down.
    #[must_use]
    pub fn last_tip(&self) -> Option<u32> {
        let all = self.ever(|heard| match heard {
            Heard::Tool(_, tool::Event::Down { serial }) => Some(*serial),
            _ => None,
        });
        all.last().copied()
    }
}

fn of_swipe(event: &swipe::Event) -> String {
    match event {
        swipe::Event::Begin { fingers, .. } => format!("swipe {fingers}"),
        swipe::Event::Update { dx, dy, .. } => format!("by {dx} {dy}"),
        swipe::Event::End { cancelled, .. } => format!("swipe over {cancelled}"),
        _ => String::new(),
    }
}

fn of_pinch(event: &pinch::Event) -> String {
    match event {
        pinch::Event::Begin { fingers, .. } => format!("pinch {fingers}"),
        pinch::Event::Update {
            dx,
            dy,
            scale,
            rotation,
            ..
        } => format!("by {dx} {dy} to {scale} round {rotation}"),
        pinch::Event::End { cancelled, .. } => format!("pinch over {cancelled}"),
        _ => String::new(),
    }
}

fn of_hold(event: &hold::Event) -> String {
    match event {
        hold::Event::Begin { fingers, .. } => format!("hold {fingers}"),
        hold::Event::End { cancelled, .. } => format!("hold over {cancelled}"),
        _ => String::new(),
    }
}

fn of_tablet(event: &tablet::Event) -> String {
    match event {
        tablet::Event::Name { name } => format!("name {name}"),
        tablet::Event::Done => "tablet done".into(),
        tablet::Event::Removed => "tablet removed".into(),
        other => format!("{other:?}"),
    }
}

fn of_tool(event: &tool::Event) -> String {
    use tool::Event;
    match event {
        Event::Done => "tool done".into(),
        Event::Removed => "tool removed".into(),
        Event::ProximityIn { .. } => "in".into(),
        Event::ProximityOut => "out".into(),
        Event::Down { .. } => "down".into(),
        Event::Up => "up".into(),
        Event::Motion { x, y } => format!("at {x} {y}"),
        Event::Pressure { pressure } => format!("pressure {pressure}"),
        Event::Distance { distance } => format!("distance {distance}"),
        Event::Tilt { tilt_x, tilt_y } => format!("tilt {tilt_x} {tilt_y}"),
        Event::Rotation { degrees } => format!("rotation {degrees}"),
        Event::Slider { position } => format!("slider {position}"),
        Event::Wheel { degrees, clicks } => format!("wheel {degrees} {clicks}"),
        Event::Button { button, state, .. } => format!("button {button:#x} {state:?}"),
        Event::Frame { .. } => "frame".into(),
        Event::Type { tool_type } => format!("type {tool_type:?}"),
        Event::Capability { capability } => format!("can {capability:?}"),
        other => format!("{other:?}"),
    }
}
