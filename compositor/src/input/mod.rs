//! Input: what a device did, who takes it, and where it goes.

mod attention;
mod bound;
mod compose;
mod constraints;
mod gesture;
mod grabs;
mod guard;
mod hit;
mod holding;
mod keys;
mod pointer;
mod repeat;
mod switcher;
mod switches;
mod tablet;
mod touch;

use std::collections::HashMap;

use lisere_shell::{Button, Shape};
use smithay::utils::{Logical, Point};

use crate::clock::Now;
use crate::desk::WindowId;
use crate::panels::Panel;
use crate::seat::AxisFrame;
use crate::state::Compositor;

pub(crate) use bound::Target;
pub(crate) use constraints::{Constraint, Holder};
pub use gesture::{Gesture, GestureKind};
pub use grabs::Grab;
pub use hit::Hit;
pub use keys::Keys;
pub use switcher::Switcher;
pub use switches::{Switch, Switches};
pub use tablet::{
    BTN_STYLUS, BTN_STYLUS2, TabletEvent, TabletId, TabletToolCapabilities, TabletToolDescriptor,
    TabletToolType, ToolAct, ToolAxes,
};

use constraints::Constraints;
use gesture::WorkspaceSwipe;
use guard::Guard;
use tablet::Pen;

/// Left pointer button, as evdev numbers it.
pub const BTN_LEFT: u32 = 0x110;
/// Right pointer button.
pub const BTN_RIGHT: u32 = 0x111;
/// Middle pointer button.
pub const BTN_MIDDLE: u32 = 0x112;

/// What a device did. Positions are in the global logical space.
#[derive(Clone, Debug)]
pub enum InputEvent {
    /// A key, as evdev numbers it.
    Key {
        /// evdev code.
        code: u32,
        /// Down or up.
        pressed: bool,
    },
    /// The pointer went to a place.
    PointerTo(Point<f64, Logical>),
    /// The pointer went this far.
    PointerBy {
        /// At the speed that the user likes.
        by: Point<f64, Logical>,
        /// As the device counts it.
        plain: Point<f64, Logical>,
    },
    /// A pointer button, as evdev numbers it.
    Button {
        /// evdev code.
        code: u32,
        /// Down or up.
        pressed: bool,
    },
    /// A wheel or two fingers.
    Axis(AxisFrame),
    /// A finger came down.
    TouchDown {
        /// Tells fingers apart until it is up.
        slot: i32,
        /// Where.
        at: Point<f64, Logical>,
    },
    /// A finger moved.
    TouchMotion {
        /// Which.
        slot: i32,
        /// Where to.
        at: Point<f64, Logical>,
    },
    /// A finger went up.
    TouchUp {
        /// Which.
        slot: i32,
    },
    /// The touch events so far belong together.
    TouchFrame,
    /// The touch sequence was something else.
    TouchCancel,
    /// Fingers on a touchpad did something together.
    Gesture(Gesture),
    /// A switch of the machine itself.
    Switch {
        /// Which.
        switch: Switch,
        /// How it stands now.
        on: bool,
    },
    /// A tool of a tablet did something.
    Tablet(TabletEvent),
    /// A tablet was unplugged.
    TabletGone(TabletId),
}

impl InputEvent {
    /// Whether it is the pointer's, other than letting something go.
    fn points(&self) -> bool {
        match self {
            InputEvent::PointerTo(_) | InputEvent::PointerBy { .. } | InputEvent::Axis(_) => true,
            InputEvent::Button { pressed, .. } => *pressed,
            InputEvent::Gesture(gesture) => matches!(gesture, Gesture::Begin { .. }),
            _ => false,
        }
    }
}

/// Where input stands.
pub struct Input {
    /// Where the pointer is; `None` until one moved.
    pub pointer: Option<Point<f64, Logical>>,
    /// The core's own keyboard state, and who took which key.
    pub keys: Keys,
    /// How the machine's own switches stand.
    pub switches: Switches,
    /// Pressed buttons; who took a press takes the release.
    buttons: HashMap<u32, Taker>,
    /// What holding the button or finger does.
    grab: Grab,
    /// The frame button under the pointer.
    hovered: Option<(WindowId, Button)>,
    /// The picture of the pointer over trusted UI; `None` over a client.
    shape: Option<Shape>,
    guard: Guard,
    switcher: Option<Switcher>,
    /// The open panel.
    pub panel: Option<Panel>,
    /// The finger that acts as a pointer on trusted UI.
    acting_finger: Option<i32>,
    last_press: Option<(WindowId, Now)>,
    /// Where the surfaces that fingers are on have their origin.
    fingers: HashMap<i32, Point<f64, Logical>>,
    /// The swipe that may change the workspace.
    swipe: Option<WorkspaceSwipe>,
    /// The tablet's tool that is near.
    pen: Option<Pen>,
    /// What clients wish of the pointer.
    pub(crate) constraints: Constraints,
}

/// Who took a press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Taker {
    Core,
    Client,
}

impl Input {
    /// Nothing pressed, no pointer.
    #[must_use]
    pub fn new(keys: Keys) -> Input {
        Input {
            pointer: None,
            keys,
            switches: Switches::default(),
            buttons: HashMap::new(),
            grab: Grab::None,
            hovered: None,
            shape: None,
            guard: Guard::default(),
            switcher: None,
            panel: None,
            acting_finger: None,
            last_press: None,
            fingers: HashMap::new(),
            swipe: None,
            pen: None,
            constraints: Constraints::default(),
        }
    }

    /// Whether no key is held at all.
    #[must_use]
    pub fn no_key_down(&self) -> bool {
        self.keys.none_down()
    }

    /// A press that brought the screens back: its release is nobody's either.
    fn swallow(&mut self, event: &InputEvent) {
        match event {
            InputEvent::Key { code, .. } => self.keys.swallow(*code),
            InputEvent::Button { code, .. } => {
                self.buttons.insert(*code, Taker::Core);
                self.grab = Grab::Core;
            }
            _ => {}
        }
    }

    /// Whether a button or finger holds something.
    pub(crate) fn grabbing(&self) -> bool {
        !matches!(self.grab, Grab::None)
    }

    /// Whether the user's hand moves or resizes a window.
    pub(crate) fn moves_windows(&self) -> bool {
        matches!(
            self.grab,
            Grab::Move { .. } | Grab::Lift { .. } | Grab::Tile { .. } | Grab::Resize { .. }
        )
    }

    /// The window being resized, if any.
    #[must_use]
    pub fn resizing(&self) -> Option<WindowId> {
        match self.grab {
            Grab::Resize { window, .. } => Some(window),
            _ => None,
        }
    }

    /// The frame button under the pointer.
    #[must_use]
    pub fn hovered(&self) -> Option<(WindowId, Button)> {
        self.hovered
    }

    /// The open switcher.
    #[must_use]
    pub fn switcher(&self) -> Option<&Switcher> {
        self.switcher.as_ref()
    }

    /// The picture of the pointer over trusted UI.
    #[must_use]
    pub fn shape(&self) -> Option<Shape> {
        self.shape
    }

    /// Gives the pointer a picture over trusted UI.
    pub(crate) fn show_shape(&mut self, shape: Shape) {
        self.shape = Some(shape);
    }

    /// A window is gone: nothing may go on with it.
    pub fn forget_window(&mut self, window: WindowId) {
        if self.grab.window() == Some(window) {
            self.grab = Grab::None;
        }
        if self.hovered.is_some_and(|(id, _)| id == window) {
            self.hovered = None;
        }
        if let Some(switcher) = &mut self.switcher {
            switcher.forget(window);
        }
        if let Some(panel) = &mut self.panel {
            panel.forget(window);
        }
    }
}

impl Compositor {
    /// Takes an event from a device and hands it to whoever takes it.
    pub fn input(&mut self, event: InputEvent, now: Now) {
        if self.woken(&event, now) && !self.always_heard(&event) {
            self.input.swallow(&event);
            return;
        }
        if self.lock.locked() && !self.lock_hears(&event) {
            return;
        }
        if event.points() && !self.tool_gives_way(now) {
            return;
        }
        match event {
            InputEvent::Key { code, pressed } => self.key(code, pressed, now),
            InputEvent::PointerTo(at) => self.pointer_put(at, now),
            InputEvent::PointerBy { by, plain } => self.pointer_gone(by, plain, now),
            InputEvent::Button { code, pressed } => self.button(code, pressed, now),
            InputEvent::Axis(axis) => self.axis(&axis, now),
            InputEvent::TouchDown { slot, at } => self.touch_down(slot, at, now),
            InputEvent::TouchMotion { slot, at } => self.touch_motion(slot, at, now),
            InputEvent::TouchUp { slot } => self.touch_up(slot, now),
            InputEvent::TouchFrame => self.seats.touch_frame(),
            InputEvent::TouchCancel => self.touch_cancel(now),
            InputEvent::Gesture(gesture) => self.gesture(gesture, now),
            InputEvent::Switch { switch, on } => {
                self.input.switches.set(switch, on);
                self.set_lid(self.input.switches.lid_closed, now);
            }
            InputEvent::Tablet(event) => self.tablet(event, now),
            InputEvent::TabletGone(tablet) => self.tablet_gone(tablet, now),
        }
    }
}
