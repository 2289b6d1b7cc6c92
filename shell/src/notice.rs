//! A notice: what a program tells the user, on a card of its cage's colour that the core draws.

use crate::canvas::Canvas;
use crate::edging::Edging;
use crate::paragraph::Block;
use crate::text::{Face, Style, Texts};
use crate::{Button, CageStyle, Metrics, Painter, Pattern, Picture, Rect, Scale, Ui, icons};

/// How many lines of the program's words a card has room for, below its headline.
const LINES: usize = 4;

/// What a notice shows.
#[derive(Debug, Clone, Copy)]
pub struct NoticeSpec<'a> {
    /// Neutral colours.
    pub ui: &'a Ui,
    /// Whose program it is.
    pub cage: &'a CageStyle<'a>,
    /// The output's scale.
    pub scale: Scale,
    /// Most width that the card may take, physical pixels.
    pub max_width: i32,
    /// The program's headline, cleaned; "" for none.
    pub summary: &'a str,
    /// The program's words, cleaned, in lines; "" for none.
    pub body: &'a str,
    /// How many more notices of the cage there are that are not shown.
    pub more: usize,
}

impl NoticeSpec<'_> {
    /// The height of the highest card at a scale, in physical pixels.
    #[must_use]
    pub fn highest(scale: Scale) -> i32 {
        let metrics = Metrics::at(scale);
        2 * metrics.border + metrics.strip + high(scale, LINES + 2)
    }
}

impl Painter {
    /// The card: opaque, 352 logical pixels wide where there is room, as high as its words.
    #[must_use]
    pub fn notice(&mut self, spec: &NoticeSpec<'_>) -> Picture {
        let card = Card::of(&mut self.texts, spec);
        let mut canvas = Canvas::filled(card.outer.w, card.outer.h, spec.cage.colour);
        canvas.fill(card.hole, spec.ui.bar_background);
        card.strip(&mut canvas, &mut self.texts, spec);
        card.words(&mut canvas, &mut self.texts, spec);
        let metrics = Metrics::at(spec.scale);
        let edging = Edging::new(spec.cage, spec.ui, &metrics, metrics.border);
        edging.draw(&mut canvas, card.outer, card.hole);
        canvas.finish()
    }
}

/// A card with its words shaped, in physical pixels.
struct Card {
    outer: Rect,
    /// The strip with the cage's name, under the border.
    strip: Rect,
    /// Where the program's words are.
    hole: Rect,
    summary: Block,
    body: Block,
    more: String,
}

impl Card {
    fn of(texts: &mut Texts, spec: &NoticeSpec<'_>) -> Self {
        let px = |logical| spec.scale.px(logical);
        let metrics = Metrics::at(spec.scale);
        let side = metrics.border;
        let width = px(352).min(spec.max_width).max(px(120));
        let inside = width - 2 * side;
        let room = inside - 2 * px(12);
        let lines = |text: &str, most| if text.is_empty() { 0 } else { most };
        let heads = lines(spec.summary, 1);
        let summary = texts.block(spec.summary, headline(spec.scale), room, heads);
        let below = lines(spec.body, LINES);
        let body = texts.block(spec.body, plain(spec.scale), room, below);
        let more = match spec.more {
            0 => String::new(),
            count => (texts.language.words().content.others)(count),
        };
        let rows = summary.lines.len() + body.lines.len() + usize::from(spec.more > 0);
        // A little higher than the middle: the trim is sewn on the strip's lower end.
        let strip = Rect::new(side, side - px(3), inside, metrics.strip);
        let hole = Rect::new(side, side + metrics.strip, inside, high(spec.scale, rows));
        Self {
            outer: Rect::new(0, 0, width, hole.bottom() + side),
            strip,
            hole,
            summary,
            body,
            more,
        }
    }

    /// The cage's cloth and name, and the sign that a press takes the card away.
    fn strip(&self, canvas: &mut Canvas, texts: &mut Texts, spec: &NoticeSpec<'_>) {
        let (cage, px) = (spec.cage, |logical| spec.scale.px(logical));
        let size = px(24);
        let left = self.strip.x + px(8);
        let patch = icons::patch(
            Rect::new(left, self.strip.y, size, self.strip.h),
            spec.scale,
        );
        canvas.sew(patch, &cage.pattern.cloth(spec.scale), cage.text);
        let named = match cage.pattern {
            Pattern::Solid => left + px(4),
            _ => patch.right() + px(8),
        };
        let button = Metrics::at(spec.scale).button;
        let close = Rect::new(
            self.strip.right() - button,
            self.strip.y,
            button,
            self.strip.h,
        );
        let name = Rect::new(named, self.strip.y, close.x - named, self.strip.h);
        texts.write(canvas, cage.title, headline(spec.scale), name, cage.text);
        icons::button(canvas, close, Button::Close, false, spec.scale, cage.text);
    }

    fn words(&self, canvas: &mut Canvas, texts: &mut Texts, spec: &NoticeSpec<'_>) {
        let (scale, ui) = (spec.scale, spec.ui);
        let step = step(scale);
        let x = self.hole.x + scale.px(12);
        let place = |y: i32| Rect::new(x, y, self.hole.right() - scale.px(12) - x, step);
        let mut y = self.hole.y + scale.px(8);
        let head = (place(y), step);
        texts.write_block(canvas, &self.summary, headline(scale), head, ui.bar_text);
        y += step * self.summary.lines.len() as i32;
        let rest = (place(y), step);
        texts.write_block(canvas, &self.body, plain(scale), rest, ui.bar_text);
        y += step * self.body.lines.len() as i32;
        texts.write(canvas, &self.more, plain(scale), place(y), ui.bar_dim_text);
    }
}

/// Height of the place for so many lines.
const fn high(scale: Scale, rows: usize) -> i32 {
    let rows = if rows == 0 { 1 } else { rows as i32 };
    2 * scale.px(8) + step(scale) * rows
}

/// Height of a line.
const fn step(scale: Scale) -> i32 {
    scale.px(20)
}

fn headline(scale: Scale) -> Style {
    Style::new(Face::Semibold, scale.length(14.0))
}

fn plain(scale: Scale) -> Style {
    Style::new(Face::Regular, scale.length(14.0))
}
