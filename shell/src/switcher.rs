//! The panel that chooses among windows (Alt+Tab): a place for the likeness of each.

use crate::canvas::Canvas;
use crate::text::{Face, Style, Texts};
use crate::{CageStyle, FrameKind, Metrics, Painter, Picture, Rect, Scale, Ui, icons};

/// Content of one likeness, in logical pixels.
const CELL: (i32, i32) = (232, 146);
/// Between likenesses and round them, in logical pixels.
const GAP: i32 = 20;
/// How far the ground of the chosen one reaches out, in logical pixels.
const REACH: i32 = 9;
/// Height of the chosen one's title, in logical pixels.
const FOOT: i32 = 36;

/// One window in the switcher.
#[derive(Debug, Clone, Copy)]
pub struct SwitcherEntry<'a> {
    /// The window's cage.
    pub cage: CageStyle<'a>,
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
    /// the rows round the chosen entry are shown.
    pub max_height: i32,
}

/// The panel, and where the likenesses go on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SwitcherPicture {
    /// Its corners are round, so it is not opaque.
    pub picture: Picture,
    /// The numbers of the entries shown, each with the content of its likeness, physical
    /// pixels from the panel's corner; the frames of kind thumbnail go round them.
    pub cells: Vec<(usize, Rect)>,
}

impl Painter {
    /// The switcher's panel, with empty places for likenesses.
    #[must_use]
    pub fn switcher(&mut self, spec: &SwitcherSpec<'_>) -> SwitcherPicture {
        let sizes = Sizes::of(spec);
        let cells = sizes.cells(spec);
        let mut canvas = panel(spec, &sizes);
        let chosen = cells.iter().find(|(index, _)| *index == spec.selected);
        if let Some((_, cell)) = chosen {
            choose(&mut canvas, spec, sizes.outer(*cell));
        }
        if let Some(entry) = spec.entries.get(spec.selected) {
            foot(&mut canvas, &mut self.texts, spec, entry);
        }
        SwitcherPicture {
            picture: canvas.finish(),
            cells,
        }
    }
}

/// Lengths in physical pixels.
struct Sizes {
    columns: i32,
    /// Rows shown.
    rows: i32,
    /// The first of them.
    first: i32,
    cell: (i32, i32),
    gap: i32,
    foot: i32,
    metrics: Metrics,
}

impl Sizes {
    fn of(spec: &SwitcherSpec<'_>) -> Self {
        let px = |logical| spec.scale.px(logical);
        let metrics = Metrics::at(spec.scale);
        let (gap, foot) = (px(GAP), px(FOOT));
        let insets = metrics.insets(&FrameKind::Thumbnail);
        let (around, above) = (insets.left + insets.right, insets.top + insets.bottom);
        // On an output narrower than one likeness, that gives way.
        let w = px(CELL.0).min(spec.max_width - around - 2 * gap).max(1);
        let h = px(CELL.1)
            .min(spec.max_height - above - 2 * gap - foot)
            .max(1);
        let fits = |room: i32, length: i32| ((room - gap) / (length + gap)).max(1);
        let count = i32::try_from(spec.entries.len()).unwrap_or(i32::MAX).max(1);
        let columns = even(count, fits(spec.max_width, w + around));
        let all = count.saturating_add(columns - 1) / columns;
        let rows = fits(spec.max_height - foot, h + above).min(all);
        let chosen = i32::try_from(spec.selected).unwrap_or(0).min(count - 1) / columns;
        Self {
            columns,
            rows,
            first: (chosen - rows / 2).clamp(0, all - rows),
            cell: (w, h),
            gap,
            foot,
            metrics,
        }
    }

    /// The frame round a cell.
    fn outer(&self, cell: Rect) -> Rect {
        let insets = self.metrics.insets(&FrameKind::Thumbnail);
        Rect::new(
            cell.x - insets.left,
            cell.y - insets.top,
            cell.w + insets.left + insets.right,
            cell.h + insets.top + insets.bottom,
        )
    }

    fn step(&self) -> (i32, i32) {
        let outer = self.outer(Rect::new(0, 0, self.cell.0, self.cell.1));
        (outer.w + self.gap, outer.h + self.gap)
    }

    fn size(&self) -> (i32, i32) {
        let (across, down) = self.step();
        (
            self.gap + self.columns * across,
            self.gap + self.rows * down + self.foot,
        )
    }

    fn cells(&self, spec: &SwitcherSpec<'_>) -> Vec<(usize, Rect)> {
        let insets = self.metrics.insets(&FrameKind::Thumbnail);
        let (across, down) = self.step();
        let skipped = usize::try_from(self.first * self.columns).unwrap_or(0);
        let count = usize::try_from(self.rows * self.columns).unwrap_or(0);
        let place = |at: i32| {
            let (row, column) = (at / self.columns, at % self.columns);
            Rect::new(
                self.gap + column * across + insets.left,
                self.gap + row * down + insets.top,
                self.cell.0,
                self.cell.1,
            )
        };
        let entries = (0..spec.entries.len()).skip(skipped).take(count);
        entries.zip((0..).map(place)).collect()
    }
}

/// How many go in a row of at most so many, that the last row may not be much shorter.
fn even(count: i32, most: i32) -> i32 {
    let rows = count.saturating_add(most - 1) / most;
    count.saturating_add(rows - 1) / rows
}

fn panel(spec: &SwitcherSpec<'_>, sizes: &Sizes) -> Canvas {
    let (width, height) = sizes.size();
    let mut canvas = Canvas::clear(width, height);
    let line = spec.scale.px(1).max(1);
    let radius = spec.scale.length(14.0);
    let ui = spec.ui;
    let edge = ui.bar_background.mix(ui.bar_text, 56);
    let bounds = canvas.bounds();
    icons::fill_rounded(&mut canvas, bounds, radius, edge, 255);
    let inner = bounds.shrunk(line);
    let radius = radius - line as f32;
    icons::fill_rounded(&mut canvas, inner, radius, ui.bar_background, 255);
    canvas
}

/// A light ring and ground round the chosen one's frame.
fn choose(canvas: &mut Canvas, spec: &SwitcherSpec<'_>, outer: Rect) {
    let (ui, px) = (spec.ui, |logical| spec.scale.px(logical));
    let reach = px(REACH);
    let ground = outer.shrunk(-reach);
    let radius = spec.scale.length(8.0);
    icons::fill_rounded(canvas, ground, radius, ui.bar_text, 255);
    let line = px(3).max(2);
    let inner = ground.shrunk(line);
    let fill = ui.bar_background.mix(ui.bar_text, 40);
    icons::fill_rounded(canvas, inner, radius - line as f32, fill, 255);
}

/// The chosen window's title in full, after the name of its cage.
fn foot(
    canvas: &mut Canvas,
    texts: &mut Texts,
    spec: &SwitcherSpec<'_>,
    entry: &SwitcherEntry<'_>,
) {
    let px = |logical| spec.scale.px(logical);
    let bounds = canvas.bounds();
    let place = Rect::new(
        px(GAP),
        bounds.h - px(FOOT) - px(6),
        bounds.w - 2 * px(GAP),
        px(FOOT),
    );
    let strong = Style::new(Face::Semibold, spec.scale.length(14.0));
    let plain = Style::new(Face::Regular, spec.scale.length(14.0));
    let name = texts.line(entry.cage.title, strong, place.w).width;
    let gap = px(12);
    let left = (place.w - name - gap).max(0);
    let title = texts.line(entry.title, plain, left).width;
    let start = place.x + (place.w - name - gap - title).max(0) / 2;
    let at = |x: i32| Rect::new(x, place.y, (place.right() - x).max(0), place.h);
    texts.write(
        canvas,
        entry.cage.title,
        strong,
        at(start),
        spec.ui.bar_text,
    );
    let rest = at(start + name + gap);
    texts.write(canvas, entry.title, plain, rest, spec.ui.bar_dim_text);
}
