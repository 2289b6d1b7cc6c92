//! The prompt's pixels.

use super::PromptSpec;
use super::layout::{Layout, Styles, cleaning};
use crate::canvas::Canvas;
use crate::paragraph::Cut;
use crate::text::{Style, Texts};
use crate::{Picture, Rect, Rgb, icons, seal};

/// A canvas together with what every part of the prompt is drawn with.
pub(super) struct Brush<'a> {
    pub(super) canvas: Canvas,
    pub(super) texts: &'a mut Texts,
    pub(super) spec: &'a PromptSpec<'a>,
    pub(super) styles: Styles,
    /// Lesser text.
    pub(super) dim: Rgb,
}

/// The whole prompt.
pub(super) fn picture(texts: &mut Texts, spec: &PromptSpec<'_>, layout: &Layout) -> Picture {
    let mut brush = Brush {
        canvas: Canvas::clear(layout.card.w, layout.card.h),
        texts,
        spec,
        styles: Styles::at(spec.scale),
        dim: spec.ui.bar_dim_text,
    };
    brush.card(layout);
    brush.edging(layout);
    brush.seal(layout);
    brush.question(layout);
    brush.sides(layout);
    brush.preview(layout);
    brush.details(layout);
    brush.buttons(layout);
    brush.hints(layout);
    brush.canvas.finish()
}

impl Brush<'_> {
    /// The cloth: it hangs from the bar, so only its lower corners are round.
    fn card(&mut self, layout: &Layout) {
        let (ui, scale) = (self.spec.ui, self.spec.scale);
        let (radius, line) = (scale.length(14.0), scale.px(1).max(1));
        let hung = scale.px(20);
        let card = layout.card;
        let whole = Rect::new(0, -hung, card.w, card.h + hung);
        let edge = ui.bar_background.mix(ui.bar_text, 70);
        icons::fill_rounded(&mut self.canvas, whole, radius, edge, 255);
        let inner = whole.shrunk(line);
        icons::fill_rounded(
            &mut self.canvas,
            inner,
            radius - line as f32,
            ui.bar_background,
            255,
        );
    }

    /// The edging sewn round the cloth. Its stitches are the time that is left:
    /// they come undone from the top to the middle of the lower side.
    fn edging(&mut self, layout: &Layout) {
        let (ui, scale) = (self.spec.ui, self.spec.scale);
        let px = |logical| scale.px(logical);
        let (inset, thick) = (px(7), px(2).max(1));
        let (stitch, step) = (px(9), px(14).max(1));
        let card = layout.card.shrunk(inset);
        let (half, down) = (card.w / 2, card.h - px(12));
        let (left, of) = self.spec.seconds;
        let whole = i64::from(half + down);
        let lit = whole * i64::from(left.min(of)) / i64::from(of.max(1));
        let gone = ui.bar_background.mix(ui.bar_text, 34);
        let colour = |along: i32| {
            if i64::from(along) < lit {
                ui.accent
            } else {
                gone
            }
        };
        for along in (px(3)..half - px(12)).step_by(step as usize) {
            let y = card.bottom() - thick;
            let middle = card.x + half;
            self.canvas
                .fill(Rect::new(middle + along, y, stitch, thick), colour(along));
            let mirrored = middle - along - stitch;
            self.canvas
                .fill(Rect::new(mirrored, y, stitch, thick), colour(along));
        }
        for up in (px(12)..down).step_by(step as usize) {
            let y = card.bottom() - up - stitch;
            let colour = colour(half + up);
            self.canvas
                .fill(Rect::new(card.x, y, thick, stitch), colour);
            self.canvas
                .fill(Rect::new(card.right() - thick, y, thick, stitch), colour);
        }
    }

    fn seal(&mut self, layout: &Layout) {
        let (ui, scale) = (self.spec.ui, self.spec.scale);
        let (place, block) = &layout.phrase;
        match self.spec.seal {
            Some(seal) => {
                seal::draw(&mut self.canvas, layout.motif, &seal.seed, scale, ui);
                let step = (*place, scale.px(16));
                self.texts.write_block_centred(
                    &mut self.canvas,
                    block,
                    self.styles.phrase,
                    step,
                    ui.bar_text,
                );
            }
            None => {
                let line = scale.px(1).max(1);
                icons::outline(&mut self.canvas, layout.motif, line, self.dim);
                let step = (*place, scale.px(16));
                self.texts.write_block_centred(
                    &mut self.canvas,
                    block,
                    self.styles.phrase,
                    step,
                    self.dim,
                );
            }
        }
    }

    fn question(&mut self, layout: &Layout) {
        let (place, block) = &layout.question;
        let step = (*place, self.spec.scale.px(25));
        let (style, colour) = (self.styles.question, self.spec.ui.bar_text);
        self.texts
            .write_block(&mut self.canvas, block, style, step, colour);
    }

    /// What it is and how much, whether that is a lot, and what is done to it.
    fn details(&mut self, layout: &Layout) {
        let (ui, scale, cargo) = (self.spec.ui, self.spec.scale, &self.spec.cargo);
        let px = |logical| scale.px(logical);
        let language = self.texts.language;
        let words = language.words();
        let place = layout.detail;
        let (exact, rough) = (language.exact(cargo.size), language.rough(cargo.size));
        let size = if exact == rough {
            exact
        } else {
            format!("{exact} · {rough}")
        };
        let strong = self.styles.strong;
        let width = self.texts.line(&size, strong, place.w).width;
        let right = Rect::new(place.right() - width, place.y, width, place.h);
        self.text(&size, strong, right, ui.bar_text);
        let kind = (words.content.kind)(cargo.kind, cargo.count());
        let named = self.texts.line(kind, strong, place.w).width;
        let room = (right.x - place.x - px(20)).max(0);
        self.text(
            kind,
            strong,
            Rect::new(place.x, place.y, named.min(room), place.h),
            ui.bar_text,
        );
        let rest = Rect::new(
            place.x + named + px(9),
            place.y,
            room - named - px(9),
            place.h,
        );
        self.fresh(cargo.mime, self.styles.plain, rest, (Cut::Middle, self.dim));
        if cargo.beyond {
            let (row, size) = (layout.beyond, px(14));
            let sign = Rect::new(row.x, row.y + (row.h - size) / 2, size, size);
            icons::warning(&mut self.canvas, sign, ui.accent, ui.bar_background);
            let rest = Rect::new(
                sign.right() + px(8),
                row.y,
                row.right() - sign.right() - px(8),
                row.h,
            );
            self.text(words.prompt.beyond, strong, rest, ui.accent);
        }
        if !cargo.cleaned.is_empty() {
            let text = cleaning(self.texts, self.spec);
            self.text(&text, self.styles.plain, layout.cleaned, self.dim);
        }
    }

    pub(super) fn text(&mut self, text: &str, style: Style, place: Rect, colour: Rgb) {
        self.texts
            .write(&mut self.canvas, text, style, place, colour);
    }

    /// The same for words that are somebody's content: nothing of them is kept.
    pub(super) fn fresh(
        &mut self,
        text: &str,
        style: Style,
        place: Rect,
        (cut, colour): (Cut, Rgb),
    ) {
        if !place.empty() {
            let line = self.texts.once(text, style, place.w, cut);
            self.texts
                .write_line(&mut self.canvas, &line, style, place, colour);
        }
    }

    pub(super) fn centred(&mut self, text: &str, style: Style, place: Rect, colour: Rgb) {
        let width = self.texts.line(text, style, place.w).width;
        let inset = ((place.w - width) / 2).max(0);
        let place = Rect::new(place.x + inset, place.y, place.w - inset, place.h);
        self.text(text, style, place, colour);
    }
}
