//! The tablets and tools that a client knows: those that the user has used over it, and no names of them.

use smithay::backend::input::{TabletToolCapabilities, TabletToolDescriptor, TabletToolType};
use smithay::reexports::wayland_protocols::wp::tablet::zv2::server::{
    zwp_tablet_seat_v2::ZwpTabletSeatV2,
    zwp_tablet_tool_v2::{Capability, Type, ZwpTabletToolV2},
    zwp_tablet_v2::ZwpTabletV2,
};
use smithay::reexports::wayland_server::Resource;

use super::tools::ToolNear;
use crate::handlers::tablet::{new_tablet, new_tool};
use crate::input::TabletId;

/// What every tablet is called: makers, models and serial numbers tell machines apart.
const NAME: &str = "Tablet";
/// The most tools that one object knows; the oldest goes. People own a handful.
const TOOLS: usize = 32;
/// The most tablet seats of one client that hear anything: what a client asks for a
/// thousand times costs the others nothing.
const SEATS: usize = 4;

/// A tool as one object knows it. Without a serial number it belongs to its tablet.
#[derive(Debug)]
struct KnownTool {
    tool: TabletToolDescriptor,
    bound_to: Option<TabletId>,
    object: ZwpTabletToolV2,
}

/// A tablet seat and what came through it. Objects that the client has destroyed stay
/// listed, so that they are not made again.
#[derive(Debug)]
pub(crate) struct TabletSeat {
    seat: ZwpTabletSeatV2,
    tablets: Vec<(TabletId, ZwpTabletV2)>,
    tools: Vec<KnownTool>,
}

/// Adds a tablet seat to those of a client, unless it has all that it may.
pub(crate) fn add(seats: &mut Vec<TabletSeat>, seat: ZwpTabletSeatV2) {
    seats.retain(TabletSeat::heard);
    if seats.len() < SEATS {
        seats.push(TabletSeat {
            seat,
            tablets: Vec::new(),
            tools: Vec::new(),
        });
    }
}

impl TabletSeat {
    /// Whether anything of it can be heard.
    pub(crate) fn heard(&self) -> bool {
        self.seat.is_alive() || self.tools.iter().any(|known| known.object.is_alive())
    }

    /// The objects of a tool and its tablet; made the first time. None if the client has
    /// destroyed either.
    pub(crate) fn introduce(&mut self, near: &ToolNear) -> Option<(ZwpTabletV2, ZwpTabletToolV2)> {
        let tablet = self.tablet(near.tablet)?;
        let tool = self.tool(near)?;
        (tablet.is_alive() && tool.is_alive()).then_some((tablet, tool))
    }

    fn tablet(&mut self, id: TabletId) -> Option<ZwpTabletV2> {
        if let Some((_, known)) = self.tablets.iter().find(|(known, _)| *known == id) {
            return Some(known.clone());
        }
        let tablet = new_tablet(&self.seat)?;
        self.seat.tablet_added(&tablet);
        tablet.name(NAME.into());
        tablet.done();
        self.tablets.push((id, tablet.clone()));
        Some(tablet)
    }

    fn tool(&mut self, near: &ToolNear) -> Option<ZwpTabletToolV2> {
        let bound_to = (near.tool.hardware_serial == 0).then_some(near.tablet);
        let same = |known: &&KnownTool| known.tool == near.tool && known.bound_to == bound_to;
        if let Some(known) = self.tools.iter().find(same) {
            return Some(known.object.clone());
        }
        let object = new_tool(&self.seat)?;
        self.seat.tool_added(&object);
        object._type(type_of(near.tool.tool_type));
        for capability in capabilities(near.tool.capabilities) {
            object.capability(capability);
        }
        object.done();
        if self.tools.len() >= TOOLS {
            let oldest = self.tools.remove(0);
            remove(&oldest.object);
        }
        self.tools.push(KnownTool {
            tool: near.tool.clone(),
            bound_to,
            object: object.clone(),
        });
        Some(object)
    }

    /// A tablet is unplugged, and tools that belong to it are with it.
    pub(crate) fn forget(&mut self, tablet: TabletId) {
        let tools = self
            .tools
            .extract_if(.., |known| known.bound_to == Some(tablet));
        tools.for_each(|known| remove(&known.object));
        let tablets = self.tablets.extract_if(.., |(id, _)| *id == tablet);
        for (_, gone) in tablets.filter(|(_, gone)| gone.is_alive()) {
            gone.removed();
        }
    }
}

fn remove(tool: &ZwpTabletToolV2) {
    if tool.is_alive() {
        tool.removed();
    }
}

fn type_of(tool: TabletToolType) -> Type {
    match tool {
        TabletToolType::Eraser => Type::Eraser,
        TabletToolType::Brush => Type::Brush,
        TabletToolType::Pencil => Type::Pencil,
        TabletToolType::Airbrush => Type::Airbrush,
        TabletToolType::Mouse => Type::Mouse,
        TabletToolType::Lens => Type::Lens,
        TabletToolType::Pen | TabletToolType::Totem | TabletToolType::Unknown => Type::Pen,
    }
}

fn capabilities(of: TabletToolCapabilities) -> impl Iterator<Item = Capability> {
    use TabletToolCapabilities as Has;
    let all = [
        (Has::TILT, Capability::Tilt),
        (Has::PRESSURE, Capability::Pressure),
        (Has::DISTANCE, Capability::Distance),
        (Has::ROTATION, Capability::Rotation),
        (Has::SLIDER, Capability::Slider),
        (Has::WHEEL, Capability::Wheel),
    ];
    let offered = all.into_iter().filter(move |(flag, _)| of.contains(*flag));
    offered.map(|(_, capability)| capability)
}
