//! The assistant and the launcher in the real program, confined as it is: what is chosen is kept,
//! and what is opened runs.

use std::fs::{File, read_to_string};
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::process::{Child, Command as Program, Stdio};

use liserectl::{Answer, Client, ClientError, Command, FailureCode, InputEvent};

use crate::saved::heard;

/// Round trips to the core until something must have happened.
const PATIENCE: usize = 400_000;

const ENTER: u32 = 28;
const TAB: u32 = 15;
const SPACE: u32 = 57;
const DOWN: u32 = 108;
const SUPER: u32 = 125;
const ESCAPE: u32 = 1;

/// A session with its folders, which ends with the test.
struct Session {
    child: Child,
    place: tempfile::TempDir,
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn start(arguments: &[&str]) -> Session {
    let place = tempfile::tempdir().unwrap();
    let mut child = Program::new(env!("CARGO_BIN_EXE_lisere"))
        .args(["--backend", "headless", "--renderer", "pixman"])
        .args(["--without-sandboxes", "--print-ready"])
        .args(arguments)
        .env("XDG_RUNTIME_DIR", place.path())
        .env("XDG_CONFIG_HOME", place.path().join("config"))
        .env("XDG_DATA_HOME", place.path().join("data"))
        .env("XDG_STATE_HOME", place.path().join("state"))
        .env("HOME", place.path())
        .env("LC_ALL", "C")
        .env("LISERE_LOG", "error")
        .env_remove("NOTIFY_SOCKET")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = File::from(OwnedFd::from(child.stdout.take().unwrap()));
    heard(&mut out, "ready");
    Session { child, place }
}

impl Session {
    fn ask(&self, command: Command) -> Answer {
        let control = self.place.path().join("lisere/control");
        Client::connect(&control).unwrap().ask(command).unwrap()
    }

    /// Presses keys in order and releases them the other way round.
    fn chord(&self, codes: &[u32]) {
        let press = |code: &u32, pressed| InputEvent::Key {
            code: *code,
            pressed,
        };
        let down = codes.iter().map(|code| press(code, true));
        let up = codes.iter().rev().map(|code| press(code, false));
        let events = down.chain(up).collect();
        assert_eq!(self.ask(Command::Input { events }), Answer::Done {});
    }

    fn attention(&self) -> bool {
        match self.ask(Command::Status) {
            Answer::Status(status) => status.attention,
            other => panic!("{other:?}"),
        }
    }

    fn act(&self, action: &str) {
        let done = self.ask(Command::Action {
            action: action.to_owned(),
            window: None,
            output: None,
        });
        assert_eq!(done, Answer::Done {});
    }

    fn path(&self, below: &str) -> PathBuf {
        self.place.path().join(below)
    }

    /// Waits until there is such a file.
    fn appears(&self, path: &Path) {
        let there = (0..PATIENCE).any(|_| {
            self.ask(Command::Status);
            path.exists()
        });
        assert!(there, "{} never appears", path.display());
    }
}

#[test]
fn choices_of_the_assistant_are_kept() {
    let session = start(&["--welcome"]);
    assert!(session.attention(), "it is open from the start");
    session.chord(&[DOWN]);
    session.chord(&[ENTER]);
    let text = read_to_string(session.path("config/lisere/preferences.toml")).unwrap();
    assert_eq!(text, "language = \"fr\"\n");
    // The keyboard stays as it is. Where the machine has no policy, the next page is for that.
    session.chord(&[TAB]);
    let policy = session.path("config/lisere/policy.toml");
    if !Path::new("/etc/lisere/policy.toml").exists() {
        session.chord(&[DOWN]);
        session.chord(&[ENTER]);
        let shown = Program::new(env!("CARGO_BIN_EXE_lisere"))
            .arg("check")
            .arg(&policy)
            .status()
            .unwrap();
        assert!(shown.success(), "what is written is a policy");
    }
    let seal = || read_to_string(session.path("data/lisere/seal")).unwrap();
    let before = seal();
    session.chord(&[SPACE]);
    session.chord(&[ENTER]);
    assert_ne!(seal(), before);
    assert!(!session.path("state/lisere/welcomed").exists());
    session.chord(&[ESCAPE]);
    assert!(session.path("state/lisere/welcomed").exists());
    assert!(!session.attention());
    session.act("welcome");
    assert!(session.attention(), "it can be had again");
    session.chord(&[ESCAPE]);
    assert_eq!(session.ask(Command::Quit), Answer::Done {});
}

#[test]
fn no_assistant_comes_unasked_where_nobody_sits() {
    let session = start(&[]);
    assert!(!session.attention());
    assert!(
        !session.path("config/lisere").exists(),
        "nothing is made for it"
    );
    let asked = Program::new(env!("CARGO_BIN_EXE_lisere"))
        .arg("welcome")
        .env("XDG_RUNTIME_DIR", session.place.path())
        .env_remove("LISERE_CONTROL")
        .status()
        .unwrap();
    assert!(asked.success());
    assert!(session.attention());
    session.chord(&[ESCAPE]);
    assert_eq!(session.ask(Command::Quit), Answer::Done {});
}

#[test]
fn what_is_typed_into_the_launcher_runs() {
    let session = start(&[]);
    session.chord(&[SUPER, SPACE]);
    assert!(session.attention());
    // touch made
    for code in [20, 24, 22, 46, 35, SPACE, 50, 30, 32, 18] {
        session.chord(&[code]);
    }
    session.chord(&[ENTER]);
    let Answer::Cages(cages) = session.ask(Command::Cages) else {
        panic!("no cages");
    };
    let home = format!("data/lisere/cages/{}/home/made", cages[0].name);
    session.appears(&session.path(&home));
    let closed = (0..PATIENCE).any(|_| !session.attention());
    assert!(closed, "it closes once the program runs");

    session.chord(&[SUPER, SPACE]);
    // xyzzyx, which is no program
    for code in [45, 21, 44, 44, 21, 45] {
        session.chord(&[code]);
    }
    session.chord(&[ENTER]);
    for _ in 0..64 {
        assert!(session.attention(), "it stays open to say why");
    }
    session.chord(&[ESCAPE]);
    assert!(!session.attention());
    assert_eq!(session.ask(Command::Quit), Answer::Done {});
}

#[test]
fn dark_screens_give_no_old_picture() {
    let session = start(&[]);
    let shot = || {
        let control = session.place.path().join("lisere/control");
        let shot = Command::Screenshot {
            output: None,
            pointer: false,
        };
        Client::connect(&control).unwrap().ask(shot)
    };
    assert_eq!(session.ask(Command::Light { on: false }), Answer::Done {});
    match shot() {
        Err(ClientError::Refused(failure)) => {
            assert_eq!(failure.code, FailureCode::NotAllowed);
            assert!(failure.help.contains("outputs on"), "{}", failure.help);
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(session.ask(Command::Light { on: true }), Answer::Done {});
    assert!(shot().is_ok());
    assert_eq!(session.ask(Command::Quit), Answer::Done {});
}
