//! Pipes to sources and destinations: read and written without ever waiting for either.

use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::rc::Rc;
use std::time::Duration;

use rustix::buffer::spare_capacity;
use rustix::event::epoll::{self, CreateFlags, Event, EventData, EventFlags};
use rustix::fs::{Mode, OFlags, fcntl_getfl, fcntl_setfl};
use rustix::net::SendFlags;
use rustix::pipe::{PipeFlags, pipe_with};
use zeroize::Zeroize;

use super::Wiped;
use crate::clock::Now;

/// The most that is read or written at once, in bytes: what a pipe holds.
const PART: usize = 64 * 1024;
/// Parts moved in one turn, so that nobody else waits for a large transfer.
const PARTS: usize = 16;
/// The most reads of carried data that are served at a time; more are closed unread.
const WRITERS: usize = 32;
/// The one reader among the numbers of pipes.
const READER: u64 = 0;

/// What reading has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Read {
    /// Nothing new.
    Nothing,
    /// More bytes.
    More,
    /// The source has closed its end.
    End,
    /// It has sent more than it may.
    TooMuch,
}

struct Reader {
    act: u64,
    from: OwnedFd,
    most: usize,
    bytes: Wiped,
}

/// Where a destination is to be written to.
enum Into {
    /// A pipe, opened anew, so that the other end cannot make writing wait.
    Pipe(OwnedFd),
    Socket(OwnedFd),
}

struct Writer {
    into: Into,
    data: Rc<Wiped>,
    written: usize,
    idle: Now,
    total: Now,
}

/// The pipes that are open, and a descriptor that is readable when one of them can go on.
pub(crate) struct Pipes {
    set: OwnedFd,
    reader: Option<Reader>,
    writers: Vec<Writer>,
    next: u64,
}

impl std::fmt::Debug for Pipes {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Pipes({} writers)", self.writers.len())
    }
}

impl Pipes {
    pub(crate) fn new() -> io::Result<Pipes> {
        Ok(Pipes {
            set: epoll::create(CreateFlags::CLOEXEC)?,
            reader: None,
            writers: Vec::new(),
            next: READER.saturating_add(1),
        })
    }

    pub(crate) fn as_fd(&self) -> BorrowedFd<'_> {
        self.set.as_fd()
    }

    /// A pipe for an act's source, read from now on up to `most` bytes. What an earlier act
    /// still read from is closed. Returns the end to write into.
    pub(crate) fn read(&mut self, act: u64, most: usize) -> io::Result<OwnedFd> {
        self.stop_reading();
        let (from, into) = pipe_with(PipeFlags::CLOEXEC)?;
        // On our end only: programs are not used to pipes that do not wait.
        fcntl_setfl(&from, fcntl_getfl(&from)? | OFlags::NONBLOCK)?;
        let event = EventData::new_u64(READER);
        epoll::add(&self.set, &from, event, EventFlags::IN)?;
        self.reader = Some(Reader {
            act,
            from,
            most,
            bytes: Wiped::default(),
        });
        Ok(into)
    }

    /// The act that is read for, and how many bytes there are.
    pub(crate) fn reading(&self) -> Option<(u64, usize)> {
        let reader = self.reader.as_ref()?;
        Some((reader.act, reader.bytes.len()))
    }

    /// Closes the source's pipe: nothing that comes later is ever read.
    pub(crate) fn stop_reading(&mut self) {
        if let Some(reader) = self.reader.take() {
            forget(&self.set, &reader.from);
        }
    }

    /// What has been read, whose pipe is then closed.
    pub(crate) fn take(&mut self) -> Option<Wiped> {
        let reader = self.reader.take()?;
        forget(&self.set, &reader.from);
        Some(reader.bytes)
    }

    /// Reads what there is; also says how many bytes that were.
    pub(crate) fn go_on_reading(&mut self) -> (Read, usize) {
        let Some(reader) = &mut self.reader else {
            return (Read::Nothing, 0);
        };
        let before = reader.bytes.len();
        let read = reader.go_on();
        let moved = reader.bytes.len().saturating_sub(before);
        // Closed for good, the pipe would be reported for ever.
        if read == Read::End {
            forget(&self.set, &reader.from);
        }
        (read, moved)
    }

    /// Writes `data` to a destination from now on. What cannot be written to without
    /// waiting, and what is too much, is closed at once.
    pub(crate) fn write(&mut self, into: OwnedFd, data: Rc<Wiped>, idle: Now, total: Now) {
        if self.writers.len() >= WRITERS {
            return;
        }
        let Some(into) = Into::of(into) else { return };
        let number = self.next;
        self.next = self.next.wrapping_add(1).max(READER.saturating_add(1));
        let event = EventData::new_u64(number);
        let added = epoll::add(&self.set, into.fd(), event, EventFlags::OUT);
        if added.is_ok() {
            self.writers.push(Writer {
                into,
                data,
                written: 0,
                idle,
                total,
            });
        }
    }

    /// Writes what destinations take; returns how many bytes that were.
    pub(crate) fn go_on_writing(&mut self, now: Now, patience: Duration) -> usize {
        let mut moved: usize = 0;
        let set = &self.set;
        self.writers.retain_mut(|writer| {
            let before = writer.written;
            let open = writer.go_on();
            let more = writer.written.saturating_sub(before);
            moved = moved.saturating_add(more);
            if more > 0 {
                writer.idle = now.after(patience);
            }
            if !open {
                forget(set, writer.into.fd());
            }
            open
        });
        moved
    }

    /// Whether any pipe can go on; to be asked before doing so, so that idle turns cost one
    /// call and not one for each pipe.
    pub(crate) fn any_ready(&self) -> bool {
        if self.reader.is_none() && self.writers.is_empty() {
            return false;
        }
        let mut events: Vec<Event> = Vec::with_capacity(1);
        let none = rustix::time::Timespec {
            tv_sec: 0,
            tv_nsec: 0,
        };
        epoll::wait(&self.set, spare_capacity(&mut events), Some(&none)).is_ok_and(|n| n > 0)
    }

    /// Closes what destinations have not read in time.
    pub(crate) fn expire(&mut self, now: Now) {
        let set = &self.set;
        self.writers.retain(|writer| {
            let open = writer.idle.min(writer.total) > now;
            if !open {
                forget(set, writer.into.fd());
            }
            open
        });
    }

    /// Closes everything that is still being written of `data`.
    pub(crate) fn stop_writing(&mut self, data: &Rc<Wiped>) {
        let set = &self.set;
        self.writers.retain(|writer| {
            let other = !Rc::ptr_eq(&writer.data, data);
            if !other {
                forget(set, writer.into.fd());
            }
            other
        });
    }

    /// When [`Pipes::expire`] has something next.
    pub(crate) fn next(&self) -> Option<Now> {
        let due = |writer: &Writer| writer.idle.min(writer.total);
        self.writers.iter().map(due).min()
    }
}

impl Reader {
    fn go_on(&mut self) -> Read {
        let mut part = vec![0; PART];
        let mut read = Read::Nothing;
        for _ in 0..PARTS {
            match rustix::io::read(&self.from, &mut part) {
                Ok(0) => read = Read::End,
                Ok(count) => {
                    let got = part.get(..count).unwrap_or_default();
                    if self.bytes.len().saturating_add(count) > self.most {
                        read = Read::TooMuch;
                    } else {
                        self.bytes.extend(got);
                        read = Read::More;
                    }
                }
                Err(rustix::io::Errno::INTR) => continue,
                Err(rustix::io::Errno::AGAIN) => break,
                Err(_) => read = Read::End,
            }
            if matches!(read, Read::End | Read::TooMuch) {
                break;
            }
        }
        part.zeroize();
        read
    }
}

impl Into {
    /// Sorts out what a client gave: a pipe or a socket, which alone can be written to
    /// without waiting. Only its name is looked at: to ask a file system for more could
    /// take as long as whoever serves that file system likes.
    fn of(given: OwnedFd) -> Option<Into> {
        let path = format!("/proc/self/fd/{}", given.as_raw_fd());
        let name = rustix::fs::readlink(path.as_str(), Vec::new()).ok()?;
        let name = name.to_bytes();
        if name.starts_with(b"socket:[") {
            return Some(Into::Socket(given));
        }
        if !name.starts_with(b"pipe:[") {
            return None;
        }
        // Whether writes wait belongs to what was opened, which the client shares; so it is
        // opened again.
        let flags = OFlags::WRONLY | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let own = rustix::fs::open(path, flags, Mode::empty()).ok()?;
        Some(Into::Pipe(own))
    }

    fn fd(&self) -> &OwnedFd {
        match self {
            Into::Pipe(fd) | Into::Socket(fd) => fd,
        }
    }

    fn write(&self, bytes: &[u8]) -> rustix::io::Result<usize> {
        match self {
            Into::Pipe(fd) => rustix::io::write(fd, bytes),
            Into::Socket(fd) => {
                let flags = SendFlags::DONTWAIT | SendFlags::NOSIGNAL;
                rustix::net::send(fd, bytes, flags)
            }
        }
    }
}

impl Writer {
    /// Writes on; false when it is done, or nobody reads.
    fn go_on(&mut self) -> bool {
        for _ in 0..PARTS {
            let left = self.data.bytes().get(self.written..).unwrap_or_default();
            let part = left.get(..PART).unwrap_or(left);
            if part.is_empty() {
                return false;
            }
            match self.into.write(part) {
                Ok(count) => self.written = self.written.saturating_add(count),
                Err(rustix::io::Errno::INTR) => {}
                Err(rustix::io::Errno::AGAIN) => return true,
                Err(_) => return false,
            }
        }
        true
    }
}

/// What is closed anyway need not be in the set any more; that it was not is no matter.
fn forget(set: &OwnedFd, fd: &OwnedFd) {
    let _ = epoll::delete(set, fd);
}
