//! Files in memory, by which pictures go to helpers and come back: nobody waits for a pipe.

use std::fs::File;
use std::io::{self, Seek, Write};
use std::os::unix::fs::FileExt;

use rustix::fs::{MemfdFlags, SealFlags, fcntl_add_seals, memfd_create};

use super::super::Wiped;

/// An empty file in memory.
///
/// # Errors
/// When there is no descriptor left.
pub(super) fn empty() -> io::Result<File> {
    Ok(memory(MemfdFlags::empty())?.into())
}

/// A file in memory with these bytes, which nobody can change any more.
///
/// # Errors
/// When there is no descriptor or no memory left.
pub(super) fn sealed(bytes: &[u8]) -> io::Result<File> {
    let mut file = File::from(memory(MemfdFlags::ALLOW_SEALING)?);
    file.write_all(bytes)?;
    file.rewind()?;
    let seals = SealFlags::WRITE | SealFlags::GROW | SealFlags::SHRINK | SealFlags::SEAL;
    fcntl_add_seals(&file, seals)?;
    Ok(file)
}

fn memory(flags: MemfdFlags) -> rustix::io::Result<std::os::fd::OwnedFd> {
    memfd_create(c"lisere", MemfdFlags::CLOEXEC | flags)
}

/// `length` bytes of a file from `start`.
///
/// # Errors
/// When they are not all there.
pub(super) fn part(file: &File, start: u64, length: usize) -> io::Result<Wiped> {
    let mut bytes = vec![0; length];
    let read = file.read_exact_at(&mut bytes, start);
    let bytes = Wiped::new(bytes);
    read.map(|()| bytes)
}
