//! Rectangles in physical pixels, and the scale that turns logical pixels into them.

/// Longest side of anything drawn, physical pixels: no output is larger, and
/// sums of a few such lengths stay far from overflowing.
pub(crate) const LARGEST: i32 = 32_768;

/// A rectangle in physical pixels; `w` or `h` of 0 or less means empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rect {
    /// Left edge.
    pub x: i32,
    /// Top edge.
    pub y: i32,
    /// Width.
    pub w: i32,
    /// Height.
    pub h: i32,
}

impl Rect {
    /// The rectangle at (`x`, `y`) of `w` × `h` physical pixels.
    #[must_use]
    pub const fn new(x: i32, y: i32, w: i32, h: i32) -> Self {
        Self { x, y, w, h }
    }

    /// First column to the right of the rectangle.
    #[must_use]
    pub const fn right(self) -> i32 {
        self.x.saturating_add(self.w)
    }

    /// First row below the rectangle.
    #[must_use]
    pub const fn bottom(self) -> i32 {
        self.y.saturating_add(self.h)
    }

    /// Whether it holds no pixel.
    #[must_use]
    pub const fn empty(self) -> bool {
        self.w <= 0 || self.h <= 0
    }

    /// Whether the pixel (`x`, `y`) lies inside.
    #[must_use]
    pub const fn contains(self, x: i32, y: i32) -> bool {
        x >= self.x && y >= self.y && x < self.right() && y < self.bottom()
    }

    /// What both rectangles cover; empty where they don't meet.
    #[must_use]
    pub fn intersection(self, other: Self) -> Self {
        let x = self.x.max(other.x);
        let y = self.y.max(other.y);
        let w = self.right().min(other.right()).saturating_sub(x).max(0);
        let h = self.bottom().min(other.bottom()).saturating_sub(y).max(0);
        Self { x, y, w, h }
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub fn encloses(self, other: Self) -> bool {
        other.empty() || self.intersection(other) == other
    }

    /// The same rectangle with `by` physical pixels taken off every side.
    #[must_use]
    pub const fn shrunk(self, by: i32) -> Self {
        Self::new(self.x + by, self.y + by, self.w - 2 * by, self.h - 2 * by)
    }
}

/// How many physical pixels a logical pixel takes, in 120ths as in
/// wp_fractional_scale_v1; from 0.5 to 8.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Scale(u32);

impl Scale {
    /// One physical pixel for one logical pixel.
    pub const ONE: Self = Self(120);
    /// Two physical pixels for one logical pixel.
    pub const TWO: Self = Self(240);

    /// The scale of `n`/120, brought into 0.5–8.
    #[must_use]
    pub const fn from_120ths(n: u32) -> Self {
        match n {
            ..60 => Self(60),
            60..=960 => Self(n),
            _ => Self(960),
        }
    }

    /// The nearest scale in 120ths, brought into 0.5–8; NaN gives 0.5.
    #[must_use]
    pub fn from_f64(scale: f64) -> Self {
        Self::from_120ths((scale * 120.0).round() as u32)
    }

    /// The scale in 120ths.
    #[must_use]
    pub const fn in_120ths(self) -> u32 {
        self.0
    }

    /// The scale as a factor.
    #[must_use]
    pub fn factor(self) -> f64 {
        f64::from(self.0) / 120.0
    }

    /// Physical pixels nearest to `logical` logical pixels, halves away from zero.
    #[must_use]
    pub const fn px(self, logical: i32) -> i32 {
        let scaled = logical.saturating_mul(self.0 as i32);
        if scaled < 0 {
            (scaled - 60) / 120
        } else {
            (scaled + 60) / 120
        }
    }

    /// Physical pixels of a fractional logical length, unrounded.
    #[must_use]
    pub(crate) fn length(self, logical: f32) -> f32 {
        logical * self.0 as f32 / 120.0
    }
}
