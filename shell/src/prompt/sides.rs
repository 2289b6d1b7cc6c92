//! Both ends of a transfer and the arrow between them.

use tiny_skia::{LineCap, LineJoin, PathBuilder, Stroke};

use super::draw::Brush;
use super::layout::Layout;
use super::{Course, Side};
use crate::edging::contrast_line;
use crate::words::Language;
use crate::{Pattern, Rect, Rgb, emblem, icons};

impl Side<'_> {
    /// Its name.
    pub(super) fn name(&self, language: Language) -> &str {
        match self {
            Self::Cage { style, .. } => style.title,
            Self::Own => language.words().prompt.own[0],
        }
    }

    /// Whether its programs run elsewhere, its level and categories.
    fn level(&self, language: Language) -> String {
        let words = language.words();
        match self {
            Self::Cage { style, level } if style.remote && level.is_empty() => {
                words.bar.remote.to_owned()
            }
            Self::Cage { style, level } if style.remote => {
                format!("{} · {level}", words.bar.remote)
            }
            Self::Cage { level, .. } => (*level).to_owned(),
            Self::Own => words.prompt.own[1].to_owned(),
        }
    }
}

impl Brush<'_> {
    /// The two chips, their levels beneath and the arrow.
    pub(super) fn sides(&mut self, layout: &Layout) {
        for (side, place) in [(self.spec.from, layout.from), (self.spec.to, layout.to)] {
            self.chip(&side, place);
            let px = |logical| self.spec.scale.px(logical);
            let row = Rect::new(
                place.x + px(2),
                place.bottom() + px(4),
                place.w - px(4),
                px(18),
            );
            let level = side.level(self.texts.language);
            self.text(&level, self.styles.small, row, self.dim);
        }
        self.arrow(layout);
    }

    fn chip(&mut self, side: &Side<'_>, place: Rect) {
        let (ui, scale) = (self.spec.ui, self.spec.scale);
        let px = |logical| scale.px(logical);
        let (colour, text) = match side {
            Side::Cage { style, .. } => (style.colour, style.text),
            Side::Own => (ui.bar_text, ui.bar_background),
        };
        let (line, radius) = (px(1).max(1), scale.length(6.0));
        let edge = contrast_line(ui, colour);
        let outer = place.shrunk(-line);
        icons::fill_rounded(&mut self.canvas, outer, radius + line as f32, edge, 255);
        icons::fill_rounded(&mut self.canvas, place, radius, colour, 255);
        let size = px(24);
        let patch = Rect::new(place.x + px(8), place.y + (place.h - size) / 2, size, size);
        let named = match side {
            Side::Cage { style, .. } if style.pattern == Pattern::Solid => place.x + px(4),
            Side::Cage { style, .. } => {
                self.canvas
                    .sew(patch, &style.pattern.cloth(scale), style.text);
                patch.right()
            }
            Side::Own => {
                emblem::draw(&mut self.canvas, patch, scale, ui);
                patch.right()
            }
        };
        let name = Rect::new(
            named + px(10),
            place.y,
            place.right() - named - px(18),
            place.h,
        );
        let words = side.name(self.texts.language);
        self.text(words, self.styles.name, name, text);
    }

    /// From the middle of one chip's side to the other's, so that up is up.
    fn arrow(&mut self, layout: &Layout) {
        let scale = self.spec.scale;
        let px = |logical| scale.px(logical);
        let middle = |rect: Rect| (rect.y + rect.h / 2) as f32;
        let (from, to) = (layout.from, layout.to);
        let gap = scale.length(11.0);
        let (x0, y0) = (from.right() as f32 + gap, middle(from));
        let (x1, y1) = (to.x as f32 - gap, middle(to));
        let length = (x1 - x0).hypot(y1 - y0).max(1.0);
        let (ux, uy) = ((x1 - x0) / length, (y1 - y0) / length);
        let (back, wide) = (scale.length(8.0), scale.length(6.0));
        let mut path = PathBuilder::new();
        path.move_to(x0, y0);
        path.line_to(x1, y1);
        for side in [1.0, -1.0] {
            path.move_to(x1, y1);
            path.line_to(
                x1 - ux * back - uy * wide * side,
                y1 - uy * back + ux * wide * side,
            );
        }
        let stroke = Stroke {
            width: scale.length(2.4),
            line_cap: LineCap::Round,
            line_join: LineJoin::Round,
            ..Stroke::default()
        };
        if let Some(path) = path.finish() {
            self.canvas
                .stroke(&path, &stroke, self.spec.ui.bar_text, 255);
        }
        let word = (self.texts.language.words().prompt.course)(self.spec.course);
        let row = Rect::new(from.right(), layout.levels, to.x - from.right(), px(18));
        let colour = self.course_colour();
        self.centred(word, self.styles.small, row, colour);
    }

    /// Downwards is where secrets get out, so that word stands out.
    fn course_colour(&self) -> Rgb {
        match self.spec.course {
            Course::Down => self.spec.ui.accent,
            Course::Up | Course::Across | Course::Level => self.dim,
        }
    }
}
