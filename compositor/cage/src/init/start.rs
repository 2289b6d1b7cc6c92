//! `lisere-cage --init-start`: what a program of a cage is in the moment before it is one.

use std::ffi::OsString;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::os::fd::AsRawFd;
use std::os::unix::process::CommandExt;
use std::process::{Command, ExitCode};

use rustix::fs::{Mode, OFlags};
use rustix::io::{FdFlags, fcntl_dupfd_cloexec, fcntl_setfd};
use rustix::process::{getpid, ioctl_tiocsctty, setsid};
use rustix::stdio::{dup2_stdin, stdin};

use crate::message::code;

/// A cage's programs go before the session's own parts when memory is short.
const OOM_SCORE: &[u8] = b"500";

/// Becomes the program that the arguments name: how (`plain`, `terminal`, `daemon`), its path, and
/// all its arguments.
#[must_use]
pub fn process() -> ExitCode {
    let mut arguments = std::env::args_os().skip(2);
    let (Some(how), Some(path), Some(name)) =
        (arguments.next(), arguments.next(), arguments.next())
    else {
        return ExitCode::from(code::FAILED);
    };
    let mut command = Command::new(path);
    command.arg0(&name).args(arguments);
    let error = match prepare(&how, &mut command) {
        Ok(()) => command.exec(),
        Err(error) => error,
    };
    let shown = name.to_string_lossy();
    // Its own error output is all that the program would have had.
    drop(writeln!(
        io::stderr(),
        "lisere-cage: {shown}: can't be started: {error}"
    ));
    ExitCode::from(code::CANNOT)
}

fn prepare(how: &OsString, command: &mut Command) -> io::Result<()> {
    setsid()?;
    rank_high();
    match how.to_str() {
        Some("terminal") => Ok(ioctl_tiocsctty(stdin())?),
        Some("daemon") => hand_over(command),
        _ => Ok(()),
    }
}

/// Asks to be ended early when memory is short. Whoever can't is ranked as the session is.
fn rank_high() {
    let score = OpenOptions::new()
        .write(true)
        .open("/proc/self/oom_score_adj");
    drop(score.and_then(|mut score| score.write_all(OOM_SCORE)));
}

/// Hands standard input over as a listening socket, the way services are: as descriptor 3.
fn hand_over(command: &mut Command) -> io::Result<()> {
    let socket = fcntl_dupfd_cloexec(stdin(), 3)?;
    if socket.as_raw_fd() != 3 {
        return Err(io::Error::other("descriptor 3 is in use"));
    }
    fcntl_setfd(&socket, FdFlags::empty())?;
    dup2_stdin(rustix::fs::open("/dev/null", OFlags::RDWR, Mode::empty())?)?;
    command
        .env("LISTEN_FDS", "1")
        .env("LISTEN_PID", getpid().to_string());
    // It has to be open until the program has it.
    std::mem::forget(socket);
    Ok(())
}
