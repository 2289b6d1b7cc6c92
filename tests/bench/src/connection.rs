//! One connection: bytes and files out, events in, object numbers.

use std::collections::VecDeque;
use std::io::{self, IoSlice, IoSliceMut};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::net::{
    RecvAncillaryBuffer, RecvFlags, SendAncillaryBuffer, SendAncillaryMessage, SendFlags, recvmsg,
    sendmsg,
};

use crate::message::{Argument, Event, decode, encode};
use crate::opcode::display;

/// As many files as fit in one message between the usual libraries.
const MOST_FILES: usize = 28;
/// How long a full socket is waited for before a flush gives up.
const STUCK: Duration = Duration::from_secs(5);

/// A connection.
#[derive(Debug)]
pub struct Connection {
    socket: UnixStream,
    outgoing: Vec<u8>,
    files: Vec<OwnedFd>,
    incoming: Vec<u8>,
    events: VecDeque<Event>,
    ids: Ids,
}

impl Connection {
    /// Connects to a socket.
    ///
    /// # Errors
    /// When nobody listens there.
    pub fn connect(path: &Path) -> io::Result<Self> {
        Ok(Self {
            socket: UnixStream::connect(path)?,
            outgoing: Vec::new(),
            files: Vec::new(),
            incoming: Vec::new(),
            events: VecDeque::new(),
            ids: Ids::default(),
        })
    }

    /// A number for a new object.
    pub fn new_id(&mut self) -> u32 {
        self.ids.take()
    }

    /// Notes a request for the next flush.
    pub fn request(&mut self, object: u32, opcode: u16, arguments: &[Argument<'_>]) {
        encode(&mut self.outgoing, object, opcode, arguments);
    }

    /// Notes a file that goes with the next flush's first bytes.
    pub fn attach(&mut self, file: OwnedFd) {
        self.files.push(file);
    }

    /// Asks to be told once everything before was handled; the callback's number comes back.
    pub fn sync(&mut self) -> u32 {
        let callback = self.new_id();
        self.request(display::ID, display::SYNC, &[Argument::Word(callback)]);
        callback
    }

    /// Sends what was noted.
    ///
    /// # Errors
    /// When the other side is gone, or takes nothing for five seconds.
    pub fn flush(&mut self) -> io::Result<()> {
        while !self.outgoing.is_empty() {
            match self.send() {
                Ok(sent) => {
                    self.outgoing.drain(..sent.min(self.outgoing.len()));
                    self.files.clear();
                }
                Err(Errno::AGAIN) => {
                    if !self.ready(PollFlags::OUT, STUCK)? {
                        return Err(io::ErrorKind::TimedOut.into());
                    }
                }
                Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// Bytes that were noted and not sent.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.outgoing.len()
    }

    /// Sends once what goes without waiting; false when nothing did.
    ///
    /// # Errors
    /// When the other side is gone.
    pub fn try_flush(&mut self) -> io::Result<bool> {
        if self.outgoing.is_empty() {
            return Ok(true);
        }
        match self.send() {
            Ok(sent) => {
                self.outgoing.drain(..sent.min(self.outgoing.len()));
                self.files.clear();
                Ok(true)
            }
            Err(Errno::AGAIN | Errno::INTR) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    fn send(&self) -> rustix::io::Result<usize> {
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(MOST_FILES))];
        let mut ancillary = SendAncillaryBuffer::new(&mut space);
        let files: Vec<_> = self.files.iter().map(AsFd::as_fd).collect();
        if !files.is_empty() && !ancillary.push(SendAncillaryMessage::ScmRights(&files)) {
            return Err(Errno::NOBUFS);
        }
        let bytes = [IoSlice::new(&self.outgoing)];
        let flags = SendFlags::NOSIGNAL | SendFlags::DONTWAIT;
        sendmsg(&self.socket, &bytes, &mut ancillary, flags)
    }

    /// Waits until something can be read; false when the time passed first.
    ///
    /// # Errors
    /// When waiting fails.
    pub fn wait(&self, patience: Duration) -> io::Result<bool> {
        self.ready(PollFlags::IN, patience)
    }

    fn ready(&self, what: PollFlags, patience: Duration) -> io::Result<bool> {
        let timeout = Timespec::try_from(patience).ok();
        match poll(&mut [PollFd::new(&self.socket, what)], timeout.as_ref()) {
            Ok(ready) => Ok(ready > 0),
            Err(Errno::INTR) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Reads once, waiting for as long as it takes.
    ///
    /// # Errors
    /// When the other side is gone, or sent a protocol error.
    pub fn read(&mut self) -> io::Result<()> {
        self.receive(RecvFlags::empty()).map(drop)
    }

    /// Reads once without waiting; false when nothing was there.
    ///
    /// # Errors
    /// As `read`.
    pub fn try_read(&mut self) -> io::Result<bool> {
        self.receive(RecvFlags::DONTWAIT)
    }

    /// The next event that was read.
    pub fn next_event(&mut self) -> Option<Event> {
        self.events.pop_front()
    }

    fn receive(&mut self, flags: RecvFlags) -> io::Result<bool> {
        let mut chunk = [0; 16 * 1024];
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(MOST_FILES))];
        // Files that come, such as keymaps, are closed with it.
        let mut ancillary = RecvAncillaryBuffer::new(&mut space);
        let mut slices = [IoSliceMut::new(&mut chunk)];
        let flags = flags | RecvFlags::CMSG_CLOEXEC;
        let got = match recvmsg(&self.socket, &mut slices, &mut ancillary, flags) {
            Ok(message) => message.bytes,
            Err(Errno::AGAIN | Errno::INTR) => return Ok(false),
            Err(error) => return Err(error.into()),
        };
        if got == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.incoming.extend(chunk.get(..got).unwrap_or_default());
        self.digest().map(|()| true)
    }

    fn digest(&mut self) -> io::Result<()> {
        let mut used = 0;
        while let Some((event, size)) = decode(self.incoming.get(used..).unwrap_or_default())? {
            used += size;
            self.sort(event)?;
        }
        self.incoming.drain(..used);
        Ok(())
    }

    fn sort(&mut self, event: Event) -> io::Result<()> {
        match (event.object, event.opcode) {
            (display::ID, display::ERROR) => return Err(protocol_error(&event)),
            (display::ID, display::DELETE_ID) => self.ids.free(event.word()),
            _ => self.events.push_back(event),
        }
        Ok(())
    }
}

impl AsFd for Connection {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.socket.as_fd()
    }
}

fn protocol_error(event: &Event) -> io::Error {
    let mut arguments = event.arguments();
    let (object, code) = (arguments.word(), arguments.word());
    let text = arguments.text();
    io::Error::other(format!("protocol error {code} at object {object}: {text}"))
}

/// Which object numbers are in use: the lowest above the display's, the freed ones first.
#[derive(Debug, Default)]
struct Ids {
    freed: Vec<u32>,
    taken: u32,
}

impl Ids {
    fn take(&mut self) -> u32 {
        self.freed.pop().unwrap_or_else(|| {
            self.taken += 1;
            display::ID + self.taken
        })
    }

    fn free(&mut self, id: u32) {
        self.freed.push(id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn freed_numbers_are_used_again() {
        let mut ids = Ids::default();
        assert_eq!((ids.take(), ids.take()), (2, 3));
        ids.free(2);
        assert_eq!((ids.take(), ids.take()), (2, 4));
    }
}
