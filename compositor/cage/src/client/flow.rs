//! Bytes that go one way: from a descriptor to another, no more ahead than one buffer.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use rustix::event::PollFlags;
use rustix::io::{Errno, read, write};

/// What is read at once. What a pipe has room for when it says that it has any: a write of
/// so much does not wait.
const CHUNK: usize = 4_096;

/// One end of a flow.
#[derive(Debug)]
pub(super) enum End {
    /// Ours alone: closed when the flow ends.
    Owned(OwnedFd),
    /// One of the three that this process was given.
    Input,
    Output,
    Errors,
}

impl AsFd for End {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match self {
            Self::Owned(fd) => fd.as_fd(),
            Self::Input => rustix::stdio::stdin(),
            Self::Output => rustix::stdio::stdout(),
            Self::Errors => rustix::stdio::stderr(),
        }
    }
}

/// A flow, until one of its ends is closed.
#[derive(Debug)]
pub(super) struct Flow {
    ends: Option<(End, End)>,
    buffer: Vec<u8>,
}

impl Flow {
    pub(super) fn new(from: End, to: End) -> Self {
        Self {
            ends: Some((from, to)),
            buffer: Vec::new(),
        }
    }

    /// What to wait for; none when it has ended.
    pub(super) fn watched(&self) -> Option<(BorrowedFd<'_>, PollFlags)> {
        let (from, to) = self.ends.as_ref()?;
        Some(match self.buffer.is_empty() {
            true => (from.as_fd(), PollFlags::IN),
            false => (to.as_fd(), PollFlags::OUT),
        })
    }

    /// Reads, or writes what was read. Call it when what was waited for is there.
    pub(super) fn go_on(&mut self) {
        let Some((from, to)) = &self.ends else { return };
        let done = match self.buffer.is_empty() {
            true => fill(from, &mut self.buffer),
            false => drain(to, &mut self.buffer),
        };
        match done {
            Ok(true) | Err(Errno::AGAIN | Errno::INTR) => {}
            Ok(false) | Err(_) => self.ends = None,
        }
    }

    /// Ends it before anything has flowed.
    pub(super) fn end(&mut self) {
        self.ends = None;
    }

    /// Passes on what is there already: the program has ended and writes nothing more.
    pub(super) fn finish(&mut self) {
        while let Some((from, to)) = &self.ends {
            let done = match self.buffer.is_empty() {
                true => fill(from, &mut self.buffer),
                false => drain(to, &mut self.buffer),
            };
            match done {
                Ok(true) | Err(Errno::INTR) => {}
                Err(Errno::AGAIN) if !self.buffer.is_empty() => await_room(to),
                Ok(false) | Err(_) => self.ends = None,
            }
        }
    }
}

/// Reads once; `false` at the end.
fn fill(from: &End, buffer: &mut Vec<u8>) -> Result<bool, Errno> {
    buffer.resize(CHUNK, 0);
    let count = read(from, &mut *buffer).inspect_err(|_| buffer.clear())?;
    buffer.truncate(count);
    Ok(count > 0)
}

/// Writes once.
fn drain(to: &End, buffer: &mut Vec<u8>) -> Result<bool, Errno> {
    let count = write(to, buffer)?;
    buffer.drain(..count.min(buffer.len()));
    Ok(count > 0)
}

/// Standard output may have been made non-blocking by whoever gave it to us.
fn await_room(to: &End) {
    let mut fds = [rustix::event::PollFd::new(to, PollFlags::OUT)];
    // Told to stop, it is tried again, and told again.
    let _ = rustix::event::poll(&mut fds, None);
}

#[cfg(test)]
mod tests {
    use rustix::pipe::pipe;

    use super::*;

    #[test]
    fn all_bytes_go_and_the_end_too() {
        let (source, into) = pipe().unwrap();
        let (from, sink) = pipe().unwrap();
        write(&into, b"some words").unwrap();
        drop(into);
        let mut flow = Flow::new(End::Owned(source), End::Owned(sink));
        while flow.watched().is_some() {
            flow.go_on();
        }
        let mut bytes = [0; 64];
        assert_eq!(read(&from, &mut bytes).unwrap(), 10);
        assert_eq!(read(&from, &mut bytes).unwrap(), 0);
    }

    #[test]
    fn who_reads_no_more_ends_it() {
        let (source, into) = pipe().unwrap();
        let (from, sink) = pipe().unwrap();
        drop(from);
        write(&into, b"x").unwrap();
        let mut flow = Flow::new(End::Owned(source), End::Owned(sink));
        flow.go_on();
        flow.go_on();
        assert!(flow.watched().is_none());
        assert_eq!(write(&into, b"x"), Err(Errno::PIPE));
    }

    #[test]
    fn nothing_is_read_ahead_of_what_is_written() {
        let (source, into) = pipe().unwrap();
        let (_from, sink) = pipe().unwrap();
        rustix::io::ioctl_fionbio(&sink, true).unwrap();
        rustix::io::ioctl_fionbio(&into, true).unwrap();
        let mut written = 0;
        let mut flow = Flow::new(End::Owned(source), End::Owned(sink));
        for _ in 0..100 {
            written += write(&into, &[0; CHUNK]).unwrap_or(0);
            flow.go_on();
        }
        // One pipe before us, one behind us, one buffer.
        assert!(written <= 65_536 * 2 + CHUNK, "{written}");
    }
}
