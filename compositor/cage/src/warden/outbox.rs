//! What waits to be sent along a socket whose other end may be slow.

use std::collections::VecDeque;
use std::os::fd::{AsFd, OwnedFd};

use lisere_post::{Wait, packed, send};
use rustix::io::Errno;
use serde::Serialize;

/// Messages with their descriptors, in the order in which they go.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    waiting: VecDeque<(Vec<u8>, Vec<OwnedFd>)>,
}

impl Outbox {
    /// Adds a message; [`Outbox::flush`] sends it.
    pub(super) fn add(&mut self, message: &impl Serialize, fds: Vec<OwnedFd>) {
        self.waiting.push_back((packed(message), fds));
    }

    /// How many wait.
    pub(super) fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Sends what there is room for.
    ///
    /// # Errors
    /// When the other end has gone.
    pub(super) fn flush(&mut self, socket: impl AsFd) -> Result<(), Errno> {
        while let Some((bytes, fds)) = self.waiting.front() {
            let fds: Vec<_> = fds.iter().map(AsFd::as_fd).collect();
            match send(&socket, bytes, &fds, Wait::No) {
                Ok(()) => drop(self.waiting.pop_front()),
                Err(Errno::AGAIN) => return Ok(()),
                // One that is too long for any socket is nobody's; the next may go.
                Err(Errno::MSGSIZE) => drop(self.waiting.pop_front()),
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}
