//! The lock screen's pixels.

use super::layout::{HEADING, LINE, Layout, Styles};
use super::{Field, LockLine, LockSpec};
use crate::canvas::Canvas;
use crate::text::{Style, Texts};
use crate::{Picture, Rect, Rgb, icons, seal};

/// A canvas together with what every part is drawn with.
struct Brush<'a> {
    canvas: Canvas,
    texts: &'a mut Texts,
    spec: &'a LockSpec<'a>,
    styles: Styles,
}

/// The whole picture.
pub(super) fn picture(texts: &mut Texts, spec: &LockSpec<'_>, layout: &Layout) -> Picture {
    let mut brush = Brush {
        canvas: Canvas::clear(layout.size.0, layout.size.1),
        texts,
        spec,
        styles: Styles::at(spec.scale),
    };
    brush.clock(layout);
    brush.cloth(layout.card);
    brush.edging(layout.card);
    brush.seal(layout);
    let person = brush.styles.person;
    match spec.above {
        None => brush.centred(spec.person, person, layout.person, spec.ui.bar_text),
        Some(_) => brush.heading(layout),
    }
    brush.field(layout.field);
    brush.line(layout);
    brush.foot(layout.foot);
    brush.canvas.finish()
}

impl Brush<'_> {
    fn clock(&mut self, layout: &Layout) {
        let (ui, words) = (self.spec.ui, self.texts.language.words());
        let date = (words.lock.date)(self.spec.date);
        let (time, day) = (self.styles.time, self.styles.date);
        self.centred(self.spec.time, time, layout.time, ui.bar_text);
        let quiet = ui.bar_text.mix(ui.wallpaper_top, 50);
        self.centred(&date, day, layout.date, quiet);
    }

    fn cloth(&mut self, card: Rect) {
        let (ui, scale) = (self.spec.ui, self.spec.scale);
        let (radius, line) = (scale.length(16.0), scale.px(1).max(1));
        let edge = ui.bar_background.mix(ui.bar_text, 70);
        icons::fill_rounded(&mut self.canvas, card, radius, edge, 255);
        let (inner, radius) = (card.shrunk(line), radius - line as f32);
        icons::fill_rounded(&mut self.canvas, inner, radius, ui.bar_background, 255);
    }

    /// The edging sewn round the cloth: from the middle of each side, so that corners match.
    fn edging(&mut self, card: Rect) {
        let (ui, scale) = (self.spec.ui, self.spec.scale);
        let px = |logical| scale.px(logical);
        let (thick, stitch, step) = (px(2).max(1), px(9), px(14).max(1));
        let sewn = card.shrunk(px(8));
        let corner = px(16);
        let halves = |start: i32, length: i32| {
            let middle = start + length / 2;
            (0..)
                .map(move |n| n * step + (step - stitch) / 2)
                .take_while(move |along| along + stitch <= length / 2 - corner)
                .flat_map(move |along| [middle + along, middle - along - stitch])
        };
        for x in halves(sewn.x, sewn.w) {
            for y in [sewn.y, sewn.bottom() - thick] {
                self.canvas.fill(Rect::new(x, y, stitch, thick), ui.accent);
            }
        }
        for y in halves(sewn.y, sewn.h) {
            for x in [sewn.x, sewn.right() - thick] {
                self.canvas.fill(Rect::new(x, y, thick, stitch), ui.accent);
            }
        }
    }

    fn seal(&mut self, layout: &Layout) {
        let (ui, scale) = (self.spec.ui, self.spec.scale);
        let (place, block) = &layout.phrase;
        let colour = match self.spec.seal {
            Some(seal) => {
                seal::draw(&mut self.canvas, layout.motif, &seal.seed, scale, ui);
                ui.bar_text
            }
            None => {
                let line = scale.px(1).max(1);
                icons::outline(&mut self.canvas, layout.motif, line, ui.bar_dim_text);
                ui.bar_dim_text
            }
        };
        let step = (*place, scale.px(LINE));
        let style = self.styles.strong;
        self.texts
            .write_block_centred(&mut self.canvas, block, style, step, colour);
    }

    /// What is to be unlocked.
    fn heading(&mut self, layout: &Layout) {
        let (place, block) = &layout.above;
        let step = (*place, self.spec.scale.px(HEADING));
        let (style, ink) = (self.styles.person, self.spec.ui.bar_text);
        self.texts
            .write_block_centred(&mut self.canvas, block, style, step, ink);
    }

    /// The field: what is asked for, or dots, with a caret after them.
    fn field(&mut self, place: Rect) {
        let (ui, scale) = (self.spec.ui, self.spec.scale);
        let px = |logical| scale.px(logical);
        let (radius, line) = (scale.length(9.0), px(2).max(1));
        let open = self.spec.field != Field::Closed;
        let edge = match open {
            true => ui.accent,
            false => ui.bar_background.mix(ui.bar_text, 60),
        };
        icons::fill_rounded(&mut self.canvas, place, radius, edge, 255);
        let ground = ui.bar_background.mix(ui.backdrop, 160);
        let inner = place.shrunk(line);
        icons::fill_rounded(&mut self.canvas, inner, radius - line as f32, ground, 255);
        let inside = Rect::new(place.x + px(16), place.y, place.w - px(32), place.h);
        let end = match self.spec.field {
            Field::Closed => return,
            Field::Hidden(0) | Field::Shown("") => {
                self.asked(inside);
                inside.x - px(3)
            }
            Field::Hidden(count) => self.dots(inside, count),
            Field::Shown(text) => self.shown(inside, text),
        };
        let caret = Rect::new(end, place.y + px(13), px(2).max(1), place.h - 2 * px(13));
        self.canvas.fill(caret, ui.bar_text);
    }

    fn asked(&mut self, inside: Rect) {
        let (ui, plain) = (self.spec.ui, self.styles.plain);
        let asked = match self.spec.asked {
            "" => self.texts.language.words().lock.password,
            other => other,
        };
        let inside = Rect::new(
            inside.x + self.spec.scale.px(4),
            inside.y,
            inside.w,
            inside.h,
        );
        self.text(asked, plain, inside, ui.bar_dim_text);
    }

    /// A dot for each character, as far as there is room; says where they end.
    fn dots(&mut self, inside: Rect, count: usize) -> i32 {
        let px = |logical| self.spec.scale.px(logical);
        let (size, step) = (px(9), px(15).max(1));
        let most = (inside.w / step).max(1);
        let count = i32::try_from(count).unwrap_or(most).min(most);
        let colour = self.spec.ui.bar_text;
        for index in 0..count {
            let x = inside.x + index * step;
            let dot = Rect::new(x, inside.y + (inside.h - size) / 2, size, size);
            icons::disc(&mut self.canvas, dot, colour);
        }
        inside.x + count * step
    }

    /// What may be read is still nobody else's: nothing of it is kept.
    fn shown(&mut self, inside: Rect, text: &str) -> i32 {
        let (style, colour) = (self.styles.plain, self.spec.ui.bar_text);
        let cut = crate::paragraph::Cut::Start;
        let line = self.texts.once(text, style, inside.w, cut);
        self.texts
            .write_line(&mut self.canvas, &line, style, inside, colour);
        inside.x + line.width + self.spec.scale.px(2)
    }

    fn line(&mut self, layout: &Layout) {
        let ui = self.spec.ui;
        let colour = match self.spec.line {
            LockLine::Wrong(_) | LockLine::Closed | LockLine::Unable(_) => ui.accent,
            LockLine::Said(_) => ui.bar_text,
            _ => ui.bar_dim_text,
        };
        let (place, block) = &layout.line;
        let step = (*place, self.spec.scale.px(LINE));
        let style = self.styles.plain;
        self.texts
            .write_block_centred(&mut self.canvas, block, style, step, colour);
    }

    /// The keyboard at the left, what keys do at the right.
    fn foot(&mut self, place: Rect) {
        let (ui, scale) = (self.spec.ui, self.spec.scale);
        let words = self.texts.language.words();
        let mut x = place.x;
        if !self.spec.layout.is_empty() {
            let dim = ui.bar_background.mix(ui.bar_text, 44);
            x = self.chip(place, x, self.spec.layout, (dim, ui.bar_text));
        }
        if self.spec.caps {
            x = self.chip(place, x, words.lock.caps, (ui.accent, ui.contrast_dark));
        }
        let small = self.styles.small;
        let key = |[key, does]: [&str; 2]| format!("{key} {does}");
        let enter = key(words.lock.enter);
        let escape = match self.spec.above {
            None => words.lock.escape,
            Some(_) => words.lock.leave,
        };
        let both = format!("{enter} · {}", key(escape));
        for text in [both, enter] {
            let width = self.texts.line(&text, small, i32::from(i16::MAX)).width;
            if x + scale.px(10) + width <= place.right() {
                let right = Rect::new(place.right() - width, place.y, width, place.h);
                return self.text(&text, small, right, ui.bar_dim_text);
            }
        }
    }

    /// Words on a patch of their own; says where the next one goes.
    fn chip(&mut self, place: Rect, x: i32, words: &str, (ground, ink): (Rgb, Rgb)) -> i32 {
        let px = |logical| self.spec.scale.px(logical);
        let style = self.styles.small;
        let room = (place.right() - x).max(0);
        let width = (self.texts.line(words, style, room).width + px(14)).min(room);
        let chip = Rect::new(x, place.y, width, place.h);
        let radius = self.spec.scale.length(5.0);
        icons::fill_rounded(&mut self.canvas, chip, radius, ground, 255);
        self.centred(words, style, chip, ink);
        chip.right() + px(6)
    }

    fn text(&mut self, text: &str, style: Style, place: Rect, colour: Rgb) {
        self.texts
            .write(&mut self.canvas, text, style, place, colour);
    }

    fn centred(&mut self, text: &str, style: Style, place: Rect, colour: Rgb) {
        if place.empty() {
            return;
        }
        let width = self.texts.line(text, style, place.w).width;
        let inset = ((place.w - width) / 2).max(0);
        let place = Rect::new(place.x + inset, place.y, place.w - inset, place.h);
        self.text(text, style, place, colour);
    }
}
