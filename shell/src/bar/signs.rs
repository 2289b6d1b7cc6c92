//! Signs of what people are heard and seen by.

use tiny_skia::{LineCap, LineJoin, PathBuilder, Stroke};

use crate::canvas::Canvas;
use crate::icons::rounded;
use crate::{Rect, Rgb};

/// What draws one into a square, in one colour.
pub(super) type Sign = fn(&mut Canvas, Rect, Rgb);

/// Sixteenths of a square to where they are.
struct Grid(Rect);

impl Grid {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        let part = self.0.w as f32 / 16.0;
        (self.0.x as f32 + x * part, self.0.y as f32 + y * part)
    }

    fn stroke(&self, sixteenths: f32) -> Stroke {
        Stroke {
            width: self.0.w as f32 / 16.0 * sixteenths,
            line_cap: LineCap::Round,
            line_join: LineJoin::Round,
            ..Stroke::default()
        }
    }

    /// A closed line through these points.
    fn polygon(&self, canvas: &mut Canvas, points: &[(f32, f32)], colour: Rgb) {
        let mut path = PathBuilder::new();
        let mut points = points.iter().map(|(x, y)| self.at(*x, *y));
        if let Some((x, y)) = points.next() {
            path.move_to(x, y);
        }
        points.for_each(|(x, y)| path.line_to(x, y));
        path.close();
        if let Some(path) = path.finish() {
            canvas.shape(&path, colour, 255);
        }
    }

    /// An arc from one point to another, bent towards a third.
    fn arc(&self, canvas: &mut Canvas, [from, bend, to]: [(f32, f32); 3], colour: Rgb) {
        let mut path = PathBuilder::new();
        let [from, bend, to] = [from, bend, to].map(|(x, y)| self.at(x, y));
        path.move_to(from.0, from.1);
        path.quad_to(bend.0, bend.1, to.0, to.1);
        if let Some(path) = path.finish() {
            canvas.stroke(&path, &self.stroke(1.7), colour, 255);
        }
    }

    fn line(&self, canvas: &mut Canvas, from: (f32, f32), to: (f32, f32), colour: Rgb) {
        self.arc(canvas, [from, from, to], colour);
    }

    /// A box with round corners.
    fn block(&self, canvas: &mut Canvas, [x, y, w, h]: [i32; 4], radius: f32, colour: Rgb) {
        let part = |sixteenths: i32| sixteenths * self.0.w / 16;
        let rect = Rect::new(self.0.x + part(x), self.0.y + part(y), part(w), part(h));
        if let Some(path) = rounded(rect, self.0.w as f32 / 16.0 * radius) {
            canvas.shape(&path, colour, 255);
        }
    }
}

/// Something is to be heard.
pub(super) fn loudspeaker(canvas: &mut Canvas, square: Rect, colour: Rgb) {
    let grid = Grid(square);
    let cone = [
        (0.5, 5.5),
        (3.5, 5.5),
        (8.0, 1.5),
        (8.0, 14.5),
        (3.5, 10.5),
        (0.5, 10.5),
    ];
    grid.polygon(canvas, &cone, colour);
    grid.arc(canvas, [(10.6, 5.5), (12.6, 8.0), (10.6, 10.5)], colour);
    grid.arc(canvas, [(13.0, 3.0), (17.0, 8.0), (13.0, 13.0)], colour);
}

/// Somebody hears.
pub(super) fn microphone(canvas: &mut Canvas, square: Rect, colour: Rgb) {
    let grid = Grid(square);
    grid.block(canvas, [5, 0, 6, 10], 3.0, colour);
    grid.arc(canvas, [(2.6, 7.0), (2.8, 12.3), (8.0, 12.4)], colour);
    grid.arc(canvas, [(8.0, 12.4), (13.2, 12.3), (13.4, 7.0)], colour);
    grid.line(canvas, (8.0, 12.4), (8.0, 15.0), colour);
    grid.line(canvas, (5.0, 15.0), (11.0, 15.0), colour);
}

/// Somebody sees.
pub(super) fn camera(canvas: &mut Canvas, square: Rect, colour: Rgb) {
    let grid = Grid(square);
    grid.block(canvas, [0, 3, 11, 10], 2.5, colour);
    let lens = [(11.5, 7.0), (16.0, 3.8), (16.0, 12.2), (11.5, 9.0)];
    grid.polygon(canvas, &lens, colour);
}
