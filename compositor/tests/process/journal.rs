//! The journal of the real program, and what is left of it when programs are killed.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::os::fd::OwnedFd;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command as Program, Stdio};

use lisere_policy::record::{Head, Line, Report, Verifier, segment_name};
use liserectl::{Answer, Client, Command};
use rustix::process::{Pid, Signal, kill_process};

use crate::saved::heard;

/// Round trips to the core until something must have happened.
const PATIENCE: usize = 400_000;

struct Session {
    child: Child,
    folder: PathBuf,
    control: PathBuf,
}

impl Session {
    fn start(place: &Path) -> Session {
        let folder = place.join("state/lisere/journal");
        let mut child = Program::new(env!("CARGO_BIN_EXE_lisere"))
            .args(["--backend", "headless", "--renderer", "pixman"])
            .args(["--preset", "home", "--output", "320x200", "--print-ready"])
            .env("XDG_RUNTIME_DIR", place)
            .env("XDG_CONFIG_HOME", place.join("config"))
            .env("XDG_DATA_HOME", place.join("data"))
            .env("XDG_STATE_HOME", place.join("state"))
            .env("LISERE_LOG", "error")
            .env_remove("NOTIFY_SOCKET")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = File::from(OwnedFd::from(child.stdout.take().unwrap()));
        heard(&mut out, "ready");
        let control = place.join("lisere/control");
        Session {
            child,
            folder,
            control,
        }
    }

    fn ask(&self, command: Command) -> Answer {
        Client::connect(&self.control)
            .unwrap()
            .ask(command)
            .unwrap()
    }

    /// Has a picture taken, which is recorded.
    fn capture(&self) {
        self.ask(Command::Screenshot {
            output: None,
            pointer: false,
        });
    }

    /// Waits until so many records of a kind are there.
    fn until(&self, kind: &str, count: usize) {
        let mut client = Client::connect(&self.control).unwrap();
        for _ in 0..PATIENCE {
            if kinds(&self.folder).get(kind).copied().unwrap_or(0) >= count {
                return;
            }
            client.ask(Command::Status).unwrap();
        }
        panic!("{kind}: {:?}", kinds(&self.folder));
    }

    /// The process of the helper that writes the journal.
    fn helper(&self) -> Pid {
        let pid = self.child.id();
        let children = fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap();
        let writes = |child: &&str| {
            let line = fs::read_to_string(format!("/proc/{child}/cmdline")).unwrap_or_default();
            line.contains("lisere-helper\0journal\0")
        };
        let child = children.split_whitespace().find(writes).unwrap();
        Pid::from_raw(child.parse().unwrap()).unwrap()
    }

    fn quit(&mut self) {
        assert_eq!(self.ask(Command::Quit), Answer::Done {});
        assert!(self.child.wait().unwrap().success());
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // Where a test failed, nobody else ends it.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Every segment's bytes.
fn segments(folder: &Path) -> Vec<(u64, Vec<u8>)> {
    (1..)
        .map_while(|number| Some((number, fs::read(folder.join(segment_name(number))).ok()?)))
        .collect()
}

fn whole(folder: &Path) -> Report {
    let head = fs::read_to_string(folder.join("head")).unwrap();
    let mut verifier = Verifier::new(Head::parse(&head));
    for (number, bytes) in segments(folder) {
        verifier.segment(number, &bytes).unwrap();
    }
    verifier.finish().unwrap()
}

/// How many records of each kind there are.
fn kinds(folder: &Path) -> BTreeMap<String, usize> {
    let mut kinds = BTreeMap::new();
    for (_, bytes) in segments(folder) {
        for line in bytes.split(|byte| *byte == b'\n') {
            let value = Line::parse(line).ok().and_then(|line| line.value());
            let kind = value.and_then(|value| Some(value.get("kind")?.as_str()?.to_owned()));
            *kinds.entry(kind.unwrap_or_default()).or_default() += 1;
        }
    }
    kinds
}

#[test]
fn what_was_recorded_is_there_after_the_core_is_killed() {
    let place = tempfile::tempdir().unwrap();
    let mut session = Session::start(place.path());
    session.capture();
    session.until("capture", 1);
    session.child.kill().unwrap();
    session.child.wait().unwrap();
    let before = whole(&session.folder);
    assert!(before.records >= 4, "{before:?}");

    let mut session = Session::start(place.path());
    session.capture();
    let folder = session.folder.clone();
    session.quit();
    let after = whole(&folder);
    assert!(after.records > before.records);
    let kinds = kinds(&folder);
    let expected = [
        ("session-started", 2),
        ("policy-loaded", 2),
        ("session-ended", 1),
    ];
    for (kind, count) in expected.into_iter().chain([("capture", 2)]) {
        assert_eq!(kinds.get(kind), Some(&count), "{kind}: {kinds:?}");
    }
}

#[test]
fn a_helper_that_is_killed_is_replaced() {
    let place = tempfile::tempdir().unwrap();
    let mut session = Session::start(place.path());
    session.capture();
    session.until("capture", 1);
    let first = session.helper();
    kill_process(first, Signal::KILL).unwrap();
    session.capture();
    session.until("capture", 2);
    assert_ne!(session.helper(), first);
    let folder = session.folder.clone();
    session.quit();
    assert_eq!(whole(&folder).lost, 0);
}

#[test]
fn a_session_without_a_journal_runs_and_says_so() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("state/lisere/journal");
    fs::create_dir_all(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    let mut session = Session::start(place.path());
    let mut log = File::from(OwnedFd::from(session.child.stderr.take().unwrap()));
    let said = heard(&mut log, "transfers are denied");
    assert!(said.contains("chmod 700"), "{said}");
    assert!(segments(&folder).is_empty());
    // It is tried again, and what was recorded meanwhile is not lost.
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
    session.until("session-started", 1);
    session.quit();
    assert_eq!(whole(&folder).lost, 0);
}
