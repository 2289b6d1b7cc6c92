//! The seal: the user's own mark, which only trusted UI shows.

use tiny_skia::{LineCap, PathBuilder, Stroke};

use crate::canvas::Canvas;
use crate::{Painter, Picture, Rect, Rgb, Scale, Ui, icons};

/// The user's own mark: words and an embroidered motif.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// Words that the user knows.
    pub phrase: String,
    /// What the motif grows from.
    pub seed: [u8; 16],
}

/// Crosses from the middle of the motif to its rim.
const REACH: i32 = 6;
/// The side of the motif's cloth, in crosses: one more on each side than are sewn.
const SIDE: i32 = 2 * REACH + 3;

impl Painter {
    /// The seal's motif alone, `side` logical pixels wide and high; opaque.
    #[must_use]
    pub fn seal(&mut self, seal: &Seal, side: i32, scale: Scale, ui: &Ui) -> Picture {
        let side = scale.px(side);
        let mut canvas = Canvas::filled(side, side, ui.bar_background);
        let place = canvas.bounds();
        draw(&mut canvas, place, &seal.seed, scale, ui);
        canvas.finish()
    }
}

/// Numbers that follow from a seed. Source: splitmix64.
struct Chance(u64);

impl Chance {
    fn of(seed: &[u8; 16]) -> Self {
        let (halves, _) = seed.as_chunks::<8>();
        let mut chance = Self(0);
        for half in halves {
            chance.0 ^= u64::from_le_bytes(*half);
            chance.0 = chance.next();
        }
        chance
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }
}

/// Which thread each cross of one eighth of the motif is sewn in; 0 is none.
/// The rest mirrors it.
fn eighth(seed: &[u8; 16]) -> Vec<Vec<u8>> {
    let mut chance = Chance::of(seed);
    // Each ring has a thread of its own and how close it is sewn: so motifs
    // differ in what is seen from afar, not only cross by cross.
    let (first, turn) = (chance.below(3), 1 + chance.below(2));
    let rings: Vec<(u8, u64)> = (0..=REACH as u64)
        .map(|ring| {
            let thread = first + (ring + chance.below(2)) / 2 * turn;
            (1 + (thread % 3) as u8, 3 + chance.below(6))
        })
        .collect();
    let row = |far: i32| {
        (0..=far)
            .map(|near| {
                let ring = usize::try_from((far * 2 + near) / 3).unwrap_or(0);
                let (thread, close) = rings.get(ring).copied().unwrap_or((1, 4));
                let other = 1 + chance.below(3) as u8;
                match (chance.below(8) < close, chance.below(5)) {
                    (false, _) => 0,
                    (true, 0) => other,
                    (true, _) => thread,
                }
            })
            .collect()
    };
    (0..=REACH).map(row).collect()
}

/// Sews the motif of a seed in the middle of `place`: crosses on linen.
pub(crate) fn draw(canvas: &mut Canvas, place: Rect, seed: &[u8; 16], scale: Scale, ui: &Ui) {
    let step = (place.w.min(place.h) / SIDE).max(2);
    let cloth = icons::centred(place, step * SIDE);
    let linen = ui.bar_background.mix(ui.bar_text, 26);
    icons::fill_rounded(canvas, cloth, scale.length(4.0), linen, 255);
    let threads = [
        ui.accent,
        ui.bar_text,
        ui.bar_background.mix(ui.bar_text, 128),
    ];
    let sewn = eighth(seed);
    let middle = REACH + 1;
    for y in -REACH..=REACH {
        for x in -REACH..=REACH {
            let (far, near) = (x.abs().max(y.abs()), x.abs().min(y.abs()));
            let cell = sewn
                .get(far as usize)
                .and_then(|row| row.get(near as usize));
            let thread = cell.and_then(|cell| threads.get(usize::from(*cell).wrapping_sub(1)));
            if let Some(thread) = thread {
                let at = Rect::new(
                    cloth.x + (middle + x) * step,
                    cloth.y + (middle + y) * step,
                    step,
                    step,
                );
                cross(canvas, at, *thread, linen);
            }
        }
    }
}

/// One cross stitch; the upper thread hides the lower one where they meet.
fn cross(canvas: &mut Canvas, square: Rect, colour: Rgb, ground: Rgb) {
    let (left, top) = (square.x as f32, square.y as f32);
    let (right, bottom) = (square.right() as f32, square.bottom() as f32);
    let air = square.w as f32 * 0.18;
    let stroke = Stroke {
        width: square.w as f32 * 0.34,
        line_cap: LineCap::Round,
        ..Stroke::default()
    };
    let thread = |x0: f32, x1: f32| {
        let mut path = PathBuilder::new();
        path.move_to(x0, bottom - air);
        path.line_to(x1, top + air);
        path.finish()
    };
    if let Some(under) = thread(right - air, left + air) {
        canvas.stroke(&under, &stroke, colour.mix(ground, 70), 255);
    }
    if let Some(over) = thread(left + air, right - air) {
        canvas.stroke(&over, &stroke, colour, 255);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_bit_of_the_seed_changes_much_of_the_motif() {
        let cells = |seed: [u8; 16]| eighth(&seed).concat();
        let plain = cells([0; 16]);
        for byte in 0..16 {
            let mut seed = [0; 16];
            seed[byte] = 1;
            let other = cells(seed);
            let differ = plain.iter().zip(&other).filter(|(a, b)| a != b).count();
            assert!(differ * 4 >= plain.len(), "{differ} of {}", plain.len());
        }
    }
}
