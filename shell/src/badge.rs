//! The badge at the pointer during a drag over another cage's window: where to, and whether it may.

use tiny_skia::{LineCap, LineJoin, PathBuilder, Stroke};

use crate::canvas::Canvas;
use crate::edging::contrast_line;
use crate::text::{Face, Style};
use crate::{CageStyle, Painter, Pattern, Picture, Rect, Rgb, Scale, Ui, icons};

/// What the rules say to a drop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sign {
    /// It goes through.
    Allowed,
    /// The user is asked.
    Asked,
    /// It does not go through.
    Denied,
}

/// What the badge shows.
#[derive(Debug, Clone, Copy)]
pub struct BadgeSpec<'a> {
    /// Neutral colours.
    pub ui: &'a Ui,
    /// The output's scale.
    pub scale: Scale,
    /// What the rules say.
    pub sign: Sign,
    /// Where it would go.
    pub to: &'a CageStyle<'a>,
}

impl Painter {
    /// The badge: a pill of 30 logical pixels' height whose width follows the name.
    #[must_use]
    pub fn badge(&mut self, spec: &BadgeSpec<'_>) -> Picture {
        let px = |logical| spec.scale.px(logical);
        let style = Style::new(Face::Semibold, spec.scale.length(14.0));
        let name = self.texts.line(spec.to.title, style, px(260)).width;
        let patch = if spec.to.pattern == Pattern::Solid {
            0
        } else {
            px(23)
        };
        let (head, height) = (px(58), px(32));
        let mut canvas = Canvas::clear(head + patch + name + px(26), height);
        let bounds = canvas.bounds();
        let line = px(1).max(1);
        let radius = height as f32 / 2.0;
        let edge = spec.ui.bar_background.mix(spec.ui.bar_text, 80);
        icons::fill_rounded(&mut canvas, bounds, radius, edge, 255);
        let inner = bounds.shrunk(line);
        let ground = spec.ui.bar_background;
        icons::fill_rounded(&mut canvas, inner, radius - line as f32, ground, 255);
        let size = px(20);
        let place = Rect::new(px(7), (height - size) / 2, size, size);
        sign(&mut canvas, place, spec);
        arrow(&mut canvas, Rect::new(px(34), 0, px(16), height), spec);
        let inset = px(4);
        let cage = Rect::new(head, inset, bounds.w - head - inset, height - 2 * inset);
        let round = radius - inset as f32;
        let rim = contrast_line(spec.ui, spec.to.colour);
        icons::fill_rounded(
            &mut canvas,
            cage.shrunk(-line),
            round + line as f32,
            rim,
            255,
        );
        icons::fill_rounded(&mut canvas, cage, round, spec.to.colour, 255);
        let cloth = icons::centred(Rect::new(cage.x + px(8), cage.y, px(16), cage.h), px(16));
        if patch > 0 {
            canvas.sew(cloth, &spec.to.pattern.cloth(spec.scale), spec.to.text);
        }
        let x = cage.x + px(10) + patch;
        let words = Rect::new(x, cage.y, cage.right() - x, cage.h);
        self.texts
            .write(&mut canvas, spec.to.title, style, words, spec.to.text);
        canvas.finish()
    }
}

fn arrow(canvas: &mut Canvas, place: Rect, spec: &BadgeSpec<'_>) {
    let middle = place.y as f32 + place.h as f32 / 2.0;
    let (left, right) = (place.x as f32, place.right() as f32);
    let head = spec.scale.length(5.0);
    let mut path = PathBuilder::new();
    path.move_to(left, middle);
    path.line_to(right, middle);
    path.move_to(right - head, middle - head);
    path.line_to(right, middle);
    path.line_to(right - head, middle + head);
    let stroke = round_stroke(spec.scale.length(2.0));
    if let Some(path) = path.finish() {
        canvas.stroke(&path, &stroke, spec.ui.bar_text, 255);
    }
}

fn round_stroke(width: f32) -> Stroke {
    Stroke {
        width,
        line_cap: LineCap::Round,
        line_join: LineJoin::Round,
        ..Stroke::default()
    }
}

/// A tick on a light disc, a question mark on a lozenge, a bar through a ring:
/// each known by its shape alone.
fn sign(canvas: &mut Canvas, place: Rect, spec: &BadgeSpec<'_>) {
    let (x, y, size) = (place.x as f32, place.y as f32, place.w as f32);
    let at = |across: f32, down: f32| (x + size * across, y + size * down);
    let (light, dark) = (spec.ui.bar_text, spec.ui.bar_background);
    let thick = size * 0.13;
    let lines = |points: &[(f32, f32)]| {
        let mut path = PathBuilder::new();
        for (index, (across, down)) in points.iter().enumerate() {
            let (x, y) = at(*across, *down);
            if index == 0 {
                path.move_to(x, y);
            } else {
                path.line_to(x, y);
            }
        }
        path
    };
    let draw = |canvas: &mut Canvas, path: PathBuilder, width: f32, colour: Rgb| {
        if let Some(path) = path.finish() {
            canvas.stroke(&path, &round_stroke(width), colour, 255);
        }
    };
    match spec.sign {
        Sign::Allowed => {
            icons::disc(canvas, place, light);
            let tick = lines(&[(0.27, 0.53), (0.44, 0.70), (0.75, 0.34)]);
            draw(canvas, tick, thick, dark);
        }
        Sign::Asked => {
            let mut lozenge = lines(&[(0.5, -0.04), (1.04, 0.5), (0.5, 1.04), (-0.04, 0.5)]);
            lozenge.close();
            if let Some(path) = lozenge.finish() {
                canvas.shape(&path, spec.ui.accent, 255);
            }
            let mut hook = PathBuilder::new();
            let ((x0, y0), (x1, y1)) = (at(0.37, 0.38), at(0.5, 0.24));
            let ((x2, y2), (x3, y3)) = (at(0.64, 0.38), at(0.5, 0.60));
            hook.move_to(x0, y0);
            hook.quad_to(x0, y1, x1, y1);
            hook.quad_to(x2, y1, x2, y2);
            hook.quad_to(x2, y2 + size * 0.1, x3, y3 - size * 0.06);
            hook.line_to(x3, y3);
            draw(canvas, hook, size * 0.1, dark);
            draw(
                canvas,
                lines(&[(0.5, 0.76), (0.5, 0.765)]),
                size * 0.12,
                dark,
            );
        }
        Sign::Denied => {
            icons::disc(canvas, place, light);
            let rim = (size * 0.13).round().max(1.0) as i32;
            icons::disc(canvas, place.shrunk(rim), dark);
            draw(canvas, lines(&[(0.22, 0.22), (0.78, 0.78)]), thick, light);
        }
    }
}
