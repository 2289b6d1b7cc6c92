//! Files to hand over: memory of a size, and things that are no memory at all.

use std::os::fd::OwnedFd;

use rustix::fs::{
    MemfdFlags, Mode, OFlags, SealFlags, fcntl_add_seals, ftruncate, memfd_create, open,
};

/// Anonymous memory of so many bytes, all zero.
///
/// # Panics
/// When the system has none.
#[must_use]
pub fn memory(bytes: u64) -> OwnedFd {
    let file = memfd_create("raw", MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING);
    let file = file.expect("memory");
    ftruncate(&file, bytes).expect("memory");
    file
}

/// The same, never to shrink again.
///
/// # Panics
/// When the system has none.
#[must_use]
pub fn sealed_memory(bytes: u64) -> OwnedFd {
    let file = memory(bytes);
    fcntl_add_seals(&file, SealFlags::SHRINK).expect("a seal");
    file
}

/// A file by its path, for reading and, where that is possible, for writing.
///
/// # Panics
/// When there is no such file.
#[must_use]
pub fn file_of(path: &str) -> OwnedFd {
    open(path, OFlags::RDWR | OFlags::CLOEXEC, Mode::empty())
        .or_else(|_| open(path, OFlags::RDONLY | OFlags::CLOEXEC, Mode::empty()))
        .expect("a file")
}
