//! Copies a small picture out of a client's shared memory, once: what the client writes there later changes nothing.
#![allow(unsafe_code)]

use lisere_shell::Picture;
use smithay::reexports::wayland_server::protocol::wl_buffer::WlBuffer;
use smithay::reexports::wayland_server::protocol::wl_shm::Format;
use smithay::wayland::shm::{BufferData, with_buffer_contents};

/// The longest side of an icon that is kept, in pixels.
pub(crate) const SIDE: i32 = 64;

/// A square picture of a buffer, with no colour beyond its alpha. None for one that is
/// larger than [`SIDE`], of another format, or not inside its memory.
pub(crate) fn copied(buffer: &WlBuffer) -> Option<Picture> {
    let copy = with_buffer_contents(buffer, |start, length, data| {
        let place = place(&data, length)?;
        // SAFETY: `place` lies within the `length` bytes from `start`, which stay mapped while
        // this runs, and the library answers for a file that shrinks meanwhile. Bytes are
        // copied one by one through the pointer; no reference into the memory exists.
        let byte = |at: usize| unsafe { start.add(at).read_volatile() };
        let side = usize::try_from(data.width).ok()?;
        let mut pixels = Vec::with_capacity(side * side * 4);
        for y in 0..side {
            let row = place.0 + y * place.1;
            pixels.extend((row..row + side * 4).map(byte));
        }
        Some((data, pixels))
    });
    let (data, pixels) = copy.ok().flatten()?;
    clean(&data, pixels)
}

/// Where the rows begin and how far they are apart, if all of them are in the memory.
fn place(data: &BufferData, length: usize) -> Option<(usize, usize)> {
    let square = data.width == data.height && (1..=SIDE).contains(&data.width);
    let known = matches!(data.format, Format::Argb8888 | Format::Xrgb8888);
    let start = usize::try_from(data.offset).ok()?;
    let stride = usize::try_from(data.stride).ok()?;
    let side = usize::try_from(data.width).ok()?;
    let end = stride.checked_mul(side)?.checked_add(start)?;
    (square && known && stride >= side * 4 && end <= length).then_some((start, stride))
}

fn clean(data: &BufferData, mut pixels: Vec<u8>) -> Option<Picture> {
    let side = u32::try_from(data.width).ok()?;
    let mut opaque = true;
    for pixel in pixels.as_chunks_mut::<4>().0 {
        let [b, g, r, a] = *pixel;
        let alpha = match data.format {
            Format::Xrgb8888 => u8::MAX,
            _ => a,
        };
        opaque &= alpha == u8::MAX;
        *pixel = [b.min(alpha), g.min(alpha), r.min(alpha), alpha];
    }
    Some(Picture {
        width: side,
        height: side,
        pixels,
        opaque,
    })
}
