//! Colours as eight-bit sRGB, and the few sums that shade them.

/// An opaque sRGB colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Rgb {
    /// Red, 0–255.
    pub r: u8,
    /// Green, 0–255.
    pub g: u8,
    /// Blue, 0–255.
    pub b: u8,
}

impl Rgb {
    /// The colour of three channels, 0–255 each.
    #[must_use]
    pub const fn new(r: u8, g: u8, b: u8) -> Self {
        Self { r, g, b }
    }

    /// The colour written `0xRRGGBB`.
    #[must_use]
    pub const fn hex(rgb: u32) -> Self {
        Self::new((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8)
    }

    /// `parts`/256 of the way from this colour to `other`; exact at 0 and 256.
    #[must_use]
    pub(crate) fn mix(self, other: Self, parts: u16) -> Self {
        let blend = |a: u8, b: u8| {
            let parts = u32::from(parts.min(256));
            ((u32::from(a) * (256 - parts) + u32::from(b) * parts + 128) >> 8) as u8
        };
        Self::new(
            blend(self.r, other.r),
            blend(self.g, other.g),
            blend(self.b, other.b),
        )
    }

    /// Relative luminance as WCAG 2.2 defines it, 0.0–1.0.
    #[must_use]
    pub(crate) fn luminance(self) -> f32 {
        let linear = |channel: u8| {
            let c = f32::from(channel) / 255.0;
            if c <= 0.04045 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.r) + 0.7152 * linear(self.g) + 0.0722 * linear(self.b)
    }

    /// Contrast ratio as WCAG 2.2 defines it, 1.0–21.0.
    #[must_use]
    pub(crate) fn contrast(self, other: Self) -> f32 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The bytes of an opaque pixel in memory order B, G, R, A.
    #[must_use]
    pub(crate) const fn bgra(self) -> [u8; 4] {
        [self.b, self.g, self.r, 255]
    }
}
