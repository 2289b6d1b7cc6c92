//! The wallpaper: a calm gradient, quilted with a faint running stitch.

use crate::canvas::Canvas;
use crate::{Painter, Picture, Rgb, Scale, Ui};

/// Distance between two parallel seams, measured along a row, logical pixels.
const QUILT: i32 = 144;
/// Length of a stitch and of the gap after it, in logical rows.
const STITCH: i32 = 6;
/// How far a stitch goes from the gradient towards the bar's text, of 256.
const FAINT: u16 = 20;

/// An 8 × 8 ordered dither: without it a gradient this gentle shows as bands.
const DITHER: [[u16; 8]; 8] = [
    [0, 32, 8, 40, 2, 34, 10, 42],
    [48, 16, 56, 24, 50, 18, 58, 26],
    [12, 44, 4, 36, 14, 46, 6, 38],
    [60, 28, 52, 20, 62, 30, 54, 22],
    [3, 35, 11, 43, 1, 33, 9, 41],
    [51, 19, 59, 27, 49, 17, 57, 25],
    [15, 47, 7, 39, 13, 45, 5, 37],
    [63, 31, 55, 23, 61, 29, 53, 21],
];

impl Painter {
    /// The wallpaper of an output of `w` × `h` physical pixels; opaque.
    #[must_use]
    pub fn wallpaper(&mut self, w: i32, h: i32, scale: Scale, ui: &Ui) -> Picture {
        let mut canvas = Canvas::clear(w, h);
        let bounds = canvas.bounds();
        for (y, thresholds) in (0..bounds.h).zip(DITHER.iter().cycle()) {
            let dithered = thresholds.map(|threshold| gradient(ui, y, bounds.h, threshold).bgra());
            let row = canvas.row(0, y, bounds.w);
            for chunk in row.chunks_mut(dithered.len()) {
                for (pixel, value) in chunk.iter_mut().zip(dithered) {
                    *pixel = value;
                }
            }
            stitch(
                row,
                y,
                scale,
                gradient(ui, y, bounds.h, 32).mix(ui.bar_text, FAINT),
            );
        }
        canvas.finish()
    }
}

/// After how many physical columns a wallpaper looks the same again, from the second such part
/// on: the first one lacks what a seam to its left would reach into it.
#[must_use]
pub fn wallpaper_period(scale: Scale) -> i32 {
    let (seams, dither) = (scale.px(QUILT).max(1), 8);
    let mut period = seams;
    while period % dither != 0 {
        period += seams;
    }
    period
}

/// The gradient's colour in row `y` of `h`, rounded up where its fraction in
/// 64ths exceeds `threshold`.
fn gradient(ui: &Ui, y: i32, h: i32, threshold: u16) -> Rgb {
    let (top, bottom) = (ui.wallpaper_top, ui.wallpaper_bottom);
    let blend = |a: u8, b: u8| {
        let (a, b, y, h) = (i64::from(a), i64::from(b), i64::from(y), i64::from(h));
        let in_64ths = (a * (h - y) + b * y) * 64 / h;
        ((in_64ths + 63 - i64::from(threshold)) / 64) as u8
    };
    Rgb::new(
        blend(top.r, bottom.r),
        blend(top.g, bottom.g),
        blend(top.b, bottom.b),
    )
}

/// The stitches of the two slanting seams that cross row `y`.
fn stitch(row: &mut [[u8; 4]], y: i32, scale: Scale, thread: Rgb) {
    let (period, length) = (scale.px(QUILT).max(1), scale.px(STITCH).max(1));
    if y / length % 2 == 1 {
        return;
    }
    let thickness = scale.px(1).max(1) as usize;
    for start in [y.rem_euclid(period), (-y).rem_euclid(period)] {
        for at in (start as usize..row.len()).step_by(period as usize) {
            for pixel in row.iter_mut().skip(at).take(thickness) {
                *pixel = thread.bgra();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_repeats_from_the_second_part_on() {
        for scale in [1.0, 1.25, 1.5, 2.0] {
            let scale = Scale::from_f64(scale);
            let period = wallpaper_period(scale);
            let picture = Painter::new().wallpaper(4 * period, 40, scale, &Ui::default());
            for (x, y) in (period..3 * period).zip((0..40).cycle()) {
                let at = |x: i32| picture.pixel(x as u32, y);
                assert_eq!(at(x), at(x + period), "{scale:?} {x} {y}");
            }
        }
    }
}
