//! What stands in a window's place while its level is locked: a card that says so, and no more.

use crate::bar::IndicatorKind;
use crate::canvas::Canvas;
use crate::icons::{self, indicator};
use crate::text::{Face, Style};
use crate::{Painter, Picture, Rect, Scale, Ui};

/// Air between the card's edge and what is on it, across and down, logical pixels.
const AIR: (i32, i32) = (30, 22);
/// The side of the sign, and the air under it, logical pixels.
const SIGN: (i32, i32) = (40, 10);
/// The least air round the card, logical pixels.
const ROUND: i32 = 8;

/// What the card says.
#[derive(Debug, Clone, Copy)]
pub struct CoverSpec<'a> {
    /// Neutral colours.
    pub ui: &'a Ui,
    /// The output's scale.
    pub scale: Scale,
    /// The level of what is covered, or "" where it is called as its cage is.
    pub level: &'a str,
    /// The content's width and height in physical pixels.
    pub room: (i32, i32),
}

/// A line under the sign.
struct Line<'a> {
    words: &'a str,
    style: Style,
    /// Its height in logical pixels.
    height: i32,
    quiet: bool,
}

impl Painter {
    /// A card for the middle of covered content: what does not fit whole is left out, and the
    /// sign comes first.
    #[must_use]
    pub fn cover(&mut self, spec: &CoverSpec<'_>) -> Picture {
        let px = |logical| spec.scale.px(logical);
        let words = &self.texts.language.words().lock;
        let line = |words, face, size, height, quiet| Line {
            words,
            style: Style::new(face, spec.scale.length(size)),
            height,
            quiet,
        };
        let mut lines = vec![
            line(words.covered, Face::Semibold, 18.0, 26, false),
            line(spec.level, Face::Regular, 14.0, 21, false),
            line(words.uncover, Face::Regular, 12.0, 24, true),
        ];
        lines.retain(|line| !line.words.is_empty());
        let (mut w, mut h) = self.cover_size(spec, &lines);
        while (w > spec.room.0 || h > spec.room.1) && lines.pop().is_some() {
            (w, h) = self.cover_size(spec, &lines);
        }
        let size = (w.min(spec.room.0).max(1), h.min(spec.room.1).max(1));
        let mut canvas = Canvas::clear(size.0, size.1);
        let card = cloth(&mut canvas, spec);
        let air = if lines.is_empty() { ROUND } else { AIR.1 };
        let side = px(SIGN.0).min(card.w).min(card.h);
        let x = card.x + (card.w - side) / 2;
        let y = (card.y + px(air)).min(card.bottom() - side);
        let ink = (spec.ui.accent, spec.ui.bar_background);
        let sign = Rect::new(x, y, side, side);
        indicator::draw(&mut canvas, sign, IndicatorKind::Locked, None, ink);
        let mut top = y + side + px(SIGN.1);
        for line in &lines {
            let width = self
                .texts
                .line(line.words, line.style, i32::from(i16::MAX))
                .width;
            let x = card.x + (card.w - width) / 2;
            let place = Rect::new(x, top, card.right() - x, px(line.height));
            let ink = match line.quiet {
                true => spec.ui.bar_dim_text,
                false => spec.ui.bar_text,
            };
            self.texts
                .write(&mut canvas, line.words, line.style, place, ink);
            top += px(line.height);
        }
        canvas.finish()
    }

    /// Width and height of the card with these lines, air round it included.
    fn cover_size(&mut self, spec: &CoverSpec<'_>, lines: &[Line<'_>]) -> (i32, i32) {
        let px = |logical| spec.scale.px(logical);
        let (side, around) = (px(SIGN.0), 2 * px(ROUND));
        if lines.is_empty() {
            let card = side + 2 * px(ROUND);
            return (card + around, card + around);
        }
        let widths = lines.iter().map(|line| {
            let line = self.texts.line(line.words, line.style, i32::from(i16::MAX));
            line.width
        });
        let widest = widths.max().unwrap_or(0).max(side);
        let high: i32 = lines.iter().map(|line| px(line.height)).sum();
        (
            widest + 2 * px(AIR.0) + around,
            px(AIR.1) + side + px(SIGN.1) + high + px(AIR.1) + around,
        )
    }
}

/// The card's ground with its edge; says where it is.
fn cloth(canvas: &mut Canvas, spec: &CoverSpec<'_>) -> Rect {
    let (ui, scale) = (spec.ui, spec.scale);
    let bounds = canvas.bounds();
    let around = scale.px(ROUND).min(bounds.w / 8).min(bounds.h / 8);
    let card = bounds.shrunk(around);
    let line = scale.px(1).max(1);
    let edge = ui.bar_background.mix(ui.bar_text, 70);
    // Corners of a card that is hardly larger than they are would meet.
    let radius = scale.length(12.0).min(card.w.min(card.h) as f32 / 3.0);
    icons::fill_rounded(canvas, card, radius, edge, 255);
    let inner = (radius - line as f32).max(0.0);
    icons::fill_rounded(canvas, card.shrunk(line), inner, ui.bar_background, 255);
    card
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Language;

    proptest! {
        #[test]
        fn it_fits_and_cuts_nothing(
            w in 1..2000_i32,
            h in 1..1500_i32,
            scale in 120..480_u32,
            level in "[A-Za-zé ]{0,40}",
        ) {
            let ui = Ui::default();
            let mut painter = Painter::new();
            for language in Language::ALL {
                painter.speak(language);
                let scale = Scale::from_120ths(scale);
                let spec = CoverSpec { ui: &ui, scale, level: level.trim(), room: (w, h) };
                let cover = painter.cover(&spec);
                prop_assert!(cover.width as i32 <= w && cover.height as i32 <= h);
                prop_assert!(painter.texts.cut.is_empty(), "{:?}", painter.texts.cut);
            }
        }
    }
}
