//! Opening what a source names: regular files, reached without a link, and nothing else.

use std::os::fd::{AsFd, OwnedFd};

use lisere_policy::clean_file_name;
use rustix::fs::{FileType, Mode, OFlags, ResolveFlags, fcntl_getfl, fstat, openat2};
use rustix::io::Errno;

use super::{HOME, machine_name};

/// A file to be copied.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) fd: OwnedFd,
    /// Its name, made visible.
    pub(super) old: String,
    /// Its name at the destination, before it is told from others.
    pub(super) new: String,
    /// As it was when it was opened.
    pub(super) size: u64,
}

/// A folder's entry, or the folder itself, reached without a link and never left.
pub(super) const BENEATH: ResolveFlags = ResolveFlags::BENEATH
    .union(ResolveFlags::NO_SYMLINKS)
    .union(ResolveFlags::NO_MAGICLINKS);

/// Opens a file by its path beneath a cage's home.
///
/// # Errors
/// For the user: which file, what it is, and what to do.
pub(super) fn beneath(cages: impl AsFd, cage: &str, path: &[u8]) -> Result<Source, String> {
    let name = path.rsplit(|byte| *byte == b'/').next().unwrap_or(path);
    let (old, _) = clean_file_name(name);
    if !machine_name(cage) {
        return Err("the source is no cage".to_owned());
    }
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let home = openat2(
        cages,
        format!("{cage}/{HOME}"),
        flags,
        Mode::empty(),
        BENEATH,
    );
    let home = home.map_err(|error| format!("the home of {cage} cannot be opened: {error}"))?;
    // Not to wait for whoever is at the other end of a pipe.
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let fd = openat2(home, path, flags | OFlags::NOCTTY, Mode::empty(), BENEATH);
    let fd = fd.map_err(|error| match error {
        Errno::LOOP => format!("{old}: a link is on the way to it; name the file itself"),
        Errno::XDEV => format!("{old}: it is not in the home of {cage}; copy it there first"),
        Errno::NOENT | Errno::NOTDIR => format!("{old}: there is no such file"),
        Errno::ACCESS | Errno::PERM => format!("{old}: it may not be read"),
        // Sockets, and devices without a driver.
        Errno::NXIO | Errno::NODEV => irregular(&old, FileType::Socket),
        other => format!("{old}: {other}"),
    })?;
    source(fd, name)
}

/// Takes over a file that somebody has opened.
///
/// # Errors
/// For the user: which file, what it is, and what to do.
pub(super) fn source(fd: OwnedFd, name: &[u8]) -> Result<Source, String> {
    let (old, new) = clean_file_name(name);
    let stat = fstat(&fd).map_err(|error| format!("{old}: {error}"))?;
    let kind = FileType::from_raw_mode(stat.st_mode);
    if kind != FileType::RegularFile {
        return Err(irregular(&old, kind));
    }
    let readable = fcntl_getfl(&fd).is_ok_and(|flags| {
        !flags.contains(OFlags::PATH) && flags & OFlags::ACCMODE != OFlags::WRONLY
    });
    if !readable {
        return Err(format!("{old}: it is not open for reading"));
    }
    let size = u64::try_from(stat.st_size).unwrap_or(u64::MAX);
    Ok(Source { fd, old, new, size })
}

fn irregular(old: &str, kind: FileType) -> String {
    let what = match kind {
        FileType::Directory => "a folder: pack it into an archive first",
        FileType::Symlink => "a link: name the file itself",
        FileType::Fifo => "a pipe: only files can go",
        FileType::Socket => "a socket: only files can go",
        FileType::CharacterDevice | FileType::BlockDevice => "a device: only files can go",
        _ => "no file",
    };
    format!("{old}: it is {what}")
}
