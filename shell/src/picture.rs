//! A finished picture, in the byte order that both wl_shm and DRM take.

/// Premultiplied pixels, bytes B, G, R, A (ARGB8888 little endian), rows of
/// `width` × 4 bytes without padding, in physical pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Width in physical pixels, at least 1.
    pub width: u32,
    /// Height in physical pixels, at least 1.
    pub height: u32,
    /// `width` × `height` × 4 bytes.
    pub pixels: Vec<u8>,
    /// Whether every pixel is opaque (alpha 255).
    pub opaque: bool,
}

impl Picture {
    /// The bytes B, G, R, A of one pixel; `None` outside the picture.
    #[must_use]
    pub fn pixel(&self, x: u32, y: u32) -> Option<[u8; 4]> {
        if x >= self.width || y >= self.height {
            return None;
        }
        let index = (y as usize) * (self.width as usize) + x as usize;
        self.pixels.as_chunks::<4>().0.get(index).copied()
    }

    /// Bytes from one row to the next.
    #[must_use]
    pub const fn stride(&self) -> u32 {
        self.width * 4
    }
}
