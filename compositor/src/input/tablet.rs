//! Tablets: over a client that knows tools, they are its own; elsewhere one acts as the pointer.

use std::collections::HashMap;

pub use smithay::backend::input::{TabletToolCapabilities, TabletToolDescriptor, TabletToolType};
use smithay::utils::{Logical, Point};

use super::hit::Hit;
use super::{BTN_LEFT, BTN_MIDDLE, BTN_RIGHT, Grab, Taker};
use crate::actions::Action;
use crate::clock::Now;
use crate::desk::WindowId;
use crate::seat::ToolNear;
use crate::state::Compositor;

/// The lower button of a pen, as evdev numbers it.
pub const BTN_STYLUS: u32 = 0x14b;
/// The upper one.
pub const BTN_STYLUS2: u32 = 0x14c;

/// A hand that holds a pen still moves it by less than so many logical pixels.
const STILL: f64 = 3.0;
/// Where no tool is.
const FAR: Point<f64, Logical> = Point::new(f64::MIN, f64::MIN);

/// A tablet. Whoever reads devices numbers them, and never uses a number again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TabletId(pub u64);

/// What a tool says beside where it is; `None` where nothing changed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ToolAxes {
    /// How hard the tip is pressed, 0 to 1.
    pub pressure: Option<f64>,
    /// How far away it is, 0 to 1.
    pub distance: Option<f64>,
    /// Degrees by which its top leans right and towards the user.
    pub tilt: Option<(f64, f64)>,
    /// Degrees by which it is turned clockwise.
    pub rotation: Option<f64>,
    /// Where its slider is, -1 to 1.
    pub slider: Option<f64>,
    /// By how many degrees, and how many clicks, its wheel turned.
    pub wheel: Option<(f64, i32)>,
}

impl ToolAxes {
    /// Takes over what `newer` says. A wheel has no place, so it is not kept.
    fn keep(&mut self, newer: &ToolAxes) {
        self.pressure = newer.pressure.or(self.pressure);
        self.distance = newer.distance.or(self.distance);
        self.tilt = newer.tilt.or(self.tilt);
        self.rotation = newer.rotation.or(self.rotation);
        self.slider = newer.slider.or(self.slider);
    }
}

/// What a tool did.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ToolAct {
    /// It came near the tablet.
    Near,
    /// It moved, or was pressed, leaned or turned.
    Moved,
    /// Its tip touches the tablet, or no longer.
    Tip(bool),
    /// A button of it.
    Button {
        /// evdev code.
        code: u32,
        /// Down or up.
        pressed: bool,
    },
    /// It left the tablet.
    Away,
}

/// What happened on a tablet.
#[derive(Clone, Debug)]
pub struct TabletEvent {
    /// Which tablet.
    pub tablet: TabletId,
    /// With which tool.
    pub tool: TabletToolDescriptor,
    /// Where it is, in the global logical space.
    pub at: Point<f64, Logical>,
    /// What else changed.
    pub axes: ToolAxes,
    /// What it did.
    pub act: ToolAct,
}

impl TabletEvent {
    /// Whether something only ends.
    #[must_use]
    pub fn lets_go(&self) -> bool {
        matches!(
            self.act,
            ToolAct::Away | ToolAct::Tip(false) | ToolAct::Button { pressed: false, .. }
        )
    }
}

/// Who has what is held of a tool: who took it down is who is told that it goes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Held {
    /// The client that the tool is over.
    Client,
    /// The core, for which it acts as this button of the pointer.
    Button(u32),
    /// Nobody: something else was going on.
    Nobody,
}

/// The tool that is near. One at a time: a second one waits until it is away.
#[derive(Debug)]
pub(super) struct Pen {
    near: ToolNear,
    at: Point<f64, Logical>,
    /// Where the user last saw it go.
    shown: Point<f64, Logical>,
    axes: ToolAxes,
    tip: Option<Held>,
    buttons: HashMap<u32, Held>,
    /// Where the surface that holds it has its origin.
    origin: Point<f64, Logical>,
}

impl Pen {
    fn held(&self) -> impl Iterator<Item = Held> {
        self.tip.into_iter().chain(self.buttons.values().copied())
    }

    /// What a client holds of it is nobody's from now on, and the pointer may act.
    pub(super) fn withhold(&mut self) {
        for held in self.tip.iter_mut().chain(self.buttons.values_mut()) {
            if *held == Held::Client {
                *held = Held::Nobody;
            }
        }
    }

    fn held_by_client(&self) -> bool {
        self.held().any(|held| held == Held::Client)
    }
}

impl Compositor {
    pub(super) fn tablet(&mut self, event: TabletEvent, now: Now) {
        let near = ToolNear {
            tool: event.tool.clone(),
            tablet: event.tablet,
        };
        if event.act == ToolAct::Away {
            if self.input.pen.as_ref().is_some_and(|pen| pen.near == near) {
                self.lay_tool_down(now);
            }
            return;
        }
        let Some(at) = self.tool_event_place(&event) else {
            return;
        };
        if self.input.pen.is_none() {
            self.input.pen = Some(Pen {
                near: near.clone(),
                at,
                shown: FAR,
                axes: ToolAxes::default(),
                tip: None,
                buttons: HashMap::new(),
                origin: Point::default(),
            });
        }
        let Some(pen) = self.input.pen.as_mut().filter(|pen| pen.near == near) else {
            return;
        };
        pen.at = at;
        pen.axes.keep(&event.axes);
        let known = self.seats.tool_cage().is_some();
        self.tool_moved(at, now);
        // A surface that it has just come to was told all that lasts.
        let news = match known {
            true => event.axes,
            false => ToolAxes {
                wheel: event.axes.wheel,
                ..ToolAxes::default()
            },
        };
        self.seats.tool_axes(&news);
        match event.act {
            ToolAct::Tip(true) => self.tool_tip_down(now),
            ToolAct::Tip(false) => self.tool_tip_up(now),
            ToolAct::Button { code, pressed } => self.tool_button(code, pressed, now),
            ToolAct::Near | ToolAct::Moved | ToolAct::Away => {}
        }
        self.seats.tool_frame(now.millis());
    }

    /// Where a tool's event counts. What ends, ends without an output too.
    fn tool_event_place(&self, event: &TabletEvent) -> Option<Point<f64, Logical>> {
        let sound = event.at.x.is_finite() && event.at.y.is_finite();
        let at = self.on_screen(event.at).filter(|_| sound);
        let last = self.input.pen.as_ref().map(|pen| pen.at);
        at.or(last.filter(|_| event.lets_go()))
    }

    fn tool_moved(&mut self, at: Point<f64, Logical>, now: Now) {
        let Some(pen) = &self.input.pen else { return };
        if pen.held_by_client() {
            let local = at - pen.origin;
            self.input.pointer = Some(at);
            self.work.changes.pointer = true;
            self.seats.tool_motion(local);
            return;
        }
        let held = pen.held().next().is_some();
        let guard = self.input.guard;
        match self.aim_tool(now).filter(|_| !held) {
            Some(window) => {
                self.input.pointer = Some(at);
                self.work.changes.pointer = true;
                self.input.guard.pointed(Some(window));
            }
            None => self.pointer_moved(at, now),
        }
        if let Some(pen) = &mut self.input.pen {
            let by = at - pen.shown;
            if by.x.abs().max(by.y.abs()) < STILL {
                self.input.guard = guard;
            } else {
                pen.shown = at;
            }
        }
    }

    /// Gives the tool to the client that is drawn under it and knows tools, whose window
    /// is returned; else it is with nobody, and the pointer may be.
    fn aim_tool(&mut self, now: Now) -> Option<WindowId> {
        let pen = self.input.pen.as_ref()?;
        let (near, at, axes) = (pen.near.clone(), pen.at, pen.axes);
        let free = self.input.buttons.is_empty()
            && matches!(self.input.grab, Grab::None)
            && self.input.switcher.is_none()
            && !self.input.keys.super_down()
            && self.seats.drag().is_none();
        let hit = if free { self.hit(at) } else { Hit::Nothing };
        match hit {
            Hit::Content(window, point) if self.seats.takes_tools(&point) => {
                self.hover(&Hit::Nothing);
                self.point_at(None, now);
                self.seats.pointer_frame();
                self.tool_at(&near, Some(point), &axes, now);
                Some(window)
            }
            _ => {
                self.tool_at(&near, None, &axes, now);
                None
            }
        }
    }

    /// A press of the tool: it goes to what is drawn under it, as one of the pointer does.
    fn take_tool_press(&mut self, acts_as: Option<u32>, now: Now) -> Held {
        if self.input.pen.as_ref().is_some_and(Pen::held_by_client) {
            return Held::Client;
        }
        let place = self.input.pen.as_ref().map(|pen| pen.at);
        if let Some(notice) = place.and_then(|at| self.notice_at(at)) {
            self.dismiss_notice(notice, now);
            return Held::Nobody;
        }
        let Some(window) = self.aim_tool(now) else {
            let held = self
                .input
                .pen
                .as_ref()
                .is_some_and(|pen| pen.held().next().is_some());
            let busy = !held && !self.input.buttons.is_empty();
            return match acts_as.filter(|_| !busy) {
                Some(button) => {
                    self.button(button, true, now);
                    Held::Button(button)
                }
                None => Held::Nobody,
            };
        };
        if !self.press_counts(now) {
            return Held::Nobody;
        }
        self.dismiss_grabs(Some(window));
        self.perform(Action::Focus(window));
        self.settle_focus();
        Held::Client
    }

    /// Notes where the surface lies that the tool is held on.
    fn note_origin(&mut self) {
        let local = self.seats.tool_place();
        if let Some(pen) = &mut self.input.pen
            && let Some(local) = local
        {
            pen.origin = pen.at - local;
        }
    }

    fn tool_tip_down(&mut self, now: Now) {
        if self.input.pen.as_ref().is_none_or(|pen| pen.tip.is_some()) {
            return;
        }
        let held = self.take_tool_press(Some(BTN_LEFT), now);
        if held == Held::Client {
            self.note_origin();
            self.seats.tool_tip(true);
        }
        if let Some(pen) = &mut self.input.pen {
            pen.tip = Some(held);
        }
    }

    fn tool_tip_up(&mut self, now: Now) {
        match self.input.pen.as_mut().and_then(|pen| pen.tip.take()) {
            Some(Held::Client) => self.seats.tool_tip(false),
            Some(Held::Button(button)) => self.button(button, false, now),
            Some(Held::Nobody) | None => {}
        }
    }

    fn tool_button(&mut self, code: u32, pressed: bool, now: Now) {
        let Some(pen) = &mut self.input.pen else {
            return;
        };
        if !pressed {
            match pen.buttons.remove(&code) {
                Some(Held::Client) => self.seats.tool_button(code, false),
                Some(Held::Button(button)) => self.button(button, false, now),
                Some(Held::Nobody) | None => {}
            }
            return;
        }
        if pen.buttons.contains_key(&code) {
            return;
        }
        let acts_as = match code {
            BTN_STYLUS => Some(BTN_RIGHT),
            BTN_STYLUS2 => Some(BTN_MIDDLE),
            _ => None,
        };
        let held = self.take_tool_press(acts_as, now);
        if held == Held::Client {
            self.note_origin();
            self.seats.tool_button(code, true);
        }
        if let Some(pen) = &mut self.input.pen {
            pen.buttons.insert(code, held);
        }
    }

    /// The tool is away, or the session loses its devices: what is held of it is let go.
    pub fn lay_tool_down(&mut self, now: Now) {
        let Some(pen) = self.input.pen.take() else {
            return;
        };
        let was_over = self.seats.tool_cage().is_some();
        self.tool_at(&pen.near, None, &pen.axes, now);
        for held in pen.held() {
            if let Held::Button(button) = held {
                self.button(button, false, now);
            }
        }
        if was_over && let Some(at) = self.input.pointer {
            self.pointer_moved(at, now);
        }
    }

    /// The core takes the tool from the client that holds it: the tip is the pointer's
    /// button from here on.
    pub(crate) fn take_tool_over(&mut self) {
        self.seats.tool_leave();
        self.tip_becomes(Taker::Core);
    }

    /// A client may have begun to drag something with the tool.
    pub(crate) fn follow_tool_drag(&mut self) {
        let held = self.input.pen.as_ref().map(|pen| pen.tip);
        if held == Some(Some(Held::Client)) && self.seats.drag().is_some() {
            self.tip_becomes(Taker::Client);
        }
    }

    fn tip_becomes(&mut self, taker: Taker) {
        if let Some(pen) = &mut self.input.pen {
            for held in pen.buttons.values_mut() {
                *held = Held::Nobody;
            }
            pen.tip = Some(Held::Button(BTN_LEFT));
            self.input.buttons.insert(BTN_LEFT, taker);
        }
    }

    /// A tablet was unplugged.
    pub(super) fn tablet_gone(&mut self, tablet: TabletId, now: Now) {
        if self
            .input
            .pen
            .as_ref()
            .is_some_and(|pen| pen.near.tablet == tablet)
        {
            self.lay_tool_down(now);
        }
        self.seats.tablet_gone(tablet);
    }

    /// Whether the pointer may act: what is held of a tool comes first. A tool that is
    /// merely near gives way until it moves again.
    pub(super) fn tool_gives_way(&mut self, now: Now) -> bool {
        let Some(pen) = &self.input.pen else {
            return true;
        };
        if pen.held_by_client() && self.seats.tool_cage().is_some() {
            return false;
        }
        let (near, axes) = (pen.near.clone(), pen.axes);
        self.tool_at(&near, None, &axes, now);
        true
    }
}
