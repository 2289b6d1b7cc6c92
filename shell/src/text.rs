//! Shaping, eliding and drawing of single lines of text.

use std::collections::HashMap;
use std::rc::Rc;

use cosmic_text::{
    Attrs, AttrsList, BufferLine, CacheKey, Ellipsize, EllipsizeHeightLimit, Family, FeatureTag,
    FontFeatures, FontSystem, Hinting, LayoutLine, LineEnding, Shaping, SwashCache, Weight, Wrap,
};

use crate::canvas::Canvas;
use crate::{Language, Rect, Rgb, fonts};

/// Shaped lines kept before the cache starts afresh.
const LINES: usize = 256;
/// Glyph pictures kept before the cache starts afresh.
const GLYPHS: usize = 4096;
/// Characters of one line that are shaped at most: more than any output shows.
const LONGEST: usize = 400;

/// The two weights of the embedded font.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Face {
    Regular,
    Semibold,
}

/// How a line of text looks; `size` is in 64ths of a physical pixel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Style {
    pub(crate) face: Face,
    size: u32,
}

impl Style {
    /// A style of `size` physical pixels to the em.
    pub(crate) fn new(face: Face, size: f32) -> Self {
        Self {
            face,
            size: (size * 64.0).round() as u32,
        }
    }

    pub(crate) fn px(self) -> f32 {
        self.size as f32 / 64.0
    }

    /// The row on which capitals (0.727 em high in this font) stand in the
    /// middle of `place`.
    pub(crate) fn baseline(self, place: Rect) -> i32 {
        let capital = (self.px() * 0.727).round() as i32;
        place.y + (place.h + capital) / 2
    }
}

/// A shaped line; its width is in physical pixels, rounded up.
#[derive(Default)]
pub(crate) struct Line {
    pub(crate) width: i32,
    glyphs: Vec<(CacheKey, i32, i32)>,
}

/// The fonts and what has been shaped and drawn with them.
pub(crate) struct Texts {
    pub(crate) system: FontSystem,
    /// What fixed words are written in.
    pub(crate) language: Language,
    /// What lost some of it for want of room.
    #[cfg(test)]
    pub(crate) cut: Vec<String>,
    images: SwashCache,
    lines: HashMap<(String, Style, i32), Rc<Line>>,
}

impl Texts {
    pub(crate) fn new() -> Self {
        Self {
            system: fonts::system(),
            language: Language::default(),
            #[cfg(test)]
            cut: Vec::new(),
            images: SwashCache::new(),
            lines: HashMap::new(),
        }
    }

    /// `text` on one line of at most `max` physical pixels, elided at its end
    /// where it is longer.
    pub(crate) fn line(&mut self, text: &str, style: Style, max: i32) -> Rc<Line> {
        let key = (text.to_owned(), style, max);
        if let Some(line) = self.lines.get(&key) {
            return Rc::clone(line);
        }
        if self.lines.len() >= LINES {
            self.lines.clear();
        }
        let line = Rc::new(self.shape(text, style, max));
        self.lines.insert(key, Rc::clone(&line));
        line
    }

    /// Draws a line with its baseline at row `y`, from column `x`, inside `clip`.
    pub(crate) fn draw(
        &mut self,
        canvas: &mut Canvas,
        line: &Line,
        (x, y): (i32, i32),
        colour: Rgb,
        clip: Rect,
    ) {
        if self.images.image_cache.len() >= GLYPHS {
            self.images.image_cache.clear();
        }
        for (key, left, top) in &line.glyphs {
            if let Some(image) = self.images.get_image(&mut self.system, *key) {
                let at = (
                    x + left + image.placement.left,
                    y + top - image.placement.top,
                );
                canvas.mask(at, image.placement.width as i32, &image.data, colour, clip);
            }
        }
    }

    /// Writes `text` at the left of `place`, elided where it is too long and
    /// never outside.
    pub(crate) fn write(
        &mut self,
        canvas: &mut Canvas,
        text: &str,
        style: Style,
        place: Rect,
        colour: Rgb,
    ) {
        #[cfg(test)]
        if self.line(text, style, i32::from(i16::MAX)).width > place.w && !place.empty() {
            self.cut.push(text.to_owned());
        }
        if !place.empty() {
            let line = self.line(text, style, place.w);
            self.draw(
                canvas,
                &line,
                (place.x, style.baseline(place)),
                colour,
                place,
            );
        }
    }

    /// Whether a line that is kept has this in it.
    #[cfg(test)]
    pub(crate) fn keeps(&self, part: &str) -> bool {
        self.lines.keys().any(|(text, ..)| text.contains(part))
    }

    fn shape(&mut self, text: &str, style: Style, max: i32) -> Line {
        let text: String = text.chars().take(LONGEST).map(visible).collect();
        // Figures of one width, so that a running clock does not twitch.
        let mut features = FontFeatures::new();
        features.enable(FeatureTag::new(b"tnum"));
        let attrs = Attrs::new()
            .font_features(features)
            .family(Family::Name(fonts::FAMILY))
            .weight(weight(style.face));
        let list = AttrsList::new(&attrs);
        let mut line = BufferLine::new(text, LineEnding::None, list, Shaping::Advanced);
        line.set_align(Some(cosmic_text::Align::Left));
        let layout = line.layout(
            &mut self.system,
            style.px(),
            Some(max.max(0) as f32),
            Wrap::None,
            Ellipsize::End(EllipsizeHeightLimit::Lines(1)),
            None,
            4,
            Hinting::Disabled,
        );
        layout
            .first()
            .map(|line| placed(line, 0.0))
            .unwrap_or_default()
    }
}

pub(crate) const fn weight(face: Face) -> Weight {
    match face {
        Face::Regular => Weight::NORMAL,
        Face::Semibold => Weight::SEMIBOLD,
    }
}

/// A line's glyphs at their places, all of them `back` physical pixels further left.
pub(crate) fn placed(layout: &LayoutLine, back: f32) -> Line {
    let place = |glyph: &cosmic_text::LayoutGlyph| {
        let glyph = glyph.physical((-back, 0.0), 1.0);
        (glyph.cache_key, glyph.x, glyph.y)
    };
    Line {
        width: layout.w.ceil() as i32,
        glyphs: layout.glyphs.iter().map(place).collect(),
    }
}

/// A line break or another control character would leave the line; the title
/// is cleaned before it comes here, and this holds even where it was not.
pub(crate) fn visible(c: char) -> char {
    if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
        ' '
    } else {
        c
    }
}
