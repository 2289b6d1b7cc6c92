//! The plaque that lies over each window while the lens is open, and says whose it is.

use crate::canvas::Canvas;
use crate::edging::{Edging, contrast_line};
use crate::text::{Face, Style, Texts};
use crate::{CageStyle, Metrics, Painter, Pattern, Picture, Rect, Scale, Ui, icons};

/// What the plaque of one window shows.
#[derive(Debug, Clone, Copy)]
pub struct PlaqueSpec<'a> {
    /// Neutral colours.
    pub ui: &'a Ui,
    /// Whose window it is.
    pub cage: &'a CageStyle<'a>,
    /// The cage's level and categories in one text; "" where they say no more than its name.
    pub label: &'a str,
    /// The window's cleaned title; "" for none.
    pub title: &'a str,
    /// Whether this is the window that is asked about.
    pub chosen: bool,
    /// The output's scale.
    pub scale: Scale,
    /// Most width that the plaque may take, physical pixels.
    pub max_width: i32,
}

impl Painter {
    /// The plaque: opaque, as wide as its words, the cage's name twice as large as elsewhere.
    #[must_use]
    pub fn plaque(&mut self, spec: &PlaqueSpec<'_>) -> Picture {
        let sizes = Sizes::of(&mut self.texts, spec);
        let mut canvas = Canvas::filled(sizes.outer.w, sizes.outer.h, spec.cage.colour);
        if spec.chosen {
            canvas.fill(sizes.outer, spec.ui.bar_text);
            canvas.fill(sizes.frame, spec.cage.colour);
        }
        let metrics = Metrics::at(spec.scale);
        if sizes.hole.empty() {
            let line = contrast_line(spec.ui, spec.cage.colour);
            icons::outline(&mut canvas, sizes.frame, metrics.contrast, line);
        } else {
            canvas.fill(sizes.hole, spec.ui.bar_background);
            let edging = Edging::new(spec.cage, spec.ui, &metrics, metrics.border);
            edging.draw(&mut canvas, sizes.frame, sizes.hole);
        }
        sizes.name(&mut canvas, &mut self.texts, spec);
        sizes.words(&mut canvas, &mut self.texts, spec);
        canvas.finish()
    }
}

/// A plaque's parts in physical pixels.
struct Sizes {
    outer: Rect,
    /// Without the light ring of the chosen one.
    frame: Rect,
    /// Where the name is, on the cage's colour.
    head: Rect,
    /// Where the words below are, on the bar's ground; empty where there are none.
    hole: Rect,
    patch: i32,
}

fn name_style(scale: Scale) -> Style {
    Style::new(Face::Semibold, scale.length(24.0))
}

fn word_style(scale: Scale) -> Style {
    Style::new(Face::Regular, scale.length(14.0))
}

impl Sizes {
    fn of(texts: &mut Texts, spec: &PlaqueSpec<'_>) -> Self {
        let px = |logical| spec.scale.px(logical);
        let border = Metrics::at(spec.scale).border;
        let ring = if spec.chosen { px(3).max(2) } else { 0 };
        let most = (spec.max_width - 2 * (border + ring)).max(px(64));
        let patch = match spec.cage.pattern {
            Pattern::Solid => 0,
            _ => px(32) + px(10),
        };
        let name = texts
            .line(spec.cage.title, name_style(spec.scale), most)
            .width;
        let words = [spec.label, spec.title].map(|text| {
            let style = word_style(spec.scale);
            texts.line(text, style, px(420)).width
        });
        let words = words.into_iter().max().unwrap_or_default();
        let inside = (name + patch + 2 * px(16)).max(words + 2 * px(16));
        let inside = inside.max(px(160)).min(most);
        let rows = i32::from(!spec.label.is_empty()) + i32::from(!spec.title.is_empty());
        let below = if rows == 0 { 0 } else { rows * px(22) + px(14) };
        let corner = ring + border;
        // With nothing below, the name is in the middle of a strip; else a little higher, because
        // the trim is sewn on its lower end.
        let lift = if below == 0 { 0 } else { px(2) };
        let head = Rect::new(corner, corner - lift, inside, px(48));
        let hole = Rect::new(corner, corner + px(48), inside, below);
        let outer = Rect::new(0, 0, inside + 2 * corner, hole.bottom() + corner);
        Self {
            outer,
            frame: outer.shrunk(ring),
            head,
            hole,
            patch,
        }
    }

    fn name(&self, canvas: &mut Canvas, texts: &mut Texts, spec: &PlaqueSpec<'_>) {
        let (cage, px) = (spec.cage, |logical| spec.scale.px(logical));
        let left = self.head.x + px(14);
        if self.patch > 0 {
            let place = Rect::new(left, self.head.y, px(32), self.head.h);
            let place = icons::centred(place, px(32));
            canvas.sew(place, &cage.pattern.cloth(spec.scale), cage.text);
        }
        let x = left + self.patch;
        let place = Rect::new(x, self.head.y, self.head.right() - px(12) - x, self.head.h);
        texts.write(canvas, cage.title, name_style(spec.scale), place, cage.text);
    }

    fn words(&self, canvas: &mut Canvas, texts: &mut Texts, spec: &PlaqueSpec<'_>) {
        let px = |logical| spec.scale.px(logical);
        let style = word_style(spec.scale);
        let rows = [
            (spec.label, spec.ui.bar_text),
            (spec.title, spec.ui.bar_dim_text),
        ];
        let mut y = self.hole.y + px(7);
        for (text, colour) in rows.into_iter().filter(|(text, _)| !text.is_empty()) {
            let x = self.hole.x + px(16);
            let place = Rect::new(x, y, self.hole.right() - px(16) - x, px(22));
            texts.write(canvas, text, style, place, colour);
            y += px(22);
        }
    }
}
