//! Descriptors that a program may send where a file is asked for.

use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;

use rustix::fs::{MemfdFlags, Mode, OFlags, SealFlags, fcntl_add_seals, ftruncate};
use rustix::fs::{memfd_create, open};
use rustix::net::{
    AddressFamily, SocketAddrUnix, SocketFlags, SocketType, bind, listen, socket_with,
};
use rustix::pipe::pipe;

use crate::input::Choices;

/// Bytes of an honest pool.
pub(crate) const POOL: u64 = 256 << 10;

/// An honest pool's file.
pub(crate) fn memory(size: u64) -> OwnedFd {
    let file = memfd_create("pool", MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING);
    let file = file.expect("a memory file");
    ftruncate(&file, size).expect("a size");
    file
}

/// A socket to which nobody can come, though it listens: it has no name.
pub(crate) fn listening() -> OwnedFd {
    let (family, kind) = (AddressFamily::UNIX, SocketType::STREAM);
    let socket = socket_with(family, kind, SocketFlags::CLOEXEC, None).expect("a socket");
    // Bound to no path, the kernel gives it an abstract one of its own.
    bind(&socket, &SocketAddrUnix::new_unnamed()).expect("a name");
    listen(&socket, 4).expect("a socket that listens");
    socket
}

/// A pipe whose other end is closed.
pub(crate) fn hung_up() -> OwnedFd {
    UnixStream::pair().expect("a pair").0.into()
}

/// Some descriptor: mostly memory, else whatever a program can get hold of.
pub(crate) fn any(choices: &mut Choices<'_>) -> OwnedFd {
    let path = |path: &str, flags: OFlags| {
        open(path, flags | OFlags::CLOEXEC, Mode::empty()).expect("a file that is everywhere")
    };
    match choices.byte() {
        0..200 => memory(POOL),
        200..208 => memory(0),
        208..212 => memory(1),
        212..216 => memory(1 << 40),
        216..220 => {
            let file = memory(4096);
            fcntl_add_seals(&file, SealFlags::SHRINK | SealFlags::GROW).expect("seals");
            file
        }
        220..224 => {
            let file = memory(4096);
            fcntl_add_seals(&file, SealFlags::WRITE | SealFlags::SEAL).expect("seals");
            file
        }
        224..230 => pipe().expect("a pipe").0,
        230..236 => pipe().expect("a pipe").1,
        236..240 => UnixStream::pair().expect("a pair").0.into(),
        240..244 => path("/dev/null", OFlags::RDWR),
        244..248 => path("/", OFlags::RDONLY | OFlags::DIRECTORY),
        248..252 => path("/", OFlags::PATH),
        _ => path("/proc/self/status", OFlags::RDONLY),
    }
}
