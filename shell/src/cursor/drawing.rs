//! Turns a pointer's drawing (outlines on a grid of 24) into pixels.

use tiny_skia::{LineCap, LineJoin, Path, PathBuilder, Stroke};

use super::Cursor;
use crate::canvas::Canvas;
use crate::{Rgb, Scale};

/// Side of the grid, logical pixels.
const GRID: i32 = 24;
const INK: Rgb = Rgb::hex(0x17181c);
const RIM: Rgb = Rgb::hex(0xffffff);

/// One stroke of the pen. Outlines are written as in SVG, in absolute
/// coordinates, with M, L, C and Z only.
#[derive(Clone, Copy)]
pub(super) enum Part {
    /// A filled outline with a light rim.
    Solid(&'static str),
    /// A line of this width, logical pixels, with a light rim.
    Line(&'static str, i32),
    /// A thin light line inside a dark part, without a rim.
    Crease(&'static str),
}

/// A pointer's drawing.
pub(super) struct Drawing {
    /// The pointing place on the grid.
    pub(super) hotspot: (i32, i32),
    /// Eighths of a turn, clockwise round the grid's middle, that the first
    /// part is turned by.
    pub(super) turn: i32,
    /// What is drawn; rims first, so that parts that touch become one.
    pub(super) parts: Vec<Part>,
}

/// Draws at `scale`.
pub(super) fn render(drawing: &Drawing, scale: Scale) -> Cursor {
    let size = scale.px(GRID);
    let mut canvas = Canvas::clear(size, size);
    let pen = Pen {
        scale,
        turn: drawing.turn,
    };
    for part in &drawing.parts {
        pen.rim(&mut canvas, *part);
    }
    for part in &drawing.parts {
        pen.ink(&mut canvas, *part);
    }
    let (x, y) = drawing.hotspot;
    let hotspot = (scale.px(x).min(size - 1), scale.px(y).min(size - 1));
    Cursor {
        picture: canvas.finish(),
        hotspot,
    }
}

struct Pen {
    scale: Scale,
    turn: i32,
}

impl Pen {
    fn rim(&self, canvas: &mut Canvas, part: Part) {
        let edge = 2 * self.scale.px(1).max(1);
        match part {
            Part::Solid(outline) => {
                if let Some(path) = self.path(outline, 0.0) {
                    canvas.shape(&path, RIM, 255);
                    canvas.stroke(&path, &round(edge as f32), RIM, 255);
                }
            }
            Part::Line(outline, width) => {
                let width = self.scale.px(width).max(1);
                if let Some(path) = self.path(outline, middle(width)) {
                    canvas.stroke(&path, &round((width + edge) as f32), RIM, 255);
                }
            }
            Part::Crease(_) => {}
        }
    }

    fn ink(&self, canvas: &mut Canvas, part: Part) {
        match part {
            Part::Solid(outline) => {
                if let Some(path) = self.path(outline, 0.0) {
                    canvas.shape(&path, INK, 255);
                }
            }
            Part::Line(outline, width) => {
                let width = self.scale.px(width).max(1);
                if let Some(path) = self.path(outline, middle(width)) {
                    canvas.stroke(&path, &round(width as f32), INK, 255);
                }
            }
            Part::Crease(outline) => {
                let width = self.scale.px(1).max(1);
                if let Some(path) = self.path(outline, middle(width)) {
                    canvas.stroke(&path, &round(width as f32), RIM, 255);
                }
            }
        }
    }

    /// Reads an outline; ends of straight lines fall on whole pixels, moved
    /// by `shift`, curves stay where they are.
    fn path(&self, outline: &str, shift: f32) -> Option<Path> {
        let mut words = outline.split_ascii_whitespace();
        let mut path = PathBuilder::new();
        while let Some(word) = words.next() {
            let mut point = |snap: bool| -> Option<(f32, f32)> {
                let x: f32 = words.next()?.parse().ok()?;
                let y: f32 = words.next()?.parse().ok()?;
                Some(self.place((x, y), snap, shift))
            };
            match word {
                "M" => point(true).map(|(x, y)| path.move_to(x, y))?,
                "L" => point(true).map(|(x, y)| path.line_to(x, y))?,
                "C" => {
                    let ((a, b), (c, d), (x, y)) = (point(false)?, point(false)?, point(false)?);
                    path.cubic_to(a, b, c, d, x, y);
                }
                "Z" => path.close(),
                _ => return None,
            }
        }
        path.finish()
    }

    fn place(&self, (x, y): (f32, f32), snap: bool, shift: f32) -> (f32, f32) {
        let middle = GRID as f32 / 2.0;
        let (sin, cos) = eighth(self.turn);
        let (dx, dy) = (x - middle, y - middle);
        let dx_dy = (dx * cos - dy * sin, dx * sin + dy * cos);
        let (dx, dy) = (self.scale.length(dx_dy.0), self.scale.length(dx_dy.1));
        // Rounding the way from the middle keeps both halves of a shape alike.
        if snap && self.turn % 2 == 0 {
            let middle = self.scale.px(GRID / 2) as f32 + shift;
            (middle + dx.round(), middle + dy.round())
        } else {
            let middle = self.scale.length(middle) + shift;
            (middle + dx, middle + dy)
        }
    }
}

/// Sine and cosine of an eighth turn times `n`, without the platform's own
/// functions, which may differ in the last digit.
const fn eighth(n: i32) -> (f32, f32) {
    const HALF: f32 = std::f32::consts::FRAC_1_SQRT_2;
    match n.rem_euclid(8) {
        0 => (0.0, 1.0),
        1 => (HALF, HALF),
        2 => (1.0, 0.0),
        3 => (HALF, -HALF),
        4 => (0.0, -1.0),
        5 => (-HALF, -HALF),
        6 => (-1.0, 0.0),
        _ => (-HALF, HALF),
    }
}

/// A line of odd width is sharp when it runs through the middle of pixels.
const fn middle(width: i32) -> f32 {
    if width % 2 == 0 { 0.0 } else { 0.5 }
}

fn round(width: f32) -> Stroke {
    Stroke {
        width,
        line_cap: LineCap::Round,
        line_join: LineJoin::Round,
        ..Stroke::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Shape;
    use crate::cursor::shapes;

    #[test]
    fn every_outline_can_be_read() {
        let pen = Pen {
            scale: Scale::ONE,
            turn: 0,
        };
        for shape in Shape::ALL {
            for part in shapes::drawing(shape).parts {
                let (Part::Solid(outline) | Part::Line(outline, _) | Part::Crease(outline)) = part;
                assert!(pen.path(outline, 0.0).is_some(), "{shape:?}: {outline}");
            }
        }
    }
}
