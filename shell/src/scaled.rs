//! Small pictures laid on a canvas at another size, with integer sums only.

use crate::canvas::Canvas;
use crate::{Rect, Scale};

/// A picture that is laid down: premultiplied B, G, R, A.
pub(crate) struct Small<'a> {
    pixels: &'a [[u8; 4]],
    width: usize,
    height: usize,
}

/// Fractions of a pixel that a place within the small picture is counted in.
const PART: i64 = 256;

/// The size in physical pixels at which a picture is shown within `most`: its own
/// size in logical pixels at most, and its proportions as they are.
pub(crate) fn fitted(
    small: (u32, u32),
    real: (u32, u32),
    most: (i32, i32),
    scale: Scale,
) -> (i32, i32) {
    if small.0 == 0 || small.1 == 0 {
        return (0, 0);
    }
    let own = |side: u32| i64::from(side.max(1)) * i64::from(scale.in_120ths()) / 120;
    let (w, h) = (
        own(real.0.max(small.0)).max(1),
        own(real.1.max(small.1)).max(1),
    );
    let (most_w, most_h) = (i64::from(most.0.max(1)), i64::from(most.1.max(1)));
    let (mut fit_w, mut fit_h) = (w, h);
    if fit_w > most_w {
        (fit_w, fit_h) = (most_w, (h * most_w / w).max(1));
    }
    if fit_h > most_h {
        (fit_w, fit_h) = ((w * most_h / h).clamp(1, most_w), most_h);
    }
    (fit_w as i32, fit_h as i32)
}

impl<'a> Small<'a> {
    /// A picture of this size; empty where the bytes are fewer than that takes.
    pub(crate) fn of(bytes: &'a [u8], (width, height): (u32, u32)) -> Self {
        let (pixels, _) = bytes.as_chunks::<4>();
        let (width, height) = (width as usize, height as usize);
        let whole = width
            .checked_mul(height)
            .is_some_and(|all| all <= pixels.len());
        Self {
            pixels: if whole { pixels } else { &[] },
            width,
            height,
        }
    }

    fn at(&self, x: i64, y: i64) -> [u8; 4] {
        let x = x.clamp(0, self.width as i64 - 1) as usize;
        let y = y.clamp(0, self.height as i64 - 1) as usize;
        self.pixels
            .get(y * self.width + x)
            .copied()
            .unwrap_or_default()
    }

    /// The mean of four pixels.
    fn mean(&self, columns: [i64; 2], rows: [i64; 2]) -> [u8; 4] {
        let mut sums = [2_u32; 4];
        for row in rows {
            for column in columns {
                for (sum, channel) in sums.iter_mut().zip(self.at(column, row)) {
                    *sum += u32::from(channel);
                }
            }
        }
        sums.map(|sum| (sum / 4) as u8)
    }

    /// The colour between pixels, at a place in `PART`s of a pixel from the top left.
    fn between(&self, x: i64, y: i64) -> [u8; 4] {
        let (x, y) = (x - PART / 2, y - PART / 2);
        let (column, row) = (x.div_euclid(PART), y.div_euclid(PART));
        let (right, down) = (x.rem_euclid(PART), y.rem_euclid(PART));
        let corners = [
            (self.at(column, row), (PART - right) * (PART - down)),
            (self.at(column + 1, row), right * (PART - down)),
            (self.at(column, row + 1), (PART - right) * down),
            (self.at(column + 1, row + 1), right * down),
        ];
        let mut sums = [PART * PART / 2; 4];
        for (pixel, weight) in corners {
            for (sum, channel) in sums.iter_mut().zip(pixel) {
                *sum += i64::from(channel) * weight;
            }
        }
        sums.map(|sum| (sum / (PART * PART)) as u8)
    }
}

impl Canvas {
    /// Light and dark squares, which show through what is translucent.
    pub(crate) fn chequer(&mut self, place: Rect, square: i32) {
        let seen = place.intersection(self.bounds());
        for y in seen.y..seen.bottom() {
            for (x, pixel) in (seen.x..).zip(self.row(seen.x, y, seen.w)) {
                let odd = ((x - place.x) / square + (y - place.y) / square) % 2 == 1;
                let shade = if odd { 0x8c } else { 0x74 };
                *pixel = [shade, shade, shade, 255];
            }
        }
    }

    /// Lays a picture over `place`, stretched to it. What is made smaller is seen
    /// through four samples a pixel, which keep it from falling apart; what is made
    /// larger has its colours mixed between pixels.
    pub(crate) fn lay(&mut self, small: &Small<'_>, place: Rect) {
        let seen = place.intersection(self.bounds());
        if small.pixels.is_empty() || seen.empty() {
            return;
        }
        let (w, h) = (small.width as i64, small.height as i64);
        let (across, down) = (i64::from(place.w), i64::from(place.h));
        let smaller = across <= w && down <= h;
        for y in seen.y..seen.bottom() {
            let row = i64::from(y - place.y);
            for (x, pixel) in (seen.x..).zip(self.row(seen.x, y, seen.w)) {
                let column = i64::from(x - place.x);
                let colour = if smaller {
                    let at = |place: i64, part: i64, of: i64, all: i64| {
                        (place * 4 + part) * of / (all * 4)
                    };
                    let columns = [1, 3].map(|part| at(column, part, w, across));
                    let rows = [1, 3].map(|part| at(row, part, h, down));
                    small.mean(columns, rows)
                } else {
                    let x = (column * 2 + 1) * w * PART / (across * 2);
                    small.between(x, (row * 2 + 1) * h * PART / (down * 2))
                };
                over(pixel, colour);
            }
        }
    }
}

/// Lays one premultiplied pixel over another.
fn over(below: &mut [u8; 4], above: [u8; 4]) {
    let kept = u32::from(255 - above[3]);
    for (below, above) in below.iter_mut().zip(above) {
        let sum = u32::from(above) + (u32::from(*below) * kept + 127) / 255;
        *below = sum.min(255) as u8;
    }
}
