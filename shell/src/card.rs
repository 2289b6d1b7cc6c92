//! A card of trusted UI: the cloth, and the few things that are sewn onto every card.

use crate::canvas::Canvas;
use crate::text::{Face, Style, Texts};
use crate::{CageStyle, Pattern, Rect, Rgb, Scale, Ui, icons};

/// A card in the making, together with what every part of it is drawn with.
pub(crate) struct Card<'a> {
    pub(crate) canvas: Canvas,
    pub(crate) texts: &'a mut Texts,
    pub(crate) ui: &'a Ui,
    pub(crate) scale: Scale,
}

impl<'a> Card<'a> {
    /// A bare cloth of `size` physical pixels with round corners. What hangs from the bar has
    /// round corners only below.
    pub(crate) fn new(
        texts: &'a mut Texts,
        ui: &'a Ui,
        scale: Scale,
        (w, h): (i32, i32),
        hung: bool,
    ) -> Self {
        let mut card = Self {
            canvas: Canvas::clear(w, h),
            texts,
            ui,
            scale,
        };
        let above = if hung { card.px(20) } else { 0 };
        let line = card.px(1).max(1);
        let whole = Rect::new(0, -above, w, h + above);
        card.rounded(whole, 14.0, card.lifted(70));
        card.rounded(whole.shrunk(line), 13.0, ui.bar_background);
        card.edging(hung);
        card
    }

    /// Stitches along the rim: by them a card of the core is known at a glance.
    fn edging(&mut self, hung: bool) {
        let (inset, thick) = (self.px(7), self.px(2).max(1));
        let (stitch, step) = (self.px(9), self.px(14).max(1) as usize);
        let rim = self.canvas.bounds().shrunk(inset);
        let (accent, corner) = (self.ui.accent, self.px(12));
        let middle = rim.x + rim.w / 2;
        let mut rows = vec![rim.bottom() - thick];
        rows.extend((!hung).then_some(rim.y));
        for along in (self.px(3)..rim.w / 2 - corner).step_by(step) {
            for y in &rows {
                for x in [middle + along, middle - along - stitch] {
                    self.canvas.fill(Rect::new(x, *y, stitch, thick), accent);
                }
            }
        }
        let end = if hung { 0 } else { corner };
        for up in (corner..rim.h - end - stitch).step_by(step) {
            let y = rim.bottom() - up - stitch;
            for x in [rim.x, rim.right() - thick] {
                self.canvas.fill(Rect::new(x, y, thick, stitch), accent);
            }
        }
    }

    /// Physical pixels of a logical length.
    pub(crate) const fn px(&self, logical: i32) -> i32 {
        self.scale.px(logical)
    }

    /// Plain words of so many logical pixels.
    pub(crate) fn plain(&self, size: f32) -> Style {
        Style::new(Face::Regular, self.scale.length(size))
    }

    /// Strong words of so many logical pixels.
    pub(crate) fn strong(&self, size: f32) -> Style {
        Style::new(Face::Semibold, self.scale.length(size))
    }

    /// The ground, so many 256ths nearer to the colour of words.
    pub(crate) fn lifted(&self, parts: u16) -> Rgb {
        self.ui.bar_background.mix(self.ui.bar_text, parts)
    }

    /// Width of a line that may be as long as it likes.
    pub(crate) fn width(&mut self, text: &str, style: Style) -> i32 {
        self.texts.line(text, style, i32::from(i16::MAX)).width
    }

    pub(crate) fn rounded(&mut self, place: Rect, radius: f32, colour: Rgb) {
        let radius = self.scale.length(radius);
        icons::fill_rounded(&mut self.canvas, place, radius, colour, 255);
    }

    /// A ground with a line round it.
    pub(crate) fn lined(&mut self, place: Rect, radius: f32, (line, ground): (Rgb, Rgb)) {
        self.rounded(place, radius, line);
        let inner = place.shrunk(self.px(1).max(1));
        self.rounded(inner, radius - 1.0, ground);
    }

    /// Words at the left of a place.
    pub(crate) fn text(&mut self, text: &str, style: Style, place: Rect, colour: Rgb) {
        self.texts
            .write(&mut self.canvas, text, style, place, colour);
    }

    /// Words in the middle of a place.
    pub(crate) fn centred(&mut self, text: &str, style: Style, place: Rect, colour: Rgb) {
        let width = self.texts.line(text, style, place.w).width;
        let inset = ((place.w - width) / 2).max(0);
        let place = Rect::new(place.x + inset, place.y, place.w - inset, place.h);
        self.text(text, style, place, colour);
    }

    /// Words at the right of a place; says how wide they are.
    pub(crate) fn right(&mut self, text: &str, style: Style, place: Rect, colour: Rgb) -> i32 {
        let width = self.texts.line(text, style, place.w).width.min(place.w);
        let place = Rect::new(place.right() - width, place.y, width, place.h);
        self.text(text, style, place, colour);
        width
    }

    /// Words on several lines, each `step` physical pixels high; says how high they are.
    pub(crate) fn lines(
        &mut self,
        text: &str,
        style: Style,
        (place, step): (Rect, i32),
        colour: Rgb,
    ) -> i32 {
        let most = (place.h / step.max(1)).max(0) as usize;
        let block = self.texts.block(text, style, place.w, most);
        let height = step * block.lines.len() as i32;
        self.texts
            .write_block(&mut self.canvas, &block, style, (place, step), colour);
        height
    }

    /// A cage's cloth and name on its colour.
    pub(crate) fn chip(&mut self, cage: &CageStyle<'_>, place: Rect, size: f32) {
        self.canvas.fill(place, cage.colour);
        let patch = place.h - 2 * self.px(6).min(place.h / 5);
        let mut left = place.x + self.px(8);
        if cage.pattern != Pattern::Solid {
            let cloth = cage.pattern.cloth(self.scale);
            let square = Rect::new(left, place.y + (place.h - patch) / 2, patch, patch);
            self.canvas.sew(square, &cloth, cage.text);
            left = square.right() + self.px(8);
        }
        let name = Rect::new(left, place.y, place.right() - self.px(8) - left, place.h);
        self.text(cage.title, self.strong(size), name, cage.text);
    }

    /// How wide a chip is that shows its whole name, at a height.
    pub(crate) fn chip_width(&mut self, cage: &CageStyle<'_>, height: i32, size: f32) -> i32 {
        let patch = match cage.pattern {
            Pattern::Solid => 0,
            _ => height - 2 * self.px(6).min(height / 5) + self.px(8),
        };
        self.width(cage.title, self.strong(size)) + patch + 2 * self.px(8) + self.px(4)
    }

    /// Keys and what they do, one after the other, as far as there is room.
    pub(crate) fn hints(&mut self, place: Rect, hints: &[[&str; 2]]) {
        let (style, mut x) = (self.plain(12.0), place.x);
        for [key, deed] in hints {
            let key_width = self.width(key, style) + self.px(12);
            let deed_width = self.width(deed, style);
            if x + key_width + self.px(6) + deed_width > place.right() {
                return;
            }
            let high = self.px(18);
            let cap = Rect::new(x, place.y + (place.h - high) / 2, key_width, high);
            self.lined(cap, 4.0, (self.lifted(64), self.lifted(20)));
            self.centred(key, style, cap, self.ui.bar_text);
            x = cap.right() + self.px(6);
            let words = Rect::new(x, place.y, deed_width, place.h);
            self.text(deed, style, words, self.ui.bar_dim_text);
            x = words.right() + self.px(16);
        }
    }

    /// A button with words on it.
    pub(crate) fn button(&mut self, text: &str, place: Rect, (main, hovered): (bool, bool)) {
        let lift = if hovered { 30 } else { 0 };
        let (line, ground, ink) = if main {
            let ground = self.ui.bar_text.mix(self.ui.bar_background, lift);
            (ground, ground, self.ui.bar_background)
        } else {
            (self.lifted(70), self.lifted(16 + lift), self.ui.bar_text)
        };
        self.lined(place, 7.0, (line, ground));
        self.centred(text, self.strong(14.0), place.shrunk(self.px(4)), ink);
    }

    /// A sign of warning and words beside it, on several lines; says how high that is.
    pub(crate) fn warning(&mut self, place: Rect, message: &str, help: &str) -> i32 {
        let (size, step) = (self.px(16), self.px(20));
        let sign = Rect::new(place.x, place.y + (step - size) / 2, size, size);
        icons::warning(
            &mut self.canvas,
            sign,
            self.ui.accent,
            self.ui.bar_background,
        );
        let x = sign.right() + self.px(10);
        let words = Rect::new(x, place.y, place.right() - x, place.h);
        let most = Rect::new(x, place.y, words.w, place.h.min(2 * step));
        let strong = self.strong(14.0);
        let above = self.lines(message, strong, (most, step), self.ui.bar_text);
        let rest = Rect::new(x, place.y + above, words.w, place.h - above);
        if help.is_empty() {
            return above;
        }
        let below = self.lines(help, self.plain(13.0), (rest, step), self.ui.bar_dim_text);
        above + below
    }
}
