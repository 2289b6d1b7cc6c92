//! The sheet that asks for the password of locked levels, while the rest of the desk is there.

use smithay::utils::{Point, Rectangle};

use super::{KeyPress, Panel, PanelModel, Spot};
use crate::clock::Now;
use crate::outputs::Screen;
use crate::state::Compositor;
use crate::trusted::Part;

/// Keysym of Escape.
const ESCAPE: u32 = 0xff1b;

impl Compositor {
    /// A key for the sheet: Escape closes it, and anything else is for the field.
    pub(super) fn unlock_key(&mut self, key: &KeyPress) {
        match key.syms.first() {
            Some(&ESCAPE) => self.close_panel(),
            _ => self.lock_key(key, key.held),
        }
    }

    /// The sheet, in the middle of what the bar leaves of an output.
    pub(super) fn unlock_models(&self, screen: &Screen, now: Now) -> Vec<PanelModel> {
        let Some(model) = self.sheet_model(screen, now) else {
            return Vec::new();
        };
        let bar = lisere_shell::Metrics::at(screen.scale).bar;
        let size = screen.pixels();
        let room = Rectangle::new(
            Point::from((0, bar)),
            (size.w, (size.h - bar).max(0)).into(),
        );
        vec![PanelModel {
            part: Part::Unlock(model),
            spot: Spot::Middle(room),
        }]
    }

    /// Whether the sheet is open.
    #[must_use]
    pub fn asks_to_uncover(&self) -> bool {
        matches!(self.input.panel, Some(Panel::Unlock))
    }
}
