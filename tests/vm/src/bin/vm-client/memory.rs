//! A buffer of one colour in shared memory.

use std::fs::File;
use std::io::Write;
use std::os::fd::AsFd;

use anyhow::Result;
use rustix::fs::{MemfdFlags, memfd_create};
use wayland_client::QueueHandle;
use wayland_client::protocol::wl_buffer::WlBuffer;
use wayland_client::protocol::wl_shm::{Format, WlShm};

use crate::window::Client;

/// Makes a buffer whose pixels are all `0xRRGGBB`.
pub(crate) fn filled(
    shm: &WlShm,
    (width, height): (i32, i32),
    colour: u32,
    handle: &QueueHandle<Client>,
) -> Result<WlBuffer> {
    let mut memory = File::from(memfd_create("buffer", MemfdFlags::CLOEXEC)?);
    memory.write_all(&colour.to_le_bytes().repeat((width * height) as usize))?;
    let pool = shm.create_pool(memory.as_fd(), width * height * 4, handle, ());
    let buffer = pool.create_buffer(0, width, height, width * 4, Format::Xrgb8888, handle, ());
    pool.destroy();
    Ok(buffer)
}
