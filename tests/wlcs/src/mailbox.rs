//! What the suite asks from its own thread: it calls its touch there, and waits until it has acted.

use std::collections::VecDeque;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Mutex, PoisonError};

use rustix::event::{EventfdFlags, eventfd};
use rustix::io::{read, write};

use crate::hands::Hand;

/// An act, and who waits for it.
type Letter = (Hand, Sender<()>);

/// What one thread puts in and another takes out.
#[derive(Debug)]
pub(crate) struct Mailbox {
    letters: Mutex<VecDeque<Letter>>,
    bell: OwnedFd,
}

impl Mailbox {
    /// An empty one.
    ///
    /// # Errors
    /// When the system has no descriptor left.
    pub(crate) fn new() -> io::Result<Mailbox> {
        let flags = EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK;
        Ok(Mailbox {
            letters: Mutex::default(),
            bell: eventfd(0, flags)?,
        })
    }

    /// Has the user act, and waits until it is done.
    pub(crate) fn send(&self, hand: Hand) {
        let (done, wait) = channel();
        let mut letters = self.letters.lock().unwrap_or_else(PoisonError::into_inner);
        letters.push_back((hand, done));
        drop(letters);
        // The counter is far from full.
        let _ = write(&self.bell, &1_u64.to_ne_bytes());
        // An error says that nobody is left who could act.
        let _ = wait.recv();
    }

    /// Takes out what is to be done next.
    pub(crate) fn take(&self) -> Option<Letter> {
        let _ = read(&self.bell, &mut [0; 8]);
        let mut letters = self.letters.lock().unwrap_or_else(PoisonError::into_inner);
        let letter = letters.pop_front();
        if !letters.is_empty() {
            let _ = write(&self.bell, &1_u64.to_ne_bytes());
        }
        letter
    }
}

impl AsFd for Mailbox {
    /// Can be read while there is something in it.
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.bell.as_fd()
    }
}
