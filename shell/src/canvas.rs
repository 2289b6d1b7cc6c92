//! Pixels being drawn: fills, glyph masks and vector shapes on premultiplied B, G, R, A.

use tiny_skia::{FillRule, Paint, Path, PixmapMut, Stroke, Transform};

use crate::geometry::LARGEST;
use crate::pattern::Tile;
use crate::{Picture, Rect, Rgb};

/// A picture in the making.
pub(crate) struct Canvas {
    width: i32,
    height: i32,
    pixels: Vec<u8>,
}

impl Canvas {
    /// A canvas of at least 1 × 1 physical pixels, filled with an opaque colour.
    pub(crate) fn filled(width: i32, height: i32, colour: Rgb) -> Self {
        let mut canvas = Self::clear(width, height);
        canvas.fill(canvas.bounds(), colour);
        canvas
    }

    /// A canvas with nothing on it, from 1 × 1 physical pixels to `LARGEST`.
    pub(crate) fn clear(width: i32, height: i32) -> Self {
        let (width, height) = (width.clamp(1, LARGEST), height.clamp(1, LARGEST));
        let bytes = width as usize * height as usize * 4;
        Self {
            width,
            height,
            pixels: vec![0; bytes],
        }
    }

    /// The whole canvas.
    pub(crate) const fn bounds(&self) -> Rect {
        Rect::new(0, 0, self.width, self.height)
    }

    /// Sets every pixel of `rect` to an opaque colour.
    pub(crate) fn fill(&mut self, rect: Rect, colour: Rgb) {
        let rect = rect.intersection(self.bounds());
        for y in rect.y..rect.bottom() {
            self.row(rect.x, y, rect.w).fill(colour.bgra());
        }
    }

    /// Lays a colour through coverage values (`w` per row) whose top left is
    /// (`x`, `y`).
    pub(crate) fn mask(
        &mut self,
        (x, y): (i32, i32),
        w: i32,
        coverage: &[u8],
        colour: Rgb,
        clip: Rect,
    ) {
        if w <= 0 {
            return;
        }
        let rows = coverage.chunks_exact(w as usize);
        let clip = clip.intersection(self.bounds());
        for (row, line) in (y..).zip(rows) {
            let span = clip.intersection(Rect::new(x, row, w, 1));
            if span.empty() {
                continue;
            }
            let skipped = (span.x - x) as usize;
            let target = self.row(span.x, row, span.w);
            for (pixel, alpha) in target.iter_mut().zip(line.iter().skip(skipped)) {
                blend(pixel, colour, *alpha);
            }
        }
    }

    /// Sews a pattern over `rect` in `thread`, counted from the rectangle's top
    /// left.
    pub(crate) fn sew(&mut self, rect: Rect, tile: &Tile, thread: Rgb) {
        let seen = rect.intersection(self.bounds());
        for y in seen.y..seen.bottom() {
            for (x, pixel) in (seen.x..).zip(self.row(seen.x, y, seen.w)) {
                blend(pixel, thread, tile.at(x - rect.x, y - rect.y));
            }
        }
    }

    /// Fills a path, antialiased, with an alpha of 0–255.
    pub(crate) fn shape(&mut self, path: &Path, colour: Rgb, alpha: u8) {
        let paint = paint(colour, alpha);
        if let Some(mut target) = self.target() {
            target.fill_path(path, &paint, FillRule::Winding, Transform::identity(), None);
        }
    }

    /// Strokes a path, antialiased, with an alpha of 0–255.
    pub(crate) fn stroke(&mut self, path: &Path, stroke: &Stroke, colour: Rgb, alpha: u8) {
        let paint = paint(colour, alpha);
        if let Some(mut target) = self.target() {
            target.stroke_path(path, &paint, stroke, Transform::identity(), None);
        }
    }

    /// The finished picture.
    pub(crate) fn finish(self) -> Picture {
        let opaque = self
            .pixels
            .as_chunks::<4>()
            .0
            .iter()
            .all(|[.., alpha]| *alpha == 255);
        Picture {
            width: self.width as u32,
            height: self.height as u32,
            pixels: self.pixels,
            opaque,
        }
    }

    /// `w` pixels of row `y` from column `x`; the caller has clipped.
    pub(crate) fn row(&mut self, x: i32, y: i32, w: i32) -> &mut [[u8; 4]] {
        let start = y as usize * self.width as usize + x as usize;
        let (pixels, _) = self.pixels.as_chunks_mut::<4>();
        pixels
            .get_mut(start..start + w as usize)
            .unwrap_or_default()
    }

    fn target(&mut self) -> Option<PixmapMut<'_>> {
        PixmapMut::from_bytes(&mut self.pixels, self.width as u32, self.height as u32)
    }
}

/// A paint for a canvas: red and blue change places, because tiny-skia holds
/// pixels as R, G, B, A and its sums don't care which channel is which.
fn paint(colour: Rgb, alpha: u8) -> Paint<'static> {
    let mut paint = Paint {
        anti_alias: true,
        ..Paint::default()
    };
    paint.set_color_rgba8(colour.b, colour.g, colour.r, alpha);
    paint
}

pub(crate) fn blend(pixel: &mut [u8; 4], colour: Rgb, alpha: u8) {
    let [b, g, r, _] = colour.bgra();
    for (below, above) in pixel.iter_mut().zip([b, g, r, 255]) {
        let sum = u32::from(above) * u32::from(alpha) + u32::from(*below) * u32::from(255 - alpha);
        *below = ((sum + 127) / 255) as u8;
    }
}
