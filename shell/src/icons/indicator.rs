//! The signs of the bar's indicators, drawn on a grid of sixteen by sixteen.

use tiny_skia::{LineCap, LineJoin, Path, PathBuilder, Stroke};

use super::rounded;
use crate::bar::IndicatorKind;
use crate::canvas::Canvas;
use crate::{Rect, Rgb};

/// The units of the grid on a side.
const GRID: f32 = 16.0;
/// How thick lines are, in units.
const LINE: f32 = 1.4;

/// A square that is drawn on in units of the grid.
struct Pen<'a> {
    canvas: &'a mut Canvas,
    square: Rect,
    ink: Rgb,
    /// What is beneath, for what is cut out of a solid shape.
    ground: Rgb,
}

/// Draws the sign of a kind in a square; `level` in hundredths is for those that show one.
pub(crate) fn draw(
    canvas: &mut Canvas,
    square: Rect,
    kind: IndicatorKind,
    level: Option<u8>,
    (ink, ground): (Rgb, Rgb),
) {
    let mut pen = Pen {
        canvas,
        square,
        ink,
        ground,
    };
    match kind {
        IndicatorKind::Quarantine => pen.quarantine(),
        IndicatorKind::Journal => pen.journal(),
        IndicatorKind::Remote => pen.remote(),
        IndicatorKind::Sound => pen.speaker(1),
        IndicatorKind::Volume => pen.speaker(if level.unwrap_or(0) == 0 { 0 } else { 2 }),
        IndicatorKind::Microphone => pen.microphone(),
        IndicatorKind::MicrophoneOff => {
            pen.microphone();
            pen.crossed_out();
        }
        IndicatorKind::Camera => pen.camera(),
        IndicatorKind::Battery { charging } => pen.battery(level.unwrap_or(0), charging),
        IndicatorKind::Locked => pen.lock(),
        IndicatorKind::Awake => pen.sun(),
        IndicatorKind::Pointer => pen.pointer(),
    }
}

impl Pen<'_> {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        let unit = self.square.w as f32 / GRID;
        (
            self.square.x as f32 + x * unit,
            self.square.y as f32 + y * unit,
        )
    }

    fn length(&self, units: f32) -> f32 {
        self.square.w as f32 / GRID * units
    }

    /// Lines from point to point.
    fn path(&self, points: &[(f32, f32)], closed: bool) -> Option<Path> {
        let mut path = PathBuilder::new();
        for (index, (x, y)) in points.iter().enumerate() {
            let (x, y) = self.at(*x, *y);
            match index {
                0 => path.move_to(x, y),
                _ => path.line_to(x, y),
            }
        }
        if closed {
            path.close();
        }
        path.finish()
    }

    fn stroke_path(&mut self, path: Option<Path>, width: f32) {
        let stroke = Stroke {
            width: self.length(width).max(1.0),
            line_cap: LineCap::Round,
            line_join: LineJoin::Round,
            ..Stroke::default()
        };
        if let Some(path) = path {
            self.canvas.stroke(&path, &stroke, self.ink, 255);
        }
    }

    fn line(&mut self, points: &[(f32, f32)]) {
        let path = self.path(points, false);
        self.stroke_path(path, LINE);
    }

    fn fill(&mut self, points: &[(f32, f32)], colour: Rgb) {
        if let Some(path) = self.path(points, true) {
            self.canvas.shape(&path, colour, 255);
        }
    }

    /// A part of an ellipse round (`x`, `y`), in turns from the right, downwards.
    fn arc(&mut self, (x, y): (f32, f32), (rx, ry): (f32, f32), (from, to): (f32, f32)) {
        let steps = 24_u8;
        let point = |step: u8| {
            let turn = from + (to - from) * f32::from(step) / f32::from(steps);
            let (sin, cos) = (turn * std::f32::consts::TAU).sin_cos();
            (x + rx * cos, y + ry * sin)
        };
        let points: Vec<(f32, f32)> = (0..=steps).map(point).collect();
        self.line(&points);
    }

    fn disc(&mut self, (x, y): (f32, f32), radius: f32, colour: Rgb) {
        let (x, y) = self.at(x, y);
        if let Some(path) = PathBuilder::from_circle(x, y, self.length(radius)) {
            self.canvas.shape(&path, colour, 255);
        }
    }

    /// A filled box with round corners on whole pixels.
    fn solid(&mut self, (x, y, w, h): (f32, f32, f32, f32), radius: f32, colour: Rgb) {
        if let Some(path) = rounded(self.rect((x, y, w, h)), self.length(radius)) {
            self.canvas.shape(&path, colour, 255);
        }
    }

    fn rect(&self, (x, y, w, h): (f32, f32, f32, f32)) -> Rect {
        let (left, top) = self.at(x, y);
        let (right, bottom) = self.at(x + w, y + h);
        let (left, top) = (left.round() as i32, top.round() as i32);
        let (right, bottom) = (right.round() as i32, bottom.round() as i32);
        Rect::new(left, top, (right - left).max(1), (bottom - top).max(1))
    }

    /// A barred disc: no entry.
    fn quarantine(&mut self) {
        let (ink, ground) = (self.ink, self.ground);
        self.disc((8.0, 8.0), 7.0, ink);
        self.solid((3.5, 6.6, 9.0, 2.8), 1.0, ground);
    }

    /// A page that cannot be written on.
    fn journal(&mut self) {
        let (ink, ground) = (self.ink, self.ground);
        let page = [
            (3.0, 1.0),
            (9.6, 1.0),
            (13.0, 4.4),
            (13.0, 15.0),
            (3.0, 15.0),
        ];
        self.fill(&page, ink);
        self.solid((7.1, 4.6, 1.8, 5.0), 0.6, ground);
        self.solid((7.1, 11.0, 1.8, 1.8), 0.6, ground);
    }

    /// A globe.
    fn remote(&mut self) {
        let middle = (8.0, 8.0);
        self.arc(middle, (6.4, 6.4), (0.0, 1.0));
        self.arc(middle, (2.8, 6.4), (0.0, 1.0));
        self.line(&[(1.6, 8.0), (14.4, 8.0)]);
    }

    /// A loudspeaker with so many waves before it; none is crossed out.
    fn speaker(&mut self, waves: u8) {
        let ink = self.ink;
        let horn = [
            (1.5, 5.8),
            (4.2, 5.8),
            (8.0, 2.4),
            (8.0, 13.6),
            (4.2, 10.2),
            (1.5, 10.2),
        ];
        self.fill(&horn, ink);
        for wave in 0..waves {
            let radius = 3.0 + 3.0 * f32::from(wave);
            self.arc((8.2, 8.0), (radius, radius), (-0.14, 0.14));
        }
        if waves == 0 {
            self.line(&[(10.6, 6.0), (14.4, 10.0)]);
            self.line(&[(14.4, 6.0), (10.6, 10.0)]);
        }
    }

    fn microphone(&mut self) {
        let ink = self.ink;
        self.solid((5.6, 1.0, 4.8, 8.4), 2.4, ink);
        self.arc((8.0, 7.2), (5.0, 4.8), (0.0, 0.5));
        self.line(&[(8.0, 12.0), (8.0, 14.6)]);
        self.line(&[(5.4, 14.6), (10.6, 14.6)]);
    }

    /// A line through what was drawn, with the ground showing beside it.
    fn crossed_out(&mut self) {
        let (from, to) = ((2.4, 2.4), (13.6, 13.6));
        let beside = self.path(&[from, to], false);
        let ink = std::mem::replace(&mut self.ink, self.ground);
        self.stroke_path(beside, 4.0);
        self.ink = ink;
        self.line(&[from, to]);
    }

    fn camera(&mut self) {
        let ink = self.ink;
        self.solid((1.0, 4.0, 9.4, 8.0), 1.6, ink);
        self.fill(&[(11.2, 7.4), (15.0, 4.6), (15.0, 11.4), (11.2, 8.6)], ink);
    }

    /// Filled as far as it is charged, with a bolt while more comes in.
    fn battery(&mut self, percent: u8, charging: bool) {
        let ink = self.ink;
        self.solid((0.6, 4.0, 13.4, 8.0), 1.8, ink);
        let ground = self.ground;
        self.solid((1.8, 5.2, 11.0, 5.6), 0.8, ground);
        self.solid((14.4, 6.4, 1.2, 3.2), 0.6, ink);
        let width = 9.0 * f32::from(percent.min(100)) / 100.0;
        if width >= 0.5 {
            self.solid((2.8, 6.2, width, 3.6), 0.3, ink);
        }
        if charging {
            let bolt = [
                (8.4, 2.4),
                (4.4, 8.8),
                (7.0, 8.8),
                (6.2, 13.6),
                (10.4, 7.0),
                (7.6, 7.0),
            ];
            let around = self.path(&bolt, true);
            let kept = std::mem::replace(&mut self.ink, ground);
            self.stroke_path(around, 2.4);
            self.ink = kept;
            self.fill(&bolt, ink);
        }
    }

    fn lock(&mut self) {
        let (ink, ground) = (self.ink, self.ground);
        self.solid((2.6, 7.0, 10.8, 8.0), 1.4, ink);
        self.arc((8.0, 6.4), (3.4, 4.6), (0.5, 1.0));
        self.line(&[(4.6, 6.4), (4.6, 7.6)]);
        self.line(&[(11.4, 6.4), (11.4, 7.6)]);
        self.disc((8.0, 10.4), 1.3, ground);
        self.solid((7.4, 10.4, 1.2, 2.6), 0.4, ground);
    }

    /// The sun does not set on these screens.
    fn sun(&mut self) {
        let ink = self.ink;
        self.disc((8.0, 8.0), 3.3, ink);
        for ray in 0..8_u8 {
            let (sin, cos) = (f32::from(ray) / 8.0 * std::f32::consts::TAU).sin_cos();
            let reach = |radius: f32| (8.0 + radius * cos, 8.0 + radius * sin);
            self.line(&[reach(5.4), reach(7.0)]);
        }
    }

    /// An arrow between four corners that it cannot leave.
    fn pointer(&mut self) {
        let ink = self.ink;
        for (x, y, dx, dy) in [
            (1.0, 1.0, 3.0, 3.0),
            (15.0, 1.0, -3.0, 3.0),
            (1.0, 15.0, 3.0, -3.0),
            (15.0, 15.0, -3.0, -3.0),
        ] {
            self.line(&[(x + dx, y), (x, y), (x, y + dy)]);
        }
        let arrow = [
            (5.4, 3.6),
            (5.4, 11.6),
            (7.3, 9.9),
            (8.7, 12.8),
            (10.1, 12.1),
            (8.8, 9.3),
            (11.3, 9.1),
        ];
        self.fill(&arrow, ink);
    }
}
