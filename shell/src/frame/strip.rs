//! The picture above the content: upper border and title strip.

use super::layout::{Layout, frozen_style, name_style, remote_style, stack_words, title_style};
use super::{Button, FrameSpec};
use crate::canvas::Canvas;
use crate::edging::Edging;
use crate::scaled::Small;
use crate::style::SEEN_APART;
use crate::text::Texts;
use crate::{Metrics, Picture, Rect, Rgb, icons};

/// The colours of the part that the client's title is in.
struct Ground {
    fill: Rgb,
    text: Rgb,
    dim: Rgb,
}

/// The picture above the content.
pub(super) fn picture(texts: &mut Texts, spec: &FrameSpec<'_>, layout: Option<&Layout>) -> Picture {
    let metrics = Metrics::at(spec.scale);
    let mut canvas = Canvas::filled(spec.outer().w, spec.content_rect().y, spec.cage.colour);
    if let Some(layout) = layout {
        let ground = ground(spec);
        paint_ground(&mut canvas, spec, layout, &ground);
        write(&mut canvas, texts, spec, layout, &ground);
        paint_buttons(&mut canvas, spec, layout, &ground);
    }
    let edging = Edging::new(spec.cage, spec.ui, &metrics, metrics.side(&spec.kind));
    edging.draw(&mut canvas, spec.outer(), spec.content_rect());
    canvas.finish()
}

/// With focus the whole strip has the cage's hue; without, only the chip.
/// Either way the client's words never stand on the pure colour.
fn ground(spec: &FrameSpec<'_>) -> Ground {
    let (cage, ui) = (spec.cage, spec.ui);
    if !spec
        .kind
        .toplevel()
        .is_some_and(|toplevel| toplevel.focused)
    {
        return Ground {
            fill: ui.bar_background,
            text: ui.bar_dim_text,
            dim: ui.bar_dim_text,
        };
    }
    let fill = cage.shade(ui);
    Ground {
        fill,
        text: cage.text,
        dim: fill.mix(cage.text, 220),
    }
}

/// A client's picture on the ground that its title has.
pub(super) fn icon(spec: &FrameSpec<'_>, icon: &Picture, side: i32) -> Picture {
    let mut canvas = Canvas::filled(side, side, ground(spec).fill);
    let place = canvas.bounds();
    canvas.lay(&Small::of(&icon.pixels, (icon.width, icon.height)), place);
    canvas.finish()
}

fn paint_ground(canvas: &mut Canvas, spec: &FrameSpec<'_>, layout: &Layout, ground: &Ground) {
    let (inside, chip) = (layout.inside, layout.chip);
    let rest = Rect::new(
        chip.right(),
        inside.y,
        inside.right() - chip.right(),
        inside.h,
    );
    canvas.fill(rest, ground.fill);
    if ground.fill.contrast(spec.cage.colour) < SEEN_APART {
        let seam = Rect::new(chip.right(), inside.y, spec.scale.px(1).max(1), inside.h);
        canvas.fill(seam, ground.fill.mix(spec.cage.text, 96));
    }
    let tile = spec.cage.pattern.cloth(spec.scale);
    canvas.sew(
        icons::patch(layout.patch, spec.scale),
        &tile,
        spec.cage.text,
    );
}

fn write(
    canvas: &mut Canvas,
    texts: &mut Texts,
    spec: &FrameSpec<'_>,
    layout: &Layout,
    ground: &Ground,
) {
    texts.write(
        canvas,
        spec.cage.title,
        name_style(spec),
        layout.name,
        spec.cage.text,
    );
    texts.write(
        canvas,
        texts.language.words().bar.remote,
        remote_style(spec),
        layout.remote,
        spec.cage.quiet(),
    );
    write_frozen(canvas, texts, spec, layout);
    write_stack(canvas, texts, spec, layout);
    if layout.urgent.w > 0 {
        let size = layout.urgent.h;
        icons::disc(
            canvas,
            Rect::new(layout.urgent.x, layout.urgent.y, size, size),
            spec.ui.accent,
        );
    }
    texts.write(
        canvas,
        spec.title,
        title_style(spec),
        layout.title,
        ground.dim,
    );
}

/// In the bar's own colours, the other way round: a word of the core, in no cage's hue.
fn write_frozen(canvas: &mut Canvas, texts: &mut Texts, spec: &FrameSpec<'_>, layout: &Layout) {
    let place = layout.frozen;
    if place.w == 0 {
        return;
    }
    let radius = spec.scale.length(4.0);
    icons::fill_rounded(canvas, place, radius, spec.ui.bar_text, 255);
    let inset = spec.scale.px(8);
    let word = Rect::new(place.x + inset, place.y, place.w - inset, place.h);
    let ink = spec.ui.bar_background;
    let words = texts.language.words().bar.frozen;
    texts.write(canvas, words, frozen_style(spec), word, ink);
}

/// Quieter than a word of warning, and the core's own as well.
fn write_stack(canvas: &mut Canvas, texts: &mut Texts, spec: &FrameSpec<'_>, layout: &Layout) {
    let place = layout.stack;
    let Some(words) = stack_words(spec).filter(|_| place.w > 0) else {
        return;
    };
    let ui = spec.ui;
    let radius = spec.scale.length(4.0);
    let fill = ui.bar_background.mix(ui.bar_text, 56);
    icons::fill_rounded(canvas, place, radius, fill, 255);
    let inset = spec.scale.px(8);
    let word = Rect::new(place.x + inset, place.y, place.w - inset, place.h);
    texts.write(canvas, &words, frozen_style(spec), word, ui.bar_text);
}

fn paint_buttons(canvas: &mut Canvas, spec: &FrameSpec<'_>, layout: &Layout, ground: &Ground) {
    let Some(toplevel) = spec.kind.toplevel() else {
        return;
    };
    for (place, button) in &layout.buttons {
        let hovered = toplevel.hovered == Some(*button);
        let square = icons::centred(*place, spec.scale.px(22));
        let strong = hovered && *button == Button::Close;
        if hovered {
            let alpha = if strong { 255 } else { 56 };
            icons::fill_rounded(canvas, square, spec.scale.length(5.0), ground.text, alpha);
        }
        let colour = if strong { ground.fill } else { ground.text };
        icons::button(
            canvas,
            *place,
            *button,
            toplevel.maximised,
            spec.scale,
            colour,
        );
    }
}
