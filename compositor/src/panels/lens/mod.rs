//! The lens: everything dimmed, and every window under the name of its cage.

use smithay::utils::{Physical, Rectangle};

use super::{KeyPress, Panel, PanelModel, Spot};
use crate::clock::Now;
use crate::outputs::Screen;
use crate::state::Compositor;
use crate::trusted::{Part, Plaque};

/// Keysym of Escape.
const ESCAPE: u32 = 0xff1b;
/// The least part of a window that a plaque is put on, in logical pixels.
const LEAST: (i32, i32) = (64, 40);

/// The open lens.
#[derive(Clone, Debug, Default)]
pub struct Lens {}

impl Compositor {
    /// What the attention key opens.
    pub(crate) fn open_lens(&mut self) {
        self.open_panel(Panel::Lens(Lens::default()));
    }

    pub(super) fn lens_key(&mut self, key: &KeyPress, _now: Now) {
        if key.syms.first() == Some(&ESCAPE) {
            self.close_panel();
        }
    }

    /// The lens's pictures on an output: a plaque in the middle of the largest part that can be
    /// seen of each window.
    pub(super) fn lens_models(&self, _lens: &Lens, screen: &Screen) -> Vec<PanelModel> {
        let chosen = self.focus.chosen();
        let scale = screen.scale;
        let output = Rectangle::from_size(screen.pixels());
        let mut above: Vec<Rectangle<i32, Physical>> = Vec::new();
        let mut models = Vec::new();
        for (id, entry) in self.desk.visible() {
            let outer = screen.to_physical(self.desk.outer(entry));
            let seen = outer.intersection(output);
            let parts = seen.map(|seen| Rectangle::subtract_rects_many([seen], above.clone()));
            above.push(outer);
            let largest = parts
                .unwrap_or_default()
                .into_iter()
                .filter(|part| part.size.w >= scale.px(LEAST.0) && part.size.h >= scale.px(LEAST.1))
                .max_by_key(|part| i64::from(part.size.w) * i64::from(part.size.h));
            let Some((window, part)) = self.windows.get(id).zip(largest) else {
                continue;
            };
            let plaque = Plaque {
                cage: window.cage,
                title: window.title.to_string(),
                chosen: chosen == Some(id),
                scale,
                max_width: part.size.w,
            };
            models.push(PanelModel {
                part: Part::Plaque(plaque),
                spot: Spot::Middle(part),
            });
        }
        models
    }
}
