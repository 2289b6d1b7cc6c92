//! The overview: every window of an output, by workspace, and the workspaces to drag them to.

use crate::canvas::Canvas;
use crate::text::{Face, Style, Texts};
use crate::{FrameKind, Metrics, Painter, Picture, Rect, Rgb, Scale, Ui, icons};

/// Widths that likenesses may have, in logical pixels: the largest with which all fit.
const WIDTHS: [i32; 12] = [520, 460, 408, 360, 320, 288, 256, 232, 208, 184, 164, 148];
/// Height of a likeness for its width.
const ASPECT: (i32, i32) = (5, 8);
/// Between likenesses, in logical pixels.
const GAP: i32 = 24;
/// Height of a workspace's heading, in logical pixels.
const HEAD: i32 = 40;
/// Width of the strip with the workspaces, in logical pixels.
const STRIP: i32 = 148;
/// Height of the line that says what keys do, in logical pixels.
const FOOT: i32 = 40;

/// Windows of one workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OverviewGroup<'a> {
    /// The workspace's number, from 1.
    pub number: u8,
    /// What the user calls it, or "".
    pub name: &'a str,
    /// Whether the output shows it.
    pub active: bool,
    /// How many windows it has, at least 1.
    pub windows: usize,
}

/// A workspace on the strip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OverviewWorkspace<'a> {
    /// Its number, from 1.
    pub number: u8,
    /// What the user calls it, or "".
    pub name: &'a str,
    /// Whether the output shows it.
    pub active: bool,
    /// Whether what is dragged would be dropped here.
    pub target: bool,
    /// The colours of its windows' cages.
    pub colours: &'a [Rgb],
}

/// What the overview of one output shows.
#[derive(Debug, Clone, Copy)]
pub struct OverviewSpec<'a> {
    /// Neutral colours.
    pub ui: &'a Ui,
    /// Workspaces with windows, in order.
    pub groups: &'a [OverviewGroup<'a>],
    /// All workspaces.
    pub strip: &'a [OverviewWorkspace<'a>],
    /// The number of the chosen window, counted through all groups.
    pub chosen: Option<usize>,
    /// The output's scale.
    pub scale: Scale,
    /// What it fills, in physical pixels: all of the output under the bar.
    pub size: (i32, i32),
}

/// The overview, and where things are on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverviewPicture {
    /// Opaque.
    pub picture: Picture,
    /// The numbers of the windows shown, each with the content of its likeness, physical
    /// pixels from the corner; the frames of kind thumbnail go round them.
    pub cells: Vec<(usize, Rect)>,
    /// The numbers of the workspaces on the strip, and where they are.
    pub workspaces: Vec<(u8, Rect)>,
}

impl Painter {
    /// The overview, with empty places for likenesses.
    #[must_use]
    pub fn overview(&mut self, spec: &OverviewSpec<'_>) -> OverviewPicture {
        let plan = Plan::of(spec);
        let mut canvas = Canvas::filled(spec.size.0, spec.size.1, spec.ui.backdrop);
        for (index, cell) in &plan.cells {
            if spec.chosen == Some(*index) {
                choose(&mut canvas, spec, plan.outer(*cell));
            }
        }
        for (group, place) in &plan.heads {
            heading(&mut canvas, &mut self.texts, spec, group, *place);
        }
        if spec.groups.is_empty() {
            empty(&mut canvas, &mut self.texts, spec, plan.main);
        }
        foot(&mut canvas, &mut self.texts, spec, plan.foot);
        let ground = Rect::new(0, 0, plan.main.x, canvas.bounds().h);
        canvas.fill(ground, spec.ui.bar_background);
        for (workspace, place) in spec.strip.iter().zip(&plan.strip) {
            mark(&mut canvas, &mut self.texts, spec, workspace, *place);
        }
        let numbers = spec.strip.iter().map(|workspace| workspace.number);
        OverviewPicture {
            picture: canvas.finish(),
            cells: plan.cells,
            workspaces: numbers.zip(plan.strip).collect(),
        }
    }
}

/// The places of everything, in physical pixels.
struct Plan<'a> {
    metrics: Metrics,
    /// Right of the strip, above the foot.
    main: Rect,
    foot: Rect,
    cells: Vec<(usize, Rect)>,
    heads: Vec<(OverviewGroup<'a>, Rect)>,
    strip: Vec<Rect>,
}

/// How large likenesses are and how many go in a row, in physical pixels.
#[derive(Clone, Copy)]
struct Grid {
    cell: (i32, i32),
    /// From one to the next.
    step: (i32, i32),
    columns: i32,
    /// Of all rows and headings.
    height: i32,
}

impl<'a> Plan<'a> {
    fn of(spec: &OverviewSpec<'a>) -> Self {
        let px = |logical| spec.scale.px(logical);
        let (w, h) = spec.size;
        let side = px(STRIP).min(w / 3);
        let foot = px(FOOT).min(h / 4);
        let main = Rect::new(side, 0, w - side, h - foot);
        let mut plan = Self {
            metrics: Metrics::at(spec.scale),
            main,
            foot: Rect::new(side, h - foot, w - side, foot),
            cells: Vec::new(),
            heads: Vec::new(),
            strip: strip(spec, side),
        };
        let grids = WIDTHS.iter().map(|width| plan.grid(spec, px(*width)));
        let grids: Vec<Grid> = grids.collect();
        let fitting = grids.iter().find(|grid| grid.height <= main.h);
        if let Some(grid) = fitting.or(grids.last()).copied() {
            plan.fill(spec, grid);
        }
        plan
    }

    fn grid(&self, spec: &OverviewSpec<'_>, width: i32) -> Grid {
        let gap = spec.scale.px(GAP);
        let insets = self.metrics.insets(&FrameKind::Thumbnail);
        let around = insets.left + insets.right;
        let w = width.min(self.main.w - around - 2 * gap).max(1);
        let cell = (w, w * ASPECT.0 / ASPECT.1);
        let step = (
            cell.0 + around + gap,
            cell.1 + insets.top + insets.bottom + gap,
        );
        let columns = ((self.main.w - gap) / step.0).max(1);
        let rows = |group: &OverviewGroup<'_>| rows(group, columns);
        let heads = spec.scale.px(HEAD).saturating_mul(spec.groups.len() as i32);
        let height = spec.groups.iter().map(rows).sum::<i32>() * step.1 + heads + gap;
        Grid {
            cell,
            step,
            columns,
            height,
        }
    }

    /// Places every likeness; where they do not all fit, those round the chosen one.
    fn fill(&mut self, spec: &OverviewSpec<'a>, grid: Grid) {
        let gap = spec.scale.px(GAP);
        let insets = self.metrics.insets(&FrameKind::Thumbnail);
        let widest = spec.groups.iter().map(|group| group.windows).max();
        let widest = (widest.unwrap_or(0) as i32).min(grid.columns);
        let block = widest * grid.step.0 - gap;
        let left = self.main.x + ((self.main.w - block) / 2).max(gap);
        let mut y = ((self.main.h - grid.height) / 2).max(0);
        let mut index = 0;
        for group in spec.groups {
            let head = Rect::new(
                left,
                y,
                (self.main.right() - left - gap).max(0),
                spec.scale.px(HEAD),
            );
            self.heads.push((*group, head));
            y = head.bottom();
            for at in 0..group.windows as i32 {
                let (row, column) = (at / grid.columns, at % grid.columns);
                let x = left + column * grid.step.0 + insets.left;
                let top = y + row * grid.step.1 + insets.top;
                self.cells
                    .push((index, Rect::new(x, top, grid.cell.0, grid.cell.1)));
                index += 1;
            }
            y += rows(group, grid.columns) * grid.step.1;
        }
        self.scroll(spec, grid);
    }

    /// Brings the chosen one into view, and leaves out what is not wholly there.
    fn scroll(&mut self, spec: &OverviewSpec<'_>, grid: Grid) {
        let chosen = self
            .cells
            .iter()
            .find(|(index, _)| Some(*index) == spec.chosen);
        let middle = chosen.map_or(0, |(_, cell)| cell.y + cell.h / 2);
        let most = (grid.height - self.main.h).max(0);
        let by = (middle - self.main.h / 2).clamp(0, most);
        let main = self.main;
        let inside = |rect: Rect| rect.y >= 0 && rect.bottom() <= main.h;
        self.cells.iter_mut().for_each(|(_, cell)| cell.y -= by);
        self.heads.iter_mut().for_each(|(_, head)| head.y -= by);
        let cells = std::mem::take(&mut self.cells);
        let cells = cells
            .into_iter()
            .filter(|(_, cell)| inside(self.outer(*cell)));
        self.cells = cells.collect();
        // A heading without a row below it would say that there is nothing.
        let tops = self.cells.iter().map(|(_, cell)| self.outer(*cell).y);
        let tops: Vec<i32> = tops.collect();
        self.heads.retain(|(_, head)| {
            let below = head.bottom()..head.bottom() + grid.step.1;
            inside(*head) && tops.iter().any(|top| below.contains(top))
        });
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
}

fn rows(group: &OverviewGroup<'_>, columns: i32) -> i32 {
    (group.windows as i32 + columns - 1) / columns
}

/// The workspaces' places, one below the other.
fn strip(spec: &OverviewSpec<'_>, side: i32) -> Vec<Rect> {
    let px = |logical| spec.scale.px(logical);
    let count = spec.strip.len() as i32;
    let gap = px(8);
    let free = spec.size.1 - gap * (count + 1);
    let h = (free / count.max(1)).clamp(1, px(64));
    let top = ((spec.size.1 - count * (h + gap) + gap) / 2).max(gap);
    let place = |at: i32| Rect::new(px(10), top + at * (h + gap), side - 2 * px(10), h);
    (0..count).map(place).collect()
}

/// A light ring and ground round the chosen one's frame.
fn choose(canvas: &mut Canvas, spec: &OverviewSpec<'_>, outer: Rect) {
    let (ui, px) = (spec.ui, |logical| spec.scale.px(logical));
    let ground = outer.shrunk(-px(9));
    let radius = spec.scale.length(8.0);
    icons::fill_rounded(canvas, ground, radius, ui.bar_text, 255);
    let line = px(3).max(2);
    let fill = ui.backdrop.mix(ui.bar_text, 44);
    icons::fill_rounded(canvas, ground.shrunk(line), radius - line as f32, fill, 255);
}

/// The workspace's number on a tile, then its name.
fn heading(
    canvas: &mut Canvas,
    texts: &mut Texts,
    spec: &OverviewSpec<'_>,
    group: &OverviewGroup<'_>,
    place: Rect,
) {
    let (ui, px) = (spec.ui, |logical| spec.scale.px(logical));
    let size = px(22);
    let square = Rect::new(place.x, place.bottom() - px(10) - size, size, size);
    let (fill, ink) = match group.active {
        true => (ui.bar_text, ui.bar_background),
        false => (ui.backdrop.mix(ui.bar_text, 44), ui.bar_text),
    };
    icons::fill_rounded(canvas, square, spec.scale.length(5.0), fill, 255);
    let strong = Style::new(Face::Semibold, spec.scale.length(13.0));
    centred(
        canvas,
        texts,
        (&group.number.to_string(), strong),
        square,
        ink,
    );
    let start = square.right() + px(10);
    let name = Rect::new(start, square.y, (place.right() - start).max(0), size);
    let style = Style::new(Face::Semibold, spec.scale.length(15.0));
    let colour = if group.active {
        ui.bar_text
    } else {
        ui.bar_dim_text
    };
    texts.write(canvas, group.name, style, name, colour);
}

fn empty(canvas: &mut Canvas, texts: &mut Texts, spec: &OverviewSpec<'_>, place: Rect) {
    let words = texts.language.words().overview.empty;
    let style = Style::new(Face::Regular, spec.scale.length(18.0));
    centred(canvas, texts, (words, style), place, spec.ui.bar_dim_text);
}

/// What keys do, as many of them as there is room for.
fn foot(canvas: &mut Canvas, texts: &mut Texts, spec: &OverviewSpec<'_>, place: Rect) {
    let (ui, px) = (spec.ui, |logical| spec.scale.px(logical));
    let strong = Style::new(Face::Semibold, spec.scale.length(12.0));
    let plain = Style::new(Face::Regular, spec.scale.length(12.0));
    let keys = texts.language.words().overview.keys;
    let (within, between) = (px(6), px(26));
    let wide = |texts: &mut Texts, [key, does]: [&str; 2]| {
        let key = texts.line(key, strong, i32::from(i16::MAX)).width;
        key + within + texts.line(does, plain, i32::from(i16::MAX)).width
    };
    let widths = keys.map(|pair| wide(texts, pair));
    let mut fitting = 0;
    let mut all = 0;
    for width in widths {
        let next = all + width + if fitting > 0 { between } else { 0 };
        if next > place.w - 2 * px(16) {
            break;
        }
        (fitting, all) = (fitting + 1, next);
    }
    let mut x = place.x + (place.w - all) / 2;
    for ([key, does], width) in keys.into_iter().zip(widths).take(fitting) {
        let key_width = texts.line(key, strong, width).width;
        let at = Rect::new(x, place.y, width, place.h);
        texts.write(canvas, key, strong, at, ui.bar_text);
        let rest = Rect::new(x + key_width + within, place.y, width, place.h);
        texts.write(canvas, does, plain, rest, ui.bar_dim_text);
        x += width + between;
    }
}

/// A workspace on the strip: its number and name, and a block for each window.
fn mark(
    canvas: &mut Canvas,
    texts: &mut Texts,
    spec: &OverviewSpec<'_>,
    workspace: &OverviewWorkspace<'_>,
    place: Rect,
) {
    let (ui, px) = (spec.ui, |logical| spec.scale.px(logical));
    let radius = spec.scale.length(8.0);
    let ring = match (workspace.target, workspace.active) {
        (true, _) => Some(ui.accent),
        (false, true) => Some(ui.bar_text),
        (false, false) => None,
    };
    let fill = ui.bar_background.mix(ui.bar_text, 20);
    let line = if ring.is_some() { px(2).max(2) } else { 0 };
    icons::fill_rounded(canvas, place, radius, ring.unwrap_or(fill), 255);
    icons::fill_rounded(canvas, place.shrunk(line), radius - line as f32, fill, 255);
    let strong = Style::new(Face::Semibold, spec.scale.length(15.0));
    let plain = Style::new(Face::Regular, spec.scale.length(13.0));
    let blocks = px(8).min(place.h / 4);
    // Where there is little height all of it stands on one line.
    let low = place.h < px(44);
    let words = Rect::new(
        place.x + px(12),
        place.y,
        place.w - 2 * px(12),
        match workspace.colours.is_empty() || low {
            true => place.h,
            false => place.h - blocks - px(6),
        },
    );
    let occupied = !workspace.colours.is_empty() || workspace.active;
    let ink = if occupied {
        ui.bar_text
    } else {
        ui.bar_dim_text
    };
    let number = workspace.number.to_string();
    let width = texts.line(&number, strong, words.w).width;
    texts.write(canvas, &number, strong, words, ink);
    let start = words.x + width + px(10);
    let name = Rect::new(start, words.y, (words.right() - start).max(0), words.h);
    let (x, y) = match low {
        true => (start, place.y + (place.h - blocks) / 2),
        false => (words.x, words.bottom() - px(4)),
    };
    if !low || workspace.colours.is_empty() {
        texts.write(canvas, workspace.name, plain, name, ui.bar_dim_text);
    }
    let step = blocks + px(4);
    let most = ((words.right() - x) / step.max(1)).max(0) as usize;
    for (at, colour) in (0..).zip(workspace.colours.iter().take(most)) {
        let block = Rect::new(x + at * step, y, blocks, blocks);
        icons::fill_rounded(canvas, block, spec.scale.length(2.0), *colour, 255);
    }
}

fn centred(
    canvas: &mut Canvas,
    texts: &mut Texts,
    (text, style): (&str, Style),
    place: Rect,
    colour: Rgb,
) {
    let width = texts.line(text, style, place.w).width;
    let inset = ((place.w - width) / 2).max(0);
    let place = Rect::new(place.x + inset, place.y, place.w - inset, place.h);
    texts.write(canvas, text, style, place, colour);
}
