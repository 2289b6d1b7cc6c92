//! The launcher's pixels.

use super::layout::Layout;
use super::{LauncherRow, LauncherRowKind, LauncherSpec, LauncherState};
use crate::card::Card;
use crate::paragraph::Cut;
use crate::text::Texts;
use crate::{Picture, Rect};

/// The whole launcher.
pub(super) fn picture(texts: &mut Texts, spec: &LauncherSpec<'_>, layout: &Layout) -> Picture {
    let size = (layout.card.w, layout.card.h);
    let card = Card::new(texts, spec.ui, spec.scale, size, true);
    let mut sheet = Sheet { card, spec, layout };
    sheet.place();
    sheet.field();
    sheet.refusal();
    sheet.rows();
    sheet.foot();
    sheet.card.canvas.finish()
}

struct Sheet<'a> {
    card: Card<'a>,
    spec: &'a LauncherSpec<'a>,
    layout: &'a Layout,
}

impl Sheet<'_> {
    /// Where programs would run: the cage in its colours, as wide as its name.
    fn place(&mut self) {
        let (cage, layout, ui) = (self.spec.cage, self.layout, self.spec.ui);
        self.card.chip(cage, layout.cage, 20.0);
        for (place, sign) in [(layout.before, "‹"), (layout.after, "›")] {
            let style = self.card.plain(24.0);
            self.card.centred(sign, style, place, ui.bar_dim_text);
        }
        let x = layout.after.right() + self.card.px(10);
        let room = Rect::new(x, layout.cage.y, layout.field.right() - x, layout.cage.h);
        let words = &self.card.texts.language.words().launcher;
        let remote = if cage.remote { words.remote } else { "" };
        let parts = [self.spec.label, remote];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let style = self.card.plain(15.0);
        self.card
            .text(&parts.join(" · "), style, room, ui.bar_dim_text);
    }

    /// What was typed, the end of it always in sight, and where the next letter goes.
    fn field(&mut self) {
        let (field, ui) = (self.layout.field, self.spec.ui);
        let grounds = (self.card.lifted(84), self.card.lifted(12));
        self.card.lined(field, 8.0, grounds);
        let room = Rect::new(
            field.x + self.card.px(16),
            field.y,
            field.w - self.card.px(36),
            field.h,
        );
        let style = self.card.plain(20.0);
        let caret =
            |x: i32, high: i32, wide: i32| Rect::new(x, field.y + (field.h - high) / 2, wide, high);
        let (high, wide) = (self.card.px(24), self.card.px(2).max(1));
        if self.spec.typed.is_empty() {
            let words = self.card.texts.language.words().launcher.placeholder;
            let after = Rect::new(room.x + self.card.px(8), room.y, room.w, room.h);
            self.card.text(words, style, after, ui.bar_dim_text);
            self.card.canvas.fill(caret(room.x, high, wide), ui.accent);
            return;
        }
        let texts = &mut self.card.texts;
        // Not kept: it may be a password that was meant for somebody else.
        let line = texts.once(self.spec.typed, style, room.w, Cut::Start);
        texts.write_line(&mut self.card.canvas, &line, style, room, ui.bar_text);
        let x = room.x + line.width + self.card.px(2);
        self.card.canvas.fill(caret(x, high, wide), ui.accent);
    }

    fn refusal(&mut self) {
        if let Some(refusal) = self.spec.refused {
            let words = &self.card.texts.language.words().launcher;
            let (message, help) = words.refusal(refusal, self.spec.cage.title);
            self.card.warning(self.layout.refused, &message, &help);
        }
    }

    fn rows(&mut self) {
        let places = self.layout.rows.iter();
        for (index, (place, row)) in places.zip(self.spec.rows).enumerate() {
            self.row(row, *place, index == self.spec.selected);
        }
        let thumb = self.layout.thumb;
        if !thumb.empty() {
            self.card.rounded(thumb, 2.0, self.card.lifted(96));
        }
        if !self.layout.empty.empty() {
            let words = self.card.texts.language.words().launcher;
            let text = match self.spec.state {
                LauncherState::Reading => (words.reading)(self.spec.cage.title),
                LauncherState::Failed => (words.failed)(self.spec.cage.title),
                LauncherState::Known { all: 0, .. } => (words.none)(self.spec.cage.title),
                LauncherState::Known { .. } | LauncherState::Opening => words.nothing.to_owned(),
            };
            let style = self.card.plain(15.0);
            let colour = self.spec.ui.bar_dim_text;
            self.card.text(&text, style, self.layout.empty, colour);
        }
    }

    /// One line: the cage's colour first, then a tile, the name and what tells it apart.
    fn row(&mut self, row: &LauncherRow<'_>, place: Rect, chosen: bool) {
        let (cage, ui) = (row.cage, self.spec.ui);
        let quiet = self.card.lifted(12);
        self.card
            .canvas
            .fill(place, if chosen { cage.colour } else { quiet });
        let edge = Rect::new(place.x, place.y, self.card.px(6), place.h);
        self.card.canvas.fill(edge, cage.colour);
        let tile = Rect::new(
            edge.right() + self.card.px(10),
            place.y + (place.h - self.card.px(26)) / 2,
            self.card.px(26),
            self.card.px(26),
        );
        self.tile(row, tile, chosen);
        let (ink, dim) = match chosen {
            true => (cage.text, cage.quiet()),
            false => (ui.bar_text, ui.bar_dim_text),
        };
        let x = tile.right() + self.card.px(12);
        let mut room = Rect::new(x, place.y, place.right() - self.card.px(14) - x, place.h);
        room.w -= self.end(row, room, chosen);
        let (strong, plain) = (self.card.strong(15.0), self.card.plain(13.0));
        let name = self.card.width(row.name, strong).min(room.w);
        self.card.text(row.name, strong, room, ink);
        let x = room.x + name + self.card.px(12);
        let rest = Rect::new(x, room.y, room.right() - x, room.h);
        if rest.w > self.card.px(40) {
            self.card.text(row.detail, plain, rest, dim);
        }
    }

    /// The first letter of a name, for no picture of a cage is ever shown here.
    fn tile(&mut self, row: &LauncherRow<'_>, tile: Rect, chosen: bool) {
        let cage = row.cage;
        let ground = match chosen {
            true => cage.shade(self.spec.ui),
            false => cage.colour,
        };
        self.card.rounded(tile, 6.0, ground);
        let letter = row.name.chars().find(|c| c.is_alphanumeric());
        let sign = match row.kind {
            LauncherRowKind::Typed => "›".to_owned(),
            _ => letter.map_or("·".to_owned(), |c| c.to_uppercase().to_string()),
        };
        let style = self.card.strong(14.0);
        self.card.centred(&sign, style, tile, cage.text);
    }

    /// At the end of a line, whose it is where that is not the chosen cage, and whether it was
    /// used lately. Says how much of the line that takes.
    fn end(&mut self, row: &LauncherRow<'_>, room: Rect, chosen: bool) -> i32 {
        let words = self.card.texts.language.words().launcher;
        let mut taken = 0;
        if row.cage.title != self.spec.cage.title {
            let high = self.card.px(26);
            let wide = self.card.chip_width(row.cage, high, 13.0).min(room.w / 2);
            let place = Rect::new(
                room.right() - wide,
                room.y + (room.h - high) / 2,
                wide,
                high,
            );
            self.card.chip(row.cage, place, 13.0);
            taken = wide + self.card.px(12);
        }
        let note = match row.kind {
            LauncherRowKind::Program => return taken,
            LauncherRowKind::Recent => words.recent,
            LauncherRowKind::Typed => words.as_typed,
        };
        let colour = match chosen {
            true => row.cage.quiet(),
            false => self.spec.ui.bar_dim_text,
        };
        let style = self.card.plain(12.0);
        let place = Rect::new(room.x, room.y, room.w - taken, room.h);
        taken + self.card.right(note, style, place, colour) + self.card.px(14)
    }

    fn foot(&mut self) {
        let words = self.card.texts.language.words().launcher;
        let colour = self.spec.ui.bar_dim_text;
        let text = match self.spec.state {
            LauncherState::Opening => words.opening.to_owned(),
            LauncherState::Known { found, all } if all > 0 => (words.count)(found, all),
            _ => String::new(),
        };
        let style = self.card.plain(12.0);
        self.card.right(&text, style, self.layout.count, colour);
        self.card.hints(self.layout.hints, &words.keys);
    }
}
