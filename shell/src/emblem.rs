//! The project's mark: the corner of a cloth with its sewn edging, an L.

use tiny_skia::PathBuilder;

use crate::canvas::Canvas;
use crate::{Rect, Scale, Ui, icons};

/// Draws the emblem in the middle of `place`, on a 20 × 20 logical grid.
pub(crate) fn draw(canvas: &mut Canvas, place: Rect, scale: Scale, ui: &Ui) {
    if place.empty() {
        return;
    }
    let px = |logical| scale.px(logical);
    let square = icons::centred(place, px(20));
    let (x, y) = (square.x, square.y);
    let cloth = Rect::new(x + px(8), y + px(1), px(11), px(11));
    icons::fill_rounded(canvas, cloth, scale.length(2.0), ui.bar_text, 70);
    band(
        canvas,
        Rect::new(x + px(1), y + px(1), px(18), px(18)),
        scale,
        ui,
    );
    // Three stitches down, two across; the corner is left to the fold.
    for i in 0..3 {
        canvas.fill(
            Rect::new(x + px(3), y + px(2 + i * 5), px(1), px(3)),
            ui.contrast_dark,
        );
    }
    for i in 0..2 {
        canvas.fill(
            Rect::new(x + px(10 + i * 5), y + px(16), px(3), px(1)),
            ui.contrast_dark,
        );
    }
}

/// The L-shaped band along the left and lower sides of `square`.
fn band(canvas: &mut Canvas, square: Rect, scale: Scale, ui: &Ui) {
    let (x, y) = (square.x as f32, square.y as f32);
    let (right, bottom) = (square.right() as f32, square.bottom() as f32);
    let (thick, r) = (scale.px(5) as f32, scale.length(4.0));
    let mut path = PathBuilder::new();
    path.move_to(x, y);
    path.line_to(x + thick, y);
    path.line_to(x + thick, bottom - thick);
    path.line_to(right, bottom - thick);
    path.line_to(right, bottom);
    path.line_to(x + r, bottom);
    path.quad_to(x, bottom, x, bottom - r);
    path.close();
    if let Some(path) = path.finish() {
        canvas.shape(&path, ui.accent, 255);
    }
}
