//! Colours as a theme writes them, and how well one reads on another.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

/// An opaque sRGB colour. There is no alpha on purpose: nothing trusted is see-through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rgb {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
}

/// A colour is not written as `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a colour is written `#rrggbb`, opaque, with six hexadecimal digits")]
pub struct BadColour;

impl Rgb {
    /// Black.
    pub const BLACK: Self = Self::new(0, 0, 0);
    /// White.
    pub const WHITE: Self = Self::new(255, 255, 255);

    /// The colour of these three parts.
    #[must_use]
    pub const fn new(r: u8, g: u8, b: u8) -> Self {
        Self { r, g, b }
    }

    /// The parts as linear light, 0 to 1 (IEC 61966-2-1).
    #[must_use]
    pub fn linear(self) -> [f64; 3] {
        [self.r, self.g, self.b].map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        })
    }

    /// Relative luminance, 0 to 1 (WCAG 2.1).
    #[must_use]
    pub fn luminance(self) -> f64 {
        let [r, g, b] = self.linear();
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// Contrast between the two, 1 to 21 (WCAG 2.1).
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

impl FromStr for Rgb {
    type Err = BadColour;

    fn from_str(text: &str) -> Result<Self, BadColour> {
        let digits = text.strip_prefix('#').ok_or(BadColour)?;
        // `from_str_radix` also takes a sign, which is no colour.
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(BadColour);
        }
        let [_, r, g, b] = u32::from_str_radix(digits, 16)
            .map_err(|_| BadColour)?
            .to_be_bytes();
        Ok(Self { r, g, b })
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "#{:02x}{:02x}{:02x}", self.r, self.g, self.b)
    }
}

impl Serialize for Rgb {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hex_goes_there_and_back() {
        assert_eq!("#C8102e".parse::<Rgb>().unwrap().to_string(), "#c8102e");
    }

    #[test]
    fn nothing_else_is_a_colour() {
        for text in [
            "",
            "#",
            "c8102e",
            "#fff",
            "#c8102e80",
            "#+81020",
            "#c8102é",
            "red",
        ] {
            assert_eq!(text.parse::<Rgb>(), Err(BadColour), "{text}");
        }
    }

    #[test]
    fn black_on_white_is_21() {
        assert!((Rgb::BLACK.contrast(Rgb::WHITE) - 21.0).abs() < 1e-9);
        assert!((Rgb::WHITE.contrast(Rgb::BLACK) - 21.0).abs() < 1e-9);
    }
}
