//! The cage's microphone: samples go from the warden's pipe to the sound server's as fast as
//! the server reads, and not at all while nobody records. So the warden sees by its own pipe
//! whether somebody does.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use rustix::event::PollFlags;
use rustix::fs::inotify::{self, CreateFlags, WatchFlags};
use rustix::fs::{FileType, Mode, OFlags, fstat, open};
use rustix::io::{Errno, read, write};
use rustix::pipe::fcntl_setpipe_size;

use crate::recipe::inside;

/// Bytes that are carried at once: the least that a pipe holds.
const PAGE: usize = 4_096;
/// Silence of the shortest kind: one sample of each channel.
const SILENCE: [u8; 4] = [0; 4];

pub(super) struct Ear {
    /// From the warden.
    from: OwnedFd,
    /// Tells when the server has made its pipe.
    made: OwnedFd,
    /// The server's pipe.
    into: Option<OwnedFd>,
    /// Whether the server has read all.
    room: bool,
}

impl Ear {
    /// Waits for the server to make its pipe.
    ///
    /// # Errors
    /// When that can't be seen.
    pub(super) fn new(from: OwnedFd) -> io::Result<Self> {
        let made = inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK)?;
        inotify::add_watch(&made, inside::SOUND, WatchFlags::CREATE)?;
        Ok(Self {
            from,
            made,
            into: None,
            room: false,
        })
    }

    /// What to wait for.
    pub(super) fn wanted(&self) -> (BorrowedFd<'_>, PollFlags) {
        match &self.into {
            None => (self.made.as_fd(), PollFlags::IN),
            Some(into) if !self.room => (into.as_fd(), PollFlags::OUT),
            Some(_) => (self.from.as_fd(), PollFlags::IN),
        }
    }

    /// What was waited for has happened. An error means that the warden has gone.
    pub(super) fn go_on(&mut self) -> Result<(), Errno> {
        match &self.into {
            None => {
                let mut bytes = [0; PAGE];
                // What was made is looked at, whatever is said of it.
                while read(&self.made, &mut bytes).is_ok_and(|count| count > 0) {}
                self.into = pipe();
            }
            Some(_) if !self.room => self.room = true,
            Some(into) => {
                let mut bytes = [0; PAGE];
                match read(&self.from, &mut bytes) {
                    Ok(0) => return Err(Errno::PIPE),
                    Ok(count) => {
                        // A program that has filled it in between hears that less.
                        let _ = write(into, bytes.get(..count).unwrap_or_default());
                        self.room = false;
                    }
                    Err(Errno::AGAIN | Errno::INTR) => {}
                    Err(error) => return Err(error),
                }
            }
        }
        Ok(())
    }

    /// The server has gone, and its pipe with it.
    pub(super) fn forget(&mut self) {
        self.into = None;
        self.room = false;
    }
}

/// The server's pipe, as small as can be and not empty: it seems full until the server reads.
fn pipe() -> Option<OwnedFd> {
    let flags = OFlags::RDWR | OFlags::NONBLOCK | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let pipe = open(inside::MICROPHONE, flags, Mode::empty()).ok()?;
    let kind = fstat(&pipe).ok()?;
    (FileType::from_raw_mode(kind.st_mode) == FileType::Fifo).then_some(())?;
    (fcntl_setpipe_size(&pipe, PAGE).is_ok()).then_some(())?;
    write(&pipe, &SILENCE).ok()?;
    Some(pipe)
}
