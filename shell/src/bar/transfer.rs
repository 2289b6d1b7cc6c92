//! The bar's chip of what is being carried from one cage to another.

use super::BarSpec;
use super::layout::Styles;
use crate::canvas::Canvas;
use crate::edging::contrast_line;
use crate::text::Texts;
use crate::{CageStyle, Rect, Rgb, Scale, icons};

/// What is being carried.
#[derive(Debug, Clone, Copy)]
pub struct BarTransfer<'a> {
    /// The cage that it comes from; `None` for the user's own side.
    pub from: Option<&'a CageStyle<'a>>,
    /// What it is: “text, 1.2 kB”.
    pub words: &'a str,
    /// What to do next, or "".
    pub hint: &'a str,
    /// Seconds until it is dropped.
    pub seconds: Option<u32>,
    /// How much of it is there, in hundredths.
    pub progress: Option<u8>,
}

/// The height of the chip, logical pixels.
const HEIGHT: i32 = 24;
/// The side of the patch of the source's cloth, logical pixels.
const PATCH: i32 = 14;
/// The width of the bar that shows progress, logical pixels.
const TRACK: i32 = 56;

/// Widths of the chip in physical pixels: with all of it, without the hint, and
/// with nothing but the source's colour and the time.
pub(super) fn widths(texts: &mut Texts, spec: &BarSpec<'_>) -> [i32; 3] {
    let Some(transfer) = &spec.transfer else {
        return [0; 3];
    };
    let px = |logical| spec.scale.px(logical);
    let styles = Styles::at(spec.scale);
    let mut text = |text: &str, gap: i32| {
        let width = texts.line(text, styles.plain, i32::from(i16::MAX)).width;
        if width == 0 { 0 } else { width + px(gap) }
    };
    let words = text(transfer.words, 8).min(px(260));
    let hint = text(transfer.hint, 12);
    let end = match (transfer.progress, transfer.seconds) {
        (Some(_), _) => px(TRACK + 10),
        (None, Some(seconds)) => text(&time(seconds), 10),
        (None, None) => 0,
    };
    let least = px(PATCH + 18) + end + px(28);
    [least + words + hint, least + words, least]
}

fn time(seconds: u32) -> String {
    format!("{seconds}\u{a0}s")
}

/// Draws the chip in `place`, with what its width has room for.
pub(super) fn draw(canvas: &mut Canvas, texts: &mut Texts, spec: &BarSpec<'_>, place: Rect) {
    let Some(transfer) = spec.transfer.filter(|_| !place.empty()) else {
        return;
    };
    let (ui, scale) = (spec.ui, spec.scale);
    let px = |logical| scale.px(logical);
    let [all, short, least] = widths(texts, spec);
    let plain = Styles::at(scale).plain;
    let h = px(HEIGHT);
    let chip = Rect::new(place.x + px(8), (place.h - h) / 2, place.w - px(16), h);
    let ground = ui.bar_background.mix(ui.bar_text, 30);
    icons::fill_rounded(canvas, chip, h as f32 / 2.0, ground, 255);
    let size = px(PATCH);
    let patch = Rect::new(chip.x + px(7), chip.y + (h - size) / 2, size, size);
    source(canvas, patch, spec, &transfer);
    let end = end(canvas, texts, spec, (chip, &transfer));
    let x = patch.right() + px(8);
    let room = Rect::new(x, chip.y, (end - px(8) - x).max(0), h);
    if place.w > least {
        let width = texts.line(transfer.words, plain, room.w).width;
        texts.write(canvas, transfer.words, plain, room, ui.bar_text);
        if place.w >= all && all > short {
            let x = room.x + width + px(10);
            let rest = Rect::new(x, room.y, room.right() - x, h);
            texts.write(canvas, transfer.hint, plain, rest, ui.bar_dim_text);
        }
    }
}

/// The source's cloth in its colour; of the user's own side, the bar's light.
fn source(canvas: &mut Canvas, patch: Rect, spec: &BarSpec<'_>, transfer: &BarTransfer<'_>) {
    let (ui, scale) = (spec.ui, spec.scale);
    let colour = transfer.from.map_or(ui.bar_text, |cage| cage.colour);
    let line = scale.px(1).max(1);
    let rim = transfer
        .from
        .map_or(ui.contrast_dark, |cage| contrast_line(ui, cage.colour));
    canvas.fill(patch.shrunk(-line), rim);
    canvas.fill(patch, colour);
    match transfer.from {
        Some(cage) => canvas.sew(patch, &cage.pattern.cloth(scale), cage.text),
        None => canvas.fill(patch.shrunk(scale.px(4)), ui.accent),
    }
}

/// Draws the time or the progress at the chip's end; says where it begins.
fn end(
    canvas: &mut Canvas,
    texts: &mut Texts,
    spec: &BarSpec<'_>,
    (chip, transfer): (Rect, &BarTransfer<'_>),
) -> i32 {
    let (ui, px) = (spec.ui, |logical| spec.scale.px(logical));
    let right = chip.right() - px(11);
    match (transfer.progress, transfer.seconds) {
        (Some(done), _) => {
            let thick = px(4).max(2);
            let y = chip.y + (chip.h - thick) / 2;
            let track = Rect::new(right - px(TRACK), y, px(TRACK), thick);
            let empty = ui.bar_background.mix(ui.bar_text, 80);
            rail(canvas, track, empty, spec.scale);
            let part = track.w * i32::from(done.min(100)) / 100;
            rail(
                canvas,
                Rect::new(track.x, y, part, thick),
                ui.accent,
                spec.scale,
            );
            track.x
        }
        (None, Some(seconds)) => {
            let style = Styles::at(spec.scale).plain;
            let text = time(seconds);
            let width = texts.line(&text, style, chip.w).width;
            let place = Rect::new(right - width, chip.y, width, chip.h);
            texts.write(canvas, &text, style, place, ui.accent);
            place.x
        }
        (None, None) => right,
    }
}

fn rail(canvas: &mut Canvas, rect: Rect, colour: Rgb, scale: Scale) {
    if !rect.empty() {
        icons::fill_rounded(canvas, rect, scale.length(2.0), colour, 255);
    }
}
