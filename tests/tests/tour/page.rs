//! What a window of the tour is drawn on: plain areas, curves and sharp text, in logical pixels.

use std::cell::RefCell;

use cosmic_text::fontdb::Database;
use cosmic_text::{
    Attrs, AttrsList, BufferLine, Ellipsize, Family, FeatureTag, FontFeatures, FontSystem, Hinting,
    LineEnding, Shaping, SwashCache, Weight, Wrap,
};
use tiny_skia::{FillRule, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, Transform};

/// Which letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Face {
    /// Running text.
    Plain,
    /// Headings.
    Strong,
    /// Each letter as wide as any other.
    Mono,
}

/// How a text looks: letters, size in logical pixels, `0xRRGGBB`.
pub(crate) type Looks = (Face, f32, u32);

/// How wide a letter of the mono face is, in parts of its size.
const MONO: f32 = 0.602;

struct Ink {
    fonts: FontSystem,
    glyphs: SwashCache,
}

thread_local! {
    static INK: RefCell<Ink> = RefCell::new(Ink {
        fonts: fonts(),
        glyphs: SwashCache::new(),
    });
}

fn fonts() -> FontSystem {
    let mut all = Database::new();
    let regular = include_bytes!("../../../assets/fonts/Inter-Regular.ttf");
    let semibold = include_bytes!("../../../assets/fonts/Inter-SemiBold.ttf");
    all.load_font_data(regular.to_vec());
    all.load_font_data(semibold.to_vec());
    all.load_font_data(epaint_default_fonts::HACK_REGULAR.to_vec());
    FontSystem::new_with_locale_and_db("en-GB".to_owned(), all)
}

/// A window's content in the making.
pub(crate) struct Page {
    pixels: Pixmap,
    scale: f32,
    /// Its size in logical pixels.
    pub(crate) size: (f32, f32),
}

impl Page {
    /// A page of `size` logical pixels, of one colour.
    pub(crate) fn new(size: (i32, i32), scale: f64, ground: u32) -> Self {
        let real = |length: i32| (f64::from(length) * scale).round() as u32;
        let mut pixels = Pixmap::new(real(size.0), real(size.1)).expect("a size");
        pixels.fill(paint_of(ground).0);
        Self {
            pixels,
            scale: scale as f32,
            size: (size.0 as f32, size.1 as f32),
        }
    }

    /// A page of `side` pixels each way with nothing on it.
    pub(crate) fn clear(side: u32) -> Self {
        Self {
            pixels: Pixmap::new(side, side).expect("a size"),
            scale: 1.0,
            size: (side as f32, side as f32),
        }
    }

    /// Its size in real pixels.
    pub(crate) fn real(&self) -> (i32, i32) {
        (self.pixels.width() as i32, self.pixels.height() as i32)
    }

    /// A real pixel, `0xAARRGGBB` premultiplied.
    pub(crate) fn at(&self, x: i32, y: i32) -> u32 {
        let pixel = self.pixels.pixel(x as u32, y as u32).expect("inside");
        let [red, green, blue] = [pixel.red(), pixel.green(), pixel.blue()];
        u32::from_be_bytes([pixel.alpha(), red, green, blue])
    }

    fn path(&mut self, path: Option<Path>, colour: u32) {
        let Some(path) = path else { return };
        let scaled = Transform::from_scale(self.scale, self.scale);
        let paint = paint_of(colour).1;
        self.pixels
            .fill_path(&path, &paint, FillRule::Winding, scaled, None);
    }

    /// An area with sharp edges.
    pub(crate) fn fill(&mut self, (x, y, w, h): (f32, f32, f32, f32), colour: u32) {
        let real = |at: f32| (at * self.scale).round();
        let area = Rect::from_ltrb(real(x), real(y), real(x + w), real(y + h));
        if let Some(area) = area {
            let mut paint = paint_of(colour).1;
            paint.anti_alias = false;
            self.pixels
                .fill_rect(area, &paint, Transform::identity(), None);
        }
    }

    /// An area with round corners.
    pub(crate) fn round(&mut self, (x, y, w, h): (f32, f32, f32, f32), r: f32, colour: u32) {
        let mut path = PathBuilder::new();
        path.move_to(x + r, y);
        path.line_to(x + w - r, y);
        path.quad_to(x + w, y, x + w, y + r);
        path.line_to(x + w, y + h - r);
        path.quad_to(x + w, y + h, x + w - r, y + h);
        path.line_to(x + r, y + h);
        path.quad_to(x, y + h, x, y + h - r);
        path.line_to(x, y + r);
        path.quad_to(x, y, x + r, y);
        path.close();
        self.path(path.finish(), colour);
    }

    /// A disc.
    pub(crate) fn disc(&mut self, (x, y): (f32, f32), r: f32, colour: u32) {
        self.path(PathBuilder::from_circle(x, y, r), colour);
    }

    /// What lies between a line of points and the row `base`.
    pub(crate) fn under(&mut self, points: &[(f32, f32)], base: f32, colour: u32) {
        let (Some(first), Some(last)) = (points.first(), points.last()) else {
            return;
        };
        let mut path = PathBuilder::new();
        path.move_to(first.0, base);
        points.iter().for_each(|at| path.line_to(at.0, at.1));
        path.line_to(last.0, base);
        path.close();
        self.path(path.finish(), colour);
    }

    /// A line through points.
    pub(crate) fn line(&mut self, points: &[(f32, f32)], width: f32, colour: u32) {
        let mut path = PathBuilder::new();
        for (index, at) in points.iter().enumerate() {
            match index {
                0 => path.move_to(at.0, at.1),
                _ => path.line_to(at.0, at.1),
            }
        }
        let Some(path) = path.finish() else { return };
        let stroke = Stroke {
            width,
            line_cap: tiny_skia::LineCap::Round,
            line_join: tiny_skia::LineJoin::Round,
            ..Stroke::default()
        };
        let scaled = Transform::from_scale(self.scale, self.scale);
        self.pixels
            .stroke_path(&path, &paint_of(colour).1, &stroke, scaled, None);
    }

    /// How wide a text is, in logical pixels.
    pub(crate) fn width(&self, text: &str, looks: Looks) -> f32 {
        match looks.0 {
            Face::Mono => text.chars().count() as f32 * looks.1 * MONO,
            _ => shaped(text, looks, self.scale, |_, _| ()) / self.scale,
        }
    }

    /// Writes a text from column `x` on the row `y`; says where it ends.
    pub(crate) fn text(&mut self, text: &str, looks: Looks, (x, y): (f32, f32)) -> f32 {
        let (left, top) = (x * self.scale, (y * self.scale).round() as i32);
        let pixels = &mut self.pixels;
        let wide = shaped(text, looks, self.scale, |ink, layout| {
            for glyph in layout {
                let glyph = glyph.physical((left, 0.0), 1.0);
                let Some(image) = ink.glyphs.get_image(&mut ink.fonts, glyph.cache_key) else {
                    continue;
                };
                let at = (
                    glyph.x + image.placement.left,
                    top + glyph.y - image.placement.top,
                );
                let width = image.placement.width.max(1) as usize;
                for (row, line) in (0..).zip(image.data.chunks_exact(width)) {
                    for (column, cover) in (0..).zip(line) {
                        blend(pixels, (at.0 + column, at.1 + row), looks.2, *cover);
                    }
                }
            }
        });
        match looks.0 {
            Face::Mono => x + self.width(text, looks),
            _ => x + wide / self.scale,
        }
    }

    /// Writes a text that ends at column `x`.
    pub(crate) fn text_to(&mut self, text: &str, looks: Looks, (x, y): (f32, f32)) {
        let start = x - self.width(text, looks);
        self.text(text, looks, (start, y));
    }

    /// Writes a text in the middle of column `x`.
    pub(crate) fn text_at(&mut self, text: &str, looks: Looks, (x, y): (f32, f32)) {
        let start = x - self.width(text, looks) / 2.0;
        self.text(text, looks, (start, y));
    }

    /// Writes a text in lines of at most `room`, `leading` apart, from the row `y`; says which
    /// row comes next.
    pub(crate) fn lines(
        &mut self,
        text: &str,
        looks: Looks,
        (x, mut y): (f32, f32),
        (room, leading): (f32, f32),
    ) -> f32 {
        // French puts a space before these, at which no line may break.
        let text = [';', ':', '?', '!']
            .into_iter()
            .fold(text.to_owned(), |text, sign| {
                text.replace(&format!(" {sign}"), &format!("\u{a0}{sign}"))
            });
        let mut line = String::new();
        for word in text.split(' ') {
            let longer = match line.as_str() {
                "" => word.to_owned(),
                line => format!("{line} {word}"),
            };
            if !line.is_empty() && self.width(&longer, looks) > room {
                self.text(&line, looks, (x, y));
                y += leading;
                line = word.to_owned();
            } else {
                line = longer;
            }
        }
        self.text(&line, looks, (x, y));
        y + leading
    }

    /// Writes as much of a text as has room, and dots for the rest.
    pub(crate) fn short(&mut self, text: &str, looks: Looks, at: (f32, f32), room: f32) {
        let mut kept: Vec<char> = text.chars().collect();
        let mut shown = text.to_owned();
        while kept.len() > 1 && self.width(&shown, looks) > room {
            kept.pop();
            shown = kept.iter().collect::<String>().trim_end().to_owned() + "…";
        }
        self.text(&shown, looks, at);
    }
}

fn paint_of(colour: u32) -> (tiny_skia::Color, Paint<'static>) {
    let [_, r, g, b] = colour.to_be_bytes();
    let mut paint = Paint {
        anti_alias: true,
        ..Paint::default()
    };
    paint.set_color_rgba8(r, g, b, 255);
    (tiny_skia::Color::from_rgba8(r, g, b, 255), paint)
}

/// Shapes a text at its real size and hands its glyphs on; says how wide it is in real pixels.
fn shaped(
    text: &str,
    (face, size, _): Looks,
    scale: f32,
    mut each: impl FnMut(&mut Ink, &[cosmic_text::LayoutGlyph]),
) -> f32 {
    let (family, weight) = match face {
        Face::Plain => ("Inter", Weight::NORMAL),
        Face::Strong => ("Inter", Weight::SEMIBOLD),
        Face::Mono => ("Hack", Weight::NORMAL),
    };
    let mut features = FontFeatures::new();
    features.enable(FeatureTag::new(b"tnum"));
    let attrs = Attrs::new()
        .font_features(features)
        .family(Family::Name(family))
        .weight(weight);
    let list = AttrsList::new(&attrs);
    let mut line = BufferLine::new(text, LineEnding::None, list, Shaping::Advanced);
    INK.with_borrow_mut(|ink| {
        let layout = line.layout(
            &mut ink.fonts,
            size * scale,
            None,
            Wrap::None,
            Ellipsize::None,
            None,
            4,
            Hinting::Disabled,
        );
        let (glyphs, wide) = layout
            .first()
            .map(|line| (line.glyphs.clone(), line.w))
            .unwrap_or_default();
        each(ink, &glyphs);
        wide
    })
}

fn blend(pixels: &mut Pixmap, (x, y): (i32, i32), colour: u32, cover: u8) {
    let (wide, high) = (pixels.width() as i32, pixels.height() as i32);
    if cover == 0 || !(0..wide).contains(&x) || !(0..high).contains(&y) {
        return;
    }
    let [_, r, g, b] = colour.to_be_bytes();
    let start = (y * wide + x) as usize * 4;
    let below = &mut pixels.data_mut()[start..start + 3];
    for (below, above) in below.iter_mut().zip([r, g, b]) {
        let cover = u32::from(cover);
        let sum = u32::from(above) * cover + u32::from(*below) * (255 - cover);
        *below = ((sum + 127) / 255) as u8;
    }
}
