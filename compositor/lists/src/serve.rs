//! The loop: waits for the session, for programs and for the one that was started.

use std::io::{self, Write};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, ExitStatus};
use std::sync::Arc;

use liserectl::{Client, ClientError, Command};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::process::{Pid, PidfdFlags, Signal, kill_process, pidfd_open};
use wayland_server::{Display, ListeningSocket};

use crate::ear::{Ear, EarError};
use crate::lists::{Lists, Wish};

/// Added to the number of the signal that ended a program.
const SIGNALLED: u8 = 128;

/// Why nothing is told any more.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ServeError {
    #[error(transparent)]
    Ear(#[from] EarError),
    #[error("can't wait for programs: {0}")]
    System(#[from] io::Error),
    #[error("Wayland's server side can't be set up: {0}")]
    Display(String),
}

/// Tells programs what there is until the session ends, or the program that was started.
/// Returns the exit code.
pub(crate) fn serve(
    mut ear: Ear,
    control: &Path,
    socket: &ListeningSocket,
    mut child: Option<Child>,
) -> Result<u8, ServeError> {
    let display = Display::<Lists>::new();
    let mut display = display.map_err(|error| ServeError::Display(error.to_string()))?;
    let mut lists = Lists::new(&display.handle());
    let ended = child.as_ref().map(end_of).transpose()?;
    loop {
        display.flush_clients()?;
        let clients = display.as_fd().try_clone_to_owned()?;
        let fds = [ear.as_fd(), socket.as_fd(), clients.as_fd()];
        wait(fds.into_iter().chain(ended.as_ref().map(AsFd::as_fd)))?;
        if let Some(child) = &mut child
            && let Some(status) = child.try_wait()?
        {
            return Ok(code(status));
        }
        let (events, over) = ear.hear()?;
        if over {
            return end(child);
        }
        if !events.is_empty() {
            lists.hear(&events, &display.handle());
        }
        while let Some(stream) = socket.accept()? {
            display.handle().insert_client(stream, Arc::new(()))?;
        }
        display.dispatch_clients(&mut lists)?;
        lists
            .take_wishes()
            .iter()
            .for_each(|wish| show(control, wish));
    }
}

/// What can be read once the program has ended.
fn end_of(child: &Child) -> io::Result<OwnedFd> {
    Ok(pidfd_open(pid(child)?, PidfdFlags::empty())?)
}

fn pid(child: &Child) -> io::Result<Pid> {
    let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    pid.ok_or_else(|| io::Error::other("the program has no number"))
}

fn wait<'f>(fds: impl Iterator<Item = BorrowedFd<'f>>) -> io::Result<()> {
    let mut fds: Vec<_> = fds
        .map(|fd| PollFd::from_borrowed_fd(fd, PollFlags::IN))
        .collect();
    match poll(&mut fds, None) {
        Ok(_) | Err(Errno::INTR) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// The session is over, and so is the program that showed it.
fn end(child: Option<Child>) -> Result<u8, ServeError> {
    if let Some(mut child) = child {
        kill_process(pid(&child)?, Signal::TERM).map_err(io::Error::from)?;
        child.wait()?;
    }
    Ok(0)
}

fn code(status: ExitStatus) -> u8 {
    let own = status.code().map(|code| u8::try_from(code).unwrap_or(1));
    let signal = || u8::try_from(status.signal().unwrap_or(0)).unwrap_or(0);
    own.unwrap_or_else(|| SIGNALLED.saturating_add(signal()))
}

/// Has the session show a workspace; one that is locked does not.
fn show(control: &Path, wish: &Wish) {
    if let Err(error) = ask(control, wish) {
        // Nobody is left to tell if even this fails.
        let _ = writeln!(io::stderr(), "lisere-lists: {error}");
    }
}

fn ask(control: &Path, wish: &Wish) -> Result<(), ClientError> {
    let command = Command::Action {
        action: format!("workspace-{}", wish.number),
        window: None,
        output: Some(wish.output.clone()),
    };
    Client::connect(control)?.ask(command)?;
    Ok(())
}
