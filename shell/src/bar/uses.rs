//! The bar's badges of who is heard, hears or sees: a pill in each such cage's colour.

use super::layout::Styles;
use super::{BarSpec, BarUse, signs};
use crate::canvas::Canvas;
use crate::text::Texts;
use crate::{Pattern, Rect, icons};

/// Badges at most; of the rest it is said how many they are.
const MOST: usize = 4;
/// The height of a badge, logical pixels, and the room between two.
const HEIGHT: i32 = 24;
const GAP: i32 = 6;
/// The side of a sign and of the patch of cloth, logical pixels.
const SIGN: i32 = 14;
/// The widest name, logical pixels.
const NAME: i32 = 92;

/// Those that are shown, who hears and sees before who is only heard, and how many are not.
fn shown<'s>(spec: &BarSpec<'s>) -> (Vec<BarUse<'s>>, usize) {
    let mut uses = spec.uses.to_vec();
    uses.sort_by_key(|one| !(one.microphone || one.camera));
    let left = uses.len().saturating_sub(MOST);
    uses.truncate(MOST);
    (uses, left)
}

fn rest(left: usize) -> String {
    if left == 0 {
        String::new()
    } else {
        format!("+{left}")
    }
}

/// Widths of one badge without its name and of the name, physical pixels.
fn badge(texts: &mut Texts, spec: &BarSpec<'_>, one: &BarUse<'_>) -> (i32, i32) {
    let px = |logical| spec.scale.px(logical);
    let signs = [one.microphone, one.camera, one.sound];
    let signs = signs.into_iter().filter(|used| *used).count() as i32;
    let patch = i32::from(one.cage.pattern != Pattern::Solid);
    let style = Styles::at(spec.scale).plain;
    let name = texts.line(one.cage.title, style, px(NAME)).width + px(6);
    (px(14) + px(SIGN + 5) * (signs + patch) - px(5), name)
}

/// Widths of all of them in physical pixels: with names, and without.
pub(super) fn widths(texts: &mut Texts, spec: &BarSpec<'_>) -> [i32; 2] {
    let (uses, left) = shown(spec);
    if uses.is_empty() {
        return [0; 2];
    }
    let px = |logical| spec.scale.px(logical);
    let style = Styles::at(spec.scale).strong;
    let more = texts.line(&rest(left), style, px(NAME)).width;
    let end = px(8) + if left > 0 { more + px(GAP) } else { 0 };
    let badges: Vec<_> = uses.iter().map(|one| badge(texts, spec, one)).collect();
    let bare: i32 = badges.iter().map(|(bare, _)| bare + px(GAP)).sum();
    let names: i32 = badges.iter().map(|(_, name)| name).sum();
    [end + bare + names, end + bare]
}

/// Draws them in `place`, with what its width has room for.
pub(super) fn draw(canvas: &mut Canvas, texts: &mut Texts, spec: &BarSpec<'_>, place: Rect) {
    if place.empty() {
        return;
    }
    let px = |logical| spec.scale.px(logical);
    let [all, _] = widths(texts, spec);
    let (uses, left) = shown(spec);
    let mut x = place.x;
    for one in &uses {
        let (bare, name) = badge(texts, spec, one);
        let width = bare + if place.w >= all { name } else { 0 };
        let pill = Rect::new(x, (place.h - px(HEIGHT)) / 2, width, px(HEIGHT));
        pill_of(canvas, texts, spec, pill, one);
        x = pill.right() + px(GAP);
    }
    let style = Styles::at(spec.scale).strong;
    let end = Rect::new(x, place.y, (place.right() - x).max(0), place.h);
    texts.write(canvas, &rest(left), style, end, spec.ui.bar_dim_text);
}

fn pill_of(
    canvas: &mut Canvas,
    texts: &mut Texts,
    spec: &BarSpec<'_>,
    pill: Rect,
    one: &BarUse<'_>,
) {
    let (ui, scale, cage) = (spec.ui, spec.scale, one.cage);
    let px = |logical| scale.px(logical);
    let (line, radius) = (px(1).max(1), scale.length(6.0));
    let rim = ui.bar_background.mix(ui.bar_text, 130);
    icons::fill_rounded(canvas, pill, radius, rim, 255);
    let inner = pill.shrunk(line);
    icons::fill_rounded(canvas, inner, radius - line as f32, cage.colour, 255);
    let (size, step) = (px(SIGN), px(SIGN + 5));
    let mut place = Rect::new(pill.x + px(7), pill.y + (pill.h - size) / 2, size, size);
    if cage.pattern != Pattern::Solid {
        canvas.sew(place, &cage.pattern.cloth(scale), cage.text);
        place.x += step;
    }
    let signs: [(bool, signs::Sign); 3] = [
        (one.microphone, signs::microphone),
        (one.camera, signs::camera),
        (one.sound, signs::loudspeaker),
    ];
    for (_, sign) in signs.into_iter().filter(|(used, _)| *used) {
        sign(canvas, place, cage.text);
        place.x += step;
    }
    let room = Rect::new(
        place.x,
        pill.y,
        (pill.right() - px(6) - place.x).max(0),
        pill.h,
    );
    if room.w > px(SIGN) {
        let style = Styles::at(scale).plain;
        texts.write(canvas, cage.title, style, room, cage.text);
    }
}
