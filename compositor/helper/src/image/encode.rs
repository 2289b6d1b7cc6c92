//! From plain pixels to a plain PNG, and a preview of it.

use std::cell::Cell;
use std::io::{self, Read, Write};
use std::rc::Rc;

use super::preview::Shrinker;
use super::{Flaw, HEAD, MAX_BYTES, pixel_bytes, sides, sides_bytes};

/// Writes pixels, as [`super::decode`] leaves them, as a PNG without a word about them: then
/// a preview (premultiplied blue, green, red, alpha), then its width and height.
///
/// # Errors
/// When `pixels` are not such, or the PNG is too long, or `out` takes no more.
pub fn encode(pixels: &mut dyn Read, out: &mut dyn Write) -> Result<(), Flaw> {
    let mut head = [0; HEAD];
    pixels.read_exact(&mut head)?;
    let size = sides(&head).ok_or(Flaw::Broken)?;
    pixel_bytes(size.0, size.1).ok_or(Flaw::TooLarge)?;
    let length = Rc::new(Cell::new(0));
    let mut bounded = Bounded {
        out: &mut *out,
        length: Rc::clone(&length),
    };
    let preview = png(pixels, size, &mut bounded);
    if length.get() > MAX_BYTES {
        return Err(Flaw::TooLarge);
    }
    let (small, bgra) = preview?.finish();
    out.write_all(&bgra)?;
    out.write_all(&sides_bytes(small))?;
    out.flush()?;
    Ok(())
}

fn png(pixels: &mut dyn Read, size: (u32, u32), out: &mut dyn Write) -> Result<Shrinker, Flaw> {
    let mut encoder = png::Encoder::new(out, size.0, size.1);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header().map_err(failed)?;
    let mut stream = writer.stream_writer().map_err(failed)?;
    let mut shrinker = Shrinker::new(size);
    let mut row = vec![0; (size.0 as usize).saturating_mul(4)];
    for _ in 0..size.1 {
        pixels.read_exact(&mut row)?;
        shrinker.row(&row);
        stream.write_all(&row)?;
    }
    stream.finish().map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(shrinker)
}

fn failed(error: png::EncodingError) -> Flaw {
    match error {
        png::EncodingError::IoError(error) => Flaw::Passing(error),
        other => Flaw::Passing(io::Error::other(other.to_string())),
    }
}

/// Output that ends at the longest PNG.
struct Bounded<'o> {
    out: &'o mut dyn Write,
    length: Rc<Cell<u64>>,
}

impl Write for Bounded<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let more = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.length.set(self.length.get().saturating_add(more));
        if self.length.get() > MAX_BYTES {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        self.out.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
