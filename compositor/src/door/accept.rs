//! Accepting connections without ever failing: short of descriptors, it turns people away.

use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::net::{UnixListener, UnixStream};

use rustix::fs::{Mode, OFlags, open};
use rustix::io::Errno;
use rustix::net::{SocketFlags, accept_with};

/// Connections accepted in one go; the rest waits for the next turn of the loop.
pub const BATCH: usize = 16;

/// What is left of a listener's queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backlog {
    /// Nobody waits.
    Empty,
    /// Somebody may; the listener stays readable.
    Waiting,
    /// Somebody does, but the system can't accept at all. Leave the listener
    /// alone for 100 ms or so, or it keeps the loop busy.
    Stuck,
}

/// Who opens: accepts connections, and keeps a descriptor for the day there are none left.
#[derive(Debug)]
pub struct Porter {
    reserve: Option<OwnedFd>,
    turned_away: u64,
}

impl Porter {
    /// A porter with a descriptor in reserve.
    ///
    /// # Errors
    /// When there is no descriptor left even now.
    pub fn new() -> io::Result<Self> {
        let reserve = Some(spare()?);
        Ok(Self {
            reserve,
            turned_away: 0,
        })
    }

    /// Accepts up to [`BATCH`] connections, non-blocking and close-on-exec, and
    /// hands each to `each`. Errors end here; the event loop never sees one.
    pub fn accept_all(
        &mut self,
        listener: &UnixListener,
        each: &mut dyn FnMut(UnixStream),
    ) -> Backlog {
        for _ in 0..BATCH {
            match accept(listener) {
                Ok(stream) => each(stream),
                // The peer has gone, or a signal came: the next one may be there.
                Err(Errno::CONNABORTED | Errno::INTR) => {}
                Err(Errno::AGAIN) => return Backlog::Empty,
                Err(Errno::MFILE | Errno::NFILE) => match self.turn_away(listener) {
                    Ok(()) | Err(Errno::CONNABORTED | Errno::INTR) => {}
                    Err(Errno::AGAIN) => return Backlog::Empty,
                    Err(_) => return Backlog::Stuck,
                },
                Err(error) => {
                    tracing::warn!(%error, "can't accept a connection");
                    return Backlog::Stuck;
                }
            }
        }
        Backlog::Waiting
    }

    /// How many were sent away for want of descriptors.
    #[must_use]
    pub fn turned_away(&self) -> u64 {
        self.turned_away
    }

    /// Spends the reserve on accepting one connection and hanging up on it, since one
    /// that is left in the queue would keep the listener readable for ever.
    fn turn_away(&mut self, listener: &UnixListener) -> Result<(), Errno> {
        self.reserve = None;
        let accepted = accept(listener).map(drop);
        self.reserve = spare().ok();
        accepted?;
        self.turned_away = self.turned_away.saturating_add(1);
        // At powers of two, so that a flood of refusals is no flood of lines.
        if self.turned_away.is_power_of_two() {
            let count = self.turned_away;
            tracing::warn!(count, "no file descriptors left: turning connections away");
        }
        Ok(())
    }
}

fn accept(listener: &UnixListener) -> Result<UnixStream, Errno> {
    accept_with(listener, SocketFlags::CLOEXEC | SocketFlags::NONBLOCK).map(UnixStream::from)
}

fn spare() -> Result<OwnedFd, Errno> {
    open("/", OFlags::PATH | OFlags::CLOEXEC, Mode::empty())
}
