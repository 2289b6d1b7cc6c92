//! Where the parts of a title strip go: the cage's name first, the client's title last.

use super::{Button, FrameSpec};
use crate::text::{Face, Style, Texts};
use crate::{Metrics, Pattern, Rect};

/// The places of a strip's parts, relative to the frame's outer top left.
/// None overlaps another, except that `chip` holds `patch`, `name` and `remote`.
pub(crate) struct Layout {
    /// Everything between the ring and the trim.
    pub(crate) inside: Rect,
    /// The part in the pure colour, which only trusted words enter.
    pub(crate) chip: Rect,
    /// A piece of the cage's cloth; empty where there is no room or no pattern.
    pub(crate) patch: Rect,
    /// The cage's name.
    pub(crate) name: Rect,
    /// The word for programs that run elsewhere; empty where none does, or no room is left.
    pub(crate) remote: Rect,
    /// The mark of a frozen window; empty where there is none.
    pub(crate) frozen: Rect,
    /// Which of a stack it is; empty where it is in none, or no room is left.
    pub(crate) stack: Rect,
    /// The mark of urgency; empty where there is none.
    pub(crate) urgent: Rect,
    /// The window's own picture; empty where there is none, or no room is left.
    pub(crate) icon: Rect,
    /// The client's title; empty where there is no room.
    pub(crate) title: Rect,
    /// The buttons from right to left.
    pub(crate) buttons: Vec<(Rect, Button)>,
}

/// The style of the cage's name.
pub(crate) fn name_style(spec: &FrameSpec<'_>) -> Style {
    Style::new(Face::Semibold, spec.scale.length(13.0))
}

/// The style of the word that says that programs run elsewhere.
pub(crate) fn remote_style(spec: &FrameSpec<'_>) -> Style {
    Style::new(Face::Regular, spec.scale.length(12.0))
}

/// The style of the word that says a window is frozen.
pub(crate) fn frozen_style(spec: &FrameSpec<'_>) -> Style {
    Style::new(Face::Semibold, spec.scale.length(12.0))
}

/// The style of the client's title.
pub(crate) fn title_style(spec: &FrameSpec<'_>) -> Style {
    Style::new(Face::Regular, spec.scale.length(13.0))
}

impl Layout {
    /// The layout of a strip; of no use for a frame that has none.
    pub(crate) fn of(texts: &mut Texts, spec: &FrameSpec<'_>) -> Self {
        let px = |logical| spec.scale.px(logical);
        let metrics = Metrics::at(spec.scale);
        let inside = inside(spec, &metrics);
        let natural = texts
            .line(spec.cage.title, name_style(spec), i32::from(i16::MAX))
            .width;
        let patch = if spec.cage.pattern == Pattern::Solid {
            px(2)
        } else {
            metrics.strip
        };
        let (before, after) = (px(8), px(10));
        let word = remote_width(texts, spec);
        let least = patch + before + natural.min(px(64)) + word + after;
        let buttons = buttons(spec, &metrics, inside, least);
        let room = buttons.last().map_or(inside.right(), |(rect, _)| rect.x) - inside.x;
        let patch = if least > room { 0 } else { patch };
        let words = room - patch - before - after;
        let word = if word <= words - natural.min(px(64)) {
            word
        } else {
            0
        };
        let name = natural.min(words - word).max(0);
        let chip = Rect::new(
            inside.x,
            inside.y,
            (patch + before + name + word + after).min(room),
            inside.h,
        );
        let frozen = frozen(texts, spec, chip, room - chip.w);
        let marked = chip.right() + frozen.w + px(8) * i32::from(frozen.w > 0);
        let stack = stack(texts, spec, chip, (marked, inside.x + room - marked));
        let marked = marked + stack.w + px(8) * i32::from(stack.w > 0);
        let urgent = urgent(spec, chip, marked, inside.x + room - marked);
        let start = marked + urgent.w + px(10);
        let icon = icon(spec, chip, start, inside.x + room - start);
        let start = start + icon.w + px(8) * i32::from(icon.w > 0);
        let width = inside.x + room - px(6) - start;
        let part = |x, w| Rect::new(x, inside.y, w, inside.h);
        Self {
            inside,
            chip,
            patch: part(
                inside.x,
                if spec.cage.pattern == Pattern::Solid {
                    0
                } else {
                    patch
                },
            ),
            name: part(inside.x + patch + before, name),
            remote: part(
                inside.x + patch + before + name + px(8),
                (word - px(8)).max(0),
            ),
            frozen,
            stack,
            urgent,
            icon,
            title: part(start, if width < px(32) { 0 } else { width }),
            buttons,
        }
    }
}

fn inside(spec: &FrameSpec<'_>, metrics: &Metrics) -> Rect {
    let edge = metrics.contrast + metrics.ring;
    Rect::new(edge, edge, spec.outer().w - 2 * edge, metrics.strip)
}

/// As many buttons as fit beside `least`, the close button before all others
/// and even where the name must give way a little for it.
fn buttons(
    spec: &FrameSpec<'_>,
    metrics: &Metrics,
    inside: Rect,
    least: i32,
) -> Vec<(Rect, Button)> {
    if spec.kind.toplevel().is_none() {
        return Vec::new();
    }
    let room = inside.w - least.min(spec.scale.px(48));
    let fits = |n: i32| n * metrics.button <= if n == 1 { room } else { inside.w - least };
    (1..)
        .zip([Button::Close, Button::Maximise, Button::Minimise])
        .take_while(|(n, _)| fits(*n))
        .map(|(n, button)| {
            let x = inside.right() - n * metrics.button;
            (Rect::new(x, inside.y, metrics.button, inside.h), button)
        })
        .collect()
}

/// The width of the word for programs that run elsewhere, with the gap before it. The buttons
/// but one give way for it, and the name, down to what tells cages apart.
fn remote_width(texts: &mut Texts, spec: &FrameSpec<'_>) -> i32 {
    if !spec.cage.remote {
        return 0;
    }
    let word = texts.language.words().bar.remote;
    let line = texts.line(word, remote_style(spec), i32::from(i16::MAX));
    line.width + spec.scale.px(8)
}

/// A trusted word, so it comes before whatever the client says.
fn frozen(texts: &mut Texts, spec: &FrameSpec<'_>, chip: Rect, room: i32) -> Rect {
    let px = |logical| spec.scale.px(logical);
    let words = texts.language.words().bar.frozen;
    let mut word = || texts.line(words, frozen_style(spec), room.max(0)).width;
    let is = spec.kind.toplevel().is_some_and(|toplevel| toplevel.frozen);
    let w = if is { word() + px(16) } else { 0 };
    let h = px(18);
    let fits = w + px(8) <= room;
    let place = Rect::new(chip.right() + px(8), chip.y + (chip.h - h) / 2, w, h);
    if fits {
        place
    } else {
        Rect::new(place.x, place.y, 0, h)
    }
}

/// What is written on the mark of a stack.
pub(crate) fn stack_words(spec: &FrameSpec<'_>) -> Option<String> {
    let (place, of) = spec.kind.toplevel()?.stack?;
    Some(format!("{place}/{of}"))
}

/// Trusted as well: which of a stack this is, whose others are not seen.
fn stack(texts: &mut Texts, spec: &FrameSpec<'_>, chip: Rect, (x, room): (i32, i32)) -> Rect {
    let px = |logical| spec.scale.px(logical);
    let words = stack_words(spec);
    let width = words.map(|words| texts.line(&words, frozen_style(spec), room.max(0)).width);
    let w = width.map_or(0, |width| width + px(16));
    let h = px(18);
    let place = Rect::new(x + px(8), chip.y + (chip.h - h) / 2, w, h);
    if w + px(8) <= room {
        place
    } else {
        Rect::new(place.x, place.y, 0, h)
    }
}

/// The client's own, so it stands where its title does, after all that is the core's.
fn icon(spec: &FrameSpec<'_>, chip: Rect, x: i32, room: i32) -> Rect {
    let side = spec.scale.px(16);
    let shown = spec.icon && room >= side + spec.scale.px(6);
    let side_shown = if shown { side } else { 0 };
    Rect::new(x, chip.y + (chip.h - side) / 2, side_shown, side)
}

fn urgent(spec: &FrameSpec<'_>, chip: Rect, start: i32, room: i32) -> Rect {
    let asks = spec.kind.toplevel().is_some_and(|toplevel| toplevel.urgent);
    let size = spec.scale.px(8);
    let x = start + spec.scale.px(10);
    let w = if asks && room >= size * 3 {
        size + spec.scale.px(10)
    } else {
        0
    };
    Rect::new(x, chip.y + (chip.h - size) / 2, w, size)
}
