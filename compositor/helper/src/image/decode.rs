//! From a source's bytes to plain pixels.

use std::io::{Cursor, Write};

use image::{DynamicImage, GenericImageView, ImageDecoder, ImageError, ImageReader, Limits};

use super::orient::Turned;
use super::{Flaw, MAX_PIXELS, MAX_SIDE, pixel_bytes, sides_bytes};

/// The most memory that a decoder is let to ask for, in bytes: a picture of sixteen bits a
/// channel has eight a pixel.
const MAX_ALLOC: u64 = MAX_PIXELS * 8 + (16 << 20);

/// Decodes the first picture of `bytes`, upright, into `out`: width and height, each four
/// bytes from the lowest, then rows of red, green, blue and alpha from the top.
///
/// # Errors
/// When it is no picture that can be read, or is too large, or `out` takes no more.
pub fn decode(bytes: &[u8], out: &mut dyn Write) -> Result<(), Flaw> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    if reader.format().is_none() {
        return Err(Flaw::Unknown);
    }
    reader.limits(limits());
    let mut decoder = reader.into_decoder().map_err(flaw)?;
    let (width, height) = decoder.dimensions();
    if pixel_bytes(width, height).is_none() || decoder.total_bytes() > MAX_ALLOC {
        return Err(Flaw::TooLarge);
    }
    // Words about a picture that cannot be read are as good as none.
    let how = decoder.orientation();
    let how = how.unwrap_or(image::metadata::Orientation::NoTransforms);
    let picture = DynamicImage::from_decoder(decoder).map_err(flaw)?;
    write(&picture, Turned::new((width, height), how), out)
}

fn limits() -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_ALLOC);
    limits
}

fn write(picture: &DynamicImage, turned: Turned, out: &mut dyn Write) -> Result<(), Flaw> {
    let (width, height) = turned.size();
    out.write_all(&sides_bytes((width, height)))?;
    let mut row = Vec::new();
    for y in 0..height {
        row.clear();
        for x in 0..width {
            let (from_x, from_y) = turned.source(x, y);
            row.extend_from_slice(&picture.get_pixel(from_x, from_y).0);
        }
        out.write_all(&row)?;
    }
    out.flush()?;
    Ok(())
}

fn flaw(error: ImageError) -> Flaw {
    match error {
        ImageError::Limits(_) => Flaw::TooLarge,
        ImageError::Unsupported(_) => Flaw::Unknown,
        _ => Flaw::Broken,
    }
}
