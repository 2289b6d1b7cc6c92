//! The prompt's buttons and what says how to use them.

use super::draw::Brush;
use super::layout::{Layout, Styles};
use super::{PromptHot, PromptSpec, Side};
use crate::text::Texts;
use crate::{Rect, icons};

/// Where the buttons go below the top of `place`: in one row, or the long one
/// below the others where there is no room for that.
pub(super) fn buttons(
    texts: &mut Texts,
    spec: &PromptSpec<'_>,
    place: Rect,
) -> Vec<(Rect, PromptHot)> {
    let px = |logical| spec.scale.px(logical);
    let styles = Styles::at(spec.scale);
    let (h, gap) = (px(36), px(14));
    let words = &texts.language.words().prompt;
    let [deny, allow] = [words.deny, words.allow].map(|word| {
        let width = texts.line(word, styles.strong, place.w).width;
        (width + px(44)).max(px(112)).min((place.w - gap) / 2)
    });
    let mut placed = vec![
        (Rect::new(place.x, place.y, deny, h), PromptHot::Deny),
        (
            Rect::new(place.x + deny + gap, place.y, allow, h),
            PromptHot::Allow,
        ),
    ];
    if let Side::Cage { style, .. } = spec.from {
        let mut wide =
            |text: &str| texts.line(text, styles.strong, i32::from(i16::MAX)).width + px(28);
        let (named, short) = (
            wide(&(words.deny_all)(style.title)),
            wide(words.deny_all_short),
        );
        let beside = place.w - deny - allow - 2 * gap;
        let place = match [named, short].into_iter().find(|width| *width <= beside) {
            Some(width) => Rect::new(place.right() - width, place.y, width, h),
            None => Rect::new(place.x, place.y + h + px(8), named.min(place.w), h),
        };
        placed.push((place, PromptHot::DenyAll));
    }
    placed
}

impl Brush<'_> {
    pub(super) fn buttons(&mut self, layout: &Layout) {
        for (place, hot) in &layout.buttons {
            self.button(*place, *hot);
        }
    }

    /// Deny is the light one, Allow an outline that fills when it wakes, and
    /// what denies all is quiet.
    fn button(&mut self, place: Rect, hot: PromptHot) {
        let (ui, scale) = (self.spec.ui, self.spec.scale);
        let (radius, line) = (scale.length(7.0), scale.px(1).max(1));
        let hovered = self.spec.hovered == Some(hot);
        if self.spec.selected == hot {
            let (ring, air) = (scale.px(2).max(2), scale.px(2).max(1));
            let outer = place.shrunk(-(ring + air));
            let round = |grown: i32| radius + grown as f32;
            icons::fill_rounded(&mut self.canvas, outer, round(ring + air), ui.accent, 255);
            let inner = place.shrunk(-air);
            icons::fill_rounded(&mut self.canvas, inner, round(air), ui.bar_background, 255);
        }
        let asleep = hot == PromptHot::Allow && !self.spec.armed;
        let lift = if hovered { 40 } else { 0 };
        let (fill, edge, ink) = match hot {
            PromptHot::Deny => {
                let fill = ui.bar_text.mix(ui.bar_background, lift / 2);
                (fill, fill, ui.bar_background)
            }
            PromptHot::Allow if asleep => {
                let ground = ui.bar_background;
                (
                    ground,
                    ground.mix(ui.bar_text, 44),
                    ground.mix(ui.bar_text, 84),
                )
            }
            PromptHot::Allow => {
                let fill = ui.bar_background.mix(ui.bar_text, 38 + lift);
                (fill, ui.bar_background.mix(ui.bar_text, 150), ui.bar_text)
            }
            PromptHot::DenyAll | PromptHot::Seal => {
                let fill = ui.bar_background.mix(ui.bar_text, lift / 2 + 10);
                (fill, ui.bar_background.mix(ui.bar_text, 40), self.dim)
            }
        };
        icons::fill_rounded(&mut self.canvas, place, radius, edge, 255);
        let inner = place.shrunk(line);
        icons::fill_rounded(&mut self.canvas, inner, radius - line as f32, fill, 255);
        let text = self.label(hot, place.w - scale.px(26));
        self.centred(&text, self.styles.strong, place.shrunk(scale.px(4)), ink);
    }

    /// The words on a button that has so much room for them.
    fn label(&mut self, hot: PromptHot, room: i32) -> String {
        let words = &self.texts.language.words().prompt;
        match (hot, self.spec.from) {
            (PromptHot::Deny, _) => words.deny.to_owned(),
            (PromptHot::Allow, _) => words.allow.to_owned(),
            (PromptHot::DenyAll, Side::Cage { style, .. }) => {
                let named = (words.deny_all)(style.title);
                let most = i32::from(i16::MAX);
                let width = self.texts.line(&named, self.styles.strong, most).width;
                let fits = width <= room;
                if fits {
                    named
                } else {
                    words.deny_all_short.to_owned()
                }
            }
            (PromptHot::DenyAll, Side::Own) | (PromptHot::Seal, _) => String::new(),
        }
    }

    /// Keys at the left, or why Allow is asleep; the time that is left at the right.
    pub(super) fn hints(&mut self, layout: &Layout) {
        let place = layout.hints;
        if place.empty() {
            return;
        }
        let words = self.texts.language.words();
        let left = (words.prompt.left)(self.spec.seconds.0);
        let width = self.texts.line(&left, self.styles.small, place.w).width;
        let time = Rect::new(place.right() - width, place.y, width, place.h);
        self.text(&left, self.styles.small, time, self.dim);
        let room = Rect::new(
            place.x,
            place.y,
            time.x - place.x - self.spec.scale.px(16),
            place.h,
        );
        if self.spec.armed {
            self.keys(room);
        } else {
            self.text(words.prompt.asleep, self.styles.small, room, self.dim);
        }
    }

    fn keys(&mut self, room: Rect) {
        let scale = self.spec.scale;
        let px = |logical| scale.px(logical);
        let words = &self.texts.language.words().keys;
        let mut x = room.x;
        for [key, does] in [words.choose, words.confirm, words.deny] {
            let style = self.styles.small;
            let cap = self.texts.line(key, style, room.w).width + px(12);
            let word = self.texts.line(does, style, room.w).width;
            if x + cap + px(7) + word > room.right() {
                return;
            }
            let place = Rect::new(x, room.y, cap, room.h);
            let (line, edge) = (px(1).max(1), self.spec.ui.bar_background.mix(self.dim, 128));
            let ground = self.spec.ui.bar_background.mix(self.spec.ui.bar_text, 12);
            let radius = scale.length(4.0);
            icons::fill_rounded(&mut self.canvas, place, radius, edge, 255);
            let inner = place.shrunk(line);
            icons::fill_rounded(&mut self.canvas, inner, radius - line as f32, ground, 255);
            self.centred(key, style, place, self.dim);
            let text = Rect::new(place.right() + px(7), room.y, word, room.h);
            self.text(does, style, text, self.dim);
            x = text.right() + px(18);
        }
    }
}
