//! Pictures: whoever parses a source's bytes and whoever writes the result are two processes,
//! and between them go pixels and nothing else.

mod decode;
mod encode;
mod orient;
mod preview;
mod process;
#[cfg(test)]
mod tests;

pub use self::decode::decode;
pub use self::encode::encode;
pub use self::process::{decode_process, encode_process};

use std::io;

/// The most pixels that a side may have.
pub const MAX_SIDE: u32 = 16_384;
/// The most pixels in all: an output of 8K has 33 million. At the eight bytes a pixel that
/// decoders need at worst, that is 320 MB.
pub const MAX_PIXELS: u64 = 40_000_000;
/// The longest picture that is read, and the longest PNG that is written, in bytes.
pub const MAX_BYTES: u64 = 64 << 20;
/// The memory that a helper may have, in bytes.
pub const MAX_MEMORY: u64 = 512 << 20;
/// The processor time that a helper may take, in seconds.
pub const MAX_SECONDS: u64 = 5;
/// The room that a preview has, in pixels.
pub const PREVIEW: (u32, u32) = (480, 300);
/// What stands before pixels: width and height.
pub const HEAD: usize = 8;
/// What stands after a PNG and its preview: the preview's width and height.
pub const TAIL: usize = 8;

/// Why nothing came of a picture.
#[derive(Debug, thiserror::Error)]
pub enum Flaw {
    /// Its bytes are of no format that is read.
    #[error("it is no PNG, JPEG, GIF, WebP or BMP picture")]
    Unknown,
    /// It has too many pixels or bytes.
    #[error(
        "the picture is too large: at most {MAX_SIDE} pixels a side, {} million pixels and {} MB",
        MAX_PIXELS / 1_000_000,
        MAX_BYTES >> 20
    )]
    TooLarge,
    /// Its bytes are not what its format says.
    #[error("the picture is damaged")]
    Broken,
    /// Reading or writing failed.
    #[error("the picture could not be passed on: {0}")]
    Passing(#[from] io::Error),
}

impl Flaw {
    /// The exit code that says so.
    #[must_use]
    pub fn code(&self) -> u8 {
        match self {
            Self::Unknown => 10,
            Self::TooLarge => 11,
            Self::Broken => 12,
            Self::Passing(_) => 13,
        }
    }

    /// What an exit code says; everything that is none of ours says that it is damaged.
    #[must_use]
    pub fn of_code(code: Option<i32>) -> Self {
        match code {
            Some(10) => Self::Unknown,
            Some(11) => Self::TooLarge,
            Some(13) => Self::Passing(io::Error::other("a helper could not read or write")),
            _ => Self::Broken,
        }
    }
}

/// The bytes of so many pixels; `None` unless a picture may have such sides.
#[must_use]
pub fn pixel_bytes(width: u32, height: u32) -> Option<u64> {
    let sides = 1..=MAX_SIDE;
    let pixels = u64::from(width).checked_mul(u64::from(height))?;
    let sound = sides.contains(&width) && sides.contains(&height) && pixels <= MAX_PIXELS;
    sound.then(|| pixels.saturating_mul(4))
}

/// The two numbers of a head or a tail; `None` of too few bytes.
#[must_use]
pub fn sides(bytes: &[u8]) -> Option<(u32, u32)> {
    let (width, rest) = bytes.split_first_chunk::<4>()?;
    let (height, _) = rest.split_first_chunk::<4>()?;
    Some((u32::from_le_bytes(*width), u32::from_le_bytes(*height)))
}

/// The bytes of a head or a tail.
fn sides_bytes((width, height): (u32, u32)) -> [u8; HEAD] {
    let mut bytes = [0; HEAD];
    let both = width.to_le_bytes().into_iter().chain(height.to_le_bytes());
    for (slot, byte) in bytes.iter_mut().zip(both) {
        *slot = byte;
    }
    bytes
}
