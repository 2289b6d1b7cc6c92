//! Terminals: their input forged, and others' taken.

use std::fs::OpenOptions;
use std::os::fd::AsFd;
use std::os::unix::fs::OpenOptionsExt;

use rustix::fs::{Mode, OFlags};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

use super::Probe;
use crate::baits::Baits;
use crate::call::{Arg, call};
use crate::outcome::{Tried, held};

/// Pushes a key into a terminal's input.
const PUSH: i64 = 0x5412;
/// Takes a terminal for one's own.
const TAKE: i64 = 0x540e;
/// Pastes into a console, among others.
const CONSOLE: i64 = 0x541c;

pub(super) const ALL: &[Probe] = &[
    Probe::new(
        "terminal-keys",
        "push keys into the terminal that it was started from",
        |_| push(),
    ),
    Probe::new(
        "terminal-keys-high",
        "the same by a number whose upper half no filter should mind",
        |_| push_by(PUSH | (1 << 32)),
    ),
    Probe::new("terminal-paste", "paste into a console's input", |_| {
        let terminal = terminal()?;
        match call(
            libc::SYS_ioctl,
            [Arg::File(terminal), Arg::Word(CONSOLE), Arg::In(&[3])],
        ) {
            // The kernel has looked at the request, and finds no console.
            Err(rustix::io::Errno::NOTTY | rustix::io::Errno::INVAL) => {
                Ok("the kernel would do so".into())
            }
            answer => {
                answer?;
                Ok("pasted".into())
            }
        }
    }),
    Probe::new("terminal-of-another", "write on another's terminal", other),
];

fn push() -> Tried {
    push_by(PUSH)
}

/// Tried with a terminal of its own: where that works, it does with every terminal.
fn push_by(request: i64) -> Tried {
    let terminal = terminal()?;
    call(
        libc::SYS_ioctl,
        [Arg::File(terminal), Arg::Word(request), Arg::In(b"x")],
    )?;
    Ok("pushed one".into())
}

struct Terminal {
    _master: rustix::fd::OwnedFd,
    slave: rustix::fd::OwnedFd,
}

impl AsFd for Terminal {
    fn as_fd(&self) -> rustix::fd::BorrowedFd<'_> {
        self.slave.as_fd()
    }
}

/// A new terminal, which is this process's own as long as it lives: without it, it is ended.
fn terminal() -> Result<&'static Terminal, crate::outcome::Stop> {
    // It may lead a session already.
    let _ = rustix::process::setsid();
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY)?;
    grantpt(&master)?;
    unlockpt(&master)?;
    let path = ptsname(&master, Vec::new())?;
    let slave = rustix::fs::open(&path, OFlags::RDWR | OFlags::NOCTTY, Mode::empty())?;
    let terminal = Terminal {
        _master: master,
        slave,
    };
    call(
        libc::SYS_ioctl,
        [Arg::File(&terminal), Arg::Word(TAKE), Arg::Word(0)],
    )?;
    Ok(Box::leak(Box::new(terminal)))
}

fn other(baits: &Baits) -> Tried {
    let path = baits.of("host.terminal")?;
    let mut options = OpenOptions::new();
    let file = options
        .write(true)
        .custom_flags(libc::O_NOCTTY)
        .open(path)?;
    match rustix::termios::isatty(&file) {
        true => Ok(format!("opened {path}")),
        false => held("it is none"),
    }
}
