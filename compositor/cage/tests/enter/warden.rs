//! What the warden does for one cage, done by a test.

use std::fs::{self, File};
use std::io::Read;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::fs::chown;
use std::os::unix::net::UnixListener;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use lisere_cage::message::{Down, Refusal, Run, Size, Task, Tiding, Up, code};
use lisere_cage::recipe::Recipe;
use lisere_policy::{Rights, Sandbox};
use lisere_post::{Wait, packed, pair, receive, send};
use rustix::net::sockopt::{Timeout, set_socket_passcred, set_socket_timeout};
use rustix::process::geteuid;
use serde::de::DeserializeOwned;
use tempfile::TempDir;

/// Nothing of a cage takes as long, unless it hangs.
const PATIENCE: Duration = Duration::from_secs(30);
/// An ordinary user that no machine knows.
pub(crate) const STRANGER: u32 = 51_234;

/// A cage that stands.
pub(crate) struct Cage {
    child: Child,
    warden: OwnedFd,
    acts: u64,
    /// `home`, `state`, `journal`, the socket and the program.
    pub(crate) root: TempDir,
    pub(crate) listener: UnixListener,
}

/// A program that runs in it.
pub(crate) struct Running {
    pub(crate) line: OwnedFd,
    pub(crate) output: File,
}

/// A cage named work, as most are.
fn recipe(root: &Path) -> Recipe {
    Recipe {
        name: "work".into(),
        title: "Work".into(),
        level: "Trusted".into(),
        colour: "#4a90d9".into(),
        sandbox: Sandbox::default(),
        rights: Rights::default(),
        user: 1000,
        socket: root.join("wayland-0"),
        home: Some(root.join("home")),
        state: Some(root.join("state")),
        journal: Some(root.join("journal")),
        disposable: false,
        bare: false,
        variables: Vec::new(),
    }
}

/// A message within patience.
pub(crate) fn heard<M: DeserializeOwned>(socket: impl AsFd) -> lisere_post::Received<M> {
    set_socket_timeout(&socket, Timeout::Recv, Some(PATIENCE)).unwrap();
    receive(socket, Wait::Yes).unwrap()
}

impl Cage {
    /// Builds the cage as the user that runs the test; `None` where this machine can't, which
    /// is said.
    pub(crate) fn start(change: impl FnOnce(&mut Recipe)) -> Option<Self> {
        Self::start_as(None, change)
    }

    /// The same as another user.
    pub(crate) fn start_as(user: Option<u32>, change: impl FnOnce(&mut Recipe)) -> Option<Self> {
        match Self::try_start(user, change) {
            Ok(cage) => Some(cage),
            Err(refusal) => {
                assert_eq!(refusal.code, code::FAILED);
                assert!(!refusal.message.is_empty());
                let known = ["namespace", "not installed", "/proc", "kernel"];
                let said = format!("{}; {}", refusal.message, refusal.help);
                assert!(known.iter().any(|word| said.contains(word)), "{said}");
                eprintln!("not tried, since this machine can't keep cages: {said}");
                None
            }
        }
    }

    /// The same, with what was refused.
    pub(crate) fn try_start(
        user: Option<u32>,
        change: impl FnOnce(&mut Recipe),
    ) -> Result<Self, Refusal> {
        let root = tempfile::tempdir().unwrap();
        let at = |name: &str| root.path().join(name);
        // By another process: one that is being written by this one can't be started.
        let copied = Command::new("cp")
            .args([
                env!("CARGO_BIN_EXE_lisere-cage").as_ref(),
                at("lisere-cage").as_path(),
            ])
            .status();
        assert!(copied.unwrap().success());
        for folder in ["home", "state", "journal"] {
            fs::create_dir(at(folder)).unwrap();
        }
        fs::write(at("home/bait-of-the-home"), "").unwrap();
        let listener = UnixListener::bind(at("wayland-0")).unwrap();
        if user.is_some() {
            for path in ["", "lisere-cage", "home", "state", "journal", "wayland-0"] {
                chown(at(path), user, user).unwrap();
            }
        }
        let mut recipe = recipe(root.path());
        change(&mut recipe);
        let (warden, theirs) = pair().unwrap();
        set_socket_passcred(&warden, true).unwrap();
        let mut command = Command::new(at("lisere-cage"));
        command
            .arg("--enter")
            .stdin(Stdio::from(theirs))
            .env("SECRET_TOKEN", "secret");
        if let Some(user) = user {
            command.uid(user).gid(user);
        }
        let child = command.spawn().unwrap();
        drop(command);
        send(&warden, &packed(&recipe), &[], Wait::Yes).unwrap();
        let first = heard::<Tiding>(&warden);
        let mut cage = Self {
            child,
            warden,
            acts: 0,
            root,
            listener,
        };
        match first.message {
            Tiding::Ready => Ok(cage),
            Tiding::Failed(refusal) => {
                cage.child.wait().unwrap();
                Err(refusal)
            }
            other => panic!("{other:?}"),
        }
    }

    /// Says something to its init.
    pub(crate) fn task(&self, task: &Task, fds: &[BorrowedFd<'_>]) {
        send(&self.warden, &packed(task), fds, Wait::Yes).unwrap();
    }

    /// What its init says next.
    pub(crate) fn tiding(&self) -> Tiding {
        heard(&self.warden).message
    }

    /// Starts a program; `Err` if it is refused.
    pub(crate) fn run(&mut self, run: Run) -> Result<Running, Refusal> {
        self.acts += 1;
        let (line, theirs) = pair().unwrap();
        let (output, written) = rustix::pipe::pipe().unwrap();
        let null = File::open("/dev/null").unwrap();
        let standard = [
            theirs.as_fd(),
            null.as_fd(),
            written.as_fd(),
            written.as_fd(),
        ];
        let fds = if run.terminal.is_some() {
            &standard[..1]
        } else {
            &standard[..]
        };
        self.task(
            &Task::Run {
                act: self.acts,
                run,
            },
            fds,
        );
        drop((theirs, written));
        let Tiding::Ran { act, refusal } = self.tiding_but_idle() else {
            panic!("an answer is due");
        };
        assert_eq!(act, self.acts);
        refusal.map_or(
            Ok(Running {
                line,
                output: output.into(),
            }),
            Err,
        )
    }

    /// The end of programs that ran before may come between.
    fn tiding_but_idle(&self) -> Tiding {
        loop {
            match self.tiding() {
                Tiding::Idle => {}
                other => return other,
            }
        }
    }

    /// Runs a script to its end; all that it says.
    pub(crate) fn sh(&mut self, script: &str) -> String {
        let (said, _) = self.run(words(&["sh", "-c", script])).unwrap().ended();
        said
    }

    /// The home as the machine sees it.
    pub(crate) fn home(&self) -> std::path::PathBuf {
        self.root.path().join("home")
    }
}

impl Drop for Cage {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Running {
    /// All that it says until nobody is left to, and its exit code.
    pub(crate) fn ended(mut self) -> (String, u8) {
        let mut said = Vec::new();
        self.output.read_to_end(&mut said).unwrap();
        (String::from_utf8_lossy(&said).into_owned(), self.code())
    }

    /// Its exit code.
    pub(crate) fn code(&self) -> u8 {
        match heard::<Up>(&self.line).message {
            Up::Ended(code) => code,
            other @ Up::Terminal => panic!("{other:?}"),
        }
    }

    /// Says something along its line.
    pub(crate) fn down(&self, down: Down) {
        send(&self.line, &packed(&down), &[], Wait::Yes).unwrap();
    }

    /// The other end of its terminal.
    pub(crate) fn terminal(&self) -> File {
        let mut received = heard::<Up>(&self.line);
        assert_eq!(received.message, Up::Terminal);
        received.fds.remove(0).into()
    }
}

/// A program without anything else.
pub(crate) fn words(argv: &[&str]) -> Run {
    Run {
        argv: argv.iter().map(|word| (*word).to_owned()).collect(),
        env: Vec::new(),
        folder: None,
        terminal: None,
    }
}

/// The same on a terminal.
pub(crate) fn on_terminal(argv: &[&str]) -> Run {
    Run {
        terminal: Some(Size {
            rows: 33,
            columns: 77,
        }),
        ..words(argv)
    }
}

/// Whether this test may be somebody else.
pub(crate) fn root() -> bool {
    geteuid().is_root() && has_a_stranger()
}

/// Whether this user namespace knows one at all.
fn has_a_stranger() -> bool {
    let map = fs::read_to_string("/proc/self/uid_map").unwrap();
    map.lines().any(|line| {
        let mut numbers = line.split_whitespace().map(|n| n.parse::<u32>().unwrap());
        let (first, _, count) = (numbers.next(), numbers.next(), numbers.next());
        let first = first.unwrap();
        (first..first.saturating_add(count.unwrap())).contains(&STRANGER)
    })
}
