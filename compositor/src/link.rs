//! A helper that lives as long as the core: a process at the other end of a socket, and what
//! waits to be sent to it.

use std::collections::VecDeque;
use std::ffi::OsStr;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use lisere_post::{PostError, Wait, packed, pair, receive, send};
use rustix::event::epoll::EventFlags;
use rustix::io::Errno;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::harden::spawn;

/// Messages that may wait: the most files of a transfer, and a few more.
const WAITING: usize = 2_048;

/// A running helper.
#[derive(Debug)]
pub(crate) struct Link {
    child: Child,
    socket: OwnedFd,
    waiting: VecDeque<(Vec<u8>, Vec<OwnedFd>)>,
}

impl Link {
    /// Starts a helper of `program`.
    pub(crate) fn start(
        program: &Path,
        arguments: impl IntoIterator<Item = impl AsRef<OsStr>>,
    ) -> io::Result<Self> {
        let mut command = Command::new(program);
        command.args(arguments).env_clear();
        Self::of(&mut command)
    }

    /// Starts a helper by a command that says what it may know.
    pub(crate) fn of(command: &mut Command) -> io::Result<Self> {
        let (ours, theirs) = pair()?;
        command.stdin(Stdio::from(theirs));
        Ok(Self {
            child: spawn(command)?,
            socket: ours,
            waiting: VecDeque::new(),
        })
    }

    /// Sends a message, now or as soon as there is room.
    ///
    /// # Errors
    /// When the helper has gone, or hears nothing for too long.
    pub(crate) fn tell(
        &mut self,
        message: &impl Serialize,
        fds: impl IntoIterator<Item = OwnedFd>,
    ) -> Result<(), Errno> {
        if self.waiting.len() >= WAITING {
            return Err(Errno::NOBUFS);
        }
        self.waiting
            .push_back((packed(message), fds.into_iter().collect()));
        self.flush()
    }

    /// Sends what there is room for.
    ///
    /// # Errors
    /// When the helper has gone.
    pub(crate) fn flush(&mut self) -> Result<(), Errno> {
        while let Some((bytes, fds)) = self.waiting.front() {
            let fds: Vec<_> = fds.iter().map(AsFd::as_fd).collect();
            match send(&self.socket, bytes, &fds, Wait::No) {
                Ok(()) => drop(self.waiting.pop_front()),
                Err(Errno::AGAIN) => return Ok(()),
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// The next message; `None` when none is there now.
    ///
    /// # Errors
    /// When the helper has gone, or says what makes no sense.
    pub(crate) fn hear<M: DeserializeOwned>(&self) -> Result<Option<M>, PostError> {
        match receive(&self.socket, Wait::No) {
            Ok(received) => Ok(Some(received.message)),
            Err(PostError::Nothing) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// What to watch its socket for.
    pub(crate) fn interest(&self) -> EventFlags {
        match self.waiting.is_empty() {
            true => EventFlags::IN,
            false => EventFlags::IN | EventFlags::OUT,
        }
    }

    /// Hangs up, of which it hears; it is buried by whoever takes it.
    pub(crate) fn hang_up(self) -> Child {
        self.child
    }

    /// Ends it, whatever it is doing; it is buried by whoever takes it.
    pub(crate) fn end(mut self) -> Child {
        // It may have ended by itself.
        let _ = self.child.kill();
        self.child
    }
}

impl AsFd for Link {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.socket.as_fd()
    }
}
