//! The journal's folder: whose it is, who writes to it, and what lies in it.

use std::os::fd::OwnedFd;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use lisere_policy::record::segment_number;
use rustix::fs::{
    AtFlags, Dir, FileType, FlockOperation, Mode, OFlags, Stat, flock, fstat, open, openat,
    unlinkat,
};
use rustix::io::Errno;
use rustix::process::geteuid;

use super::error::JournalError;

/// The file whose lock says that somebody writes here.
const LOCK: &str = "lock";
/// The longest file that is read, in bytes: a segment and its last batch, with room to spare.
const MOST: u64 = 64 << 20;
const OWN: Mode = Mode::RUSR.union(Mode::WUSR);

/// The folder, held open and locked: what lies in it is reached through the descriptor.
#[derive(Debug)]
pub(super) struct Folder {
    fd: OwnedFd,
    path: PathBuf,
    _lock: OwnedFd,
}

impl Folder {
    /// Opens the folder at `path`, makes it if it is missing, and locks it.
    ///
    /// # Errors
    /// When it is no folder of ours alone, or another session writes to it.
    pub(super) fn open(path: &Path) -> Result<Folder, JournalError> {
        let failed = |what: &'static str| {
            let path = path.to_owned();
            move |source: Errno| JournalError::System { what, path, source }
        };
        let mut missing = std::fs::DirBuilder::new();
        // A folder that is there is left as it is, and looked at below.
        let made = missing.recursive(true).mode(0o700).create(path);
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let fd = match open(path, flags, Mode::empty()) {
            Ok(fd) => fd,
            Err(Errno::LOOP | Errno::NOTDIR) => {
                return Err(JournalError::NoFolder(path.to_owned()));
            }
            Err(error) => {
                let first = made.err().and_then(|error| Errno::from_io_error(&error));
                return Err(failed("open the folder")(first.unwrap_or(error)));
            }
        };
        let stat = fstat(&fd).map_err(failed("look at"))?;
        ours(&stat, path)?;
        let mode = stat.st_mode & 0o777;
        if mode & 0o077 != 0 {
            let path = path.to_owned();
            return Err(JournalError::Open { path, mode });
        }
        let flags = OFlags::RDONLY | OFlags::CREATE | OFlags::NOFOLLOW | OFlags::NONBLOCK;
        let lock = openat(&fd, LOCK, flags | OFlags::CLOEXEC, OWN).map_err(failed("lock"))?;
        match flock(&lock, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => {}
            Err(Errno::WOULDBLOCK) => return Err(JournalError::Taken(path.to_owned())),
            Err(error) => return Err(failed("lock")(error)),
        }
        Ok(Folder {
            fd,
            path: path.to_owned(),
            _lock: lock,
        })
    }

    /// The numbers of the segments, the oldest first.
    pub(super) fn segments(&self) -> Result<Vec<u64>, JournalError> {
        let listed = || -> Result<Vec<u64>, Errno> {
            let mut numbers = Vec::new();
            for entry in Dir::read_from(&self.fd)? {
                let entry = entry?;
                numbers.extend(entry.file_name().to_str().ok().and_then(segment_number));
            }
            numbers.sort_unstable();
            Ok(numbers)
        };
        listed().map_err(|error| self.failed("list", "", error))
    }

    /// Opens a file in the folder with these flags.
    pub(super) fn file(&self, name: &str, flags: OFlags) -> Result<OwnedFd, JournalError> {
        // Without NONBLOCK a named pipe in its place would hold us up for ever.
        let flags = flags | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let fd = openat(&self.fd, name, flags, OWN);
        let fd = fd.map_err(|error| self.failed("open", name, error))?;
        let stat = fstat(&fd).map_err(|error| self.failed("look at", name, error))?;
        let path = self.path.join(name);
        if FileType::from_raw_mode(stat.st_mode) != FileType::RegularFile {
            return Err(JournalError::NoFile(path));
        }
        ours(&stat, &path)?;
        Ok(fd)
    }

    /// Reads a whole file of the folder.
    pub(super) fn read(&self, name: &str) -> Result<Vec<u8>, JournalError> {
        let fd = self.file(name, OFlags::RDONLY)?;
        let mut bytes = Vec::new();
        let file = std::fs::File::from(fd);
        let read = std::io::Read::read_to_end(&mut std::io::Read::take(file, MOST), &mut bytes);
        read.map_err(|error| {
            let error = Errno::from_io_error(&error).unwrap_or(Errno::IO);
            self.failed("read", name, error)
        })?;
        Ok(bytes)
    }

    /// Removes a file of the folder.
    pub(super) fn remove(&self, name: &str) -> Result<(), JournalError> {
        let removed = unlinkat(&self.fd, name, AtFlags::empty());
        removed.map_err(|error| self.failed("remove", name, error))
    }

    /// Has the names of the folder's files on disk.
    pub(super) fn sync(&self) -> Result<(), JournalError> {
        rustix::fs::fsync(&self.fd).map_err(|error| self.failed("sync", "", error))
    }

    /// An error with a file of the folder.
    pub(super) fn failed(&self, what: &'static str, name: &str, source: Errno) -> JournalError {
        let path = self.path.join(name);
        JournalError::System { what, path, source }
    }

    /// The path by which people know the folder.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

/// Refuses what another user owns.
fn ours(stat: &Stat, path: &Path) -> Result<(), JournalError> {
    if stat.st_uid == geteuid().as_raw() {
        return Ok(());
    }
    Err(JournalError::Owner {
        path: path.to_owned(),
        theirs: stat.st_uid,
    })
}
