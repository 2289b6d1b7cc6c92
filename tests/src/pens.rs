//! The user's fingers on a touchpad and pens on a tablet.

use lisere::input::{
    Gesture, GestureKind, InputEvent, TabletEvent, TabletId, TabletToolCapabilities,
    TabletToolDescriptor, TabletToolType, ToolAct, ToolAxes,
};
use lisere::scene::Owner;
use lisere_policy::CageId;

use crate::client::Window;
use crate::fixture::Fixture;

/// A pen and the tablet that it is used on.
#[derive(Clone, Debug)]
pub struct Pen {
    /// The tablet.
    pub tablet: TabletId,
    /// The tool.
    pub tool: TabletToolDescriptor,
}

/// A pen of a tablet. With a serial number it is the same on every tablet.
#[must_use]
pub fn pen(tablet: u64, serial: u64) -> Pen {
    Pen {
        tablet: TabletId(tablet),
        tool: TabletToolDescriptor {
            tool_type: TabletToolType::Pen,
            hardware_serial: serial,
            hardware_id_wacom: 0x802,
            capabilities: TabletToolCapabilities::PRESSURE | TabletToolCapabilities::TILT,
        },
    }
}

impl Fixture {
    /// Fingers begin something together.
    pub fn gesture_begin(&mut self, kind: GestureKind, fingers: u32) {
        self.event(InputEvent::Gesture(Gesture::Begin { kind, fingers }));
    }

    /// Fingers swipe on by so much.
    pub fn swipe_by(&mut self, x: f64, y: f64) {
        let by = (x, y).into();
        self.event(InputEvent::Gesture(Gesture::Swipe { by }));
    }

    /// Fingers move apart to this multiple of their distance.
    pub fn pinch_to(&mut self, scale: f64) {
        self.event(InputEvent::Gesture(Gesture::Pinch {
            by: (1.0, 2.0).into(),
            scale,
            rotation: 15.0,
        }));
    }

    /// Fingers end what they did.
    pub fn gesture_end(&mut self, kind: GestureKind, cancelled: bool) {
        self.event(InputEvent::Gesture(Gesture::End { kind, cancelled }));
    }

    /// A whole swipe that takes half a second.
    pub fn swipe(&mut self, fingers: u32, x: f64, y: f64) {
        self.gesture_begin(GestureKind::Swipe, fingers);
        for _ in 0..4 {
            self.advance(125);
            self.swipe_by(x / 4.0, y / 4.0);
        }
        self.gesture_end(GestureKind::Swipe, false);
        self.frame();
    }

    /// A tool does something at a place.
    pub fn tool(&mut self, pen: &Pen, (x, y): (f64, f64), act: ToolAct, axes: ToolAxes) {
        self.event(InputEvent::Tablet(TabletEvent {
            tablet: pen.tablet,
            tool: pen.tool.clone(),
            at: (x, y).into(),
            axes,
            act,
        }));
    }

    /// The place in a window's content.
    #[must_use]
    pub fn inside(&self, window: &Window, x: i32, y: i32) -> (f64, f64) {
        let at = self.content(window).loc;
        (f64::from(at.x + x), f64::from(at.y + y))
    }

    /// A pen comes near, or moves.
    pub fn glide_pen(&mut self, pen: &Pen, at: (f64, f64)) {
        self.tool(pen, at, ToolAct::Moved, ToolAxes::default());
    }

    /// The same, and a frame passes.
    pub fn hover_pen(&mut self, pen: &Pen, at: (f64, f64)) {
        self.glide_pen(pen, at);
        self.frame();
    }

    /// A pen touches the tablet: at most the cage hears of it that is seen there, if that
    /// is on a screen.
    pub fn pen_down(&mut self, pen: &Pen, at: (f64, f64)) {
        if self.grave(at.into()) {
            return;
        }
        let axes = ToolAxes {
            pressure: Some(0.5),
            ..ToolAxes::default()
        };
        let seen = match self.owner_at(at.into()) {
            Owner::Trusted => None,
            Owner::Frame(cage) | Owner::Backdrop(cage) | Owner::Client(cage) => Some(cage),
        };
        let before = self.heard_tips();
        self.tool(pen, at, ToolAct::Tip(true), axes);
        let told = self.newly_told(&before, &self.heard_tips());
        let mut screens = self.core.outputs.iter();
        let shown = screens.any(|screen| screen.area().to_f64().contains(at));
        let right = |cage: &CageId| !shown || Some(*cage) == seen;
        let honest = told.len() <= 1 && told.iter().all(right);
        assert!(honest, "a tip at a pixel of {seen:?} went to {told:?}");
    }

    fn heard_tips(&self) -> Vec<usize> {
        let clients = self.clients().iter().map(crate::Client::tips);
        let raws = self.raws().iter();
        let raws = raws.map(|raw| usize::from(raw.count("zwp_tablet_tool_v2", "down") > 0));
        clients.chain(raws).collect()
    }

    /// A pen is lifted a little.
    pub fn pen_up(&mut self, pen: &Pen, at: (f64, f64)) {
        self.tool(pen, at, ToolAct::Tip(false), ToolAxes::default());
    }

    /// A pen leaves the tablet.
    pub fn pen_away(&mut self, pen: &Pen) {
        self.tool(pen, (0.0, 0.0), ToolAct::Away, ToolAxes::default());
    }

    /// A tablet is unplugged.
    pub fn pull_tablet(&mut self, tablet: u64) {
        self.event(InputEvent::TabletGone(TabletId(tablet)));
    }
}
