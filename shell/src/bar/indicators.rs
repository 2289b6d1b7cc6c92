//! The bar's indicators: small signs of what goes on, in the colour of the cage that does it.

use super::BarSpec;
use super::layout::Styles;
use crate::canvas::Canvas;
use crate::edging::contrast_line;
use crate::icons::{self, indicator};
use crate::text::Texts;
use crate::{CageStyle, Pattern, Rect};

/// What an indicator tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IndicatorKind {
    /// A cage is stopped because its gate failed too often.
    Quarantine,
    /// The journal cannot be written.
    Journal,
    /// Programs of a cage run on another machine.
    Remote,
    /// A cage plays sound.
    Sound,
    /// A cage listens.
    Microphone,
    /// A cage films.
    Camera,
    /// How loud the machine is: without a level it is muted.
    Volume,
    /// The machine's microphone is muted.
    MicrophoneOff,
    /// What is left in the battery.
    Battery {
        /// Whether more comes in.
        charging: bool,
    },
    /// Levels above one are locked.
    Locked,
    /// A cage keeps the screens on.
    Awake,
    /// A cage holds the pointer.
    Pointer,
}

/// One indicator.
#[derive(Debug, Clone, Copy)]
pub struct Indicator<'a> {
    /// What it tells.
    pub kind: IndicatorKind,
    /// Of which cage, where it is about one.
    pub cage: Option<&'a CageStyle<'a>>,
    /// How much, in hundredths, where that is told.
    pub level: Option<u8>,
}

/// A battery is low from here on, in hundredths.
const LOW: u8 = 10;
/// The width of a cell without text, logical pixels.
const CELL: i32 = 26;
/// The side of the patch of a cage's cloth, and what it makes a cell wider, logical pixels.
const PATCH: i32 = 14;
const CLOTH: i32 = 17;
/// Room beside all cells together, logical pixels.
const AROUND: i32 = 8;
/// The side of a sign, logical pixels.
const SIGN: i32 = 16;
/// The rank from which an indicator is a warning.
const WARNING: u8 = 7;

impl Indicator<'_> {
    /// How late it gives way on a narrow output.
    const fn rank(&self) -> u8 {
        match (self.kind, self.level) {
            (IndicatorKind::Volume, _) => 0,
            (IndicatorKind::Sound | IndicatorKind::MicrophoneOff, _) => 1,
            (IndicatorKind::Pointer, _) => 2,
            (IndicatorKind::Awake, _) => 3,
            (IndicatorKind::Battery { charging: false }, Some(0..=LOW)) => WARNING,
            (IndicatorKind::Battery { .. }, _) => 4,
            (IndicatorKind::Remote, _) => 5,
            (IndicatorKind::Locked, _) => 6,
            (IndicatorKind::Quarantine, _) => 8,
            (IndicatorKind::Camera, _) => 9,
            (IndicatorKind::Microphone, _) => 10,
            (IndicatorKind::Journal, _) => 11,
        }
    }

    /// Whether a patch of its cage's cloth is beside it: colours alone tell too little.
    fn cloth(&self) -> bool {
        let cage = self.cage;
        cage.is_some_and(|cage| cage.pattern != Pattern::Solid)
    }

    /// The width of its cell without text, physical pixels.
    fn width(&self, spec: &BarSpec<'_>) -> i32 {
        spec.scale.px(CELL)
            + if self.cloth() {
                spec.scale.px(CLOTH)
            } else {
                0
            }
    }

    /// Whether it warns of something that is no cage's.
    const fn warns(&self) -> bool {
        self.cage.is_none() && self.rank() >= WARNING
    }
}

/// A place on the bar for the indicator of this index; with its text or without.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    pub(super) place: Rect,
    index: usize,
    text: bool,
}

/// Widths of the block in physical pixels: with all of it, without texts, and with
/// warnings alone.
pub(super) fn widths(texts: &mut Texts, spec: &BarSpec<'_>) -> [i32; 3] {
    let px = |logical| spec.scale.px(logical);
    let block = |cells: i32| if cells == 0 { 0 } else { cells + px(AROUND) };
    let bare = |least: u8| {
        let indicators = spec.indicators.iter();
        let kept = indicators.filter(|indicator| indicator.rank() >= least);
        kept.map(|indicator| indicator.width(spec)).sum::<i32>()
    };
    let written: i32 = spec
        .indicators
        .iter()
        .map(|indicator| text_width(texts, spec, indicator))
        .sum();
    let all = bare(0);
    [all + written, all, bare(WARNING)].map(block)
}

fn text_width(texts: &mut Texts, spec: &BarSpec<'_>, indicator: &Indicator<'_>) -> i32 {
    match written(texts, indicator) {
        None => 0,
        Some(text) => {
            let style = Styles::at(spec.scale).plain;
            texts.line(&text, style, i32::from(i16::MAX)).width + spec.scale.px(6)
        }
    }
}

fn written(texts: &Texts, indicator: &Indicator<'_>) -> Option<String> {
    let percent = texts.language.words().bar.percent;
    indicator.level.map(percent)
}

/// Where indicators go within `place`: those that matter most, in their order, with texts
/// where there is room for all of them.
pub(super) fn cells(texts: &mut Texts, spec: &BarSpec<'_>, place: Rect) -> Vec<Cell> {
    let px = |logical| spec.scale.px(logical);
    let text = place.w >= widths(texts, spec)[0];
    let room = place.w - px(AROUND);
    let mut ranked: Vec<(usize, &Indicator<'_>)> = spec.indicators.iter().enumerate().collect();
    ranked.sort_by_key(|(index, indicator)| (std::cmp::Reverse(indicator.rank()), *index));
    let mut left = room;
    let fits = |(index, indicator): &(usize, &Indicator<'_>)| {
        left -= indicator.width(spec);
        (left >= 0).then_some(*index)
    };
    let mut kept: Vec<usize> = ranked.iter().map_while(fits).collect();
    kept.sort_unstable();
    let mut x = place.x + px(AROUND) / 2;
    let mut cells = Vec::new();
    for index in kept {
        let Some(indicator) = spec.indicators.get(index) else {
            continue;
        };
        let more = if text {
            text_width(texts, spec, indicator)
        } else {
            0
        };
        let place = Rect::new(x, place.y, indicator.width(spec) + more, place.h);
        x = place.right();
        cells.push(Cell { place, index, text });
    }
    cells
}

/// The kind of a cell's indicator, and how many of that kind are before it.
pub(super) fn known(spec: &BarSpec<'_>, cell: &Cell) -> Option<(IndicatorKind, u8)> {
    let kind = spec.indicators.get(cell.index)?.kind;
    let before = spec.indicators.iter().take(cell.index);
    let before = before.filter(|indicator| indicator.kind == kind).count();
    Some((kind, u8::try_from(before).unwrap_or(u8::MAX)))
}

/// Draws a cell's indicator: a cage's on a pill in the cage's colour.
pub(super) fn draw(canvas: &mut Canvas, texts: &mut Texts, spec: &BarSpec<'_>, cell: &Cell) {
    let Some(indicator) = spec.indicators.get(cell.index) else {
        return;
    };
    let (ui, px) = (spec.ui, |logical| spec.scale.px(logical));
    let (ink, ground) = match indicator.cage {
        Some(cage) => (cage.text, cage.colour),
        None if indicator.warns() => (ui.accent, ui.bar_background),
        None => (ui.bar_text, ui.bar_background),
    };
    if let Some(cage) = indicator.cage {
        let h = px(22);
        let y = cell.place.y + (cell.place.h - h) / 2;
        let pill = Rect::new(cell.place.x + px(1), y, cell.place.w - px(2), h);
        let (line, radius) = (px(1).max(1), spec.scale.length(6.0));
        let rim = contrast_line(ui, cage.colour);
        icons::fill_rounded(canvas, pill, radius, rim, 255);
        let inside = pill.shrunk(line);
        icons::fill_rounded(canvas, inside, radius - line as f32, cage.colour, 255);
    }
    let size = px(SIGN);
    let mut x = cell.place.x;
    if let Some(cage) = indicator.cage.filter(|_| indicator.cloth()) {
        let side = px(PATCH);
        let y = cell.place.y + (cell.place.h - side) / 2;
        let patch = Rect::new(x + px(6), y, side, side);
        canvas.sew(patch, &cage.pattern.cloth(spec.scale), cage.text);
        x += px(CLOTH);
    }
    let sign = Rect::new(
        x + (px(CELL) - size) / 2,
        cell.place.y + (cell.place.h - size) / 2,
        size,
        size,
    );
    indicator::draw(canvas, sign, indicator.kind, indicator.level, (ink, ground));
    if let Some(text) = written(texts, indicator).filter(|_| cell.text) {
        let x = x + px(CELL);
        let place = Rect::new(x, cell.place.y, cell.place.right() - x, cell.place.h);
        let style = Styles::at(spec.scale).plain;
        let colour = if indicator.warns() {
            ui.accent
        } else {
            ui.bar_dim_text
        };
        texts.write(canvas, &text, style, place, colour);
    }
}
