//! The ring round the part of the bar that the keyboard is on.

use tiny_skia::Stroke;

use super::BarSpec;
use crate::canvas::Canvas;
use crate::{Rect, icons};

/// Draws the ring just inside a part's place: light, between dark lines, so that it is seen on
/// any colour.
pub(super) fn draw(canvas: &mut Canvas, place: Rect, spec: &BarSpec<'_>) {
    let (ui, scale) = (spec.ui, spec.scale);
    let ring = place.shrunk(scale.px(3).max(2));
    let radius = scale.length(6.0);
    for (width, colour) in [(4.0, ui.contrast_dark), (2.0, ui.bar_text)] {
        let stroke = Stroke {
            width: scale.length(width),
            ..Stroke::default()
        };
        if let Some(path) = icons::rounded(ring, radius) {
            canvas.stroke(&path, &stroke, colour, 255);
        }
    }
}
