//! Vector marks: the strip's buttons, the mark of urgency, the emblem.

pub(crate) mod indicator;

use tiny_skia::{LineCap, Path, PathBuilder, Stroke};

use crate::canvas::Canvas;
use crate::frame::Button;
use crate::{Rect, Rgb, Scale};

/// A rectangle with round corners.
pub(crate) fn rounded(rect: Rect, radius: f32) -> Option<Path> {
    let (x, y) = (rect.x as f32, rect.y as f32);
    let (right, bottom) = (rect.right() as f32, rect.bottom() as f32);
    let r = radius.min(rect.w as f32 / 2.0).min(rect.h as f32 / 2.0);
    // Distance of the control points from the corner for a quarter circle.
    let k = r * 0.447_715_3;
    let mut path = PathBuilder::new();
    path.move_to(x + r, y);
    path.line_to(right - r, y);
    path.cubic_to(right - k, y, right, y + k, right, y + r);
    path.line_to(right, bottom - r);
    path.cubic_to(right, bottom - k, right - k, bottom, right - r, bottom);
    path.line_to(x + r, bottom);
    path.cubic_to(x + k, bottom, x, bottom - k, x, bottom - r);
    path.line_to(x, y + r);
    path.cubic_to(x, y + k, x + k, y, x + r, y);
    path.close();
    path.finish()
}

/// Fills a rectangle with round corners.
pub(crate) fn fill_rounded(canvas: &mut Canvas, rect: Rect, radius: f32, colour: Rgb, alpha: u8) {
    if let Some(path) = rounded(rect, radius) {
        canvas.shape(&path, colour, alpha);
    }
}

/// A disc that touches the sides of a square.
pub(crate) fn disc(canvas: &mut Canvas, square: Rect, colour: Rgb) {
    fill_rounded(canvas, square, square.w as f32 / 2.0, colour, 255);
}

/// The square of `size` in the middle of `rect`, on whole pixels.
pub(crate) const fn centred(rect: Rect, size: i32) -> Rect {
    Rect::new(
        rect.x + (rect.w - size) / 2,
        rect.y + (rect.h - size) / 2,
        size,
        size,
    )
}

/// The piece of cloth inside its place: three repeats of a pattern each way,
/// and room around it so that it does not run into the edging.
pub(crate) const fn patch(place: Rect, scale: Scale) -> Rect {
    if place.empty() {
        return Rect::new(place.x, place.y, 0, 0);
    }
    let size = scale.px(24);
    Rect::new(
        place.right() - size,
        place.y + (place.h - size) / 2,
        size,
        size,
    )
}

/// Draws a button's sign in the middle of its place.
pub(crate) fn button(
    canvas: &mut Canvas,
    place: Rect,
    button: Button,
    maximised: bool,
    scale: Scale,
    colour: Rgb,
) {
    let line = scale.px(1).max(1);
    let square = centred(place, scale.px(10));
    match button {
        Button::Minimise => {
            let y = square.y + (square.h - line) / 2;
            canvas.fill(Rect::new(square.x, y, square.w, line), colour);
        }
        Button::Maximise if maximised => restore(canvas, square, line, colour),
        Button::Maximise => outline(canvas, square, line, colour),
        Button::Close => cross(canvas, square, scale.length(1.3), colour),
    }
}

/// The outline of a rectangle, its lines inside.
pub(crate) fn outline(canvas: &mut Canvas, rect: Rect, line: i32, colour: Rgb) {
    canvas.fill(Rect::new(rect.x, rect.y, rect.w, line), colour);
    canvas.fill(
        Rect::new(rect.x, rect.bottom() - line, rect.w, line),
        colour,
    );
    canvas.fill(Rect::new(rect.x, rect.y, line, rect.h), colour);
    canvas.fill(Rect::new(rect.right() - line, rect.y, line, rect.h), colour);
}

fn restore(canvas: &mut Canvas, square: Rect, line: i32, colour: Rgb) {
    let step = square.w / 4;
    let side = square.w - step;
    outline(
        canvas,
        Rect::new(square.x, square.y + step, side, side),
        line,
        colour,
    );
    canvas.fill(Rect::new(square.x + step, square.y, side, line), colour);
    canvas.fill(
        Rect::new(square.right() - line, square.y, line, side),
        colour,
    );
}

fn cross(canvas: &mut Canvas, square: Rect, width: f32, colour: Rgb) {
    let (left, top) = (square.x as f32 + 0.5, square.y as f32 + 0.5);
    let (right, bottom) = (square.right() as f32 - 0.5, square.bottom() as f32 - 0.5);
    let mut path = PathBuilder::new();
    path.move_to(left, top);
    path.line_to(right, bottom);
    path.move_to(right, top);
    path.line_to(left, bottom);
    let stroke = Stroke {
        width,
        line_cap: LineCap::Square,
        ..Stroke::default()
    };
    if let Some(path) = path.finish() {
        canvas.stroke(&path, &stroke, colour, 255);
    }
}

/// A triangle that warns, with a mark in it, within a square.
pub(crate) fn warning(canvas: &mut Canvas, square: Rect, colour: Rgb, mark: Rgb) {
    let (x, y, size) = (square.x as f32, square.y as f32, square.w as f32);
    let mut path = PathBuilder::new();
    path.move_to(x + size * 0.5, y + size * 0.02);
    path.line_to(x + size, y + size * 0.94);
    path.line_to(x, y + size * 0.94);
    path.close();
    if let Some(path) = path.finish() {
        canvas.shape(&path, colour, 255);
    }
    let part = |from: f32, to: f32| {
        let left = (x + size * 0.44).round();
        let right = (x + size * 0.56).round().max(left + 1.0);
        let mut path = PathBuilder::new();
        path.move_to(left, y + size * from);
        path.line_to(right, y + size * from);
        path.line_to(right, y + size * to);
        path.line_to(left, y + size * to);
        path.close();
        path.finish()
    };
    for path in [part(0.36, 0.65), part(0.72, 0.84)].into_iter().flatten() {
        canvas.shape(&path, mark, 255);
    }
}
