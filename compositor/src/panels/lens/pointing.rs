//! The pointer, and a finger, in the lens: over a window it asks about it, and pressing gives
//! it the keys.

use lisere_shell::Shape;
use smithay::utils::{Logical, Point};

use super::{Lens, Sheet};
use crate::clock::Now;
use crate::input::BTN_LEFT;
use crate::panels::Panel;
use crate::state::Compositor;
use crate::trusted::PanelHot;

impl Compositor {
    /// The pointer moved while the lens is open.
    pub(in crate::panels) fn lens_pointed(&mut self, at: Point<f64, Logical>) {
        let hot = self.panel_under(at).flatten();
        let window = match hot {
            Some(PanelHot::Window(window)) => Some(window),
            Some(_) => None,
            None => self.hit(at).window(),
        };
        if let Some(window) = window {
            self.lens_ask(window);
        }
        let hot = hot.filter(|hot| *hot != PanelHot::Ground);
        if hot.is_some() {
            self.point_as(Shape::Pointer);
        }
        if let Some(Panel::Lens(lens)) = &mut self.input.panel
            && lens.hovered != hot
        {
            lens.hovered = hot;
            self.work.rearrange();
        }
    }

    /// A button went down; says whether that was for the lens.
    pub(in crate::panels) fn lens_pressed(
        &mut self,
        at: Point<f64, Logical>,
        code: u32,
        now: Now,
    ) -> bool {
        let Some(hot) = self.panel_under(at).flatten() else {
            return false;
        };
        match hot {
            _ if code != BTN_LEFT || !self.press_counts(now) => {}
            PanelHot::Window(window) => {
                self.lens_ask(window);
                self.lens_act(super::LensAct::Give, now);
            }
            PanelHot::Key(act) => self.lens_act(act, now),
            PanelHot::Ground
            | PanelHot::Workspace(_)
            | PanelHot::Launcher(_)
            | PanelHot::Welcome(_) => {}
        }
        true
    }

    /// A wheel was turned while the lens is open: refusals scroll.
    pub(in crate::panels) fn lens_scrolled(&mut self, lines: isize) {
        let open = |lens: &Lens| lens.sheet != Sheet::None;
        if matches!(&self.input.panel, Some(Panel::Lens(lens)) if open(lens)) {
            self.lens_scroll(lines);
        }
    }
}
