//! What the core has helpers do, and what they say to it: nothing here ever waits for them.

mod memory;
mod pictures;
#[cfg(test)]
mod tests;

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::PathBuf;

use rustix::event::epoll::{self, CreateFlags, EventData, EventFlags};

use self::pictures::{Means, Pictures};
use super::Worked;
use crate::clock::Now;

/// The helpers. Watch their descriptor for reading (level-triggered), and call
/// [`Workers::ready`] when it is, when [`Workers::next_deadline`] has come, and after
/// anything was asked of them.
#[derive(Debug)]
pub struct Workers {
    epoll: OwnedFd,
    pictures: Pictures,
    /// What has been done and was not fetched yet.
    done: Vec<Worked>,
}

impl Workers {
    /// Helpers that are processes of `program`.
    ///
    /// # Errors
    /// When there is no descriptor left.
    pub fn processes(program: PathBuf) -> io::Result<Workers> {
        Workers::new(Means::Processes(program))
    }

    /// The same work in this very thread, done by [`Workers::ready`]: for tests.
    ///
    /// # Errors
    /// When there is no descriptor left.
    pub fn in_thread() -> io::Result<Workers> {
        Workers::new(Means::Thread)
    }

    fn new(means: Means) -> io::Result<Workers> {
        Ok(Workers {
            epoll: epoll::create(CreateFlags::CLOEXEC)?,
            pictures: Pictures::new(means),
            done: Vec::new(),
        })
    }

    /// Has a picture decoded and written anew, which leads to [`Worked::Washed`].
    pub fn wash(&mut self, act: u64, bytes: &[u8]) {
        if let Err(flaw) = self.pictures.wash(act, bytes) {
            self.fail(act, flaw.to_string());
        }
    }

    /// Nobody wants what is done for this act any more: nothing is left of it, nor said.
    pub fn discard(&mut self, act: u64) {
        self.pictures.forget(act);
    }

    /// What has been done since it was last asked.
    pub fn ready(&mut self, now: Now) -> Vec<Worked> {
        self.pictures.ready(now, &mut self.done);
        self.watch_picture();
        std::mem::take(&mut self.done)
    }

    /// When [`Workers::ready`] has to be called at the latest; `Now::default()` for at once.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Now> {
        if !self.done.is_empty() || !self.pictures.idle() {
            return Some(Now::default());
        }
        self.pictures.next_deadline()
    }

    fn fail(&mut self, act: u64, why: String) {
        self.done.push(Worked::Failed { act, why });
    }

    /// Watches the process that works on a picture. One that has ended is watched no more:
    /// its descriptor is closed with it.
    fn watch_picture(&self) {
        let Some(ended) = self.pictures.watched() else {
            return;
        };
        let watched = epoll::add(&self.epoll, ended, EventData::new_u64(0), EventFlags::IN);
        if let Err(error) = watched
            && error != rustix::io::Errno::EXIST
        {
            tracing::warn!(%error, "a helper's end is heard of only by its deadline");
        }
    }
}

impl AsFd for Workers {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.epoll.as_fd()
    }
}
