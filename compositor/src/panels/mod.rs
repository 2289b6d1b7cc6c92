//! Panels: trusted screens that take all keys and the pointer while they are open; at most one.

mod bar;
pub(crate) mod find;
mod launcher;
mod lens;
mod overview;
mod press;
mod unlock;
mod welcome;

use smithay::utils::{Logical, Physical, Point, Rectangle, Size};
use zeroize::Zeroizing;

use crate::bindings::Modifiers;
use crate::clock::Now;
use crate::desk::{OutputId, WindowId};
use crate::input::BTN_LEFT;
use crate::outputs::Screen;
use crate::seat::AxisFrame;
use crate::state::Compositor;
use crate::trusted::{PanelHot, Part};

pub use bar::BarRing;
pub(crate) use launcher::said;
pub use launcher::{Launch, LaunchWhat, Launcher, Programs, Refused};
pub use lens::{CageNow, Lens, LensAct};
pub use overview::Overview;
pub use welcome::Welcome;

/// The open panel.
#[derive(Clone, Debug)]
pub enum Panel {
    /// What the attention key opens: every window under its label.
    Lens(Lens),
    /// The keyboard on the bar.
    Bar(BarRing),
    /// Programs, and where they are opened.
    Launcher(Launcher),
    /// The first-start assistant.
    Welcome(Box<Welcome>),
    /// Every window of an output at once.
    Overview(Overview),
    /// What asks for the password of locked levels; what is typed is the lock's.
    Unlock,
}

impl Panel {
    /// A window is gone: nothing goes on with it.
    pub(crate) fn forget(&mut self, window: WindowId) {
        match self {
            Panel::Lens(lens) => lens.forget(window),
            Panel::Bar(_) | Panel::Launcher(_) | Panel::Welcome(_) | Panel::Unlock => {}
            Panel::Overview(overview) => overview.forget(window),
        }
    }
}

/// A key that went down while a panel is open.
#[derive(Clone, Debug)]
pub struct KeyPress {
    /// The keysyms it may stand for, the likeliest first.
    pub syms: Vec<u32>,
    /// What it types in the user's layout, by itself or as the end of a sequence; "" where
    /// that is nothing one can see.
    pub text: Zeroizing<String>,
    /// What was held before it.
    pub held: Modifiers,
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
    /// At the upper edge of this, in the middle.
    Head(Rectangle<i32, Physical>),
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
            Spot::Head(room) => room.loc + Point::from(((room.size - size).w / 2, 0)),
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

    /// A key for the open panel.
    pub(crate) fn panel_key(&mut self, key: &KeyPress, now: Now) {
        match self.input.panel {
            None => {}
            Some(Panel::Lens(_)) => self.lens_key(key, now),
            Some(Panel::Bar(_)) => self.bar_key(key, now),
            Some(Panel::Launcher(_)) => self.launcher_key(key, now),
            Some(Panel::Welcome(_)) => self.welcome_key(key),
            Some(Panel::Overview(_)) => self.overview_key(key, now),
            Some(Panel::Unlock) => self.unlock_key(key),
        }
    }

    /// The pointer moved while a panel may be open.
    pub(crate) fn panel_pointed(&mut self, at: Point<f64, Logical>, _now: Now) {
        match (&self.input.panel, self.panel_under(at)) {
            (Some(Panel::Lens(_)), _) => self.lens_pointed(at),
            (Some(Panel::Launcher(_)), Some(Some(PanelHot::Launcher(hot)))) => {
                self.launcher_pointed(hot);
            }
            (Some(Panel::Welcome(_)), under) => {
                let hot = match under {
                    Some(Some(PanelHot::Welcome(hot))) => Some(hot),
                    _ => None,
                };
                self.welcome_pointed(hot);
            }
            (Some(Panel::Overview(_)), _) => self.overview_pointed(at),
            _ => {}
        }
    }

    /// What of an open panel lies at a point; `None` where none is drawn.
    pub(crate) fn panel_at(&self, at: Point<f64, Logical>) -> Option<(OutputId, Option<PanelHot>)> {
        let (screen, exact) = self.on_output(at)?;
        let at = exact.to_i32_floor();
        let drawn = self.pictures.panel_rects(screen.id);
        let inside = drawn.iter().any(|rect| rect.contains(at));
        inside.then(|| (screen.id, self.pictures.panel_hot(screen.id, at)))
    }

    /// The left button went up while a panel may be open.
    pub(crate) fn panel_released(&mut self, at: Point<f64, Logical>, _now: Now) {
        if let Some(Panel::Overview(_)) = self.input.panel {
            self.overview_released(at);
        }
    }

    /// A button went down at a point; says whether that was for the open panel. What was not
    /// goes to the window or the bar that lies there.
    pub(crate) fn panel_pressed(&mut self, at: Point<f64, Logical>, code: u32, now: Now) -> bool {
        let under = self.panel_under(at);
        match &self.input.panel {
            None => return false,
            Some(Panel::Lens(_)) => return self.lens_pressed(at, code, now),
            Some(Panel::Bar(_)) => {
                self.close_panel();
                return false;
            }
            Some(Panel::Overview(_)) => return self.overview_pressed(at, code),
            // A press beside it is the way out.
            Some(Panel::Launcher(_) | Panel::Unlock) if under.is_none() => self.close_panel(),
            Some(Panel::Unlock) => {}
            Some(Panel::Launcher(_) | Panel::Welcome(_)) => {
                if let (Some(Some(hot)), BTN_LEFT) = (under, code) {
                    self.panel_hot_pressed(hot, now);
                }
            }
        }
        true
    }

    fn panel_hot_pressed(&mut self, hot: PanelHot, now: Now) {
        match hot {
            PanelHot::Launcher(hot) => {
                let shift = self.input.keys.shift_down();
                self.launcher_pressed(hot, shift, now);
            }
            PanelHot::Welcome(hot) => self.welcome_pressed(hot),
            PanelHot::Window(_) | PanelHot::Workspace(_) | PanelHot::Key(_) | PanelHot::Ground => {}
        }
    }

    /// A wheel turned; says whether that was for the open panel.
    pub(crate) fn panel_scrolled(&mut self, axis: &AxisFrame) -> bool {
        let lines = if axis.vertical.value > 0.0 { 1 } else { -1 };
        match &self.input.panel {
            None | Some(Panel::Bar(_)) => return false,
            Some(Panel::Unlock) => {}
            _ if axis.vertical.value == 0.0 => {}
            Some(Panel::Lens(_)) => self.lens_scrolled(lines),
            Some(Panel::Overview(_)) => self.overview_scrolled(lines),
            Some(Panel::Launcher(_)) => self.launcher_scrolled(lines),
            Some(Panel::Welcome(_)) => self.welcome_scrolled(lines),
        }
        true
    }

    /// When the open panel has something to do by itself.
    pub(crate) fn panel_due(&self) -> Option<Now> {
        self.launcher_due()
    }

    /// Does that, if it is due.
    pub(crate) fn settle_panel(&mut self, now: Now) {
        self.settle_launcher(now);
    }

    /// What of the panel's pictures lies at a point, if one of them does.
    fn panel_under(&self, at: Point<f64, Logical>) -> Option<Option<PanelHot>> {
        self.panel_at(at).map(|(_, hot)| hot)
    }

    /// The output on which a panel that has one place only is.
    fn panel_screen(&self) -> Option<&Screen> {
        let place = self.desk.places().first()?;
        self.outputs.get(place.id)
    }

    fn panel_here(&self, screen: &Screen) -> bool {
        self.panel_screen().is_some_and(|here| here.id == screen.id)
    }

    /// The open panel's pictures on an output, from the top.
    pub(crate) fn panel_models(&self, screen: &Screen) -> Vec<PanelModel> {
        match &self.input.panel {
            None | Some(Panel::Bar(_)) => Vec::new(),
            Some(Panel::Lens(lens)) => self.lens_models(lens, screen),
            Some(Panel::Launcher(launcher)) if self.panel_here(screen) => {
                self.launcher_models(launcher, screen)
            }
            Some(Panel::Welcome(welcome)) if self.panel_here(screen) => {
                self.welcome_models(welcome, screen)
            }
            Some(Panel::Unlock) if self.panel_here(screen) => {
                self.unlock_models(screen, self.clock.now())
            }
            Some(Panel::Launcher(_) | Panel::Welcome(_) | Panel::Unlock) => Vec::new(),
            Some(Panel::Overview(overview)) => self.overview_models(overview, screen),
        }
    }

    /// What the open panel shows on the current output, from the top.
    #[must_use]
    pub fn panel_parts(&self) -> Vec<Part> {
        let screen = self.panel_screen();
        let models = screen.map(|screen| self.panel_models(screen));
        let models = models.unwrap_or_default().into_iter();
        models.map(|model| model.part).collect()
    }

    /// Whether the open panel dims what lies under it.
    pub(crate) fn panel_dims(&self, _output: OutputId) -> bool {
        matches!(self.input.panel, Some(Panel::Lens(_)))
    }
}
