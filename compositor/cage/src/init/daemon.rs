//! A daemon of the cage's own: its socket listens from the start, it runs from the first time
//! that somebody calls.

use std::fs;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixListener;
use std::process::{Child, Command};

use rustix::process::Pid;

use super::bus::Bus;
use super::sound::Sound;
use crate::recipe::inside;

/// How often it is started in the life of a cage: who ends it more often has none.
const STARTS: u32 = 16;

/// One of them.
pub(super) struct Daemon {
    socket: UnixListener,
    running: Option<Pid>,
    left: u32,
}

impl Daemon {
    /// Listens.
    ///
    /// # Errors
    /// When it can't.
    pub(super) fn listen(path: &str) -> io::Result<Self> {
        Ok(Self {
            socket: UnixListener::bind(path)?,
            running: None,
            left: STARTS,
        })
    }

    /// What to wait for: callers, unless somebody answers them already.
    pub(super) fn wanted(&self) -> Option<BorrowedFd<'_>> {
        (self.running.is_none() && self.left > 0).then(|| self.socket.as_fd())
    }

    /// Starts it, by its socket.
    pub(super) fn start(&mut self, how: impl FnOnce(OwnedFd) -> io::Result<Child>) {
        self.left = self.left.saturating_sub(1);
        let started = self.socket.as_fd().try_clone_to_owned().and_then(how);
        self.running = started.ok().map(|child| Pid::from_child(&child));
    }

    /// Whether it is among processes that have ended.
    pub(super) fn ended(&mut self, pids: &[Pid]) -> bool {
        let ended = self.running.is_some_and(|pid| pids.contains(&pid));
        if ended {
            self.running = None;
        }
        ended
    }
}

/// What becomes the program of a daemon, which finds its socket as descriptor 3.
pub(super) fn command(path: &str, name: &str) -> Command {
    let mut command = Command::new(inside::PROGRAM);
    command.args(["--init-start", "daemon", path, name]);
    command
}

/// All daemons of a cage.
#[derive(Default)]
pub(super) struct Daemons {
    /// The session bus, if programs are told that there is one.
    pub(super) bus: Option<Bus>,
    /// The sound server, if the cage has a right to be heard or to hear.
    pub(super) sound: Option<Sound>,
}

impl Daemons {
    /// Processes have ended, perhaps some of them.
    pub(super) fn ended(&mut self, pids: &[Pid]) {
        if let Some(bus) = &mut self.bus {
            bus.daemon.ended(pids);
        }
        if let Some(sound) = &mut self.sound {
            sound.ended(pids);
        }
    }

    /// Whether all children of this process are daemons. What these started themselves is not.
    pub(super) fn alone(&self) -> bool {
        let bus = self.bus.as_ref().and_then(|bus| bus.daemon.running);
        let sound = self.sound.as_ref().and_then(|sound| sound.daemon.running);
        let daemons: Vec<String> = [bus, sound]
            .into_iter()
            .flatten()
            .map(|pid| pid.as_raw_nonzero().to_string())
            .collect();
        let children = fs::read_to_string("/proc/thread-self/children").unwrap_or_default();
        let mut children = children.split_whitespace();
        children.all(|child| daemons.iter().any(|daemon| daemon == child))
    }
}
