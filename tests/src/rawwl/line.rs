//! The socket of a raw client: bytes and files, cut wherever a test wants.

use std::collections::VecDeque;
use std::io::{IoSlice, IoSliceMut};
use std::mem::MaybeUninit;
use std::net::Shutdown;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;

use rustix::io::Errno;
use rustix::net::{
    RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer,
    SendAncillaryMessage, SendFlags, recvmsg, sendmsg,
};

/// The most files that the kernel takes with one write.
const FILES: usize = 253;

/// Bytes to write at once, with the files that go along.
#[derive(Default)]
struct Chunk {
    bytes: Vec<u8>,
    files: Vec<OwnedFd>,
    /// Nothing after it goes in the same round.
    last: bool,
}

/// One end of a connection.
pub(super) struct Line {
    /// None once the client has gone.
    stream: Option<UnixStream>,
    out: VecDeque<Chunk>,
    read: Vec<u8>,
    files: VecDeque<OwnedFd>,
    closed: bool,
}

impl Line {
    pub(super) fn new(stream: UnixStream) -> Line {
        stream.set_nonblocking(true).expect("a socket");
        Line {
            stream: Some(stream),
            out: VecDeque::new(),
            read: Vec::new(),
            files: VecDeque::new(),
            closed: false,
        }
    }

    pub(super) fn closed(&self) -> bool {
        self.closed
    }

    pub(super) fn queue(&mut self, bytes: &[u8], files: Vec<OwnedFd>) {
        match self.out.back_mut() {
            Some(chunk) if !chunk.last && files.is_empty() => chunk.bytes.extend(bytes),
            _ => self.out.push_back(Chunk {
                bytes: bytes.to_vec(),
                files,
                last: false,
            }),
        }
    }

    pub(super) fn pause(&mut self) {
        match self.out.back_mut() {
            Some(chunk) => chunk.last = true,
            None => self.out.push_back(Chunk {
                last: true,
                ..Chunk::default()
            }),
        }
    }

    pub(super) fn shut(&mut self, how: Shutdown) {
        if let Some(stream) = &self.stream {
            // Already shut by the other side is as good.
            stream.shutdown(how).ok();
        }
    }

    /// Goes away, as the kernel does for a program that ends.
    pub(super) fn hang_up(&mut self) {
        self.stream = None;
        self.out.clear();
        self.files.clear();
        self.closed = true;
    }

    /// Writes until a pause or until the socket is full.
    pub(super) fn flush(&mut self) -> usize {
        let mut written = 0;
        let Some(stream) = &self.stream else {
            return 0;
        };
        while let Some(chunk) = self.out.front_mut() {
            let Some(count) = send(stream, chunk) else {
                break;
            };
            let Ok(count) = count else {
                // What was answered before is still to be read.
                self.out.clear();
                break;
            };
            written += count;
            chunk.bytes.drain(..count);
            chunk.files.clear();
            if chunk.bytes.is_empty() {
                let last = chunk.last;
                self.out.pop_front();
                if last {
                    // The round that follows is not the last one.
                    return written.max(1);
                }
            }
        }
        written
    }

    /// Reads all that is there.
    pub(super) fn read(&mut self) -> usize {
        let mut total = 0;
        let Some(stream) = &self.stream else {
            return 0;
        };
        while !self.closed {
            let mut bytes = [0; 65536];
            let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(FILES))];
            let mut ancillary = RecvAncillaryBuffer::new(&mut space);
            let mut slices = [IoSliceMut::new(&mut bytes)];
            let got = recvmsg(
                stream,
                &mut slices,
                &mut ancillary,
                RecvFlags::CMSG_CLOEXEC | RecvFlags::DONTWAIT,
            );
            for message in ancillary.drain() {
                if let RecvAncillaryMessage::ScmRights(files) = message {
                    self.files.extend(files);
                }
            }
            match got.map(|message| message.bytes) {
                Ok(0) => self.closed = true,
                Ok(count) => {
                    total += count;
                    self.read.extend_from_slice(&bytes[..count]);
                }
                Err(Errno::AGAIN) => break,
                Err(_) => self.closed = true,
            }
        }
        total
    }

    /// A word of what has been read and not taken.
    pub(super) fn peek(&self, at: usize) -> Option<u32> {
        let four = self.read.get(at..at + 4)?;
        four.try_into().ok().map(u32::from_ne_bytes)
    }

    /// Takes bytes if all of them are there.
    pub(super) fn take(&mut self, size: usize) -> Option<Vec<u8>> {
        assert!(size >= 8, "an event states {size} bytes");
        (self.read.len() >= size).then(|| self.read.drain(..size).collect())
    }

    /// The file that came with an event.
    pub(super) fn claim_file(&mut self) -> OwnedFd {
        let file = self.files.pop_front();
        file.expect("an event came without its file")
    }
}

/// Sends a chunk; none while the socket is full.
fn send(stream: &UnixStream, chunk: &Chunk) -> Option<Result<usize, Errno>> {
    if chunk.bytes.is_empty() {
        return Some(Ok(0));
    }
    let files: Vec<BorrowedFd<'_>> = chunk.files.iter().map(AsFd::as_fd).collect();
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(FILES))];
    let mut ancillary = SendAncillaryBuffer::new(&mut space);
    if !files.is_empty() {
        assert!(ancillary.push(SendAncillaryMessage::ScmRights(&files)));
    }
    let sent = sendmsg(
        stream,
        &[IoSlice::new(&chunk.bytes)],
        &mut ancillary,
        SendFlags::DONTWAIT | SendFlags::NOSIGNAL,
    );
    (sent != Err(Errno::AGAIN)).then_some(sent)
}
