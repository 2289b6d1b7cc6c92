//! A blocking client of the control socket.

use std::io::{self, BufRead, BufReader, IoSlice, Read, Write};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::net::{SendAncillaryBuffer, SendAncillaryMessage, SendFlags, sendmsg};

use crate::answers::Progress;
use crate::command::{Command, MAX_FILES, MAX_REQUEST, Request};
use crate::events::Event;
use crate::reply::{Answer, Failure, MAX_REPLY, Reply, ReplyError};

/// A core that hasn't said a word for this long is stuck; a screenshot takes well under a second.
const PATIENCE: Duration = Duration::from_secs(30);
/// The same where a person is asked first: prompts end by themselves before that.
const LONG_PATIENCE: Duration = Duration::from_secs(300);

/// A connection to one session.
#[derive(Debug)]
pub struct Client {
    stream: BufReader<UnixStream>,
    path: PathBuf,
}

/// Why a question got no answer.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// Nothing listens there.
    #[error("no session answers at {}: {source}", path.display())]
    NoSession {
        /// The socket that was tried.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The connection broke.
    #[error("lost the session at {}: {source}", path.display())]
    Lost {
        /// The socket that was used.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// More bytes than any reply may have.
    #[error("the session's reply is longer than {MAX_REPLY} bytes")]
    TooLong,
    /// A line that is no reply.
    #[error(transparent)]
    Reply(#[from] ReplyError),
    /// More than one request can carry.
    #[error(
        "these are too many files, or their names are too long: at most {MAX_FILES} go at once"
    )]
    TooMuch,
    /// The core said no.
    #[error("{}", .0.message)]
    Refused(Failure),
}

impl Client {
    /// Connects to the control socket at a path.
    ///
    /// # Errors
    /// [`ClientError::NoSession`] when nothing listens there.
    pub fn connect(path: &Path) -> Result<Self, ClientError> {
        let connected = UnixStream::connect(path).and_then(|stream| {
            stream.set_read_timeout(Some(PATIENCE))?;
            stream.set_write_timeout(Some(PATIENCE))?;
            Ok(BufReader::new(stream))
        });
        match connected {
            Ok(stream) => Ok(Self {
                stream,
                path: path.into(),
            }),
            Err(source) => Err(ClientError::NoSession {
                path: path.into(),
                source,
            }),
        }
    }

    /// Asks one thing and waits for its answer.
    ///
    /// # Errors
    /// Any of [`ClientError`]; after one other than `Refused` the connection is of no more use.
    pub fn ask(&mut self, command: Command) -> Result<Answer, ClientError> {
        let request = Request::new(command).line();
        let sent = self.stream.get_mut().write_all(&request);
        sent.map_err(|source| self.lost(source))?;
        let line = self.read_line()?;
        Reply::parse(&line)?.0.map_err(ClientError::Refused)
    }

    /// Asks for something that a person may be asked about first, with open files that go
    /// along; `progress` hears how far it has come.
    ///
    /// # Errors
    /// As for [`Client::ask`].
    pub fn ask_long(
        &mut self,
        command: Command,
        files: &[OwnedFd],
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Answer, ClientError> {
        let request = Request::new(command).line();
        if request.len() > MAX_REQUEST || files.len() > MAX_FILES {
            return Err(ClientError::TooMuch);
        }
        let patient = self.stream.get_ref().set_read_timeout(Some(LONG_PATIENCE));
        let sent = patient.and_then(|()| self.send_with(&request, files));
        sent.map_err(|source| self.lost(source))?;
        loop {
            let line = self.read_line()?;
            match Reply::parse(&line)?.0.map_err(ClientError::Refused)? {
                Answer::Progress(step) => progress(step),
                answer => return Ok(answer),
            }
        }
    }

    /// Asks for events. From then on [`Client::next_event`] reads them, and nothing else can
    /// be asked.
    ///
    /// # Errors
    /// When the connection is lost.
    pub fn listen(&mut self) -> Result<(), ClientError> {
        let request = Request::new(Command::Events).line();
        // Nothing may happen for as long as nobody does anything.
        let patient = self.stream.get_ref().set_read_timeout(None);
        let sent = patient.and_then(|()| self.stream.get_mut().write_all(&request));
        sent.map_err(|source| self.lost(source))
    }

    /// Waits for the next event; none once the session has ended.
    ///
    /// # Errors
    /// When the core refuses to be listened to, or says what is no event.
    pub fn next_event(&mut self) -> Result<Option<Event>, ClientError> {
        let Some(line) = self.read_line_or_end()? else {
            return Ok(None);
        };
        match serde_json::from_slice(&line) {
            Ok(event) => Ok(Some(event)),
            Err(error) => {
                Reply::parse(&line)?.0.map_err(ClientError::Refused)?;
                Err(ReplyError::from(error).into())
            }
        }
    }

    /// Descriptors go with the first bytes, whatever becomes of the rest.
    fn send_with(&mut self, request: &[u8], files: &[OwnedFd]) -> io::Result<()> {
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(MAX_FILES))];
        let mut ancillary = SendAncillaryBuffer::new(&mut space);
        let borrowed: Vec<_> = files.iter().map(AsFd::as_fd).collect();
        if !borrowed.is_empty() {
            ancillary.push(SendAncillaryMessage::ScmRights(&borrowed));
        }
        let stream = self.stream.get_mut();
        let slices = [IoSlice::new(request)];
        let sent = sendmsg(&*stream, &slices, &mut ancillary, SendFlags::NOSIGNAL)?;
        stream.write_all(request.get(sent..).unwrap_or_default())
    }

    fn read_line(&mut self) -> Result<Vec<u8>, ClientError> {
        let hung_up = || io::Error::new(io::ErrorKind::UnexpectedEof, "it hung up");
        let line = self.read_line_or_end()?;
        line.ok_or_else(|| self.lost(hung_up()))
    }

    /// A whole line; none where the session hung up before it began.
    fn read_line_or_end(&mut self) -> Result<Option<Vec<u8>>, ClientError> {
        let mut line = Vec::new();
        let limit = MAX_REPLY as u64;
        let read = (&mut self.stream).take(limit).read_until(b'\n', &mut line);
        read.map_err(|source| self.lost(source))?;
        match line.last() {
            Some(b'\n') => Ok(Some(line)),
            None => Ok(None),
            Some(_) if line.len() >= MAX_REPLY => Err(ClientError::TooLong),
            _ => Err(self.lost(io::Error::new(io::ErrorKind::UnexpectedEof, "it hung up"))),
        }
    }

    fn lost(&self, source: io::Error) -> ClientError {
        let source = match source.kind() {
            io::ErrorKind::WouldBlock => {
                io::Error::new(io::ErrorKind::TimedOut, "it has not answered for long")
            }
            _ => source,
        };
        ClientError::Lost {
            path: self.path.clone(),
            source,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client_and_core() -> (Client, UnixStream) {
        let (near, far) = UnixStream::pair().unwrap();
        (
            Client {
                stream: BufReader::new(near),
                path: "/s".into(),
            },
            far,
        )
    }

    fn answered(reply: &[u8]) -> Result<Answer, ClientError> {
        let (mut client, mut core) = client_and_core();
        core.write_all(reply).unwrap();
        core.shutdown(std::net::Shutdown::Write).unwrap();
        client.ask(Command::Status)
    }

    #[test]
    fn asks_and_hears() {
        let (mut client, mut core) = client_and_core();
        core.write_all(&Reply(Ok(Answer::Done {})).line()).unwrap();
        assert_eq!(client.ask(Command::Quit).unwrap(), Answer::Done {});
        let mut asked = String::new();
        BufReader::new(core).read_line(&mut asked).unwrap();
        assert_eq!(
            Request::parse(asked.as_bytes()),
            Ok(Request::new(Command::Quit))
        );
    }

    #[test]
    fn two_questions_use_one_connection() {
        let (mut client, mut core) = client_and_core();
        core.write_all(&Reply(Ok(Answer::Done {})).line()).unwrap();
        core.write_all(&Reply(Ok(Answer::Windows(Vec::new()))).line())
            .unwrap();
        assert_eq!(client.ask(Command::Quit).unwrap(), Answer::Done {});
        assert_eq!(
            client.ask(Command::Windows).unwrap(),
            Answer::Windows(Vec::new())
        );
    }

    #[test]
    fn a_cut_or_malformed_reply_is_an_error() {
        assert!(matches!(answered(b""), Err(ClientError::Lost { .. })));
        assert!(matches!(
            answered(br#"{"version":1,"ok":"#),
            Err(ClientError::Lost { .. })
        ));
        assert!(matches!(
            answered(b"nonsense\n"),
            Err(ClientError::Reply(_))
        ));
    }

    #[test]
    fn a_refusal_carries_the_failure() {
        let failure = Failure::new(crate::FailureCode::UnknownWindow, "no window 3", "");
        let heard = answered(&Reply(Err(failure.clone())).line());
        assert!(matches!(heard, Err(ClientError::Refused(said)) if said == failure));
    }

    #[test]
    fn nobody_listening_names_the_path() {
        let error = Client::connect(Path::new("/nonexistent/control")).unwrap_err();
        assert!(
            error.to_string().contains("/nonexistent/control"),
            "{error}"
        );
    }
}
