//! The bare wire of one hostile program: bytes and descriptors, nothing checked.

use std::io::{IoSlice, Read};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;

use rustix::io::Errno;
use rustix::net::{SendAncillaryBuffer, SendAncillaryMessage, SendFlags, sendmsg};

/// Descriptors that the kernel lets through at once.
const FDS: usize = 253;
/// What waits to be sent at most; more is lost, as nobody reads it.
const MOST: usize = 1 << 20;

/// One end of a connection.
pub(crate) struct Line {
    socket: UnixStream,
    outgoing: Vec<u8>,
    fds: Vec<OwnedFd>,
    incoming: Vec<u8>,
    pub(crate) ended: bool,
}

impl Line {
    pub(crate) fn new(socket: UnixStream) -> Line {
        socket.set_nonblocking(true).expect("a socket");
        Line {
            socket,
            outgoing: Vec::new(),
            fds: Vec::new(),
            incoming: Vec::new(),
            ended: false,
        }
    }

    /// Notes bytes for the next flush.
    pub(crate) fn put(&mut self, bytes: &[u8]) {
        if self.outgoing.len() < MOST {
            self.outgoing.extend_from_slice(bytes);
        }
    }

    /// Notes a descriptor, which goes with the next bytes that are sent.
    pub(crate) fn attach(&mut self, fd: OwnedFd) {
        if self.fds.len() < FDS {
            self.fds.push(fd);
        }
    }

    /// How many bytes wait.
    pub(crate) fn waiting(&self) -> usize {
        self.outgoing.len()
    }

    /// Sends up to `most` bytes, as far as there is room.
    pub(crate) fn flush(&mut self, most: usize) {
        let mut left = most;
        while !self.outgoing.is_empty() && left > 0 && !self.ended {
            let size = self.outgoing.len().min(left);
            match send(&self.socket, &self.outgoing[..size], &self.fds) {
                Ok(sent) => {
                    self.outgoing.drain(..sent);
                    self.fds.clear();
                    left -= sent.min(left);
                }
                Err(Errno::AGAIN) => return,
                Err(_) => self.ended = true,
            }
        }
    }

    /// Reads what is there; how much that was.
    pub(crate) fn receive(&mut self) -> usize {
        let before = self.incoming.len();
        let mut room = [0; 16 << 10];
        loop {
            match self.socket.read(&mut room) {
                Ok(0) => self.ended = true,
                Ok(read) => {
                    self.incoming.extend_from_slice(&room[..read]);
                    continue;
                }
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
                Err(_) => self.ended = true,
            }
            return self.incoming.len() - before;
        }
    }

    /// The next whole event: object, opcode, body.
    pub(crate) fn event(&mut self) -> Option<(u32, u16, Vec<u8>)> {
        let (object, second) = (word(&self.incoming, 0)?, word(&self.incoming, 4)?);
        let size = (second >> 16) as usize;
        assert!(size >= 8, "an event without a head");
        let body = self.incoming.get(8..size)?.to_vec();
        self.incoming.drain(..size);
        Some((object, (second & 0xffff) as u16, body))
    }
}

fn send(socket: impl AsFd, bytes: &[u8], fds: &[OwnedFd]) -> Result<usize, Errno> {
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(FDS))];
    let mut ancillary = SendAncillaryBuffer::new(&mut space);
    let borrowed: Vec<_> = fds.iter().map(AsFd::as_fd).collect();
    if !borrowed.is_empty() {
        assert!(
            ancillary.push(SendAncillaryMessage::ScmRights(&borrowed)),
            "room for descriptors"
        );
    }
    let flags = SendFlags::DONTWAIT | SendFlags::NOSIGNAL;
    sendmsg(socket, &[IoSlice::new(bytes)], &mut ancillary, flags)
}

/// A word of a message.
pub(crate) fn word(bytes: &[u8], at: usize) -> Option<u32> {
    let word = bytes.get(at..at + 4)?;
    Some(u32::from_ne_bytes(word.try_into().ok()?))
}
