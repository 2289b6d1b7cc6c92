//! Panels: trusted screens that take all keys and the pointer while they are open; at most one.

mod lens;

use smithay::utils::{Logical, Physical, Point, Rectangle, Size};

use crate::clock::Now;
use crate::desk::{OutputId, WindowId};
use crate::outputs::Screen;
use crate::seat::AxisFrame;
use crate::state::Compositor;
use crate::trusted::{PanelHot, Part};

pub use lens::{CageNow, Lens, LensAct};

/// The open panel.
#[derive(Clone, Debug)]
pub enum Panel {
    /// What the attention key opens: every window under its label.
    Lens(Lens),
}

impl Panel {
    /// A window is gone: nothing goes on with it.
    pub(crate) fn forget(&mut self, window: WindowId) {
        match self {
            Panel::Lens(lens) => lens.forget(window),
        }
    }
}

/// A key that went down while a panel is open.
#[derive(Clone, Debug)]
pub struct KeyPress {
    /// The keysyms it may stand for, the likeliest first.
    pub syms: Vec<u32>,
    /// What it types in the user's layout, if that is anything one can see.
    pub text: Option<char>,
}

/// One picture of an open panel, and where it lies on its output.
#[derive(Clone, Debug, PartialEq)]
pub struct PanelModel {
    /// What it shows.
    pub part: Part,
    /// Where it lies, in the output's physical pixels.
    pub spot: Spot,
}

/// Where a picture lies, whose size is not known before it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// Its top left corner here.
    At(Point<i32, Physical>),
    /// In the middle of this.
    Middle(Rectangle<i32, Physical>),
    /// At the lower edge of this, in the middle.
    Foot(Rectangle<i32, Physical>),
}

impl Spot {
    /// The top left corner of a picture of this size.
    #[must_use]
    pub fn corner(self, size: Size<i32, Physical>) -> Point<i32, Physical> {
        match self {
            Spot::At(at) => at,
            Spot::Middle(room) => {
                let free = room.size - size;
                room.loc + Point::from((free.w / 2, free.h / 2))
            }
            Spot::Foot(room) => {
                let free = room.size - size;
                room.loc + Point::from((free.w / 2, free.h))
            }
        }
    }
}

impl Compositor {
    /// Opens a panel in place of any other: from now on no client has keys or pointer.
    pub(crate) fn open_panel(&mut self, panel: Panel) {
        self.focus.set_attention(true);
        self.take_all_input();
        self.input.panel = Some(panel);
        self.work.rearrange();
    }

    /// Closes the open panel; the keys go back to the window that the user chose last.
    pub(crate) fn close_panel(&mut self) {
        if self.input.panel.take().is_some() {
            self.focus.set_attention(false);
            self.work.rearrange();
        }
    }

    /// A key for the open panel; says whether there is one.
    pub(crate) fn panel_key(&mut self, key: &KeyPress, _now: Now) -> bool {
        match self.input.panel {
            None => return false,
            Some(Panel::Lens(_)) => self.lens_key(key),
        }
        true
    }

    /// The pointer moved while a panel may be open.
    pub(crate) fn panel_pointed(&mut self, at: Point<f64, Logical>, _now: Now) {
        match self.input.panel {
            None => {}
            Some(Panel::Lens(_)) => self.lens_pointed(at),
        }
    }

    /// A button went down at a point; says whether that was for the open panel. What was not
    /// goes to the window or the bar that lies there.
    pub(crate) fn panel_pressed(&mut self, at: Point<f64, Logical>, code: u32, now: Now) -> bool {
        match self.input.panel {
            None => false,
            Some(Panel::Lens(_)) => self.lens_pressed(at, code, now),
        }
    }

    /// Something was scrolled; says whether a panel is open, which no client hears through.
    pub(crate) fn panel_scrolled(&mut self, axis: &AxisFrame) -> bool {
        match self.input.panel {
            None => return false,
            Some(Panel::Lens(_)) => self.lens_scrolled(axis),
        }
        true
    }

    /// What of the open panel is drawn at a point of the global logical space.
    pub(crate) fn panel_hot_at(&self, at: Point<f64, Logical>) -> Option<PanelHot> {
        let place = self.desk.place_near(at)?;
        let screen = self.outputs.get(place.id)?;
        let inside = at - screen.position.to_f64();
        let at = inside.to_physical(screen.scale.factor()).to_i32_floor();
        self.pictures.panel_hot(screen.id, at)
    }

    /// The open panel's pictures on an output, from the top.
    pub(crate) fn panel_models(&self, screen: &Screen) -> Vec<PanelModel> {
        match &self.input.panel {
            None => Vec::new(),
            Some(Panel::Lens(lens)) => self.lens_models(lens, screen),
        }
    }

    /// Whether the open panel dims what lies under it.
    pub(crate) fn panel_dims(&self, _output: OutputId) -> bool {
        self.input.panel.is_some()
    }
}
