//! The lock that makes one runtime folder belong to one running instance.

use std::os::fd::OwnedFd;
use std::process;

use rustix::fs::{AtFlags, FileType, FlockOperation, Mode, OFlags, flock, fstat, openat, unlinkat};
use rustix::io::Errno;

use super::error::{DoorError, Flaw, kind, refused, system};
use super::folder::{Folder, ours};

const NAME: &str = "lock";
/// A starter that meets a leaver may find the lock just removed. Each try needs another leaver.
const TRIES: usize = 16;

/// Held as long as the instance runs; the kernel lets go of it even after a crash.
#[derive(Debug)]
pub(crate) struct Lock {
    _fd: OwnedFd,
    pid: u32,
}

impl Lock {
    /// Takes the lock in `runtime/name`, and opens that folder.
    ///
    /// # Errors
    /// [`DoorError::AnotherRunning`] when somebody holds it.
    pub(crate) fn take(runtime: &Folder, name: &str) -> Result<(Self, Folder), DoorError> {
        for _ in 0..TRIES {
            let folder = runtime.enter(name)?;
            if let Some(fd) = attempt(&folder)? {
                let pid = process::id();
                return Ok((Self { _fd: fd, pid }, folder));
            }
        }
        Err(DoorError::AnotherRunning(
            runtime.path().join(name).join(NAME),
        ))
    }

    /// Whether this process took it; a fork of it must clean nothing up.
    pub(crate) fn ours(&self) -> bool {
        self.pid == process::id()
    }

    /// Removes the file. Safe only because it is still locked: whoever waits
    /// for it finds that it is gone, and begins anew.
    pub(crate) fn remove(&self, folder: &Folder) {
        if self.ours() {
            let _ = unlinkat(folder, NAME, AtFlags::empty());
        }
    }
}

/// The locked file; none if a leaver removed it, or the folder, meanwhile.
fn attempt(folder: &Folder) -> Result<Option<OwnedFd>, DoorError> {
    let path = folder.path().join(NAME);
    // Without NONBLOCK a named pipe in its place would hold us up for ever.
    let flags =
        OFlags::RDONLY | OFlags::CREATE | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let fd = match openat(folder, NAME, flags, Mode::RUSR | Mode::WUSR) {
        Ok(fd) => fd,
        Err(Errno::NOENT) => return Ok(None),
        Err(error) => {
            return Err(match folder.look(NAME).map(|stat| kind(&stat)) {
                Ok(kind) if kind != FileType::RegularFile => refused(&path, Flaw::NotPlain(kind)),
                _ => system("open the lock", &path)(error),
            });
        }
    };
    let stat = fstat(&fd).map_err(system("look at", &path))?;
    if kind(&stat) != FileType::RegularFile {
        return Err(refused(&path, Flaw::NotPlain(kind(&stat))));
    }
    ours(&stat, &path)?;
    match flock(&fd, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => {}
        Err(Errno::WOULDBLOCK) => return Err(DoorError::AnotherRunning(path)),
        Err(error) => return Err(system("lock", &path)(error)),
    }
    let still = folder.look(NAME);
    let same = still.is_ok_and(|now| (now.st_dev, now.st_ino) == (stat.st_dev, stat.st_ino));
    Ok(same.then_some(fd))
}
