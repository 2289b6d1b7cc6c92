//! The eight patterns in whole-number geometry: how much thread each pixel carries.

use crate::Scale;

/// A cage's pattern, which tells it apart where colour can't.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Pattern {
    /// No thread at all.
    Solid,
    /// Slanted strokes.
    Diagonal,
    /// Round dots.
    Dots,
    /// A chequerboard.
    Checks,
    /// Running stitch: long dashes.
    Dashes,
    /// A soft wave.
    Waves,
    /// A sharp zigzag.
    Chevrons,
    /// Upright bars.
    Bars,
}

/// Samples per pixel along each axis: enough for smooth dots and waves, and
/// exact on every machine, because a sample is a comparison of integers.
const SAMPLES: i32 = 4;
/// Length after which a pattern repeats, logical pixels.
const PERIOD: i32 = 8;

/// One repetition of a pattern: coverage 0–255, `w` × `h` physical pixels.
pub(crate) struct Tile {
    w: i32,
    h: i32,
    coverage: Vec<u8>,
}

impl Pattern {
    /// Every pattern, in the order of the policy's list.
    pub const ALL: [Self; 8] = [
        Self::Solid,
        Self::Diagonal,
        Self::Dots,
        Self::Checks,
        Self::Dashes,
        Self::Waves,
        Self::Chevrons,
        Self::Bars,
    ];

    /// The tile that covers an area.
    pub(crate) fn cloth(self, scale: Scale) -> Tile {
        let period = scale.px(PERIOD).max(4);
        Tile::sampled(period, period, |x, y, n, _| self.on_cloth(x, y, n))
    }

    /// The tile of a band `thickness` physical pixels thick that runs from
    /// left to right, its outer side above.
    pub(crate) fn trim(self, scale: Scale, thickness: i32) -> Tile {
        let period = scale.px(PERIOD).max(4);
        Tile::sampled(period, thickness, |x, y, n, h| self.on_trim(x, y, n, h))
    }

    /// Whether the sample (`x`, `y`) of a tile of `n` × `n` samples is thread.
    fn on_cloth(self, x: i32, y: i32, n: i32) -> bool {
        let half = n / 2;
        match self {
            Self::Solid => false,
            Self::Diagonal => (x + y) % n < n * 3 / 8,
            Self::Dots => {
                within(x - n / 4, y - n / 4, n * 5 / 32)
                    || within(x - n * 3 / 4, y - n * 3 / 4, n * 5 / 32)
            }
            Self::Checks => (x < half) != (y < half),
            Self::Dashes => {
                let (row, thick) = (y % half, whole(n / 8));
                let start = if y < half { 0 } else { whole(n / 4) };
                (thick..2 * thick).contains(&row) && (start..start + whole(n * 5 / 8)).contains(&x)
            }
            Self::Waves => near(y, n * 5 / 16 + swing(x, n) * 3 / 8, n / 8),
            Self::Chevrons => (y + (x - half).abs()) % n < n * 5 / 16,
            Self::Bars => x % half < whole(n / 8),
        }
    }

    /// Whether the sample (`x`, `y`) of a band of `n` × `h` samples is thread.
    fn on_trim(self, x: i32, y: i32, n: i32, h: i32) -> bool {
        let half = n / 2;
        match self {
            Self::Solid => false,
            Self::Diagonal => (x + y) % half < n * 3 / 16,
            Self::Dots => within(x % half - n / 4, y - h / 2, (h / 2).min(n * 3 / 16)),
            Self::Checks => x < half,
            Self::Dashes => {
                let thick = whole(h / 3);
                let start = (h - thick) / 2 / SAMPLES * SAMPLES;
                x < whole(n * 5 / 8) && (start..start + thick).contains(&y)
            }
            Self::Waves => near(y, h / 5 + swing(x, n) * h * 3 / (5 * n), h / 5 + 1),
            Self::Chevrons => y * n >= (2 * x - n).abs() * h,
            Self::Bars => x % half < whole(n / 8),
        }
    }
}

/// A length in samples cut to whole pixels, at least one: straight thread is
/// sharp at every scale.
fn whole(samples: i32) -> i32 {
    (samples / SAMPLES).max(1) * SAMPLES
}

/// Whether the middle of a sample `dx`, `dy` away lies within a radius.
fn within(dx: i32, dy: i32, radius: i32) -> bool {
    let (dx, dy) = (2 * dx + 1, 2 * dy + 1);
    dx * dx + dy * dy <= 4 * radius * radius
}

const fn near(y: i32, middle: i32, reach: i32) -> bool {
    (y - middle).abs() <= reach
}

/// A wave of period `n` between 0 and `n`, made of two parabolas.
const fn swing(x: i32, n: i32) -> i32 {
    let half = n / 2;
    let (x, up) = if x < half {
        (x, true)
    } else {
        (x - half, false)
    };
    // A parabola through 0 at both ends of the half period, `half` high.
    let bow = 4 * x * (half - x) / half / 2;
    if up { half + bow } else { half - bow }
}

impl Tile {
    fn sampled(w: i32, h: i32, thread: impl Fn(i32, i32, i32, i32) -> bool) -> Self {
        let (n, m) = (w * SAMPLES, h * SAMPLES);
        let count = |px: i32, py: i32| {
            let hits = (0..SAMPLES * SAMPLES)
                .filter(|i| thread(px * SAMPLES + i % SAMPLES, py * SAMPLES + i / SAMPLES, n, m))
                .count();
            (hits * 255 / (SAMPLES * SAMPLES) as usize) as u8
        };
        let coverage = (0..h)
            .flat_map(|y| (0..w).map(move |x| (x, y)))
            .map(|(x, y)| count(x, y))
            .collect();
        Self { w, h, coverage }
    }

    /// How much thread the pixel (`x`, `y`) carries, 0–255; the tile repeats
    /// to the right and downwards.
    pub(crate) fn at(&self, x: i32, y: i32) -> u8 {
        let index = y.rem_euclid(self.h) * self.w + x.rem_euclid(self.w);
        self.coverage.get(index as usize).copied().unwrap_or(0)
    }
}
