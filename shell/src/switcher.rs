//! The panel that chooses among windows (Alt+Tab): one title strip for each.

use crate::canvas::Canvas;
use crate::text::{Face, Style, Texts};
use crate::{CageStyle, Painter, Pattern, Picture, Rect, Scale, Ui, icons};

/// One window in the switcher.
#[derive(Debug, Clone, Copy)]
pub struct SwitcherEntry<'a> {
    /// The window's cage.
    pub cage: &'a CageStyle<'a>,
    /// The window's cleaned title.
    pub title: &'a str,
}

/// What the switcher shows.
#[derive(Debug, Clone, Copy)]
pub struct SwitcherSpec<'a> {
    /// Neutral colours.
    pub ui: &'a Ui,
    /// The windows, most recent first.
    pub entries: &'a [SwitcherEntry<'a>],
    /// Which entry is chosen; beyond the list means none.
    pub selected: usize,
    /// The output's scale.
    pub scale: Scale,
    /// Most width that the panel may take, physical pixels.
    pub max_width: i32,
    /// Most height that the panel may take, physical pixels: of a longer list
    /// the part round the chosen entry is shown.
    pub max_height: i32,
}

impl Painter {
    /// The switcher's panel; its corners are round, so it is not opaque.
    #[must_use]
    pub fn switcher(&mut self, spec: &SwitcherSpec<'_>) -> Picture {
        let sizes = Sizes::of(&mut self.texts, spec);
        let (first, count) = shown(spec, &sizes);
        let mut canvas = panel(spec, &sizes, count.max(1));
        let entries = spec
            .entries
            .iter()
            .enumerate()
            .skip(first)
            .take(count as usize);
        for (place, (index, entry)) in (0..).zip(entries) {
            let y = sizes.padding + place * (sizes.row + sizes.gap);
            let row = Rect::new(sizes.padding, y, sizes.width - 2 * sizes.padding, sizes.row);
            let drawn = Row {
                spec,
                sizes: &sizes,
                entry,
                place: row,
                chosen: index == spec.selected,
            };
            drawn.draw(&mut canvas, &mut self.texts);
        }
        canvas.finish()
    }
}

/// Lengths in physical pixels.
struct Sizes {
    width: i32,
    padding: i32,
    row: i32,
    gap: i32,
    ring: i32,
    /// Width of every chip: that of the longest name, so that titles line up.
    chip: i32,
    patch: i32,
}

impl Sizes {
    fn of(texts: &mut Texts, spec: &SwitcherSpec<'_>) -> Self {
        let px = |logical| spec.scale.px(logical);
        let width = spec.max_width.min(px(640)).max(px(96));
        let style = name_style(spec.scale);
        let names = spec.entries.iter().map(|entry| {
            let name = texts.line(entry.cage.title, style, width).width;
            name + remote_width(texts, entry.cage, spec.scale)
        });
        let (patch, ring) = (px(24), px(3).max(3));
        let natural = names.max().unwrap_or(0) + patch + ring + px(28);
        let chip = natural.min((width - px(24)) / 2);
        Self {
            width,
            padding: px(12),
            row: px(36),
            gap: px(6),
            ring,
            chip,
            patch,
        }
    }
}

fn name_style(scale: Scale) -> Style {
    Style::new(Face::Semibold, scale.length(14.0))
}

fn remote_style(scale: Scale) -> Style {
    Style::new(Face::Regular, scale.length(13.0))
}

/// The width of the word for programs that run elsewhere, with the gap before it.
fn remote_width(texts: &mut Texts, cage: &CageStyle<'_>, scale: Scale) -> i32 {
    if !cage.remote {
        return 0;
    }
    let word = texts.language.words().bar.remote;
    let line = texts.line(word, remote_style(scale), i32::from(i16::MAX));
    line.width + scale.px(8)
}

/// The first entry shown and how many there is room for.
fn shown(spec: &SwitcherSpec<'_>, sizes: &Sizes) -> (usize, i32) {
    let room = spec.max_height - 2 * sizes.padding + sizes.gap;
    let most = (room / (sizes.row + sizes.gap)).max(1) as usize;
    let count = spec.entries.len().min(most);
    let first = spec
        .selected
        .saturating_sub(count / 2)
        .min(spec.entries.len() - count);
    (first, count as i32)
}

fn panel(spec: &SwitcherSpec<'_>, sizes: &Sizes, rows: i32) -> Canvas {
    let height = 2 * sizes.padding + rows * (sizes.row + sizes.gap) - sizes.gap;
    let mut canvas = Canvas::clear(sizes.width, height);
    let line = spec.scale.px(1).max(1);
    let radius = spec.scale.length(10.0);
    let ui = spec.ui;
    let edge = ui.bar_background.mix(ui.bar_text, 56);
    let bounds = canvas.bounds();
    icons::fill_rounded(&mut canvas, bounds, radius, edge, 255);
    let inner = bounds.shrunk(line);
    icons::fill_rounded(
        &mut canvas,
        inner,
        radius - line as f32,
        ui.bar_background,
        255,
    );
    canvas
}

/// One entry, drawn as the title strip of a window with or without focus.
struct Row<'a> {
    spec: &'a SwitcherSpec<'a>,
    sizes: &'a Sizes,
    entry: &'a SwitcherEntry<'a>,
    place: Rect,
    chosen: bool,
}

impl Row<'_> {
    fn draw(&self, canvas: &mut Canvas, texts: &mut Texts) {
        let (cage, ui, place) = (self.entry.cage, self.spec.ui, self.place);
        let quiet = ui.bar_background.mix(ui.bar_text, 14);
        canvas.fill(place, if self.chosen { cage.colour } else { quiet });
        let chip = Rect::new(place.x, place.y, self.sizes.chip, place.h);
        canvas.fill(chip, cage.colour);
        let start = chip.right();
        let rest = Rect::new(start, place.y, place.right() - start, place.h);
        if self.chosen {
            let ring = self.sizes.ring;
            let inner = Rect::new(rest.x, rest.y + ring, rest.w - ring, rest.h - 2 * ring);
            canvas.fill(inner, cage.shade(ui));
        }
        self.name(canvas, texts, chip);
        self.title(canvas, texts, rest);
    }

    fn name(&self, canvas: &mut Canvas, texts: &mut Texts, chip: Rect) {
        let (cage, px) = (self.entry.cage, |logical| self.spec.scale.px(logical));
        let side = self.sizes.patch;
        let patch = Rect::new(chip.x + px(6), chip.y + (chip.h - side) / 2, side, side);
        let named = if cage.pattern == Pattern::Solid {
            chip.x + px(2)
        } else {
            patch.right()
        };
        canvas.sew(patch, &cage.pattern.cloth(self.spec.scale), cage.text);
        let place = Rect::new(
            named + px(10),
            chip.y,
            chip.right() - named - px(16),
            chip.h,
        );
        let style = name_style(self.spec.scale);
        let word = remote_width(texts, cage, self.spec.scale).min(place.w);
        let name = texts.line(cage.title, style, place.w - word).width;
        let named = Rect::new(place.x, place.y, place.w - word, place.h);
        texts.write(canvas, cage.title, style, named, cage.text);
        if word > 0 {
            let x = place.x + name + px(8);
            let rest = Rect::new(x, place.y, word - px(8), place.h);
            let style = remote_style(self.spec.scale);
            let remote = texts.language.words().bar.remote;
            texts.write(canvas, remote, style, rest, cage.quiet());
        }
    }

    fn title(&self, canvas: &mut Canvas, texts: &mut Texts, rest: Rect) {
        let (cage, ui, px) = (self.entry.cage, self.spec.ui, |logical| {
            self.spec.scale.px(logical)
        });
        let colour = if self.chosen {
            cage.text
        } else {
            ui.bar_dim_text
        };
        let place = Rect::new(rest.x + px(12), rest.y, rest.w - px(24), rest.h);
        let style = Style::new(Face::Regular, self.spec.scale.length(14.0));
        texts.write(canvas, self.entry.title, style, place, colour);
    }
}
