//! Hears what happens in the session, without ever waiting for it.

use std::io::{self, ErrorKind, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};

use liserectl::{Command, Event, MAX_REPLY, Reply, Request};

/// Bytes that are read at once.
const CHUNK: usize = 16 * 1024;

/// A connection to the control socket that listens.
#[derive(Debug)]
pub(crate) struct Ear {
    stream: UnixStream,
    path: PathBuf,
    /// What has come of a line that has not ended.
    begun: Vec<u8>,
}

/// Why nothing is heard.
#[derive(Debug, thiserror::Error)]
pub(crate) enum EarError {
    /// Nothing listens there.
    #[error("no session answers at {}: {source}", path.display())]
    NoSession { path: PathBuf, source: io::Error },
    /// The connection broke.
    #[error("lost the session at {}: {source}", path.display())]
    Lost { path: PathBuf, source: io::Error },
    /// More bytes than any event may have.
    #[error("the session says more than {MAX_REPLY} bytes in one line")]
    TooLong,
    /// The session said no, or what is no event.
    #[error("{0}")]
    Refused(String),
}

impl Ear {
    /// Asks the session at a control socket for events.
    pub(crate) fn open(path: &Path) -> Result<Ear, EarError> {
        let request = Request::new(Command::Events).line();
        let opened = UnixStream::connect(path).and_then(|mut stream| {
            stream.write_all(&request)?;
            stream.set_nonblocking(true)?;
            Ok(stream)
        });
        match opened {
            Ok(stream) => Ok(Ear {
                stream,
                path: path.to_owned(),
                begun: Vec::new(),
            }),
            Err(source) => Err(EarError::NoSession {
                path: path.to_owned(),
                source,
            }),
        }
    }

    /// What has come since, and whether the session has ended.
    pub(crate) fn hear(&mut self) -> Result<(Vec<Event>, bool), EarError> {
        let mut events = Vec::new();
        let mut chunk = [0; CHUNK];
        loop {
            match self.stream.read(&mut chunk) {
                Ok(0) => return Ok((events, true)),
                Ok(read) => {
                    let news = chunk.get(..read).unwrap_or_default();
                    self.begun.extend_from_slice(news);
                    self.take_lines(&mut events)?;
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok((events, false)),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(source) => {
                    let path = self.path.clone();
                    return Err(EarError::Lost { path, source });
                }
            }
        }
    }

    fn take_lines(&mut self, events: &mut Vec<Event>) -> Result<(), EarError> {
        let Some(end) = self.begun.iter().rposition(|byte| *byte == b'\n') else {
            return match self.begun.len() > MAX_REPLY {
                true => Err(EarError::TooLong),
                false => Ok(()),
            };
        };
        let rest = self.begun.split_off(end.saturating_add(1));
        let whole = std::mem::replace(&mut self.begun, rest);
        for line in whole.split(|byte| *byte == b'\n') {
            if !line.is_empty() {
                events.push(event(line)?);
            }
        }
        Ok(())
    }
}

impl AsFd for Ear {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.stream.as_fd()
    }
}

fn event(line: &[u8]) -> Result<Event, EarError> {
    serde_json::from_slice(line).map_err(|error| {
        let said = match Reply::parse(line) {
            Ok(Reply(Err(failure))) => failure.message,
            _ => format!("the session says what is no event: {error}"),
        };
        EarError::Refused(said)
    })
}
