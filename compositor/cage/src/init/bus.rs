//! The cage's own session bus: it listens from the start, its daemon runs from the first time
//! that somebody calls.

use std::fs;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::{Command, Stdio};

use rustix::process::Pid;

use crate::recipe::inside;

/// Where its daemon lies.
const DAEMON: &str = "/usr/bin/dbus-daemon";
/// How often it is started in the life of a cage: who ends it more often has none.
const STARTS: u32 = 16;

pub(super) struct Bus {
    socket: UnixListener,
    daemon: Option<Pid>,
    left: u32,
}

impl Bus {
    /// Listens, if programs are told that there is a bus.
    ///
    /// # Errors
    /// When it can't.
    pub(super) fn listen() -> io::Result<Option<Self>> {
        if std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_none() || !Path::new(DAEMON).is_file() {
            return Ok(None);
        }
        let socket = UnixListener::bind(inside::BUS)?;
        Ok(Some(Self {
            socket,
            daemon: None,
            left: STARTS,
        }))
    }

    /// What to wait for: callers, unless somebody answers them already.
    pub(super) fn wanted(&self) -> Option<BorrowedFd<'_>> {
        (self.daemon.is_none() && self.left > 0).then(|| self.socket.as_fd())
    }

    /// Starts the daemon.
    pub(super) fn start(&mut self) {
        self.left = self.left.saturating_sub(1);
        let Ok(socket) = self.socket.as_fd().try_clone_to_owned() else {
            return;
        };
        self.daemon = spawn(socket).ok();
    }

    /// A process has ended, perhaps the daemon.
    pub(super) fn ended(&mut self, pid: Pid) {
        self.daemon = self.daemon.filter(|daemon| *daemon != pid);
    }

    /// Whether its daemon is the only child of this process. What it started itself is not.
    pub(super) fn only_child(&self) -> bool {
        let children = fs::read_to_string("/proc/thread-self/children").unwrap_or_default();
        let mut children = children.split_whitespace();
        let daemon = self.daemon.map(|pid| pid.as_raw_nonzero().to_string());
        daemon.as_deref() == children.next() && children.next().is_none()
    }
}

fn spawn(socket: OwnedFd) -> io::Result<Pid> {
    let child = Command::new(inside::PROGRAM)
        .args(["--init-start", "bus", DAEMON, "dbus-daemon"])
        .args(["--session", "--address=systemd:", "--nofork", "--nopidfile"])
        .stdin(Stdio::from(socket))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    Ok(Pid::from_child(&child))
}
