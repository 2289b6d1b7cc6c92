//! A headless session of real programs, asked through its control socket.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use liserectl::{Answer, CageAct, CageInfo, Client, ClientError, Command as Ask, GateInfo};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use crate::patience::until;
use crate::program::Program;

/// A running session; it ends with the test.
pub(crate) struct Session {
    child: Child,
    runtime: TempDir,
}

/// Where cargo has put the programs.
pub(crate) fn programs() -> PathBuf {
    let test = std::env::current_exe().expect("the test's own path");
    let folder = test.parent().and_then(Path::parent);
    let folder = folder.expect("the folder of programs").to_owned();
    for name in [
        "lisere",
        "lisere-gate",
        "lisere-helper",
        "lisere-cage",
        "lisere-lists",
    ] {
        assert!(
            folder.join(name).exists(),
            "{name} is missing: cargo build -p {name}"
        );
    }
    folder
}

/// A session to be, in a runtime folder, whose cages the tests themselves may come to.
pub(crate) fn lisere(program: &Path, runtime: &Path) -> Command {
    let mut command = keeping(program, runtime);
    command.arg("--without-sandboxes");
    command
}

/// The same where only programs in a cage's sandbox may.
fn keeping(program: &Path, runtime: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .args(["--backend", "headless", "--renderer", "pixman"])
        .args(["--preset", "home", "--output", "640x400", "--print-ready"])
        .env("XDG_RUNTIME_DIR", runtime)
        .env("XDG_CONFIG_HOME", runtime)
        .env("XDG_DATA_HOME", runtime.join("data"))
        .env("XDG_STATE_HOME", runtime.join("state"))
        .env("LISERE_LOG", "off");
    command
}

impl Session {
    /// Starts one, and waits until it answers.
    pub(crate) fn start() -> Session {
        Session::of(lisere)
    }

    /// One that keeps programs in sandboxes.
    pub(crate) fn start_keeping() -> Session {
        Session::of(keeping)
    }

    fn of(command: fn(&Path, &Path) -> Command) -> Session {
        let runtime = tempfile::tempdir().expect("a runtime folder");
        let mut child = command(&programs().join("lisere"), runtime.path())
            .stdout(Stdio::piped())
            .spawn()
            .expect("lisere");
        let mut ready = String::new();
        let mut out = BufReader::new(child.stdout.take().expect("its output"));
        out.read_line(&mut ready).expect("a line");
        assert!(ready.starts_with("ready "), "lisere did not start");
        Session { child, runtime }
    }

    fn ask(&self, question: Ask) -> Result<Answer, ClientError> {
        Client::connect(&self.control())?.ask(question)
    }

    pub(crate) fn cage(&self, name: &str) -> CageInfo {
        let Answer::Cages(cages) = self.ask(Ask::Cages).expect("an answer") else {
            panic!("no cages");
        };
        let found = cages.into_iter().find(|cage| cage.name == name);
        found.expect("the cage")
    }

    pub(crate) fn gate(&self, cage: &str) -> GateInfo {
        self.cage(cage).gate.expect("what is known of its gate")
    }

    /// The process of a cage's gate.
    pub(crate) fn pid(&self, cage: &str) -> u32 {
        self.gate(cage).pid.expect("a gate")
    }

    /// Does something to a cage; whether the session did as asked.
    pub(crate) fn act(&self, cage: &str, act: CageAct) -> bool {
        let cage = cage.to_owned();
        self.ask(Ask::Cage { cage, act }).is_ok()
    }

    /// The runtime folder.
    pub(crate) fn runtime(&self) -> &Path {
        self.runtime.path()
    }

    /// The workspace that its output shows.
    pub(crate) fn workspace(&self) -> u32 {
        match self.ask(Ask::Status).expect("an answer") {
            Answer::Status(status) => status.outputs[0].workspace,
            other => panic!("no status but {other:?}"),
        }
    }

    /// Ends it, as its user would.
    pub(crate) fn quit(&self) {
        self.ask(Ask::Quit).expect("an end");
    }

    /// The control socket.
    pub(crate) fn control(&self) -> PathBuf {
        self.runtime.path().join("lisere/control")
    }

    /// The lines of the journal, as far as they are written.
    pub(crate) fn records(&self) -> Vec<String> {
        let folder = self.runtime.path().join("state/lisere/journal");
        let files = std::fs::read_dir(folder).expect("the journal");
        let texts = files.filter_map(|file| std::fs::read_to_string(file.ok()?.path()).ok());
        let lines = |text: String| text.lines().map(str::to_owned).collect::<Vec<_>>();
        texts.flat_map(lines).collect()
    }

    /// Where the programs of a cage connect.
    pub(crate) fn socket(&self, cage: &str) -> PathBuf {
        let cages = self.runtime.path().join("lisere/cages");
        cages.join(cage).join("wayland-0")
    }

    /// A program of a cage with a window.
    pub(crate) fn program(&self, cage: &str) -> Program {
        Program::show(&self.socket(cage), (120, 80), 0x00ff_00ff)
    }

    /// Kills a cage's gate and waits for what follows.
    pub(crate) fn murder(&self, cage: &str) -> GateInfo {
        let GateInfo { pid, deaths, .. } = self.gate(cage);
        signal(pid.expect("a gate"), Signal::KILL);
        until("the death is noticed", || {
            Some(self.gate(cage)).filter(|gate| gate.deaths > deaths)
        })
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends a signal to a gate.
pub(crate) fn signal(pid: u32, signal: Signal) {
    let pid = i32::try_from(pid).ok().and_then(Pid::from_raw);
    kill_process(pid.expect("a process"), signal).expect("a process of ours");
}
