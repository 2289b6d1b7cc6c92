//! Text of several lines, shaped without being kept: it may be somebody's content.

use cosmic_text::{
    Attrs, AttrsList, BufferLine, Ellipsize, EllipsizeHeightLimit, Family, Hinting, LayoutGlyph,
    LayoutLine, LineEnding, Shaping, Wrap,
};
use zeroize::Zeroize;

use crate::canvas::Canvas;
use crate::text::{Line, Style, Texts, placed, visible, weight};
use crate::{Rect, Rgb, fonts};

/// Characters of one paragraph that are shaped at most.
const LONGEST: usize = 1_000;
/// What stands at the end of text that goes on.
const MORE: &str = " …";

/// Where text that is too long loses some of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cut {
    Start,
    Middle,
}

/// Lines of text one below the other.
pub(crate) struct Block {
    pub(crate) lines: Vec<Line>,
}

impl Texts {
    /// `text` on at most `most` lines of `width` physical pixels; its own line
    /// breaks count. What has no room is left out, and dots say so.
    pub(crate) fn block(&mut self, text: &str, style: Style, width: i32, most: usize) -> Block {
        let mut lines: Vec<Line> = Vec::new();
        let mut parts = text.split('\n');
        while let Some(part) = parts.next() {
            let room = most.saturating_sub(lines.len());
            if room == 0 {
                break;
            }
            let mut shaped = self.wrapped(part, style, width, room);
            #[cfg(test)]
            if self.wrapped(part, style, width, room + 9).len() > room {
                self.cut.push(part.to_owned());
            }
            let goes_on = || parts.clone().any(|rest| !rest.trim().is_empty());
            if shaped.len() == room && goes_on() {
                let mut marked = String::with_capacity(part.len() + MORE.len());
                marked.push_str(part);
                marked.push_str(MORE);
                shaped = self.wrapped(&marked, style, width, room);
                marked.zeroize();
            }
            lines.append(&mut shaped);
        }
        Block { lines }
    }

    /// `text` on one line, without being kept, cut where it is said.
    pub(crate) fn once(&mut self, text: &str, style: Style, width: i32, cut: Cut) -> Line {
        let limit = EllipsizeHeightLimit::Lines(1);
        let cut = match cut {
            Cut::Start => Ellipsize::Start(limit),
            Cut::Middle => Ellipsize::Middle(limit),
        };
        let lines = self.shaped(text, style, width, (Wrap::None, cut));
        lines.into_iter().next().unwrap_or_default()
    }

    fn wrapped(&mut self, text: &str, style: Style, width: i32, most: usize) -> Vec<Line> {
        let limit = EllipsizeHeightLimit::Lines(most);
        let cut = Ellipsize::End(limit);
        let mut lines = self.shaped(text, style, width, (Wrap::WordOrGlyph, cut));
        lines.truncate(most);
        lines
    }

    fn shaped(
        &mut self,
        text: &str,
        style: Style,
        width: i32,
        (wrap, cut): (Wrap, Ellipsize),
    ) -> Vec<Line> {
        // Room for all of it at once: growing would leave copies behind.
        let mut clean = String::with_capacity(text.len() + MORE.len());
        clean.extend(text.chars().take(LONGEST).map(visible));
        if text.chars().nth(LONGEST).is_some() {
            clean.push_str(MORE);
        }
        let attrs = Attrs::new()
            .family(Family::Name(fonts::FAMILY))
            .weight(weight(style.face));
        let list = AttrsList::new(&attrs);
        let mut line = BufferLine::new(clean, LineEnding::None, list, Shaping::Advanced);
        line.set_align(Some(cosmic_text::Align::Left));
        line.layout(
            &mut self.system,
            style.px(),
            Some(width.max(0) as f32),
            wrap,
            cut,
            None,
            4,
            Hinting::Disabled,
        );
        let rows = line.layout_opt().map_or(&[][..], |rows| rows.as_slice());
        let lines = rows.iter().enumerate();
        let lines = lines
            .map(|(index, row)| {
                let blank = if index > 0 {
                    leading(row, line.text())
                } else {
                    0.0
                };
                placed(row, blank)
            })
            .collect();
        line.into_text().zeroize();
        lines
    }

    /// Draws a block from the top of `place`, each line `step` physical pixels high.
    pub(crate) fn write_block(
        &mut self,
        canvas: &mut Canvas,
        block: &Block,
        style: Style,
        (place, step): (Rect, i32),
        colour: Rgb,
    ) {
        for (line, y) in block
            .lines
            .iter()
            .zip((place.y..).step_by(step.max(1) as usize))
        {
            let row = Rect::new(place.x, y, place.w, step);
            self.write_line(canvas, line, style, row, colour);
        }
    }

    /// The same, each line in the middle.
    pub(crate) fn write_block_centred(
        &mut self,
        canvas: &mut Canvas,
        block: &Block,
        style: Style,
        (place, step): (Rect, i32),
        colour: Rgb,
    ) {
        for (line, y) in block
            .lines
            .iter()
            .zip((place.y..).step_by(step.max(1) as usize))
        {
            let inset = ((place.w - line.width) / 2).max(0);
            let row = Rect::new(place.x + inset, y, place.w - inset, step);
            self.write_line(canvas, line, style, row, colour);
        }
    }

    /// Draws a shaped line at the left of `place` and never outside.
    pub(crate) fn write_line(
        &mut self,
        canvas: &mut Canvas,
        line: &Line,
        style: Style,
        place: Rect,
        colour: Rgb,
    ) {
        let at = (place.x, style.baseline(place));
        self.draw(canvas, line, at, colour, place);
    }
}

/// The width of the blanks that a broken line begins with: they stay at the line's
/// start where it is cut.
fn leading(row: &LayoutLine, text: &str) -> f32 {
    let blank = |glyph: &&LayoutGlyph| {
        let drawn = text.get(glyph.start..glyph.end).unwrap_or_default();
        drawn == " "
    };
    row.glyphs
        .iter()
        .take_while(blank)
        .map(|glyph| glyph.w)
        .sum()
}
