//! The tool of a tablet: the one client it is over, and what that is told of it.

use lisere_policy::CageId;
use smithay::backend::input::TabletToolDescriptor;
use smithay::reexports::wayland_protocols::wp::tablet::zv2::server::zwp_tablet_tool_v2::{
    ButtonState, ZwpTabletToolV2,
};
use smithay::reexports::wayland_server::backend::ClientId;
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::reexports::wayland_server::{Client, Resource};
use smithay::utils::{Logical, Point};
use smithay::wayland::compositor::give_role;

use super::clients::{Clients, Focus};
use super::cursor::{CURSOR_ROLE, CursorImage};
use super::{Seats, SurfacePoint};
use crate::cages::cage_of;
use crate::input::{TabletId, ToolAxes};

/// Pressure, distance and slider of 1, as the protocol counts them.
const FULL: f64 = 65_535.0;

/// A tool that comes near, and the tablet it is near.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ToolNear {
    pub(crate) tool: TabletToolDescriptor,
    pub(crate) tablet: TabletId,
}

/// A client's surface that a tool is over.
pub(super) struct Over {
    focus: Focus,
    /// The serial of its `proximity_in`: the only one that may set the tool's picture.
    serial: u32,
    local: Point<f64, Logical>,
    /// The objects that were told of the tool.
    told: Vec<ZwpTabletToolV2>,
    cursor: CursorImage,
    /// The serial of its tip's coming down, while it is, and which buttons are.
    tip: Option<u32>,
    buttons: Vec<u32>,
}

impl Over {
    fn enter(clients: &mut Clients, near: &ToolNear, focus: Focus, at: Place) -> Option<Over> {
        let client = clients.get(&focus.client)?;
        let mut told = Vec::new();
        let serial = client.serials.next();
        for seat in &mut client.tablet_seats {
            let Some((tablet, tool)) = seat.introduce(near) else {
                continue;
            };
            tool.proximity_in(serial, &tablet, &focus.surface);
            tool.motion(at.local.x, at.local.y);
            told.push(tool);
        }
        let over = Over {
            focus,
            serial,
            local: at.local,
            told,
            cursor: CursorImage::default(),
            tip: None,
            buttons: Vec::new(),
        };
        over.axes(at.axes);
        Some(over)
    }

    fn each(&self, tell: impl FnMut(&ZwpTabletToolV2)) {
        self.told
            .iter()
            .filter(|tool| tool.is_alive())
            .for_each(tell);
    }

    fn motion(&mut self, local: Point<f64, Logical>) {
        if self.local != local {
            self.local = local;
            self.each(|tool| tool.motion(local.x, local.y));
        }
    }

    fn axes(&self, axes: &ToolAxes) {
        let positive = |value: f64| (value.clamp(0.0, 1.0) * FULL).round() as u32;
        if let Some(pressure) = axes.pressure {
            self.each(|tool| tool.pressure(positive(pressure)));
        }
        if let Some(distance) = axes.distance {
            self.each(|tool| tool.distance(positive(distance)));
        }
        if let Some((x, y)) = axes.tilt {
            self.each(|tool| tool.tilt(x, y));
        }
        if let Some(degrees) = axes.rotation {
            self.each(|tool| tool.rotation(degrees));
        }
        if let Some(slider) = axes.slider {
            let slider = (slider.clamp(-1.0, 1.0) * FULL).round() as i32;
            self.each(|tool| tool.slider(slider));
        }
        if let Some((degrees, clicks)) = axes.wheel {
            self.each(|tool| tool.wheel(degrees, clicks));
        }
    }

    fn tip(&mut self, clients: &mut Clients, down: bool) {
        if self.tip.is_some() == down {
            return;
        }
        let client = clients.get(&self.focus.client).filter(|_| down);
        self.tip = client.map(|client| client.serials.next_act());
        match self.tip {
            Some(serial) => self.each(|tool| tool.down(serial)),
            None => self.each(ZwpTabletToolV2::up),
        }
    }

    fn button(&mut self, clients: &mut Clients, code: u32, pressed: bool) {
        if self.buttons.contains(&code) == pressed {
            return;
        }
        let Some(client) = clients.get(&self.focus.client) else {
            return;
        };
        let serial = client.serials.next_act();
        let state = match pressed {
            true => ButtonState::Pressed,
            false => ButtonState::Released,
        };
        self.buttons.retain(|held| *held != code);
        self.buttons.extend(pressed.then_some(code));
        self.each(|tool| tool.button(serial, code, state));
    }

    /// The tool goes, and what is held of it with it. The surface may be gone already.
    fn leave(mut self, clients: &mut Clients, time: u32) {
        self.tip(clients, false);
        for code in self.buttons.clone() {
            self.button(clients, code, false);
        }
        self.each(|tool| {
            tool.proximity_out();
            tool.frame(time);
        });
    }
}

/// Where a tool is in a surface, and what its axes say.
struct Place<'a> {
    local: Point<f64, Logical>,
    axes: &'a ToolAxes,
}

impl Seats {
    /// Whether the client at a place has asked to hear of tools.
    pub(crate) fn takes_tools(&mut self, at: &SurfacePoint) -> bool {
        let focus = Focus::on(&at.surface);
        let seat = self.seat_mut(at.cage);
        seat.zip(focus)
            .and_then(|(seat, focus)| seat.clients.get(&focus.client))
            .is_some_and(|client| client.tablet_seats.iter().any(|seat| seat.heard()))
    }

    /// Puts a tool over a surface, or over none; see [`Seats::tool_frame`]. A surface that
    /// it comes to is told everything of `axes`.
    pub(crate) fn tool_at(
        &mut self,
        near: &ToolNear,
        at: Option<SurfacePoint>,
        axes: &ToolAxes,
        time: u32,
    ) {
        self.time = time;
        let at = at.and_then(|at| Some((at.cage, Focus::on(&at.surface)?, at.local)));
        if let Some((_, over)) = &mut self.tool
            && let Some((_, focus, local)) = &at
            && over.focus.surface == focus.surface
        {
            over.motion(*local);
            return;
        }
        self.tool_leave();
        if let Some((cage, focus, local)) = at
            && let Some(seat) = self.seat_mut(cage)
        {
            let over = Over::enter(&mut seat.clients, near, focus, Place { local, axes });
            self.tool = over.map(|over| (cage, over));
        }
    }

    /// Takes the tool away from whoever has it.
    pub(crate) fn tool_leave(&mut self) {
        let time = self.time;
        if let Some((cage, over)) = self.tool.take()
            && let Some(seat) = self.seat_mut(cage)
        {
            over.leave(&mut seat.clients, time);
        }
    }

    /// The cage of the surface that the tool is over.
    #[must_use]
    pub fn tool_cage(&self) -> Option<CageId> {
        self.tool.as_ref().map(|(cage, _)| *cage)
    }

    /// Where in that surface it is, in surface-local logical coordinates.
    #[must_use]
    pub(crate) fn tool_place(&self) -> Option<Point<f64, Logical>> {
        self.tool.as_ref().map(|(_, over)| over.local)
    }

    /// The tool moves on in the surface it is over, or away from it while it is held.
    pub(crate) fn tool_motion(&mut self, local: Point<f64, Logical>) {
        if let Some((_, over)) = &mut self.tool {
            over.motion(local);
        }
    }

    /// What changed of the tool beside its place.
    pub(crate) fn tool_axes(&mut self, axes: &ToolAxes) {
        if let Some((_, over)) = &self.tool {
            over.axes(axes);
        }
    }

    /// The tip touches the tablet, or no longer.
    pub(crate) fn tool_tip(&mut self, down: bool) {
        if let Some((over, clients)) = self.tool_and_clients() {
            over.tip(clients, down);
        }
    }

    /// The surface that the tip went down on, if `serial` was given to this very client
    /// for it and it is still down.
    #[must_use]
    pub(crate) fn tool_press(&self, client: &Client, serial: u32) -> Option<WlSurface> {
        let (_, over) = self.tool.as_ref()?;
        let own = over.focus.client == client.id() && over.tip == Some(serial);
        own.then(|| over.focus.surface.clone())
    }

    /// A button of the tool, by evdev code.
    pub(crate) fn tool_button(&mut self, code: u32, pressed: bool) {
        if let Some((over, clients)) = self.tool_and_clients() {
            over.button(clients, code, pressed);
        }
    }

    /// Closes the tool's events that belong together.
    pub(crate) fn tool_frame(&mut self, time: u32) {
        self.time = time;
        if let Some((_, over)) = &self.tool {
            over.each(|tool| tool.frame(time));
        }
    }

    fn tool_and_clients(&mut self) -> Option<(&mut Over, &mut Clients)> {
        let (cage, over) = self.tool.as_mut()?;
        let seat = self.cages.get_mut(cage.index())?;
        Some((over, &mut seat.clients))
    }

    /// A tablet is unplugged: who was told of it is told so.
    pub(crate) fn tablet_gone(&mut self, tablet: TabletId) {
        for seat in &mut self.cages {
            for (_, client) in seat.clients.iter_mut() {
                for known in &mut client.tablet_seats {
                    known.forget(tablet);
                }
            }
        }
    }

    /// What the tool looks like over the surface it is over.
    pub(super) fn tool_cursor(&self) -> Option<CursorImage> {
        self.tool.as_ref().map(|(_, over)| over.cursor.clone())
    }

    /// Sets the tool's picture, if `serial` is of the `proximity_in` that gave this client
    /// the tool. `false` when the surface has another role.
    pub(crate) fn set_tool_cursor(
        &mut self,
        client: &Client,
        tool: &ZwpTabletToolV2,
        serial: u32,
        image: CursorImage,
    ) -> bool {
        if let CursorImage::Surface { surface, .. } = &image
            && give_role(surface, CURSOR_ROLE).is_err()
        {
            return false;
        }
        if let Some((cage, over)) = &mut self.tool
            && Some(*cage) == cage_of(client)
            && over.serial == serial
            && over.told.contains(tool)
        {
            over.cursor = image;
        }
        true
    }

    /// Follows a tool's picture whose content moved against its hotspot.
    pub(super) fn shift_tool_cursor(&mut self, surface: &WlSurface, by: Point<i32, Logical>) {
        if let Some((_, over)) = &mut self.tool {
            over.cursor.shift(surface, by);
        }
    }

    /// Forgets a surface that is gone: the tool was over it, or looked like it.
    pub(super) fn tool_forget(&mut self, gone: &WlSurface) {
        let Some((_, over)) = &mut self.tool else {
            return;
        };
        if over.focus.surface == *gone {
            self.tool_leave();
        } else if over.cursor.shows(gone) {
            over.cursor = CursorImage::Hidden;
        }
    }

    /// Forgets a client that is gone.
    pub(super) fn tool_forget_client(&mut self, client: &ClientId) {
        self.tool.take_if(|(_, over)| over.focus.client == *client);
    }
}
