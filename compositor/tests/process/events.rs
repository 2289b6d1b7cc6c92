//! Who listens to the real session hears what happens in it, and nobody who does not read
//! holds it up. Preferences with faults are refused in as many ways as they can be read again.

use std::fs::{self, File};
use std::io::IoSlice;
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::process::{Child, Command as Program, Stdio};

use liserectl::{Answer, Client, ClientError, Command, Event, FailureCode, Request, State};
use rustix::net::{SendAncillaryBuffer, SendAncillaryMessage, SendFlags, sendmsg};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use crate::saved::heard;

/// Acts whose events are more than the session keeps for anybody, and the kernel with it.
const MANY: usize = 1_500;

/// A session, which ends with the test.
struct Session {
    child: Child,
    place: TempDir,
}

impl Session {
    fn start() -> Session {
        let place = tempfile::tempdir().unwrap();
        fs::create_dir_all(place.path().join("config/lisere")).unwrap();
        let mut child = Program::new(env!("CARGO_BIN_EXE_lisere"))
            .args(["--backend", "headless", "--renderer", "pixman"])
            .args(["--preset", "home", "--output", "320x200", "--print-ready"])
            .env("XDG_RUNTIME_DIR", place.path())
            .env("XDG_CONFIG_HOME", place.path().join("config"))
            .env("XDG_DATA_HOME", place.path().join("data"))
            .env("XDG_STATE_HOME", place.path().join("state"))
            .env("LISERE_LOG", "off")
            .env_remove("NOTIFY_SOCKET")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = File::from(OwnedFd::from(child.stdout.take().unwrap()));
        heard(&mut out, "ready");
        Session { child, place }
    }

    fn client(&self) -> Client {
        Client::connect(&self.place.path().join("lisere/control")).unwrap()
    }

    /// One who listens and has heard what there is.
    fn listener(&self) -> (Client, State) {
        let mut client = self.client();
        client.listen().unwrap();
        match next(&mut client) {
            Event::State { state } => (client, *state),
            other => panic!("first of all comes everything, not {other:?}"),
        }
    }

    fn preferences(&self) -> PathBuf {
        self.place.path().join("config/lisere/preferences.toml")
    }

    fn reload(&self) -> Result<Answer, ClientError> {
        self.client().ask(Command::Reload)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // It may have ended.
        let client = Client::connect(&self.place.path().join("lisere/control"));
        let _ = client.map(|mut client| client.ask(Command::Quit));
        let ended = self.child.wait();
        assert!(ended.is_ok_and(|status| status.success()) || std::thread::panicking());
    }
}

fn next(client: &mut Client) -> Event {
    client.next_event().unwrap().unwrap()
}

/// Hears until it is so.
fn until(client: &mut Client, known: &mut State, so: impl Fn(&State) -> bool) {
    while !so(known) {
        known.apply(&next(client));
    }
}

fn act(client: &mut Client, name: &str) {
    let asked = Command::Action {
        action: name.to_owned(),
        window: None,
        output: None,
    };
    assert_eq!(client.ask(asked).unwrap(), Answer::Done {});
}

fn workspace(state: &State) -> u32 {
    state.outputs.first().map_or(0, |output| output.workspace)
}

#[test]
fn everything_is_told_first_and_then_what_changes() {
    let session = Session::start();
    let (mut one, mut ones) = session.listener();
    let (mut other, mut others) = session.listener();
    assert_eq!(ones.outputs.len(), 1);
    assert!(ones.cages.iter().any(|cage| cage.name == "work"));
    assert_eq!(workspace(&ones), 1);
    let mut hand = session.client();
    act(&mut hand, "workspace-4");
    until(&mut one, &mut ones, |state| workspace(state) == 4);
    until(&mut other, &mut others, |state| workspace(state) == 4);
    act(&mut hand, "attention");
    until(&mut one, &mut ones, |state| state.focus.attention);
    // One that has gone is missed by nobody.
    drop(other);
    act(&mut hand, "attention");
    until(&mut one, &mut ones, |state| !state.focus.attention);
    assert_eq!(hand.ask(Command::Quit).unwrap(), Answer::Done {});
    while let Some(event) = one.next_event().unwrap() {
        ones.apply(&event);
    }
}

#[test]
fn who_does_not_read_holds_nobody_up_and_hears_everything_anew() {
    let session = Session::start();
    let (mut deaf, mut known) = session.listener();
    let mut hand = session.client();
    for _ in 0..MANY {
        act(&mut hand, "workspace-next");
    }
    act(&mut hand, "workspace-7");
    let mut anew = false;
    while workspace(&known) != 7 || !anew {
        let event = next(&mut deaf);
        anew |= matches!(event, Event::State { .. });
        known.apply(&event);
    }
    let (_, fresh) = session.listener();
    assert_eq!(known, fresh);
}

#[test]
fn no_more_listen_than_may() {
    let session = Session::start();
    let _listeners: Vec<_> = (0..8).map(|_| session.listener()).collect();
    let mut ninth = session.client();
    ninth.listen().unwrap();
    let refused = ninth.next_event().unwrap_err();
    assert!(refused.to_string().contains("listen already"), "{refused}");
    assert!(session.client().ask(Command::Status).is_ok());
}

#[test]
fn faults_are_listed_and_what_was_before_stays() {
    let session = Session::start();
    let (mut ear, mut known) = session.listener();
    assert_eq!(session.reload().unwrap(), Answer::Done {}, "there are none");
    let refused = || match session.reload().unwrap_err() {
        ClientError::Refused(failure) => failure,
        other => panic!("{other}"),
    };
    fs::write(
        session.preferences(),
        "[keys]\n\"Super+Q\" = \"clsoe\"\n\"Super+E\" = { run = [\"ls\"], in = \"nowhere\" }\n",
    )
    .unwrap();
    let failure = refused();
    assert_eq!(failure.code, FailureCode::BadPreferences);
    assert!(
        failure.message.contains("preferences.toml:2:13: "),
        "{failure:?}"
    );
    assert!(
        failure.message.contains("did you mean `close`?"),
        "{failure:?}"
    );
    until(&mut ear, &mut known, |state| {
        state.preferences.refused.is_some()
    });

    fs::write(
        session.preferences(),
        "[keys]\n\"Super+E\" = { run = [\"ls\"], in = \"wrok\" }\n",
    )
    .unwrap();
    let failure = refused();
    assert!(
        failure.message.contains("preferences.toml:2:34: "),
        "{failure:?}"
    );
    assert!(failure.message.contains("no cage `wrok`"), "{failure:?}");

    fs::write(
        session.preferences(),
        "[keys]\n\"Super+R\" = \"mode a\"\n[mode.a]\n",
    )
    .unwrap();
    until(&mut ear, &mut known, |state| {
        state.preferences.refused.is_none()
    });
    // Each one is waited for: a reload ends the mode that the next act turns on.
    let before = known.preferences.reloads;
    kill_process(Pid::from_child(&session.child), Signal::HUP).unwrap();
    until(&mut ear, &mut known, |state| {
        state.preferences.reloads > before
    });
    act(&mut session.client(), "mode a");
    until(&mut ear, &mut known, |state| {
        state.mode.as_deref() == Some("a")
    });

    fs::remove_file(session.preferences()).unwrap();
    fs::create_dir(session.preferences()).unwrap();
    let failure = refused();
    assert!(failure.message.contains("no regular file"), "{failure:?}");
    fs::remove_dir(session.preferences()).unwrap();
    let before = known.preferences.reloads;
    assert_eq!(session.reload().unwrap(), Answer::Done {});
    until(&mut ear, &mut known, |state| {
        state.preferences.reloads > before && state.preferences.refused.is_none()
    });
    assert_eq!(known.mode, None, "no mode outlives its chords");
}

/// Asks for a file to be sent to a cage, and hangs up once the user is asked about it.
#[test]
fn who_hangs_up_asks_no_more() {
    let session = Session::start();
    let (mut listener, mut known) = session.listener();
    let path = session.place.path().join("report.txt");
    fs::write(&path, "depths").unwrap();
    let file = OwnedFd::from(File::open(&path).unwrap());
    let stream = UnixStream::connect(session.place.path().join("lisere/control")).unwrap();
    let request = Request::new(Command::Send {
        to: "web".to_owned(),
        names: vec!["report.txt".to_owned()],
    });
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
    let mut along = SendAncillaryBuffer::new(&mut space);
    let files = [file.as_fd()];
    along.push(SendAncillaryMessage::ScmRights(&files));
    let line = request.line();
    sendmsg(
        &stream,
        &[IoSlice::new(&line)],
        &mut along,
        SendFlags::empty(),
    )
    .unwrap();
    until(&mut listener, &mut known, |state| state.focus.asked);
    drop(stream);
    until(&mut listener, &mut known, |state| !state.focus.asked);
    let said = |state: &State| {
        state
            .notice
            .as_ref()
            .is_some_and(|it| it.contains("has ended"))
    };
    until(&mut listener, &mut known, said);
    assert!(known.transfer.is_none(), "{known:?}");
}
