//! Programs in the cages of the real session, from the command line to their exit code. Where
//! the machine keeps no cages, what is left to be seen is how that is said.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command as Program, Output, Stdio};

use liserectl::{Answer, CageAct, CageInfo, Client, ClientError, Command, FailureCode};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use crate::saved::heard;

/// Round trips to the core until something must have happened.
const PATIENCE: usize = 400_000;

/// A session, which ends with the test.
pub(crate) struct Session {
    child: Child,
    pub(crate) place: TempDir,
}

fn beside(name: &str) -> PathBuf {
    let program = Path::new(env!("CARGO_BIN_EXE_lisere")).with_file_name(name);
    assert!(program.exists(), "{name} is missing: cargo build -p {name}");
    program
}

impl Session {
    /// The preset `home`, without networks, which not every machine has.
    fn start(arguments: &[&str]) -> Session {
        Self::start_with(arguments, |_, policy| policy)
    }

    /// The same, with another policy made of that and the session's folder.
    pub(crate) fn start_with(
        arguments: &[&str],
        change: impl FnOnce(&Path, String) -> String,
    ) -> Session {
        beside("lisere-cage");
        let place = tempfile::tempdir().unwrap();
        let preset = Program::new(env!("CARGO_BIN_EXE_lisere"))
            .args(["preset", "home"])
            .output()
            .unwrap();
        let policy = String::from_utf8(preset.stdout).unwrap();
        let policy = policy.replace("network = \"pasta\"", "network = \"none\"");
        let policy = change(place.path(), policy);
        fs::write(place.path().join("policy.toml"), policy).unwrap();
        let mut child = Program::new(env!("CARGO_BIN_EXE_lisere"))
            .args(["--backend", "headless", "--renderer", "pixman"])
            .args(["--output", "320x200", "--print-ready", "--policy"])
            .arg(place.path().join("policy.toml"))
            .args(arguments)
            .env("XDG_RUNTIME_DIR", place.path())
            .env("XDG_CONFIG_HOME", place.path().join("config"))
            .env("XDG_DATA_HOME", place.path().join("data"))
            .env("XDG_STATE_HOME", place.path().join("state"))
            .env("LISERE_LOG", "error")
            .env("SECRET_TOKEN", "1234")
            .env_remove("NOTIFY_SOCKET")
            .env_remove("PULSE_SERVER")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = File::from(OwnedFd::from(child.stdout.take().unwrap()));
        heard(&mut out, "ready");
        Session { child, place }
    }

    pub(crate) fn ask(&self, command: Command) -> Result<Answer, ClientError> {
        Client::connect(&self.place.path().join("lisere/control"))
            .unwrap()
            .ask(command)
    }

    pub(crate) fn act(&self, cage: &str, act: CageAct) {
        let cage = cage.to_owned();
        let done = self.ask(Command::Cage { cage, act }).unwrap();
        assert_eq!(done, Answer::Done {});
    }

    pub(crate) fn client(&self, words: &[&str]) -> Program {
        let mut client = Program::new(beside("lisere-cage"));
        client
            .args(words)
            .env("XDG_RUNTIME_DIR", self.place.path())
            .env_remove("LISERE_CONTROL");
        client
    }

    pub(crate) fn run(&self, words: &[&str]) -> Output {
        self.client(words).stdin(Stdio::null()).output().unwrap()
    }

    /// The same; none where this machine keeps no cages, which is said.
    pub(crate) fn kept(&self, words: &[&str]) -> Option<Output> {
        let output = self.run(words);
        if output.status.code() != Some(125) {
            return Some(output);
        }
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.starts_with("lisere-cage: "), "{said}");
        let known = ["namespace", "not installed", "/proc", "kernel"];
        assert!(known.iter().any(|word| said.contains(word)), "{said}");
        eprintln!("not tried, since this machine can't keep cages: {said}");
        None
    }

    /// A program that has said its first line and runs on.
    fn spawn(&self, script: &str) -> (Child, BufReader<ChildStdout>) {
        let mut client = self.client(&["work", "--", "sh", "-c", script]);
        client.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = client.spawn().unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        said.read_line(&mut line).unwrap();
        assert_eq!(line, "up\n");
        (child, said)
    }

    pub(crate) fn cages(&self) -> Vec<CageInfo> {
        match self.ask(Command::Cages).unwrap() {
            Answer::Cages(cages) => cages,
            other => panic!("{other:?}"),
        }
    }

    fn state(&self, cage: &str) -> String {
        let cages = self.cages();
        let found = cages.into_iter().find(|info| info.name == cage);
        found.map(|info| info.sandbox.state).unwrap_or_default()
    }

    pub(crate) fn until(&self, what: &str, so: impl Fn() -> bool) {
        let asked = || {
            // Whatever it looks at, the core and its warden have their turn in between.
            self.cages();
            false
        };
        assert!((0..PATIENCE).any(|_| so() || asked()), "never: {what}");
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.ask(Command::Quit);
        let ended = self.child.wait();
        assert!(ended.is_ok_and(|status| status.success()) || std::thread::panicking());
    }
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn what_a_program_reads_writes_and_ends_with_is_passed_on() {
    let session = Session::start(&[]);
    if session.kept(&["work", "true"]).is_none() {
        return;
    }
    let script = "cat; echo oops >&2; echo $LISERE_CAGE $HOME $SECRET_TOKEN; exit 5";
    let mut client = session.client(&["work", "--", "sh", "-c", script]);
    let mut client = client
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // More than pipes hold.
    let words = "some words\n".repeat(40_000);
    let mut input = client.stdin.take().unwrap();
    let written = words.clone();
    let writer = std::thread::spawn(move || input.write_all(written.as_bytes()));
    let output = client.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert_eq!(output.status.code(), Some(5));
    assert_eq!(text(&output.stderr), "oops\n");
    let said = text(&output.stdout);
    assert!(said.starts_with(&words));
    assert_eq!(&said[words.len()..], "work /home/user\n");
    assert_eq!(session.state("work"), "running");
}

#[test]
fn what_cannot_run_says_why_with_a_code_of_its_own() {
    let session = Session::start(&[]);
    let unknown = session.run(&["nowhere", "true"]);
    assert_eq!(unknown.status.code(), Some(125));
    let said = text(&unknown.stderr);
    assert!(said.contains("there is no cage nowhere"), "{said}");
    assert!(
        said.contains("web") && !said.contains("disposable-1"),
        "{said}"
    );
    let unused = session.run(&["disposable-1", "true"]);
    assert_eq!(unused.status.code(), Some(125));
    assert!(text(&unused.stderr).contains("is not in use"));
    let alone = session.run(&["--socket", "/nonexistent/control", "work", "true"]);
    assert_eq!(alone.status.code(), Some(125));
    assert!(text(&alone.stderr).contains("no session answers"));
    assert_eq!(session.run(&["work"]).status.code(), Some(125));
    if let Some(missing) = session.kept(&["work", "no-such-program"]) {
        assert_eq!(missing.status.code(), Some(127));
        let none = session.run(&["work", "/etc/passwd"]);
        assert_eq!(none.status.code(), Some(126));
        let killed = session.run(&["work", "--", "sh", "-c", "kill -9 $$"]);
        assert_eq!(killed.status.code(), Some(137));
    }
}

#[test]
fn a_cage_is_stopped_killed_and_frozen_with_its_programs() {
    let session = Session::start(&[]);
    if session.kept(&["work", "true"]).is_none() {
        return;
    }
    let (mut client, _said) =
        session.spawn("trap 'exit 3' TERM; echo up; tail -f /dev/null & wait");
    let info = session.cages().into_iter().find(|info| info.name == "work");
    let sandbox = info.unwrap().sandbox;
    assert!(sandbox.processes >= Some(1), "{sandbox:?}");
    session.act("work", CageAct::Stop);
    assert_eq!(client.wait().unwrap().code(), Some(3));
    session.until("stopped", || session.state("work") == "stopped");

    let (mut client, _said) = session.spawn("trap '' TERM; echo up; tail -f /dev/null");
    session.act("work", CageAct::Kill);
    assert_eq!(client.wait().unwrap().code(), Some(137));

    let (mut client, mut said) = session.spawn("echo up; read line; echo $line");
    session.act("work", CageAct::Freeze);
    session.until("frozen", || session.state("work") == "frozen");
    let refused = session.run(&["work", "true"]);
    assert_eq!(refused.status.code(), Some(125));
    assert!(text(&refused.stderr).contains("is frozen"));
    let mut input = client.stdin.take().unwrap();
    input.write_all(b"on\n").unwrap();
    session.act("work", CageAct::Thaw);
    let mut rest = String::new();
    said.read_to_string(&mut rest).unwrap();
    assert_eq!(
        (rest.as_str(), client.wait().unwrap().code()),
        ("on\n", Some(0))
    );
}

#[test]
fn signals_reach_the_program_and_a_lost_client_ends_it() {
    let session = Session::start(&[]);
    if session.kept(&["work", "true"]).is_none() {
        return;
    }
    let pid = |child: &Child| Pid::from_child(child);
    let script = "trap 'echo heard; exit 4' INT; echo up; tail -f /dev/null & wait";
    let (mut client, mut said) = session.spawn(script);
    kill_process(pid(&client), Signal::INT).unwrap();
    let mut rest = String::new();
    said.read_to_string(&mut rest).unwrap();
    assert_eq!(
        (rest.as_str(), client.wait().unwrap().code()),
        ("heard\n", Some(4))
    );

    let (mut client, _said) =
        session.spawn("trap 'echo > told; exit' HUP; echo up; while :; do :; done");
    kill_process(pid(&client), Signal::KILL).unwrap();
    client.wait().unwrap();
    let told = session
        .place
        .path()
        .join("data/lisere/cages/work/home/told");
    session.until("told of its client's end", || told.exists());
}

#[test]
fn a_program_on_a_terminal_has_one_of_its_own() {
    let session = Session::start(&[]);
    if session.kept(&["work", "true"]).is_none() {
        return;
    }
    let command = format!(
        "stty rows 33 cols 101; {} work -- sh -c 'tty; stty size; exit 9'; \
         code=$?; stty -a | grep -o ' icanon'; exit $code",
        beside("lisere-cage").display()
    );
    let script = Program::new("script")
        .args(["-qec", &command, "/dev/null"])
        .env("XDG_RUNTIME_DIR", session.place.path())
        .env_remove("LISERE_CONTROL")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut script) = script else {
        eprintln!("not tried: there is no `script` to make a terminal");
        return;
    };
    // While it is open, nothing is typed at the terminal.
    let stdin = script.stdin.take();
    let output = script.wait_with_output().unwrap();
    drop(stdin);
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(9), "{said}");
    assert!(said.contains("/dev/pts/0\r\n33 101\r\n"), "{said}");
    assert!(
        said.contains(" icanon"),
        "the terminal is as before: {said}"
    );
}

#[test]
fn a_disposable_cage_lives_from_its_name_to_its_last_program() {
    let session = Session::start(&[]);
    let names = || -> Vec<String> { session.cages().into_iter().map(|info| info.name).collect() };
    let before = names();
    assert!(
        !before.iter().any(|name| name == "disposable-1"),
        "{before:?}"
    );
    let new = |like: &str| {
        let like = like.to_owned();
        session.ask(Command::NewCage {
            like,
            disposable: true,
        })
    };
    let Err(ClientError::Refused(refused)) = new("vault") else {
        panic!("the policy has none of it")
    };
    assert_eq!(refused.code, FailureCode::NotAllowed);
    let Answer::NewCage(made) = new("disposable").unwrap() else {
        panic!("no name")
    };
    assert_eq!(made.cage, "disposable-1");
    assert!(names().contains(&made.cage));
    let script = "ls -A; echo x > kept; ls";
    let Some(output) = session.kept(&["disposable-1", "sh", "-c", script]) else {
        return;
    };
    assert_eq!(text(&output.stdout), "kept\n");
    session.until("gone again", || !names().contains(&made.cage));
    let home = session
        .place
        .path()
        .join("data/lisere/cages/disposable-1/home");
    assert_eq!(fs::read_dir(home).unwrap().count(), 0);
    let Answer::NewCage(next) = new("disposable").unwrap() else {
        panic!("no name")
    };
    assert_eq!(next.cage, "disposable-2", "no name is used again at once");
}

#[test]
fn without_sandboxes_programs_run_here_and_that_is_recorded() {
    let session = Session::start(&["--without-sandboxes"]);
    let script = "echo $LISERE_CAGE $WAYLAND_DISPLAY; exit 6";
    let output = session.run(&["work", "--", "sh", "-c", script]);
    assert_eq!(output.status.code(), Some(6), "{}", text(&output.stderr));
    let socket = session.place.path().join("lisere/cages/work/wayland-0");
    let expected = format!("work {}\n", socket.display());
    assert_eq!(text(&output.stdout), expected);
    assert_eq!(
        session.run(&["work", "no-such-program"]).status.code(),
        Some(127)
    );
    for command in [
        Command::NewCage {
            like: "disposable".into(),
            disposable: true,
        },
        Command::Cage {
            cage: "work".into(),
            act: CageAct::Stop,
        },
    ] {
        assert!(matches!(session.ask(command), Err(ClientError::Refused(_))));
    }
    let engine = session.cages().into_iter().find(|info| info.name == "work");
    assert_eq!(engine.unwrap().sandbox.engine, "none");
    let journal = session.place.path().join("state/lisere/journal");
    let segments = || {
        let files = fs::read_dir(&journal).into_iter().flatten().flatten();
        let texts = files.filter_map(|file| fs::read_to_string(file.path()).ok());
        texts.collect::<String>()
    };
    session.until("recorded", || segments().contains("\"sandboxes-off\""));
}
