//! Folders that only we can enter, held open so that no name is looked up twice.

use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::process;

use rustix::fs::{
    AtFlags, FileType, Mode, OFlags, Stat, fstat, mkdirat, open, openat, statat, unlinkat,
};
use rustix::io::Errno;
use rustix::process::geteuid;

use super::error::{DoorError, Flaw, kind, refused, system};

const FOLDER: OFlags = OFlags::RDONLY
    .union(OFlags::DIRECTORY)
    .union(OFlags::NOFOLLOW)
    .union(OFlags::CLOEXEC);

/// A folder of ours, held open. Everything in it is reached through the
/// descriptor: a path that somebody swaps under way leads nowhere else.
#[derive(Debug)]
pub(crate) struct Folder {
    fd: OwnedFd,
    path: PathBuf,
}

impl Folder {
    /// The folder that the login session made for us.
    ///
    /// # Errors
    /// When it is relative, missing, another user's, or others may write to it.
    pub(crate) fn runtime(path: &Path) -> Result<Self, DoorError> {
        if path.is_relative() {
            return Err(DoorError::Relative(path.to_owned()));
        }
        // How one gets there is the system's affair, so links are followed up to here.
        let flags = FOLDER.difference(OFlags::NOFOLLOW);
        let fd = open(path, flags, Mode::empty()).map_err(|error| match error {
            Errno::NOENT => refused(path, Flaw::Missing),
            other => system("open XDG_RUNTIME_DIR, the folder", path)(other),
        })?;
        let stat = fstat(&fd).map_err(system("look at", path))?;
        ours(&stat, path)?;
        if stat.st_mode & 0o022 != 0 {
            return Err(refused(path, open_to_others(&stat)));
        }
        let path = path.to_owned();
        Ok(Self { fd, path })
    }

    /// The folder `name` in this one, made if it is missing.
    ///
    /// # Errors
    /// When it is no folder, a link to one, another user's, or not of mode 0700.
    pub(crate) fn enter(&self, name: &str) -> Result<Self, DoorError> {
        let path = self.path.join(name);
        let found = match openat(&self.fd, name, FOLDER, Mode::empty()) {
            Err(Errno::NOENT) => self.make(name, &path),
            other => other,
        };
        let fd = found.map_err(|error| self.blame(error, name, &path))?;
        let stat = fstat(&fd).map_err(system("look at", &path))?;
        ours(&stat, &path)?;
        if stat.st_mode & 0o777 != 0o700 {
            return Err(refused(&path, open_to_others(&stat)));
        }
        Ok(Self { fd, path })
    }

    fn make(&self, name: &str, path: &Path) -> Result<OwnedFd, Errno> {
        match mkdirat(&self.fd, name, Mode::RWXU) {
            // Another starter was faster; what it made is checked like any other.
            Ok(()) | Err(Errno::EXIST) => {}
            Err(error) => return Err(error),
        }
        tracing::debug!(folder = %path.display(), "made a folder");
        openat(&self.fd, name, FOLDER, Mode::empty())
    }

    fn blame(&self, error: Errno, name: &str, path: &Path) -> DoorError {
        let found = self.look(name).map(|stat| kind(&stat));
        match found {
            Ok(kind) if kind != FileType::Directory => refused(path, Flaw::NotFolder(kind)),
            _ => system("open the folder", path)(error),
        }
    }

    /// The status of `name` in this folder, of a link itself.
    pub(crate) fn look(&self, name: &str) -> Result<Stat, Errno> {
        statat(&self.fd, name, AtFlags::SYMLINK_NOFOLLOW)
    }

    /// Where `name` in this folder is, in few bytes whatever the folder's depth:
    /// a socket's address has room for 107.
    pub(crate) fn short(&self, name: &str) -> PathBuf {
        format!("/proc/self/fd/{}/{name}", self.fd.as_raw_fd()).into()
    }

    /// The path by which people know this folder.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Removes the folder `name` in this one if it is empty.
    pub(crate) fn remove_empty(&self, name: &str) {
        match unlinkat(&self.fd, name, AtFlags::REMOVEDIR) {
            Ok(()) | Err(Errno::NOTEMPTY | Errno::EXIST | Errno::NOENT) => {}
            Err(error) => tracing::warn!(
                folder = %self.path.join(name).display(), %error, "can't remove a folder"
            ),
        }
    }
}

/// A folder in another one, removed when this is dropped if it is empty then.
#[derive(Debug)]
pub(crate) struct Leftover {
    parent: Folder,
    name: &'static str,
    pid: u32,
}

impl Leftover {
    pub(crate) fn new(parent: Folder, name: &'static str) -> Self {
        let pid = process::id();
        Self { parent, name, pid }
    }
}

impl Drop for Leftover {
    fn drop(&mut self) {
        if self.pid == process::id() {
            self.parent.remove_empty(self.name);
        }
    }
}

impl AsFd for Folder {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }
}

/// Refuses what another user owns.
pub(crate) fn ours(stat: &Stat, path: &Path) -> Result<(), DoorError> {
    let ours = geteuid().as_raw();
    if stat.st_uid == ours {
        return Ok(());
    }
    let theirs = stat.st_uid;
    Err(refused(path, Flaw::Owner { theirs, ours }))
}

fn open_to_others(stat: &Stat) -> Flaw {
    Flaw::Open {
        mode: stat.st_mode & 0o777,
    }
}
