//! The edging itself: contrast lines, the unbroken ring of colour, and the trim sewn inside it.

use crate::canvas::Canvas;
use crate::pattern::Tile;
use crate::{CageStyle, Metrics, Rect, Rgb, Ui};

/// Whether a dark contrast line is too close to a colour to be seen beside it
/// (3:1 is what WCAG 2.2 asks of graphics; a hair line beside a broad band of
/// colour tells apart well below that).
const TOO_CLOSE: f32 = 1.5;

/// The colour of the contrast lines beside `colour`.
pub(crate) fn contrast_line(ui: &Ui, colour: Rgb) -> Rgb {
    if colour.contrast(ui.contrast_dark) < TOO_CLOSE {
        ui.contrast_light
    } else {
        ui.contrast_dark
    }
}

/// One frame's edging round a hole, drawn on any canvas that shows a part of it.
pub(crate) struct Edging<'a> {
    cage: &'a CageStyle<'a>,
    line: Rgb,
    contrast: i32,
    trim: i32,
    tile: Tile,
}

impl<'a> Edging<'a> {
    /// The edging of a border `side` physical pixels thick.
    pub(crate) fn new(cage: &'a CageStyle<'a>, ui: &Ui, metrics: &Metrics, side: i32) -> Self {
        let trim = (side - metrics.ring - 2 * metrics.contrast).max(1);
        Self {
            cage,
            line: contrast_line(ui, cage.colour),
            contrast: metrics.contrast,
            trim,
            tile: cage.pattern.trim(metrics.scale, trim),
        }
    }

    /// Draws the edging: lines at the rim of `outer` and round `hole`, and the
    /// trim outside the latter. What lies between is left as it is. Both
    /// rectangles are in the canvas's pixels and may reach beyond it.
    pub(crate) fn draw(&self, canvas: &mut Canvas, outer: Rect, hole: Rect) {
        rim(canvas, outer, self.contrast, self.line);
        rim(
            canvas,
            hole.shrunk(-self.contrast),
            self.contrast,
            self.line,
        );
        let inner = hole.shrunk(-self.contrast);
        self.sew(canvas, inner);
    }

    /// Sews the trim round `inner`. Each side's pattern is counted from the
    /// frame's top left corner, so that a resize uncovers or hides thread at
    /// the far end and moves none.
    fn sew(&self, canvas: &mut Canvas, inner: Rect) {
        let band = inner.shrunk(-self.trim);
        let visible = band.intersection(canvas.bounds());
        for y in visible.y..visible.bottom() {
            let across = (y < inner.y)
                .then_some(y - band.y)
                .or((y >= inner.bottom()).then_some(band.bottom() - 1 - y));
            match across {
                Some(depth) => self.sew_row(canvas, visible, y, |x| (x - band.x, depth)),
                None => {
                    let left = Rect::new(band.x, y, self.trim, 1).intersection(visible);
                    self.sew_row(canvas, left, y, |x| (y - band.y, x - band.x));
                    let right = Rect::new(inner.right(), y, self.trim, 1).intersection(visible);
                    self.sew_row(canvas, right, y, |x| (y - band.y, band.right() - 1 - x));
                }
            }
        }
    }

    fn sew_row(&self, canvas: &mut Canvas, span: Rect, y: i32, place: impl Fn(i32) -> (i32, i32)) {
        if span.empty() {
            return;
        }
        let thread = self.cage.text;
        for (x, pixel) in (span.x..).zip(canvas.row(span.x, y, span.w)) {
            let (along, depth) = place(x);
            crate::canvas::blend(pixel, thread, self.tile.at(along, depth));
        }
    }
}

/// Fills the outermost `thickness` pixels of `rect`.
fn rim(canvas: &mut Canvas, rect: Rect, thickness: i32, colour: Rgb) {
    let (w, h) = (rect.w, rect.h);
    canvas.fill(Rect::new(rect.x, rect.y, w, thickness), colour);
    canvas.fill(
        Rect::new(rect.x, rect.bottom() - thickness, w, thickness),
        colour,
    );
    canvas.fill(Rect::new(rect.x, rect.y, thickness, h), colour);
    canvas.fill(
        Rect::new(rect.right() - thickness, rect.y, thickness, h),
        colour,
    );
}
