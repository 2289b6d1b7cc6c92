//! The wallpaper: a calm gradient with a faint seam.

use crate::canvas::Canvas;
use crate::{Painter, Picture, Rect, Scale, Ui};

impl Painter {
    /// The wallpaper of an output of `w` × `h` physical pixels.
    #[must_use]
    pub fn wallpaper(&mut self, w: i32, h: i32, scale: Scale, ui: &Ui) -> Picture {
        let _ = scale;
        let mut canvas = Canvas::clear(w, h);
        let bounds = canvas.bounds();
        for y in 0..bounds.h {
            let parts = (y * 256 / bounds.h) as u16;
            canvas.fill(
                Rect::new(0, y, bounds.w, 1),
                ui.wallpaper_top.mix(ui.wallpaper_bottom, parts),
            );
        }
        canvas.finish()
    }
}
