//! The lens as the user sees it: what lies where, and the keys that open it.

use lisere::trusted::PanelHot;
use smithay::utils::Point;

use crate::client::Window;
use crate::fixture::Fixture;

/// How far apart points are that are looked at, in pixels.
const STEP: usize = 3;

impl Fixture {
    /// Presses the attention key, and waits for what it brings.
    pub fn attention(&mut self) {
        self.chord(&["KEY_LEFTMETA", "KEY_ESC"]);
        self.frame();
    }

    /// A point of the first output, which is upright and of scale 1, where the open panel has
    /// this; none if it has it nowhere.
    pub fn on_panel(&self, wanted: PanelHot) -> Option<(f64, f64)> {
        let output = self.output(0);
        let size = self.core.outputs.get(output)?.pixels();
        let xs = || (1..size.w).step_by(STEP);
        let points = (1..size.h)
            .step_by(STEP)
            .flat_map(|y| xs().map(move |x| (x, y)));
        let mut there = points
            .filter(|at| self.core.pictures.panel_hot(output, Point::from(*at)) == Some(wanted));
        // Not at the very edge.
        there.nth(2).map(|(x, y)| (f64::from(x), f64::from(y)))
    }

    /// Whether a window has a plaque, or is named on the foot.
    pub fn named_in_lens(&self, window: &Window) -> bool {
        self.on_panel(PanelHot::Window(window.id)).is_some()
    }

    /// Points at a part of the open panel.
    ///
    /// # Panics
    /// When it is not there.
    pub fn point_on_panel(&mut self, wanted: PanelHot) {
        let at = self.on_panel(wanted);
        let at = at.unwrap_or_else(|| panic!("{wanted:?} is not on the panel"));
        self.move_to(at.0, at.1);
        self.frame();
    }
}
