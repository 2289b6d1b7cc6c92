//! A tag: what hangs from the bar under one of its parts and says what that is.

use crate::canvas::Canvas;
use crate::edging::contrast_line;
use crate::paragraph::Block;
use crate::text::{Face, Style, Texts};
use crate::words::TagText;
use crate::{CageStyle, Painter, Picture, Rect, Scale, Ui, icons};

/// What a tag shows.
#[derive(Debug, Clone, Copy)]
pub struct TagSpec<'a> {
    /// Neutral colours.
    pub ui: &'a Ui,
    /// The output's scale.
    pub scale: Scale,
    /// The cage that it is about, if it is about one.
    pub cage: Option<&'a CageStyle<'a>>,
    /// What it says.
    pub text: &'a TagText,
    /// Most width that it may take, physical pixels.
    pub max_width: i32,
}

/// Rows that one of its lines may take: a denial with its reason and what would do instead.
const ROWS: usize = 5;
/// The width from which lines are broken, logical pixels.
const WIDEST: i32 = 440;
/// The least width of what has a gauge, so that it keeps its size while that goes up and down,
/// the gauge's height, and the room above it, logical pixels.
const GAUGE_WIDTH: i32 = 168;
const GAUGE_HEIGHT: i32 = 6;
const GAUGE_ABOVE: i32 = 6;

impl Painter {
    /// The tag; its lower corners are round, so it is not opaque.
    #[must_use]
    pub fn tag(&mut self, spec: &TagSpec<'_>) -> Picture {
        let card = Card::of(&mut self.texts, spec);
        let mut canvas = Canvas::clear(card.outer.w, card.outer.h);
        card.cloth(&mut canvas, spec);
        card.words(&mut canvas, &mut self.texts, spec);
        card.gauge(&mut canvas, spec);
        canvas.finish()
    }
}

/// A tag with its words shaped, in physical pixels.
struct Card {
    outer: Rect,
    /// Where the words are.
    inside: Rect,
    /// Where the gauge is, if it has one.
    gauge: Rect,
    head: Block,
    lines: Vec<Block>,
}

fn head_style(scale: Scale) -> Style {
    Style::new(Face::Semibold, scale.length(14.0))
}

fn line_style(scale: Scale) -> Style {
    Style::new(Face::Regular, scale.length(13.0))
}

/// The height of a row.
const fn step(scale: Scale) -> i32 {
    scale.px(20)
}

impl Card {
    fn of(texts: &mut Texts, spec: &TagSpec<'_>) -> Self {
        let px = |logical| spec.scale.px(logical);
        let band = if spec.cage.is_some() { px(8) } else { 0 };
        let (left, right) = (px(14) + band, px(14));
        let most = px(WIDEST).min(spec.max_width - left - right).max(px(80));
        // Measured as it is broken: single lines are shaped a little differently.
        let mut width = |text: &str, style| {
            let block = texts.block(text, style, i32::from(i16::MAX), 1);
            block.lines.first().map_or(0, |line| line.width)
        };
        let head = width(&spec.text.head, head_style(spec.scale));
        let lines = spec.text.lines.iter();
        let lines = lines.map(|line| width(line, line_style(spec.scale)));
        let natural = lines.fold(head, i32::max);
        let (gauge, least) = match spec.text.gauge {
            Some(_) => (px(GAUGE_ABOVE + GAUGE_HEIGHT), px(GAUGE_WIDTH)),
            None => (0, 0),
        };
        let room = natural.max(least).min(most);
        // A pixel more: what was measured is to fit where it is broken.
        let block = |texts: &mut Texts, text: &str, style| texts.block(text, style, room + 1, ROWS);
        let head = block(texts, &spec.text.head, head_style(spec.scale));
        let lines = spec.text.lines.iter();
        let lines = lines.map(|line| block(texts, line, line_style(spec.scale)));
        let lines: Vec<Block> = lines.collect();
        let rows = head.lines.len() + lines.iter().map(|block| block.lines.len()).sum::<usize>();
        let height = step(spec.scale) * rows as i32;
        let inside = Rect::new(left, px(8), room + 1, height);
        let beneath = Rect::new(left, inside.bottom(), inside.w, gauge);
        Self {
            outer: Rect::new(
                0,
                0,
                left + room + 1 + right,
                height + gauge + px(8) + px(10),
            ),
            inside,
            gauge: beneath,
            head,
            lines,
        }
    }

    /// It hangs from the bar, so only its lower corners are round; a cage's has its colour
    /// on its left.
    fn cloth(&self, canvas: &mut Canvas, spec: &TagSpec<'_>) {
        let (ui, scale) = (spec.ui, spec.scale);
        let (radius, line) = (scale.length(8.0), scale.px(1).max(1));
        let hung = scale.px(12);
        let whole = Rect::new(0, -hung, self.outer.w, self.outer.h + hung);
        let edge = ui.bar_background.mix(ui.bar_text, 90);
        icons::fill_rounded(canvas, whole, radius, edge, 255);
        let inner = whole.shrunk(line);
        let ground = ui.bar_background.mix(ui.bar_text, 14);
        icons::fill_rounded(canvas, inner, radius - line as f32, ground, 255);
        if let Some(cage) = spec.cage {
            let band = Rect::new(scale.px(8), scale.px(10), scale.px(6), self.inside.h);
            let band = Rect::new(band.x, band.y, band.w, band.h - scale.px(4));
            canvas.fill(band.shrunk(-line), contrast_line(ui, cage.colour));
            canvas.fill(band, cage.colour);
        }
    }

    fn words(&self, canvas: &mut Canvas, texts: &mut Texts, spec: &TagSpec<'_>) {
        let (ui, scale) = (spec.ui, spec.scale);
        let step = step(scale);
        let mut place = self.inside;
        let head = (place, step);
        texts.write_block(canvas, &self.head, head_style(scale), head, ui.bar_text);
        place.y += step * self.head.lines.len() as i32;
        let quiet = ui.bar_dim_text.mix(ui.bar_text, 90);
        for block in &self.lines {
            texts.write_block(canvas, block, line_style(scale), (place, step), quiet);
            place.y += step * block.lines.len() as i32;
        }
    }

    /// How much of something there is: a bar in a bar.
    fn gauge(&self, canvas: &mut Canvas, spec: &TagSpec<'_>) {
        let Some(gauge) = spec.text.gauge else { return };
        let (ui, h) = (spec.ui, spec.scale.px(GAUGE_HEIGHT));
        let whole = Rect::new(self.gauge.x, self.gauge.bottom() - h, self.gauge.w, h);
        let radius = h as f32 / 2.0;
        let ground = ui.bar_background.mix(ui.bar_text, 70);
        icons::fill_rounded(canvas, whole, radius, ground, 255);
        let percent = i32::from(gauge.percent.min(100));
        // A narrower one would not be round.
        let w = (whole.w * percent / 100).max(h);
        let ink = match gauge.off {
            true => ui.bar_dim_text,
            false => ui.bar_text,
        };
        if percent > 0 {
            let filled = Rect::new(whole.x, whole.y, w, h);
            icons::fill_rounded(canvas, filled, radius, ink, 255);
        }
    }
}
