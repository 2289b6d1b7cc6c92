//! A screen read back, pixel by pixel.

use lisere::render::Capture;
use lisere_policy::Rgb;

/// What a screen shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Width in physical pixels.
    pub width: usize,
    /// Height in physical pixels.
    pub height: usize,
    /// Row by row, `0xRRGGBB`.
    pub pixels: Vec<u32>,
}

impl From<Capture> for Picture {
    fn from(capture: Capture) -> Picture {
        let pixel = |bytes: &[u8]| u32::from_le_bytes([bytes[0], bytes[1], bytes[2], 0]);
        Picture {
            width: capture.width as usize,
            height: capture.height as usize,
            pixels: capture.pixels.chunks_exact(4).map(pixel).collect(),
        }
    }
}

impl Picture {
    /// The colour of a pixel; black outside.
    #[must_use]
    pub fn at(&self, x: i32, y: i32) -> u32 {
        let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else {
            return 0;
        };
        if x < self.width && y < self.height {
            self.pixels[y * self.width + x]
        } else {
            0
        }
    }

    /// The colour of a pixel; `None` outside.
    #[must_use]
    pub fn get(&self, x: usize, y: usize) -> Option<u32> {
        let inside = x < self.width && y < self.height;
        inside.then(|| self.pixels[y * self.width + x])
    }

    /// How many pixels have a colour.
    #[must_use]
    pub fn count(&self, colour: u32) -> usize {
        let colour = colour & 0x00ff_ffff;
        self.pixels.iter().filter(|pixel| **pixel == colour).count()
    }

    /// One row.
    #[must_use]
    pub fn row(&self, y: usize) -> &[u32] {
        &self.pixels[y * self.width..(y + 1) * self.width]
    }
}

/// A policy's colour as pixels have it.
#[must_use]
pub fn rgb(colour: Rgb) -> u32 {
    u32::from(colour.r) << 16 | u32::from(colour.g) << 8 | u32::from(colour.b)
}
