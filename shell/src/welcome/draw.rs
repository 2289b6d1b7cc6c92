//! The assistant's pixels that every page has.

use super::layout::{Layout, label};
use super::{WelcomeHot, WelcomePage, WelcomeSpec};
use crate::card::Card;
use crate::text::Texts;
use crate::words::WelcomePageWords;
use crate::{Picture, Rect, emblem};

/// A page in the making.
pub(super) struct Sheet<'a> {
    pub(super) card: Card<'a>,
    pub(super) spec: &'a WelcomeSpec<'a>,
    pub(super) layout: &'a Layout,
}

/// The whole assistant.
pub(super) fn picture(texts: &mut Texts, spec: &WelcomeSpec<'_>, layout: &Layout) -> Picture {
    let size = (layout.card.w, layout.card.h);
    let card = Card::new(texts, spec.ui, spec.scale, size, false);
    let mut sheet = Sheet { card, spec, layout };
    sheet.head();
    sheet.items();
    sheet.note();
    sheet.foot();
    sheet.card.canvas.finish()
}

impl Sheet<'_> {
    fn words(&self) -> WelcomePageWords {
        let words = &self.card.texts.language.words().welcome;
        match self.spec.page {
            WelcomePage::Language => words.language,
            WelcomePage::Keyboard { .. } => words.keyboard,
            WelcomePage::Policy(_) => words.policy,
            WelcomePage::Seal(_) => words.seal,
            WelcomePage::Chores(_) => words.chores,
        }
    }

    fn head(&mut self) {
        let (layout, ui, words) = (self.layout, self.spec.ui, self.words());
        // The emblem is drawn on a grid of 20.
        let side = layout.emblem.h;
        let grid = self.spec.scale.in_120ths() as i32;
        let grown = crate::Scale::from_120ths((side * grid / self.card.px(20).max(1)) as u32);
        emblem::draw(&mut self.card.canvas, layout.emblem, grown, ui);
        let size = if layout.low { 21.0 } else { 30.0 };
        let style = self.card.strong(size);
        self.card
            .text(words.title, style, layout.title, ui.bar_text);
        let (size, step) = if layout.low { (13.0, 18) } else { (16.0, 24) };
        let (style, step) = (self.card.plain(size), self.card.px(step));
        let place = (layout.about, step);
        self.card.lines(words.about, style, place, ui.bar_dim_text);
    }

    /// What came of the last choice.
    fn note(&mut self) {
        if let Some(note) = &self.spec.note {
            let text = self.card.texts.language.words().welcome.note(note);
            let style = self.card.plain(if self.layout.low { 12.0 } else { 14.0 });
            let colour = self.spec.ui.accent;
            self.card.text(&text, style, self.layout.note, colour);
        }
    }

    fn foot(&mut self) {
        for (place, hot) in &self.layout.buttons {
            let text = label(self.card.texts, self.spec, *hot);
            let main = *hot == WelcomeHot::Choose;
            let hovered = self.spec.hovered == Some(*hot);
            self.card.button(text, *place, (main, hovered));
        }
        self.steps();
        if !self.layout.hints.empty() {
            let keys = self.card.texts.language.words().welcome.keys;
            self.card.hints(self.layout.hints, &keys);
        }
    }

    /// A stitch for each page, those that were seen in the accent's thread.
    fn steps(&mut self) {
        let (here, all) = self.spec.step;
        let (stitch, thick, step) = (self.card.px(16), self.card.px(4), self.card.px(24));
        let right = self.layout.buttons.iter();
        let right = right.filter(|(_, hot)| *hot != WelcomeHot::Back);
        let end = right.map(|(rect, _)| rect.x).min();
        let left = self.layout.buttons.iter();
        let back = left.filter(|(_, hot)| *hot == WelcomeHot::Back);
        let place = self.layout.steps;
        let start = back.map(|(rect, _)| rect.right()).max().unwrap_or(place.x);
        let room = end.unwrap_or(place.right()) - start;
        let wide = step * all as i32 - (step - stitch);
        if room < wide + self.card.px(24) {
            return;
        }
        let indent = self.card.px(24).max((room - wide) / 2);
        let x = if self.spec.step.0 > 0 {
            start + indent
        } else {
            start
        };
        for page in 0..all as i32 {
            let colour = match page as usize <= here {
                true => self.spec.ui.accent,
                false => self.card.lifted(56),
            };
            let y = place.y + (place.h - thick) / 2;
            let at = Rect::new(x + page * step, y, stitch, thick);
            self.card.rounded(at, 2.0, colour);
        }
    }
}
