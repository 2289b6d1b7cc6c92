//! One listening socket: it takes over from a dead one of ours, and removes only itself.

use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process;
use std::rc::Rc;

use rustix::fs::{AtFlags, FileType, Mode, OFlags, Stat, chmodat, fstat, openat, unlinkat};
use rustix::io::Errno;
use rustix::net::{
    AddressFamily, SocketAddrUnix, SocketFlags, SocketType, bind, connect, listen, socket_with,
};

use super::error::{DoorError, Flaw, kind, refused, system};
use super::folder::{Folder, ours};

/// Connections that may wait to be accepted; the kernel brings it down to its own ceiling.
const BACKLOG: i32 = 128;
/// The longest path that a program can connect to, by `sun_path` in unix(7).
const REACHABLE: usize = 107;

/// A listening socket in a folder of ours. Dropping it removes it.
#[derive(Debug)]
pub(crate) struct Endpoint {
    listener: UnixListener,
    folder: Rc<Folder>,
    name: &'static str,
    path: PathBuf,
    identity: Identity,
    pid: u32,
}

/// Which file it is, whatever its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Identity(u64, u64);

impl Identity {
    fn of(stat: &Stat) -> Self {
        Self(stat.st_dev, stat.st_ino)
    }
}

impl Endpoint {
    /// Listens at `name` in `folder`.
    ///
    /// # Errors
    /// When somebody listens there, or what is there is not a dead socket of ours.
    pub(crate) fn open(folder: &Rc<Folder>, name: &'static str) -> Result<Self, DoorError> {
        let path = folder.path().join(name);
        clear(folder, name, &path)?;
        let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
        let socket = socket_with(AddressFamily::UNIX, SocketType::STREAM, flags, None)
            .map_err(system("make a socket for", &path))?;
        let address = address(&folder.short(name), &path)?;
        bind(&socket, &address).map_err(|error| match error {
            Errno::ADDRINUSE => DoorError::AnotherRunning(path.clone()),
            other => system("bind a socket at", &path)(other),
        })?;
        let stat = folder.look(name).map_err(system("look at", &path))?;
        let endpoint = Self {
            listener: socket.into(),
            folder: Rc::clone(folder),
            name,
            identity: Identity::of(&stat),
            path,
            pid: process::id(),
        };
        endpoint.start()?;
        Ok(endpoint)
    }

    fn start(&self) -> Result<(), DoorError> {
        let (folder, path) = (&*self.folder, &self.path);
        let mode = Mode::RUSR | Mode::WUSR;
        chmodat(folder, self.name, mode, AtFlags::empty())
            .map_err(system("set the mode of", path))?;
        listen(&self.listener, BACKLOG).map_err(system("listen at", path))?;
        let length = path.as_os_str().len();
        if length > REACHABLE {
            tracing::warn!(
                socket = %path.display(),
                "its path has {length} bytes, programs can connect to {REACHABLE} at most: \
                 only sandboxes that show it at a shorter one will reach it"
            );
        }
        Ok(())
    }

    pub(crate) fn listener(&self) -> &UnixListener {
        &self.listener
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Endpoint {
    fn drop(&mut self) {
        // A fork has the same memory, but not the same task.
        if self.pid != process::id() {
            return;
        }
        let there = self.folder.look(self.name);
        if there.is_ok_and(|stat| Identity::of(&stat) == self.identity) {
            let _ = unlinkat(&*self.folder, self.name, AtFlags::empty());
        }
    }
}

impl AsFd for Endpoint {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.listener.as_fd()
    }
}

/// Makes room for a socket: removes a dead one of ours, and nothing else.
fn clear(folder: &Folder, name: &str, path: &Path) -> Result<(), DoorError> {
    // Held by its inode, so that what is tried is what was looked at.
    let flags = OFlags::PATH | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let held = match openat(folder, name, flags, Mode::empty()) {
        Ok(held) => held,
        Err(Errno::NOENT) => return Ok(()),
        Err(error) => return Err(system("look at", path)(error)),
    };
    let stat = fstat(&held).map_err(system("look at", path))?;
    if kind(&stat) != FileType::Socket {
        return Err(refused(path, Flaw::NotSocket(kind(&stat))));
    }
    ours(&stat, path)?;
    dead(&held, path)?;
    let now = folder.look(name).map_err(system("look at", path))?;
    if Identity::of(&now) != Identity::of(&stat) {
        return Err(DoorError::AnotherRunning(path.to_owned()));
    }
    tracing::info!(socket = %path.display(), "replacing the socket of an instance that is gone");
    unlinkat(folder, name, AtFlags::empty()).map_err(system("remove", path))
}

/// Whether nobody listens at a socket.
fn dead(held: &OwnedFd, path: &Path) -> Result<(), DoorError> {
    let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
    let probe = socket_with(AddressFamily::UNIX, SocketType::STREAM, flags, None)
        .map_err(system("make a socket to try", path))?;
    let short = PathBuf::from(format!("/proc/self/fd/{}", held.as_raw_fd()));
    match connect(&probe, &address(&short, path)?) {
        Err(Errno::CONNREFUSED) => Ok(()),
        // A full backlog is the sign of somebody who is slow, not of nobody.
        Ok(()) | Err(Errno::AGAIN) => Err(DoorError::AnotherRunning(path.to_owned())),
        Err(Errno::PROTOTYPE) => Err(refused(path, Flaw::Mute)),
        Err(error) => Err(system("try the socket", path)(error)),
    }
}

fn address(short: &Path, path: &Path) -> Result<SocketAddrUnix, DoorError> {
    SocketAddrUnix::new(short).map_err(system("make an address for", path))
}
