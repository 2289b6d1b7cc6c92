//! Programs at the control socket: honest, slow, malformed and too many.

use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader, Read, Write};
use std::os::fd::OwnedFd;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::net::UnixStream;

use liserectl::{Answer, Command, FailureCode, MAX_REQUEST, Progress, Reply, Request};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::time::Timespec;
use tempfile::TempDir;

use super::{CONNECTIONS, ControlSocket};

struct Session {
    socket: ControlSocket,
    _runtime: TempDir,
}

impl Session {
    fn new() -> Self {
        let runtime = tempfile::tempdir().unwrap();
        fs::set_permissions(&runtime, Permissions::from_mode(0o700)).unwrap();
        let socket = ControlSocket::open(runtime.path()).unwrap();
        Self {
            socket,
            _runtime: runtime,
        }
    }

    fn connect(&mut self) -> UnixStream {
        let stream = UnixStream::connect(self.socket.path()).unwrap();
        self.socket.ready();
        stream
    }

    /// Answers as the core would, until nothing is due; returns what was asked.
    fn settle(&mut self) -> Vec<Command> {
        let mut asked = Vec::new();
        while self.due() {
            for asked_now in self.socket.ready() {
                asked.push(asked_now.request.command);
                self.socket
                    .reply(asked_now.from, &Reply(Ok(Answer::Done {})));
            }
        }
        asked
    }

    fn due(&self) -> bool {
        let mut fds = [PollFd::new(&self.socket, PollFlags::IN)];
        poll(&mut fds, Some(&Timespec::default())).unwrap() > 0
    }
}

fn ask(stream: &mut UnixStream, command: Command) {
    stream.write_all(&Request::new(command).line()).unwrap();
}

/// The replies that have arrived.
fn replies(stream: &mut UnixStream) -> Vec<Reply> {
    stream.set_nonblocking(true).unwrap();
    let lines = BufReader::new(stream).split(b'\n').map_while(Result::ok);
    lines.map(|line| Reply::parse(&line).unwrap()).collect()
}

fn code(reply: &Reply) -> FailureCode {
    reply.0.as_ref().unwrap_err().code
}

fn hung_up(stream: &mut UnixStream) -> bool {
    stream.set_nonblocking(true).unwrap();
    stream.read_to_end(&mut Vec::new()).is_ok()
}

#[test]
fn a_request_gets_its_reply() {
    let mut session = Session::new();
    assert_eq!(
        fs::metadata(session.socket.path()).unwrap().mode() & 0o777,
        0o600
    );
    let mut client = session.connect();
    ask(&mut client, Command::Status);
    assert_eq!(session.settle(), [Command::Status]);
    assert_eq!(replies(&mut client), [Reply(Ok(Answer::Done {}))]);
    assert!(!session.due());
}

#[test]
fn who_listens_without_reading_is_told_so_much_and_no_more() {
    let mut session = Session::new();
    let mut client = session.connect();
    ask(&mut client, Command::Events);
    let asked = session.socket.ready();
    let id = asked[0].from;
    assert!(session.socket.caught_up(id));
    let line = [&[b'x'; 1023][..], b"\n"].concat();
    let told = (0..10_000).take_while(|_| session.socket.tell_line(id, &line, false));
    let told = told.count();
    assert!((64..1_024).contains(&told), "{told}");
    assert!(!session.socket.caught_up(id));
    assert!(
        session.socket.tell_line(id, &line, true),
        "whatever there is"
    );

    // What it says meanwhile is not heard.
    ask(&mut client, Command::Quit);
    client.set_nonblocking(true).unwrap();
    let (mut read, mut bytes) = (0, vec![0; 65_536]);
    while read < (told + 1) * line.len() {
        match client.read(&mut bytes) {
            Ok(count) => read += count,
            Err(_) => assert!(session.socket.ready().is_empty()),
        }
    }
    assert!(session.socket.caught_up(id));
    assert!(session.socket.take_left().is_empty());
    drop(client);
    while session.due() {
        session.socket.ready();
    }
    assert!(session.socket.take_left().contains(&id));
    assert!(!session.socket.tell_line(id, &line, true), "it is gone");
}

#[test]
fn a_pipeline_is_answered_one_by_one() {
    let mut session = Session::new();
    let mut client = session.connect();
    for _ in 0..100 {
        ask(&mut client, Command::Cages);
    }
    let first = session.socket.ready();
    assert_eq!(first.len(), 1);
    assert!(!session.due(), "nothing more before the reply");
    session
        .socket
        .reply(first[0].from, &Reply(Ok(Answer::Done {})));
    let (mut asked, mut answered) = (0, 0);
    // Who does not read gets no more answers for a while, so this one reads.
    while answered < 100 {
        asked += session.settle().len();
        answered += replies(&mut client).len();
    }
    assert_eq!(asked, 99);
}

#[test]
fn a_request_in_pieces_is_put_together() {
    let mut session = Session::new();
    let mut client = session.connect();
    for byte in Request::new(Command::Quit).line() {
        assert!(session.settle().is_empty());
        client.write_all(&[byte]).unwrap();
    }
    assert_eq!(session.settle(), [Command::Quit]);
}

#[test]
fn a_malformed_request_leaves_the_connection() {
    let mut session = Session::new();
    let mut client = session.connect();
    client.write_all(b"\xff\xfe\n{}\n").unwrap();
    ask(&mut client, Command::Status);
    assert_eq!(session.settle(), [Command::Status]);
    let replies = replies(&mut client);
    assert_eq!(code(&replies[0]), FailureCode::BadRequest);
    assert_eq!(code(&replies[1]), FailureCode::BadRequest);
    assert_eq!(replies[2], Reply(Ok(Answer::Done {})));
}

#[test]
fn an_endless_request_ends_the_connection() {
    let mut session = Session::new();
    let mut client = session.connect();
    client.write_all(&vec![b' '; MAX_REQUEST]).unwrap();
    assert!(session.settle().is_empty());
    let mut said = String::new();
    client.read_to_string(&mut said).unwrap();
    assert!(said.contains("longer than 65536 bytes"), "{said}");
}

#[test]
fn the_last_words_of_a_leaver_count() {
    let mut session = Session::new();
    let mut client = session.connect();
    ask(&mut client, Command::Quit);
    ask(&mut client, Command::Status);
    drop(client);
    assert_eq!(session.settle(), [Command::Quit, Command::Status]);
    assert!(session.socket.connections.is_empty());
}

#[test]
fn who_stops_writing_still_hears() {
    let mut session = Session::new();
    let mut client = session.connect();
    ask(&mut client, Command::Status);
    client.shutdown(std::net::Shutdown::Write).unwrap();
    assert_eq!(session.settle(), [Command::Status]);
    assert_eq!(replies(&mut client).len(), 1);
    assert!(session.socket.connections.is_empty());
}

#[test]
fn who_leaves_unanswered_keeps_nothing_busy() {
    let mut session = Session::new();
    let mut client = session.connect();
    ask(&mut client, Command::Status);
    let asked = session.socket.ready();
    drop(client);
    assert!(session.settle().is_empty());
    session
        .socket
        .reply(asked[0].from, &Reply(Ok(Answer::Done {})));
    assert!(!session.due());
    assert_eq!(session.socket.take_left(), [asked[0].from]);
    assert_eq!(session.socket.take_left(), []);
}

#[test]
fn a_long_reply_waits_for_its_reader() {
    let mut session = Session::new();
    let mut client = session.connect();
    ask(&mut client, Command::Status);
    ask(&mut client, Command::Status);
    let id = session.socket.ready().remove(0).from;
    let long = liserectl::Failure::new(FailureCode::Failed, "x".repeat(4 << 20), "");
    session.socket.reply(id, &Reply(Err(long.clone())));
    assert!(session.settle().is_empty(), "its reader has not read");
    let (mut line, mut asked) = (Vec::new(), Vec::new());
    client.set_nonblocking(true).unwrap();
    while !line.ends_with(b"\n") {
        let mut chunk = vec![0; 1 << 16];
        if let Ok(count) = client.read(&mut chunk) {
            line.extend_from_slice(&chunk[..count]);
        }
        asked.extend(session.socket.ready());
    }
    assert_eq!(Reply::parse(&line).unwrap(), Reply(Err(long)));
    asked.extend(session.socket.ready());
    assert_eq!(asked.len(), 1);
}

#[test]
fn a_reply_too_long_becomes_a_failure() {
    let mut session = Session::new();
    let mut client = session.connect();
    ask(&mut client, Command::Status);
    let id = session.socket.ready().remove(0).from;
    let long = liserectl::Failure::new(FailureCode::Failed, "x".repeat(64 << 20), "");
    session.socket.reply(id, &Reply(Err(long)));
    let heard = replies(&mut client);
    assert!(
        heard[0]
            .0
            .as_ref()
            .unwrap_err()
            .message
            .contains("longer than")
    );
}

#[test]
fn a_crowd_is_refused_and_the_rest_served() {
    let mut session = Session::new();
    let mut clients: Vec<_> = (0..CONNECTIONS).map(|_| session.connect()).collect();
    let mut late = session.connect();
    assert_eq!(code(&replies(&mut late)[0]), FailureCode::NotAllowed);
    assert!(hung_up(&mut late));
    ask(&mut clients[0], Command::Status);
    assert_eq!(session.settle(), [Command::Status]);
    drop(clients);
    session.settle();
    let mut again = session.connect();
    ask(&mut again, Command::Cages);
    assert_eq!(session.settle(), [Command::Cages]);
}

#[test]
fn a_second_one_is_refused_and_a_dead_one_replaced() {
    let runtime = tempfile::tempdir().unwrap();
    fs::set_permissions(&runtime, Permissions::from_mode(0o700)).unwrap();
    let first = ControlSocket::open(runtime.path()).unwrap();
    let path = first.path().to_owned();
    assert!(ControlSocket::open(runtime.path()).is_err());
    drop(first);
    assert!(!path.parent().unwrap().exists());
    drop(crate::door::Door::open(runtime.path(), &[]).unwrap());
    fs::create_dir(path.parent().unwrap()).unwrap();
    fs::set_permissions(path.parent().unwrap(), Permissions::from_mode(0o700)).unwrap();
    drop(std::os::unix::net::UnixListener::bind(&path).unwrap());
    ControlSocket::open(runtime.path()).unwrap();
}

#[test]
fn nothing_is_left_whichever_goes_first() {
    for door_first in [true, false] {
        let runtime = tempfile::tempdir().unwrap();
        fs::set_permissions(&runtime, Permissions::from_mode(0o700)).unwrap();
        let door = crate::door::Door::open(runtime.path(), &[]).unwrap();
        let control = ControlSocket::open(runtime.path()).unwrap();
        if door_first {
            drop(door);
            drop(control);
        } else {
            drop(control);
            drop(door);
        }
        assert_eq!(fs::read_dir(&runtime).unwrap().count(), 0);
    }
}

/// What a client of its own process does, here in a thread of its own.
fn sends(path: &std::path::Path, files: usize) -> (Result<Answer, String>, Vec<Progress>) {
    let files: Vec<OwnedFd> = (0..files)
        .map(|_| tempfile::tempfile().unwrap().into())
        .collect();
    let command = Command::Send {
        to: "work".into(),
        names: vec!["a".into(); files.len()],
    };
    let mut steps = Vec::new();
    let mut client = liserectl::Client::connect(path).unwrap();
    let answer = client.ask_long(command, &files, &mut |step| steps.push(step));
    (answer.map_err(|error| error.to_string()), steps)
}

#[test]
fn files_come_along_and_progress_comes_before_the_reply() {
    let mut session = Session::new();
    let path = session.socket.path().to_owned();
    std::thread::scope(|scope| {
        let client = scope.spawn(|| sends(&path, liserectl::MAX_FILES));
        let asked = loop {
            let mut fds = [PollFd::new(&session.socket, PollFlags::IN)];
            poll(&mut fds, None).unwrap();
            if let Some(asked) = session.socket.ready().pop() {
                break asked;
            }
        };
        assert_eq!(asked.files.len(), liserectl::MAX_FILES);
        let step = Progress { done: 1, total: 2 };
        let progress = Reply(Ok(Answer::Progress(step)));
        session.socket.tell(asked.from, &progress);
        session.socket.tell(asked.from, &progress);
        assert!(session.settle().is_empty());
        session
            .socket
            .reply(asked.from, &Reply(Ok(Answer::Done {})));
        session.socket.tell(asked.from, &progress);
        let (answer, steps) = client.join().unwrap();
        assert_eq!((answer, steps), (Ok(Answer::Done {}), vec![step, step]));
    });
    assert_eq!(session.socket.take_left(), []);
}

#[test]
fn more_files_than_a_request_takes_are_not_sent() {
    let session = Session::new();
    let (answer, _) = sends(session.socket.path(), liserectl::MAX_FILES + 1);
    assert!(answer.unwrap_err().contains("too many files"));
}

#[test]
fn who_only_hoards_files_with_us_is_hung_up_on() {
    use rustix::net::{SendAncillaryBuffer, SendAncillaryMessage, SendFlags, sendmsg};
    let mut session = Session::new();
    let client = session.connect();
    for _ in 0..2 {
        let own = [std::os::fd::AsFd::as_fd(&client); 200];
        let mut space = [std::mem::MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(200))];
        let mut ancillary = SendAncillaryBuffer::new(&mut space);
        assert!(ancillary.push(SendAncillaryMessage::ScmRights(&own)));
        let bytes = [std::io::IoSlice::new(b" ")];
        sendmsg(&client, &bytes, &mut ancillary, SendFlags::empty()).unwrap();
    }
    assert!(session.settle().is_empty());
    assert!(session.socket.connections.is_empty());
}
