//! One control connection: bytes in, one request at a time, and bytes out.

use std::io::{ErrorKind, Write};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;

use liserectl::{Failure, FailureCode, MAX_FILES, MAX_REPLY, MAX_REQUEST, Reply, Request};
use rustix::event::epoll::EventFlags;

use super::descriptors::receive;

/// Bytes read in one go; a flood waits for the next turn of the loop.
const CHUNK: usize = 16_384;
/// Unsent bytes beyond which nothing is said of progress or changes any more.
const BEHIND: usize = 65_536;

/// What follows from an event.
#[derive(Debug)]
pub(super) enum Next {
    /// Nothing yet.
    Wait,
    /// This has to be answered, with what came along.
    Request(Request, Vec<OwnedFd>),
    /// The connection has ended, or must.
    Close,
}

/// A connection and what is buffered for it.
#[derive(Debug)]
pub(super) struct Connection {
    stream: UnixStream,
    input: Vec<u8>,
    /// Open files that came with the input.
    files: Vec<OwnedFd>,
    output: Vec<u8>,
    /// Bytes of `output` that are sent.
    sent: usize,
    /// A request was handed out and has no reply yet.
    asked: bool,
    /// The peer sends nothing more.
    ended: bool,
}

impl Connection {
    pub(super) fn new(stream: UnixStream) -> Self {
        Self {
            stream,
            input: Vec::new(),
            files: Vec::new(),
            output: Vec::new(),
            sent: 0,
            asked: false,
            ended: false,
        }
    }

    /// What to watch for. A connection that owes us reading gets no more asked:
    /// its own requests then wait in its own socket.
    pub(super) fn interest(&self) -> EventFlags {
        if !self.output.is_empty() {
            EventFlags::OUT
        } else if self.asked {
            EventFlags::empty()
        } else if self.line_end().is_some() {
            // Writable as soon as its earlier replies are read: then the next one has its turn.
            EventFlags::OUT
        } else {
            EventFlags::IN
        }
    }

    /// Reads, writes and parses as far as `flags` and the buffers go.
    pub(super) fn serve(&mut self, flags: EventFlags) -> Next {
        let gone = flags.intersects(EventFlags::HUP | EventFlags::ERR);
        if gone {
            // Nobody reads replies any more, but what was asked before still counts.
            self.output.clear();
            self.asked = false;
        }
        self.flush();
        if self.line_end().is_none() && flags.intersects(EventFlags::IN | EventFlags::HUP) {
            self.read();
        }
        if self.asked || !self.output.is_empty() {
            return Next::Wait;
        }
        match self.take_line() {
            Some(line) => self.parse(&line),
            None if self.input.len() >= MAX_REQUEST => self.refuse_oversize(),
            None if self.ended || gone => Next::Close,
            None => Next::Wait,
        }
    }

    /// Queues a reply and sends what goes at once; `false` ends the connection.
    pub(super) fn reply(&mut self, reply: &Reply) -> bool {
        self.asked = false;
        let mut line = reply.line();
        if line.len() > MAX_REPLY {
            let message = format!("the reply is longer than {MAX_REPLY} bytes");
            line = Reply(Err(Failure::new(FailureCode::Failed, message, ""))).line();
        }
        let unsent = self.output.len().saturating_sub(self.sent);
        if unsent.saturating_add(line.len()) > MAX_REPLY {
            return false;
        }
        self.output.append(&mut line);
        self.flush();
        true
    }

    /// Queues what is said before the reply, unless the peer reads nothing.
    pub(super) fn tell(&mut self, reply: &Reply) {
        let unsent = self.output.len().saturating_sub(self.sent);
        if self.asked && unsent < BEHIND {
            self.output.append(&mut reply.line());
            self.flush();
        }
    }

    /// Whether all that was said has been sent.
    pub(super) fn caught_up(&self) -> bool {
        self.asked && self.output.is_empty()
    }

    /// Queues a line for who asked to hear several, unless so much is unsent already and it
    /// is not said `whatever` there is; says whether it is queued.
    pub(super) fn tell_line(&mut self, line: &[u8], whatever: bool) -> bool {
        let unsent = self.output.len().saturating_sub(self.sent);
        let room = whatever || unsent.saturating_add(line.len()) <= BEHIND;
        if !self.asked || !room {
            return false;
        }
        self.output.extend(line);
        self.flush();
        true
    }

    /// Whether somebody waits for a reply.
    pub(super) fn waits(&self) -> bool {
        self.asked
    }

    fn parse(&mut self, line: &[u8]) -> Next {
        let files = std::mem::take(&mut self.files);
        match Request::parse(line) {
            Ok(request) => {
                self.asked = true;
                Next::Request(request, files)
            }
            Err(failure) => match self.reply(&Reply(Err(failure))) {
                true => Next::Wait,
                false => Next::Close,
            },
        }
    }

    fn refuse_oversize(&mut self) -> Next {
        let message = format!("the request is longer than {MAX_REQUEST} bytes");
        let help = "send one JSON object a line, as liserectl does";
        self.reply(&Reply(Err(Failure::new(
            FailureCode::BadRequest,
            message,
            help,
        ))));
        Next::Close
    }

    fn line_end(&self) -> Option<usize> {
        self.input.iter().position(|byte| *byte == b'\n')
    }

    fn take_line(&mut self) -> Option<Vec<u8>> {
        let end = self.line_end()?;
        Some(self.input.drain(..=end).collect())
    }

    /// Fills the input up to the longest request, never further.
    fn read(&mut self) {
        let room = MAX_REQUEST.saturating_sub(self.input.len()).min(CHUNK);
        let mut chunk = vec![0; room];
        match receive(&self.stream, &mut chunk, &mut self.files) {
            Ok(0) if room > 0 => self.ended = true,
            // More than any request takes.
            Ok(_) if self.files.len() > MAX_FILES => self.ended = true,
            Ok(count) => self.input.extend(chunk.iter().take(count)),
            Err(error) if retry(error.kind()) => {}
            Err(_) => self.ended = true,
        }
    }

    /// Sends what goes. Who reads no more loses the reply, but may still ask.
    fn flush(&mut self) {
        while let Some(rest) = self.output.get(self.sent..).filter(|rest| !rest.is_empty()) {
            match self.stream.write(rest) {
                Ok(count) if count > 0 => self.sent = self.sent.saturating_add(count),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => return,
                Ok(_) | Err(_) => break,
            }
        }
        // A screenshot's buffer is not kept for the next status line.
        self.output = Vec::new();
        self.sent = 0;
    }
}

fn retry(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::WouldBlock | ErrorKind::Interrupted)
}

impl AsFd for Connection {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.stream.as_fd()
    }
}
