//! What the assistant's pages offer to choose from.

use super::draw::Sheet;
use super::{ChoreRow, LayoutRow, PresetRow, WelcomeHot, WelcomePage};
use crate::paragraph::Cut;
use crate::{Language, Rect, Rgb, Seal, seal};

impl Sheet<'_> {
    pub(super) fn items(&mut self) {
        let places = self.layout.items.iter().copied().enumerate();
        let places: Vec<(usize, Rect)> = places.collect();
        if let WelcomePage::Keyboard {
            sought, attempt, ..
        } = self.spec.page
        {
            self.field(sought, attempt);
        }
        for (index, place) in places {
            match self.spec.page {
                WelcomePage::Language => self.language(index, place),
                WelcomePage::Keyboard { rows, attempt, .. } => {
                    if let Some(row) = rows.get(index) {
                        self.layout_row(row, index, place, attempt.is_some());
                    }
                }
                WelcomePage::Policy(presets) => {
                    if let Some(preset) = presets.get(index) {
                        self.preset(preset, index, place);
                    }
                }
                WelcomePage::Seal(seals) => {
                    if let Some(seal) = seals.get(index) {
                        self.seal(seal, index, place);
                    }
                }
                WelcomePage::Chores(chores) => {
                    if let Some(chore) = chores.get(index) {
                        self.chore(chore, place, chores);
                    }
                }
            }
        }
    }

    /// The ground of an item: the chosen one has a light ring.
    fn ground(&mut self, index: usize, place: Rect) -> Rgb {
        let hovered = self.spec.hovered == Some(WelcomeHot::Item(index));
        let chosen = self.spec.selected == index;
        let lift = match (chosen, hovered) {
            (true, _) => 34,
            (false, true) => 26,
            (false, false) => 12,
        };
        let ground = self.card.lifted(lift);
        if chosen {
            self.card.rounded(place, 10.0, self.spec.ui.accent);
            let inner = place.shrunk(self.card.px(2).max(2));
            self.card.rounded(inner, 8.0, ground);
        } else {
            let line = self.card.lifted(44);
            self.card.lined(place, 10.0, (line, ground));
        }
        ground
    }

    fn inside(&self, place: Rect, pad: i32) -> Rect {
        let pad = self.card.px(pad);
        Rect::new(place.x + pad, place.y, place.w - 2 * pad, place.h)
    }

    fn language(&mut self, index: usize, place: Rect) {
        self.ground(index, place);
        let language = Language::ALL.get(index).copied().unwrap_or_default();
        let name = language.words().welcome.own_name;
        let style = self.card.strong(if self.layout.low { 16.0 } else { 20.0 });
        let room = self.inside(place, 24);
        self.card.text(name, style, room, self.spec.ui.bar_text);
        let style = self.card.plain(14.0);
        let code = language.code();
        let colour = self.spec.ui.bar_dim_text;
        self.card.right(code, style, room, colour);
    }

    /// Where a layout is sought, or tried once it is chosen.
    fn field(&mut self, sought: &str, attempt: Option<&str>) {
        let (place, ui) = (self.layout.field, self.spec.ui);
        let colours = (self.card.lifted(84), self.card.lifted(12));
        self.card.lined(place, 8.0, colours);
        let room = self.inside(place, 16);
        let words = &self.card.texts.language.words().welcome;
        let (typed, empty) = match attempt {
            Some(typed) => (typed, words.attempt),
            None => (sought, words.seek),
        };
        let style = self.card.plain(18.0);
        let wide = self.card.px(2).max(1);
        let high = self.card.px(22);
        let y = place.y + (place.h - high) / 2;
        if typed.is_empty() {
            let after = Rect::new(room.x + self.card.px(8), room.y, room.w, room.h);
            self.card.text(empty, style, after, ui.bar_dim_text);
        }
        let texts = &mut self.card.texts;
        // Not kept: it may be anything.
        let line = texts.once(typed, style, room.w, Cut::Start);
        texts.write_line(&mut self.card.canvas, &line, style, room, ui.bar_text);
        let gap = if typed.is_empty() { 0 } else { wide };
        let caret = Rect::new(room.x + line.width + gap, y, wide, high);
        self.card.canvas.fill(caret, ui.accent);
        if self.layout.items.is_empty() {
            let style = self.card.plain(15.0);
            let place = Rect::new(room.x, self.layout.body.y, room.w, self.card.px(34));
            self.card
                .text(words.no_layout, style, place, ui.bar_dim_text);
        }
    }

    fn layout_row(&mut self, row: &LayoutRow<'_>, index: usize, place: Rect, tried: bool) {
        if !tried || self.spec.selected == index {
            self.ground(index, place);
        }
        let ui = self.spec.ui;
        let room = self.inside(place, 16);
        let code = Rect::new(room.x, room.y, self.card.px(96), room.h);
        let strong = self.card.strong(14.0);
        self.card.text(row.code, strong, code, ui.bar_dim_text);
        let mut rest = Rect::new(code.right(), room.y, room.right() - code.right(), room.h);
        if row.now {
            let words = self.card.texts.language.words().welcome.now;
            let style = self.card.plain(13.0);
            rest.w -= self.card.right(words, style, rest, ui.accent) + self.card.px(12);
        }
        let plain = self.card.plain(15.0);
        self.card.text(row.name, plain, rest, ui.bar_text);
    }

    /// A policy by its name, what it is for, and its cages as a row of cloths.
    fn preset(&mut self, row: &PresetRow<'_>, index: usize, place: Rect) {
        self.ground(index, place);
        let ui = self.spec.ui;
        let room = self.inside(place, 20);
        let cloths = self.cloths(row, room);
        let words = &self.card.texts.language.words().welcome;
        let (about, now) = ((words.preset)(row.name), words.now);
        let wide = room.w - cloths - self.card.px(20);
        let two = place.h >= self.card.px(52);
        let step = self.card.px(24);
        let top = if two {
            place.y + (place.h - 2 * step) / 2
        } else {
            place.y
        };
        let high = if two { step } else { place.h };
        let name = Rect::new(room.x, top, wide, high);
        let strong = self.card.strong(17.0);
        self.card.text(row.name, strong, name, ui.bar_text);
        if row.now {
            let x = name.x + self.card.width(row.name, strong) + self.card.px(12);
            let rest = Rect::new(x, name.y, name.right() - x, name.h);
            let style = self.card.plain(13.0);
            self.card.text(now, style, rest, ui.accent);
        }
        if two {
            let below = Rect::new(name.x, name.bottom(), wide, step);
            let style = self.card.plain(14.0);
            self.card.text(about, style, below, ui.bar_dim_text);
        }
    }

    /// Cloths of a policy's cages at the right of a place, as many as fit into a third of it.
    /// Says how wide they are.
    fn cloths(&mut self, row: &PresetRow<'_>, room: Rect) -> i32 {
        let side = self.card.px(28).min(room.h - self.card.px(8));
        let gap = self.card.px(6);
        let most = (room.w / 3 / (side + gap)).max(1);
        let count = (row.cages.len() as i32).min(most);
        let wide = count * (side + gap) - gap;
        for (column, cage) in (0..count).zip(row.cages) {
            let x = room.right() - wide + column * (side + gap);
            let at = Rect::new(x, room.y + (room.h - side) / 2, side, side);
            self.card.canvas.fill(at, cage.colour);
            let cloth = cage.pattern.cloth(self.spec.scale);
            self.card.canvas.sew(at, &cloth, cage.text);
        }
        wide
    }

    /// A seal as large as there is room for, its phrase below.
    fn seal(&mut self, seal: &Seal, index: usize, place: Rect) {
        self.ground(index, place);
        let (ui, scale) = (self.spec.ui, self.spec.scale);
        let (size, step, pad) = if self.layout.low {
            (11.0, self.card.px(14), self.card.px(4))
        } else {
            (14.0, self.card.px(20), self.card.px(12))
        };
        let style = self.card.strong(size);
        let room = self.inside(place, 8);
        // Not kept, as it is a secret.
        let block = self.card.texts.block(&seal.phrase, style, room.w, 2);
        let words = step * block.lines.len() as i32;
        let side = (place.h - words - 3 * pad).min(place.w - 2 * pad);
        let above = place.y + (place.h - words - side - pad) / 2;
        let motif = Rect::new(place.x + (place.w - side) / 2, above, side, side);
        seal::draw(&mut self.card.canvas, motif, &seal.seed, scale, ui);
        let phrase = Rect::new(room.x, motif.bottom() + pad, room.w, words);
        let texts = &mut self.card.texts;
        let at = (phrase, step);
        texts.write_block_centred(&mut self.card.canvas, &block, style, at, ui.bar_text);
    }

    /// A chord on key caps, and what it does.
    fn chore(&mut self, row: &ChoreRow<'_>, place: Rect, all: &[ChoreRow<'_>]) {
        let ui = self.spec.ui;
        let (keys, words) = if self.layout.low {
            (12.0, 13.0)
        } else {
            (14.0, 15.0)
        };
        let style = self.card.strong(keys);
        let caps = |sheet: &mut Self, chord: &str| {
            let keys = chord.split('+').map(|key| sheet.card.width(key, style));
            let keys: Vec<i32> = keys.collect();
            let (pad, gap) = (sheet.card.px(18), sheet.card.px(6));
            keys.iter().map(|key| key + pad + gap).sum::<i32>()
        };
        let column = all.iter().map(|row| caps(self, row.chord)).max();
        let column = column.unwrap_or(0).min(place.w / 2) + self.card.px(20);
        let high = self.card.px(26).min(place.h - self.card.px(2));
        let mut x = place.x;
        for key in row.chord.split('+') {
            let wide = self.card.width(key, style) + self.card.px(18);
            let cap = Rect::new(x, place.y + (place.h - high) / 2, wide, high);
            let colours = (self.card.lifted(84), self.card.lifted(26));
            self.card.lined(cap, 5.0, colours);
            self.card.centred(key, style, cap, ui.bar_text);
            x = cap.right() + self.card.px(6);
        }
        let text = (self.card.texts.language.words().welcome.chore)(row.chore);
        let left = (place.x + column).max(x);
        let rest = Rect::new(left, place.y, place.right() - left, place.h);
        let plain = self.card.plain(words);
        self.card.text(text, plain, rest, ui.bar_text);
    }
}
