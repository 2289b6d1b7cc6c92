//! A card of facts: what a window and its cage are, or what was refused and why.

use super::footer::panel;
use crate::canvas::Canvas;
use crate::edging::Edging;
use crate::paragraph::Block;
use crate::text::{Face, Style, Texts};
use crate::{CageStyle, Metrics, Painter, Pattern, Picture, Rect, Rgb, Scale, Ui};

/// Most lines that one value may take.
const LINES: usize = 3;

/// What stands at the top of a card.
#[derive(Debug, Clone, Copy)]
pub enum CardHead<'a> {
    /// A cage: the card has its frame.
    Cage(&'a CageStyle<'a>),
    /// Trusted UI's own words.
    Words(&'a str),
}

/// One fact.
#[derive(Debug, Clone, Copy)]
pub enum CardRow<'a> {
    /// What the facts that follow are about.
    Section(&'a str),
    /// What it is called, and what it is.
    Field(&'a str, &'a str),
    /// A sentence.
    Words(&'a str),
    /// Something that happened.
    Entry {
        /// When, such as "14:05".
        time: &'a str,
        /// Whose doing it was, if a cage's.
        cage: Option<&'a CageStyle<'a>>,
        /// What it was.
        what: &'a str,
        /// Why.
        why: &'a str,
        /// What could be done instead; "" for nothing.
        instead: &'a str,
    },
}

/// What a card shows.
#[derive(Debug, Clone, Copy)]
pub struct CardSpec<'a> {
    /// Neutral colours.
    pub ui: &'a Ui,
    /// What it is about.
    pub head: CardHead<'a>,
    /// The facts, from the top.
    pub rows: &'a [CardRow<'a>],
    /// The output's scale.
    pub scale: Scale,
    /// Width, physical pixels.
    pub width: i32,
    /// Most height that the card may take, physical pixels.
    pub max_height: i32,
}

impl Painter {
    /// The card, as high as its facts; those without room are counted at its foot.
    #[must_use]
    pub fn card(&mut self, spec: &CardSpec<'_>) -> Picture {
        let card = Card::of(&mut self.texts, spec);
        let mut canvas = match spec.head {
            CardHead::Cage(cage) => Canvas::filled(card.outer.w, card.outer.h, cage.colour),
            CardHead::Words(_) => Canvas::clear(card.outer.w, card.outer.h),
        };
        card.head(&mut canvas, &mut self.texts, spec);
        let mut y = card.hole.y + spec.scale.px(10);
        for (row, height) in &card.rows {
            row.draw(
                &mut canvas,
                &mut self.texts,
                spec,
                card.row(spec, y, *height),
            );
            y += *height;
        }
        if !card.more.is_empty() {
            let place = card.row(spec, y, spec.scale.px(24));
            let dim = spec.ui.bar_dim_text;
            let style = plain(spec.scale);
            self.texts.write(&mut canvas, &card.more, style, place, dim);
        }
        canvas.finish()
    }
}

/// A card with its words shaped, in physical pixels.
struct Card {
    outer: Rect,
    /// Where the facts are.
    hole: Rect,
    /// Each with its height.
    rows: Vec<(Shaped, i32)>,
    more: String,
}

/// A fact, shaped.
enum Shaped {
    Section(String),
    Field(String, Block),
    Words(Block),
    Entry(Entry),
}

/// Something that happened, shaped.
struct Entry {
    time: String,
    chip: Option<(String, Rgb, Rgb)>,
    what: Block,
    why: Block,
    instead: Block,
}

fn headline(scale: Scale) -> Style {
    Style::new(Face::Semibold, scale.length(18.0))
}

fn strong(scale: Scale) -> Style {
    Style::new(Face::Semibold, scale.length(14.0))
}

fn plain(scale: Scale) -> Style {
    Style::new(Face::Regular, scale.length(14.0))
}

/// Height of a line.
const fn step(scale: Scale) -> i32 {
    scale.px(20)
}

/// Width of the column of names, or of times.
const fn column(scale: Scale) -> i32 {
    scale.px(112)
}

/// Width of the column of times.
const fn times(scale: Scale) -> i32 {
    scale.px(56)
}

impl Card {
    fn of(texts: &mut Texts, spec: &CardSpec<'_>) -> Self {
        let px = |logical| spec.scale.px(logical);
        let (side, head) = match spec.head {
            CardHead::Cage(_) => (Metrics::at(spec.scale).border, px(44)),
            CardHead::Words(_) => (px(1).max(1), px(48)),
        };
        let inside = spec.width - 2 * side;
        let room = inside - 2 * px(16);
        let most = spec.max_height - 2 * side - head - px(20);
        let shaped = spec
            .rows
            .iter()
            .map(|row| Shaped::of(texts, spec, row, room));
        let mut rows: Vec<(Shaped, i32)> = shaped.collect();
        let sum = |rows: &[(Shaped, i32)]| rows.iter().map(|(_, height)| *height).sum::<i32>();
        let mut left_out = 0;
        while sum(&rows) + if left_out > 0 { px(24) } else { 0 } > most && rows.len() > 1 {
            rows.pop();
            left_out += 1;
        }
        let more = match left_out {
            0 => String::new(),
            count => (texts.language.words().content.others)(count),
        };
        let foot = if more.is_empty() { 0 } else { px(24) };
        let below = sum(&rows) + foot + px(20);
        let hole = Rect::new(side, side + head, inside, below);
        Self {
            outer: Rect::new(0, 0, spec.width, hole.bottom() + side),
            hole,
            rows,
            more,
        }
    }

    fn row(&self, spec: &CardSpec<'_>, y: i32, height: i32) -> Rect {
        let x = self.hole.x + spec.scale.px(16);
        Rect::new(x, y, self.hole.w - 2 * spec.scale.px(16), height)
    }

    fn head(&self, canvas: &mut Canvas, texts: &mut Texts, spec: &CardSpec<'_>) {
        let px = |logical| spec.scale.px(logical);
        let strip = Rect::new(self.hole.x, 0, self.hole.w, self.hole.y);
        match spec.head {
            CardHead::Words(words) => {
                panel(canvas, spec.ui, spec.scale);
                let place = Rect::new(strip.x + px(16), px(8), strip.w - px(32), strip.h - px(8));
                texts.write(canvas, words, headline(spec.scale), place, spec.ui.bar_text);
            }
            CardHead::Cage(cage) => {
                canvas.fill(self.hole, spec.ui.bar_background);
                let metrics = Metrics::at(spec.scale);
                let edging = Edging::new(cage, spec.ui, &metrics, metrics.border);
                edging.draw(canvas, self.outer, self.hole);
                let top = metrics.border - px(3);
                let left = strip.x + px(12);
                let patch = Rect::new(left, top + (px(44) - px(24)) / 2, px(24), px(24));
                canvas.sew(patch, &cage.pattern.cloth(spec.scale), cage.text);
                let named = match cage.pattern {
                    Pattern::Solid => left,
                    _ => patch.right() + px(10),
                };
                let name = Rect::new(named, top, strip.right() - px(12) - named, px(44));
                texts.write(canvas, cage.title, headline(spec.scale), name, cage.text);
            }
        }
    }
}

impl Shaped {
    fn of(texts: &mut Texts, spec: &CardSpec<'_>, row: &CardRow<'_>, room: i32) -> (Self, i32) {
        let (px, scale) = (|logical| spec.scale.px(logical), spec.scale);
        let high = |lines: usize| step(scale) * lines.max(1) as i32;
        match row {
            CardRow::Section(words) => (Self::Section((*words).to_owned()), step(scale) + px(14)),
            CardRow::Words(words) => {
                let block = texts.block(words, plain(scale), room, LINES);
                let height = high(block.lines.len()) + px(6);
                (Self::Words(block), height)
            }
            CardRow::Field(name, value) => {
                let beside = (room - column(scale)).max(px(64));
                let block = texts.block(value, plain(scale), beside, LINES);
                let height = high(block.lines.len()) + px(4);
                (Self::Field((*name).to_owned(), block), height)
            }
            CardRow::Entry {
                time,
                cage,
                what,
                why,
                instead,
            } => {
                let beside = (room - times(scale)).max(px(64));
                let lines = |text: &str| if text.is_empty() { 0 } else { LINES };
                let entry = Entry {
                    time: (*time).to_owned(),
                    chip: cage.map(|cage| (cage.title.to_owned(), cage.colour, cage.text)),
                    what: texts.block(what, strong(scale), beside, 2),
                    why: texts.block(why, plain(scale), beside, lines(why)),
                    instead: texts.block(instead, plain(scale), beside, lines(instead)),
                };
                let rows = entry.what.lines.len() + entry.why.lines.len();
                let rows = rows + entry.instead.lines.len();
                let chip = if entry.chip.is_some() { px(26) } else { 0 };
                (Self::Entry(entry), high(rows) + chip + px(14))
            }
        }
    }

    fn draw(&self, canvas: &mut Canvas, texts: &mut Texts, spec: &CardSpec<'_>, place: Rect) {
        let (px, scale, ui) = (|logical| spec.scale.px(logical), spec.scale, spec.ui);
        match self {
            Self::Section(words) => {
                let line = Rect::new(place.x, place.y + px(7), place.w, px(1).max(1));
                canvas.fill(line, ui.bar_background.mix(ui.bar_text, 48));
                let word = Rect::new(place.x, place.y + px(12), place.w, step(scale));
                texts.write(canvas, words, strong(scale), word, ui.bar_text);
            }
            Self::Words(block) => {
                let rows = (place, step(scale));
                texts.write_block(canvas, block, plain(scale), rows, ui.bar_text);
            }
            Self::Field(name, block) => {
                let room = column(scale) - px(10);
                let left = Rect::new(place.x, place.y, room, step(scale));
                texts.write(canvas, name, plain(scale), left, ui.bar_dim_text);
                let x = place.x + column(scale);
                let right = Rect::new(x, place.y, place.right() - x, place.h);
                let rows = (right, step(scale));
                texts.write_block(canvas, block, plain(scale), rows, ui.bar_text);
            }
            Self::Entry(entry) => entry.draw(canvas, texts, spec, place),
        }
    }
}

impl Entry {
    fn draw(&self, canvas: &mut Canvas, texts: &mut Texts, spec: &CardSpec<'_>, place: Rect) {
        let (px, scale, ui) = (|logical| spec.scale.px(logical), spec.scale, spec.ui);
        let x = place.x + times(scale);
        let mut y = place.y;
        let first = if self.chip.is_some() {
            px(22)
        } else {
            step(scale)
        };
        let time = Rect::new(place.x, y, times(scale) - px(8), first);
        texts.write(canvas, &self.time, plain(scale), time, ui.bar_dim_text);
        if let Some((name, colour, ink)) = &self.chip {
            let most = place.right() - x - px(16);
            let width = texts.line(name, strong(scale), most).width;
            let chip = Rect::new(x, y, width + px(16), px(22));
            canvas.fill(chip, *colour);
            let word = Rect::new(x + px(8), y, width, px(22));
            texts.write(canvas, name, strong(scale), word, *ink);
            y += px(26);
        }
        let parts = [
            (&self.what, strong(scale), ui.bar_text),
            (&self.why, plain(scale), ui.bar_dim_text),
            (&self.instead, plain(scale), ui.bar_text),
        ];
        for (block, style, ink) in parts {
            let rows = Rect::new(x, y, place.right() - x, step(scale));
            texts.write_block(canvas, block, style, (rows, step(scale)), ink);
            y += step(scale) * block.lines.len() as i32;
        }
    }
}
