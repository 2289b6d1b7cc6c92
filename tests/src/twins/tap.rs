//! A tap on the lines of one cage's clients: it hands every byte on and writes down what they are told.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{IoSlice, IoSliceMut};
use std::mem::MaybeUninit;
use std::net::Shutdown;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::rc::Rc;
use std::time::Duration;

use lisere_policy::CageId;
use rustix::fs::{FileType, fstat};
use rustix::io::Errno;
use rustix::net::{
    RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer,
    SendAncillaryMessage, SendFlags, recvmsg, sendmsg,
};

use super::wire::{Known, Objects, Sender, split};

/// The most file descriptors in one message of the usual libraries.
const FILES: usize = 28;

/// A file descriptor as its receiver sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// What it is.
    pub kind: String,
    /// Bytes in it, of a regular file.
    pub size: u64,
}

/// One message that a client was told.
#[derive(Clone)]
pub struct Told {
    /// When, on the fixture's clock.
    pub at: Duration,
    /// Which connection of the cage, counted from 0.
    pub line: usize,
    /// Every byte of it.
    pub bytes: Vec<u8>,
    /// The file descriptors that came with it.
    pub files: Vec<File>,
    /// What the protocol's tables say of it; `None` for the end of the line.
    known: Option<Known>,
}

impl Told {
    /// Interface and name of the message; two empty strings at the end of the line.
    #[must_use]
    pub fn name(&self) -> (&'static str, &'static str) {
        self.known
            .map_or(("", ""), |known| (known.interface, known.message))
    }

    /// For people to read.
    #[must_use]
    pub fn text(&self) -> String {
        let millis = self.at.as_secs_f64() * 1000.0;
        let what = match self.known {
            Some(known) => {
                let object = u32::from_ne_bytes(self.bytes[..4].try_into().expect("four bytes"));
                let arguments = known.arguments(&self.bytes);
                format!(
                    "{}@{object}.{}({arguments})",
                    known.interface, known.message
                )
            }
            None => "the line ends".into(),
        };
        let files = if self.files.is_empty() {
            String::new()
        } else {
            format!(" {:?}", self.files)
        };
        format!("{millis:.6} ms, client {}: {what}{files}", self.line)
    }
}

/// One direction of a line.
#[derive(Default)]
struct Flow {
    bytes: Vec<u8>,
    files: VecDeque<File>,
    ended: bool,
}

struct Line {
    client: UnixStream,
    core: UnixStream,
    up: Flow,
    down: Flow,
    objects: Objects,
}

/// The tap. Copies of the handle are the same tap.
#[derive(Clone)]
pub struct Tap(Rc<RefCell<Inner>>);

struct Inner {
    cage: CageId,
    lines: Vec<Line>,
    told: Vec<Told>,
}

impl Tap {
    /// A tap on the clients that a cage is going to have.
    #[must_use]
    pub fn new(cage: CageId) -> Tap {
        Tap(Rc::new(RefCell::new(Inner {
            cage,
            lines: Vec::new(),
            told: Vec::new(),
        })))
    }

    /// What all clients of the cage have been told so far.
    #[must_use]
    pub fn told(&self) -> Vec<Told> {
        self.0.borrow().told.clone()
    }

    /// Lays a line through the tap if it is of its cage; gives the end that is the client's.
    pub(crate) fn lay(&self, cage: CageId, core: UnixStream) -> UnixStream {
        let mut inner = self.0.borrow_mut();
        if cage != inner.cage {
            return core;
        }
        let (outer, client) = UnixStream::pair().expect("a socket pair");
        for end in [&core, &client] {
            end.set_nonblocking(true).expect("a socket");
        }
        inner.lines.push(Line {
            client,
            core,
            up: Flow::default(),
            down: Flow::default(),
            objects: Objects::new(),
        });
        outer
    }

    /// Hands on what clients have said.
    pub(crate) fn up(&self) {
        for line in &mut self.0.borrow_mut().lines {
            pass(&line.client, &line.core, &mut line.up);
            while let Some(message) = split(&mut line.up.bytes) {
                line.objects.learn(Sender::Client, &message);
            }
        }
    }

    /// Hands on what clients are told, and writes it down.
    pub(crate) fn down(&self, at: Duration) {
        let mut inner = self.0.borrow_mut();
        let Inner { lines, told, .. } = &mut *inner;
        for (index, line) in lines.iter_mut().enumerate() {
            let ended = line.down.ended;
            pass(&line.core, &line.client, &mut line.down);
            while let Some(bytes) = split(&mut line.down.bytes) {
                let known = line.objects.learn(Sender::Core, &bytes);
                let files = line.down.files.drain(..known.fds()).collect();
                told.push(Told {
                    at,
                    line: index,
                    bytes,
                    files,
                    known: Some(known),
                });
            }
            if line.down.ended && !ended && !line.up.ended {
                told.push(Told {
                    at,
                    line: index,
                    bytes: Vec::new(),
                    files: Vec::new(),
                    known: None,
                });
            }
        }
    }
}

/// Hands on all that waits at `from`, and its end.
fn pass(from: &UnixStream, to: &UnixStream, flow: &mut Flow) {
    let mut chunk = [0; 1 << 16];
    while !flow.ended {
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(FILES))];
        let mut control = RecvAncillaryBuffer::new(&mut space);
        let flags = RecvFlags::CMSG_CLOEXEC;
        let mut slices = [IoSliceMut::new(&mut chunk)];
        let got = match recvmsg(from, &mut slices, &mut control, flags) {
            Ok(message) => message.bytes,
            Err(Errno::AGAIN) => return,
            Err(_) => 0,
        };
        if got == 0 {
            flow.ended = true;
            // The other side may have gone first, which is all the same.
            let _ = to.shutdown(Shutdown::Both);
            return;
        }
        let files: Vec<OwnedFd> = control.drain().flat_map(rights).collect();
        flow.files.extend(files.iter().map(described));
        flow.bytes.extend_from_slice(&chunk[..got]);
        give(to, &chunk[..got], &files);
    }
}

fn rights(message: RecvAncillaryMessage<'_>) -> Vec<OwnedFd> {
    match message {
        RecvAncillaryMessage::ScmRights(files) => files.collect(),
        _ => Vec::new(),
    }
}

fn described(file: &OwnedFd) -> File {
    let stat = fstat(file).expect("an open file");
    let kind = FileType::from_raw_mode(stat.st_mode);
    let size = if kind == FileType::RegularFile {
        stat.st_size as u64
    } else {
        0
    };
    File {
        kind: format!("{kind:?}"),
        size,
    }
}

fn give(to: &UnixStream, bytes: &[u8], files: &[OwnedFd]) {
    let files: Vec<BorrowedFd<'_>> = files.iter().map(AsFd::as_fd).collect();
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(FILES))];
    let mut control = SendAncillaryBuffer::new(&mut space);
    if !files.is_empty() {
        assert!(
            control.push(SendAncillaryMessage::ScmRights(&files)),
            "too many files at once"
        );
    }
    match sendmsg(
        to,
        &[IoSlice::new(bytes)],
        &mut control,
        SendFlags::NOSIGNAL,
    ) {
        Ok(sent) => assert_eq!(sent, bytes.len(), "a line is full"),
        // Whoever is gone need not be told.
        Err(Errno::PIPE | Errno::CONNRESET) => {}
        Err(error) => panic!("a line: {error}"),
    }
}
