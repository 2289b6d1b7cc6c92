//! Signals that are passed on to the program, and those that speak of the terminal.

use std::io::{Error, Read};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;

use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};
use signal_hook::low_level::pipe::register;

use crate::message::Refusal;

/// What the program is told of as it comes.
const PASSED: [i32; 4] = [SIGINT, SIGTERM, SIGHUP, SIGQUIT];

/// Signals as readable sockets.
#[derive(Debug)]
pub(super) struct Signals {
    each: Vec<(i32, UnixStream)>,
}

impl Signals {
    /// Catches them from here on.
    ///
    /// # Errors
    /// When there is no descriptor left.
    pub(super) fn catch() -> Result<Self, Refusal> {
        let one = |signal: i32| -> Result<_, Error> {
            let (ours, theirs) = UnixStream::pair()?;
            ours.set_nonblocking(true)?;
            register(signal, theirs)?;
            Ok((signal, ours))
        };
        let all = PASSED.into_iter().chain([SIGWINCH]);
        let each = all.map(one).collect::<Result<_, _>>();
        let each = each.map_err(|error| {
            Refusal::told(
                format!("signals can't be caught: {error}"),
                "close some files",
            )
        })?;
        Ok(Self { each })
    }

    /// What to watch for reading.
    pub(super) fn watched(&self) -> impl Iterator<Item = BorrowedFd<'_>> {
        self.each.iter().map(|(_, socket)| socket.as_fd())
    }

    /// Those to be passed on, and whether the terminal has another size.
    pub(super) fn take(&self) -> (Vec<i32>, bool) {
        let came = |socket: &UnixStream| {
            let mut some = false;
            let mut socket = socket;
            while socket.read(&mut [0; 64]).is_ok_and(|count| count > 0) {
                some = true;
            }
            some
        };
        let (mut passed, mut resized) = (Vec::new(), false);
        for (signal, socket) in &self.each {
            if came(socket) {
                match *signal {
                    SIGWINCH => resized = true,
                    signal => passed.push(signal),
                }
            }
        }
        (passed, resized)
    }
}
