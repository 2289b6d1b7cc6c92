//! The foot of the lens: windows that can't be seen, and what each key does; all of it can be
//! pressed.

use crate::canvas::Canvas;
use crate::text::{Face, Style, Texts};
use crate::{Painter, Picture, Rect, Rgb, Scale, SwitcherEntry, Ui, icons};

/// A key and what it does.
#[derive(Debug, Clone, Copy)]
pub struct FooterKey<'a> {
    /// What is written on it.
    pub cap: &'a str,
    /// What it does, in a few words.
    pub does: &'a str,
    /// Whether it was pressed once, and does it when it is pressed again.
    pub again: bool,
}

/// What the foot shows.
#[derive(Debug, Clone, Copy)]
pub struct FooterSpec<'a> {
    /// Neutral colours.
    pub ui: &'a Ui,
    /// Windows that nothing is seen of.
    pub hidden: &'a [SwitcherEntry<'a>],
    /// Which of these is asked about.
    pub chosen: Option<usize>,
    /// How many others there are.
    pub more: usize,
    /// The window that is asked about, wherever it is.
    pub about: Option<SwitcherEntry<'a>>,
    /// The keys: those that concern this window, and all others.
    pub keys: [&'a [FooterKey<'a>]; 2],
    /// What the pointer is on.
    pub hovered: Option<FooterHot>,
    /// The output's scale.
    pub scale: Scale,
    /// Most width that the foot may take, physical pixels.
    pub max_width: i32,
}

/// What the pointer can meet on the foot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FooterHot {
    /// A key: its place among all of them, both lists as one.
    Key(usize),
    /// A window that nothing is seen of, by its place.
    Window(usize),
}

impl Painter {
    /// The foot and where its parts are, relative to its top left. Its corners are round.
    #[must_use]
    pub fn footer(&mut self, spec: &FooterSpec<'_>) -> (Picture, Vec<(Rect, FooterHot)>) {
        let more = match spec.more {
            0 => String::new(),
            count => (self.texts.language.words().content.others)(count),
        };
        let rows = items(&mut self.texts, spec, &more);
        let (places, size) = flow(&rows, spec);
        let mut canvas = ground(spec, size);
        for (item, place) in &places {
            item.draw(&mut canvas, &mut self.texts, spec, *place);
        }
        let hot = places.iter().filter_map(|(item, place)| {
            let hot = item.hot?;
            Some((*place, hot))
        });
        let hot = hot.collect();
        (canvas.finish(), hot)
    }
}

/// One thing on a row.
#[derive(Clone, Copy)]
struct Item<'a> {
    what: What<'a>,
    width: i32,
    hot: Option<FooterHot>,
}

#[derive(Clone, Copy)]
enum What<'a> {
    Words(&'a str),
    Window(SwitcherEntry<'a>),
    Key(FooterKey<'a>),
}

fn strong(scale: Scale) -> Style {
    Style::new(Face::Semibold, scale.length(14.0))
}

fn plain(scale: Scale) -> Style {
    Style::new(Face::Regular, scale.length(14.0))
}

/// Height of a row.
const fn high(scale: Scale) -> i32 {
    scale.px(30)
}

/// Room at each end of a thing, which lights up under the pointer.
const fn air(scale: Scale) -> i32 {
    scale.px(7)
}

/// The things of each section, measured.
fn items<'a>(texts: &mut Texts, spec: &FooterSpec<'a>, more: &'a str) -> [Vec<Item<'a>>; 3] {
    let hidden = spec.hidden.iter().enumerate();
    let hidden = hidden.map(|(index, entry)| {
        let hot = Some(FooterHot::Window(index));
        Item::of(texts, spec, What::Window(*entry), hot)
    });
    let mut hidden: Vec<Item<'a>> = hidden.collect();
    if !hidden.is_empty() {
        let words = What::Words(texts.language.words().lens.hidden);
        hidden.insert(0, Item::of(texts, spec, words, None));
    }
    if !more.is_empty() {
        hidden.push(Item::of(texts, spec, What::Words(more), None));
    }
    let mut at = 0;
    let mut keys = |texts: &mut Texts, keys: &'a [FooterKey<'a>]| {
        let items = keys.iter().map(|key| {
            let hot = Some(FooterHot::Key(at));
            at += 1;
            Item::of(texts, spec, What::Key(*key), hot)
        });
        items.collect::<Vec<_>>()
    };
    let mut first = keys(texts, spec.keys[0]);
    if let Some(entry) = spec.about {
        let about = Item::of(texts, spec, What::Window(entry), None);
        first.insert(0, about);
    }
    let rest = keys(texts, spec.keys[1]);
    [hidden, first, rest]
}

/// Puts things on rows, each section on rows of its own, and each row in the middle.
fn flow<'a>(
    sections: &[Vec<Item<'a>>; 3],
    spec: &FooterSpec<'_>,
) -> (Vec<(Item<'a>, Rect)>, (i32, i32)) {
    let px = |logical| spec.scale.px(logical);
    let (gap, pad) = (px(8), px(16));
    let most = (spec.max_width - 2 * pad).max(px(64));
    let mut rows: Vec<(Vec<Item<'a>>, i32)> = Vec::new();
    let mut tops = Vec::new();
    let mut y = px(12);
    for section in sections.iter().filter(|section| !section.is_empty()) {
        y += if rows.is_empty() { 0 } else { px(6) };
        let mut open: Option<(Vec<Item<'a>>, i32)> = None;
        for item in section {
            let item = Item {
                width: item.width.min(most),
                ..*item
            };
            match &mut open {
                Some((row, width)) if *width + gap + item.width <= most => {
                    *width += gap + item.width;
                    row.push(item);
                }
                _ => {
                    if let Some(full) = open.replace((vec![item], item.width)) {
                        rows.push(full);
                        tops.push(y);
                        y += high(spec.scale) + px(4);
                    }
                }
            }
        }
        if let Some(last) = open {
            rows.push(last);
            tops.push(y);
            y += high(spec.scale);
        }
    }
    let broadest = rows.iter().map(|(_, width)| *width).max().unwrap_or(0);
    let size = (broadest + 2 * pad, y + px(12));
    let mut places = Vec::new();
    for ((row, width), top) in rows.into_iter().zip(tops) {
        let mut x = (size.0 - width) / 2;
        for item in row {
            let place = Rect::new(x, top, item.width, high(spec.scale));
            places.push((item, place));
            x += item.width + gap;
        }
    }
    (places, size)
}

fn ground(spec: &FooterSpec<'_>, (w, h): (i32, i32)) -> Canvas {
    let mut canvas = Canvas::clear(w, h);
    panel(&mut canvas, spec.ui, spec.scale);
    canvas
}

/// Trusted UI's own ground, with round corners.
pub(super) fn panel(canvas: &mut Canvas, ui: &Ui, scale: Scale) {
    let (line, radius) = (scale.px(1).max(1), scale.length(12.0));
    let bounds = canvas.bounds();
    let edge = ui.bar_background.mix(ui.bar_text, 56);
    icons::fill_rounded(canvas, bounds, radius, edge, 255);
    let inner = bounds.shrunk(line);
    icons::fill_rounded(canvas, inner, radius - line as f32, ui.bar_background, 255);
}

impl<'a> Item<'a> {
    fn of(
        texts: &mut Texts,
        spec: &FooterSpec<'_>,
        what: What<'a>,
        hot: Option<FooterHot>,
    ) -> Self {
        let (px, scale) = (|logical| spec.scale.px(logical), spec.scale);
        let most = i32::from(i16::MAX);
        let width = match what {
            What::Words(words) => texts.line(words, plain(scale), most).width + px(4),
            What::Window(entry) => {
                let name = texts.line(entry.cage.title, strong(scale), most).width;
                let title = texts.line(entry.title, plain(scale), px(220)).width;
                let title = if title == 0 { 0 } else { title + px(20) };
                name + px(20) + title
            }
            What::Key(key) => {
                let cap = cap(texts, key.cap, scale);
                let does = texts.line(key.does, plain(scale), most).width;
                2 * air(scale) + cap + px(8) + does
            }
        };
        Self { what, width, hot }
    }

    fn draw(&self, canvas: &mut Canvas, texts: &mut Texts, spec: &FooterSpec<'_>, place: Rect) {
        let ui = spec.ui;
        let lit = self.hot.is_some() && self.hot == spec.hovered;
        match self.what {
            What::Words(words) => {
                texts.write(canvas, words, plain(spec.scale), place, ui.bar_dim_text);
            }
            What::Window(entry) => {
                let chosen = spec.chosen.map(FooterHot::Window);
                let chosen = self.hot.is_some() && self.hot == chosen;
                window(canvas, texts, spec, (&entry, place, chosen || lit));
            }
            What::Key(key) => draw_key(canvas, texts, spec, (&key, place, lit)),
        }
    }
}

/// How wide a key's cap is.
fn cap(texts: &mut Texts, words: &str, scale: Scale) -> i32 {
    let most = i32::from(i16::MAX);
    let width = texts.line(words, strong(scale), most).width;
    (width + scale.px(14)).max(scale.px(26))
}

/// A window: its cage on its colour, its title beside.
fn window(
    canvas: &mut Canvas,
    texts: &mut Texts,
    spec: &FooterSpec<'_>,
    (entry, place, lit): (&SwitcherEntry<'_>, Rect, bool),
) {
    let (px, scale, ui) = (|logical| spec.scale.px(logical), spec.scale, spec.ui);
    let cage = entry.cage;
    let most = (place.w - px(20)).max(0);
    let name = texts.line(cage.title, strong(scale), most).width + px(20);
    let chip = Rect::new(place.x, place.y, name.min(place.w), place.h);
    let ground = ui
        .bar_background
        .mix(ui.bar_text, if lit { 60 } else { 20 });
    canvas.fill(place, ground);
    canvas.fill(chip, cage.colour);
    let word = Rect::new(chip.x + px(10), chip.y, chip.w - px(16), chip.h);
    texts.write(canvas, cage.title, strong(scale), word, cage.text);
    let rest = place.right() - chip.right() - px(16);
    let title = Rect::new(chip.right() + px(10), place.y, rest, place.h);
    let ink = if lit { ui.bar_text } else { ui.bar_dim_text };
    texts.write(canvas, entry.title, plain(scale), title, ink);
    if lit {
        icons::outline(canvas, place, px(2).max(2), ui.bar_text);
    }
}

/// A key's cap, and what it does beside.
fn draw_key(
    canvas: &mut Canvas,
    texts: &mut Texts,
    spec: &FooterSpec<'_>,
    (key, place, lit): (&FooterKey<'_>, Rect, bool),
) {
    let (px, scale, ui) = (|logical| spec.scale.px(logical), spec.scale, spec.ui);
    let (line, radius) = (px(1).max(1), scale.length(5.0));
    if lit {
        let ground = ui.bar_background.mix(ui.bar_text, 36);
        icons::fill_rounded(canvas, place, scale.length(7.0), ground, 255);
    }
    let width = cap(texts, key.cap, scale);
    let top = (place.h - px(24)) / 2;
    let outer = Rect::new(place.x + air(scale), place.y + top, width, px(24));
    let (edge, ground, ink): (Rgb, Rgb, Rgb) = if key.again {
        (ui.accent, ui.accent, ui.contrast_dark)
    } else {
        let ground = ui.bar_background.mix(ui.bar_text, 26);
        (ui.bar_background.mix(ui.bar_text, 100), ground, ui.bar_text)
    };
    icons::fill_rounded(canvas, outer, radius, edge, 255);
    let inner = outer.shrunk(line);
    icons::fill_rounded(canvas, inner, radius - line as f32, ground, 255);
    let text = texts.line(key.cap, strong(scale), outer.w).width;
    let middle = Rect::new(outer.x + (outer.w - text) / 2, outer.y, text, outer.h);
    texts.write(canvas, key.cap, strong(scale), middle, ink);
    let x = outer.right() + px(8);
    let does = Rect::new(x, place.y, place.right() - air(scale) - x, place.h);
    let ink = if key.again { ui.accent } else { ui.bar_text };
    texts.write(canvas, key.does, plain(scale), does, ink);
}
