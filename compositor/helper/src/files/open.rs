//! Opening what a source names: regular files, reached without a link, and nothing else.

use std::os::fd::{AsFd, OwnedFd};

use lisere_policy::clean_file_name;
use rustix::fs::{FileType, Mode, OFlags, ResolveFlags, fcntl_getfl, fstat, openat2};
use rustix::io::Errno;

use super::{FileWhy, HOME, Irregular, machine_name};

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
pub(super) fn beneath(cages: impl AsFd, cage: &str, path: &[u8]) -> Result<Source, FileWhy> {
    let name = path.rsplit(|byte| *byte == b'/').next().unwrap_or(path);
    let (old, _) = clean_file_name(name);
    if !machine_name(cage) {
        return Err(FileWhy::NoSource);
    }
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let home = openat2(
        cages,
        format!("{cage}/{HOME}"),
        flags,
        Mode::empty(),
        BENEATH,
    );
    let home = home.map_err(|error| FileWhy::Home(cage.to_owned(), error.raw_os_error()))?;
    // Not to wait for whoever is at the other end of a pipe.
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let fd = openat2(home, path, flags | OFlags::NOCTTY, Mode::empty(), BENEATH);
    let fd = fd.map_err(|error| match error {
        Errno::LOOP => FileWhy::Link(old.clone()),
        Errno::XDEV => FileWhy::Outside(old.clone(), cage.to_owned()),
        Errno::NOENT | Errno::NOTDIR => FileWhy::NotThere(old.clone()),
        Errno::ACCESS | Errno::PERM => FileWhy::NotAllowed(old.clone()),
        // Sockets, and devices without a driver.
        Errno::NXIO | Errno::NODEV => irregular(&old, FileType::Socket),
        other => FileWhy::Unread(old.clone(), other.raw_os_error()),
    })?;
    source(fd, name)
}

/// Takes over a file that somebody has opened.
///
/// # Errors
/// For the user: which file, what it is, and what to do.
pub(super) fn source(fd: OwnedFd, name: &[u8]) -> Result<Source, FileWhy> {
    let (old, new) = clean_file_name(name);
    let stat = fstat(&fd).map_err(|error| FileWhy::Unread(old.clone(), error.raw_os_error()))?;
    let kind = FileType::from_raw_mode(stat.st_mode);
    if kind != FileType::RegularFile {
        return Err(irregular(&old, kind));
    }
    let readable = fcntl_getfl(&fd).is_ok_and(|flags| {
        !flags.contains(OFlags::PATH) && flags & OFlags::ACCMODE != OFlags::WRONLY
    });
    if !readable {
        return Err(FileWhy::NotOpen(old));
    }
    let size = u64::try_from(stat.st_size).unwrap_or(u64::MAX);
    Ok(Source { fd, old, new, size })
}

fn irregular(old: &str, kind: FileType) -> FileWhy {
    let what = match kind {
        FileType::Directory => Irregular::Folder,
        FileType::Symlink => return FileWhy::Link(old.to_owned()),
        FileType::Fifo => Irregular::Pipe,
        FileType::Socket => Irregular::Socket,
        FileType::CharacterDevice | FileType::BlockDevice => Irregular::Device,
        _ => Irregular::Other,
    };
    FileWhy::Irregular(old.to_owned(), what)
}
