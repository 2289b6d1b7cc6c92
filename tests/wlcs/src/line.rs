//! One client's line between the suite and the gate: every byte and file goes on as it came,
//! but for the acknowledgement that the suite forgets.

use std::collections::VecDeque;
use std::io::{self, IoSlice, IoSliceMut};
use std::mem::MaybeUninit;
use std::net::Shutdown;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;

use rustix::io::Errno;
use rustix::net::{
    RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer,
    SendAncillaryMessage, SendFlags, recvmsg, sendmsg,
};

use crate::reminder::{Message, Reminder, Verdict};

/// The most files in one message of the usual libraries.
const FILES: usize = 28;

/// One direction.
#[derive(Debug, Default)]
struct Flow {
    /// What was read and not gone through.
    read: Vec<u8>,
    files: VecDeque<OwnedFd>,
    /// What goes on.
    out: Vec<u8>,
    ended: bool,
}

/// A client's line.
#[derive(Debug)]
pub(crate) struct Line {
    program: UnixStream,
    gate: UnixStream,
    up: Flow,
    down: Flow,
    reminder: Reminder,
}

impl Line {
    /// A line between a client and its gate.
    ///
    /// # Errors
    /// When the sockets are none.
    pub(crate) fn new(program: UnixStream, gate: UnixStream) -> io::Result<Line> {
        program.set_nonblocking(true)?;
        gate.set_nonblocking(true)?;
        Ok(Line {
            program,
            gate,
            up: Flow::default(),
            down: Flow::default(),
            reminder: Reminder::default(),
        })
    }

    /// Hands on what the client has said; says whether something of it has to wait until
    /// the client was told more.
    pub(crate) fn up(&mut self) -> bool {
        self.up.receive(&self.program);
        let mut held = false;
        while let Some(length) = Message::length(&self.up.read) {
            let message = Message::of(&self.up.read);
            match self.reminder.said(message) {
                Verdict::Pass => {}
                Verdict::After(words) => self.up.out.extend(words),
                Verdict::Before(words) => {
                    self.up.out.extend(words);
                    continue;
                }
                Verdict::Drop => {
                    self.up.read.drain(..length);
                    continue;
                }
                Verdict::Hold => {
                    held = true;
                    break;
                }
            }
            self.up.out.extend(self.up.read.drain(..length));
        }
        self.up.send(&self.gate);
        if self.up.ended && !held {
            // The gate may have gone first, which is all the same.
            let _ = self.gate.shutdown(Shutdown::Write);
        }
        held
    }

    /// Hands on what the client is told.
    pub(crate) fn down(&mut self) {
        self.down.receive(&self.gate);
        while let Some(length) = Message::length(&self.down.read) {
            self.reminder.told(Message::of(&self.down.read));
            self.down.out.extend(self.down.read.drain(..length));
        }
        self.down.send(&self.program);
        if self.down.ended && self.down.out.is_empty() {
            let _ = self.program.shutdown(Shutdown::Both);
        }
    }

    /// Whether nothing more comes from either side.
    pub(crate) fn over(&self) -> bool {
        self.up.ended && self.down.ended
    }

    /// Whether the client has yet to read what it was told.
    pub(crate) fn full(&self) -> bool {
        !self.down.out.is_empty() && !self.over()
    }
}

impl AsFd for Line {
    /// Can be read when the client has said something.
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.program.as_fd()
    }
}

impl Flow {
    /// Reads all that is there.
    fn receive(&mut self, from: &UnixStream) {
        let mut chunk = [0; 1 << 14];
        while !self.ended {
            let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(FILES))];
            let mut control = RecvAncillaryBuffer::new(&mut space);
            let mut slices = [IoSliceMut::new(&mut chunk)];
            let flags = RecvFlags::CMSG_CLOEXEC;
            let got = match recvmsg(from, &mut slices, &mut control, flags) {
                Ok(message) => message.bytes,
                Err(Errno::AGAIN | Errno::INTR) => return,
                Err(_) => 0,
            };
            self.ended = got == 0;
            self.files.extend(control.drain().flat_map(rights));
            self.read.extend(chunk.iter().take(got));
        }
    }

    /// Writes what the other end has room for.
    fn send(&mut self, to: &UnixStream) {
        while !self.out.is_empty() {
            let files: Vec<OwnedFd> = (0..FILES).map_while(|_| self.files.pop_front()).collect();
            match give(to, &self.out, &files) {
                Ok(sent) => drop(self.out.drain(..sent)),
                Err(Errno::AGAIN | Errno::INTR) => {
                    files
                        .into_iter()
                        .rev()
                        .for_each(|file| self.files.push_front(file));
                    return;
                }
                // Whoever is gone need not be told.
                Err(_) => self.out.clear(),
            }
        }
    }
}

fn rights(message: RecvAncillaryMessage<'_>) -> Vec<OwnedFd> {
    match message {
        RecvAncillaryMessage::ScmRights(files) => files.collect(),
        _ => Vec::new(),
    }
}

fn give(to: &UnixStream, bytes: &[u8], files: &[OwnedFd]) -> Result<usize, Errno> {
    let files: Vec<BorrowedFd<'_>> = files.iter().map(AsFd::as_fd).collect();
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(FILES))];
    let mut control = SendAncillaryBuffer::new(&mut space);
    if !files.is_empty() && !control.push(SendAncillaryMessage::ScmRights(&files)) {
        return Err(Errno::INVAL);
    }
    let slices = [IoSlice::new(bytes)];
    sendmsg(to, &slices, &mut control, SendFlags::NOSIGNAL)
}
