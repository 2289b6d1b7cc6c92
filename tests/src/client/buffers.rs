//! Pictures in shared memory, of one colour or painted pixel by pixel.

use std::io::Write;
use std::os::fd::AsFd;

use rustix::fs::{MemfdFlags, memfd_create};
use wayland_client::protocol::wl_buffer::WlBuffer;
use wayland_client::protocol::wl_shm::Format;

use super::Client;

impl Client {
    /// A buffer of one colour, `0xAARRGGBB` premultiplied.
    #[must_use]
    pub fn buffer(&self, size: (i32, i32), colour: u32) -> WlBuffer {
        self.painted(size, |_, _| colour)
    }

    /// A buffer whose pixels `paint` chooses, `0xAARRGGBB` premultiplied.
    #[must_use]
    pub fn painted(&self, (w, h): (i32, i32), paint: impl Fn(i32, i32) -> u32) -> WlBuffer {
        let mut bytes = Vec::with_capacity((w * h * 4) as usize);
        for y in 0..h {
            for x in 0..w {
                bytes.extend_from_slice(&paint(x, y).to_le_bytes());
            }
        }
        self.buffer_of((w, h), &bytes)
    }

    fn buffer_of(&self, (w, h): (i32, i32), bytes: &[u8]) -> WlBuffer {
        let memory = memfd_create("buffer", MemfdFlags::CLOEXEC).expect("memory");
        let mut memory = std::fs::File::from(memory);
        memory.write_all(bytes).expect("memory");
        let shm = &self.bound().drawing.shm;
        let pool = shm.create_pool(memory.as_fd(), w * h * 4, self.queue(), ());
        let buffer = pool.create_buffer(0, w, h, w * 4, Format::Argb8888, self.queue(), ());
        pool.destroy();
        buffer
    }

    /// A buffer of one pixel, `0xAARRGGBB` premultiplied.
    #[must_use]
    pub fn pixel(&self, colour: u32) -> WlBuffer {
        let part = |shift: u32| (colour >> shift & 0xff) * 0x0101_0101;
        let manager = &self.bound().drawing.single_pixel;
        manager.create_u32_rgba_buffer(part(16), part(8), part(0), part(24), self.queue(), ())
    }
}
