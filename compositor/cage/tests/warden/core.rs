//! A core that has nothing but cages.

use std::fs::{self, File};
use std::io::Read;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use lisere_cage::message::{CageState, News, Order, Refusal, Run, Up};
use lisere_cage::recipe::Recipe;
use lisere_policy::{Rights, Sandbox};
use lisere_post::{PostError, Received, Wait, packed, pair, receive, send};
use rustix::net::sockopt::{Timeout, set_socket_timeout};
use tempfile::TempDir;

/// Nothing takes as long, unless it hangs.
const PATIENCE: Duration = Duration::from_secs(60);

/// A warden and its cages' places.
pub(crate) struct Core {
    child: Child,
    socket: OwnedFd,
    acts: u64,
    pub(crate) place: TempDir,
    /// States that were heard of while something else was waited for.
    pub(crate) states: Vec<(String, CageState)>,
    _listeners: Vec<UnixListener>,
}

/// A program that runs.
pub(crate) struct Running {
    line: OwnedFd,
    output: File,
}

impl Core {
    pub(crate) fn start() -> Self {
        let (socket, theirs) = pair().unwrap();
        let child = Command::new(env!("CARGO_BIN_EXE_lisere-cage"))
            .arg("--warden")
            .stdin(Stdio::from(theirs))
            .spawn()
            .unwrap();
        set_socket_timeout(&socket, Timeout::Recv, Some(PATIENCE)).unwrap();
        Self {
            child,
            socket,
            acts: 0,
            place: tempfile::tempdir().unwrap(),
            states: Vec::new(),
            _listeners: Vec::new(),
        }
    }

    /// Tells it of a cage.
    pub(crate) fn cage(&mut self, name: &str, change: impl FnOnce(&mut Recipe)) {
        let folder = self.place.path().join(name);
        fs::create_dir_all(folder.join("home")).unwrap();
        fs::create_dir_all(folder.join("state")).unwrap();
        let socket = folder.join("wayland-0");
        self._listeners.push(UnixListener::bind(&socket).unwrap());
        let mut recipe = Recipe {
            name: name.into(),
            title: name.into(),
            level: "Trusted".into(),
            colour: "#4a90d9".into(),
            sandbox: Sandbox::default(),
            rights: Rights::default(),
            user: 1000,
            socket,
            home: Some(folder.join("home")),
            state: Some(folder.join("state")),
            journal: None,
            disposable: false,
            bare: false,
            variables: Vec::new(),
        };
        change(&mut recipe);
        self.tell(&Order::Cage(Box::new(recipe)), &[]);
    }

    pub(crate) fn home(&self, cage: &str) -> std::path::PathBuf {
        self.place.path().join(cage).join("home")
    }

    pub(crate) fn tell(&self, order: &Order, fds: &[OwnedFd]) {
        let fds: Vec<_> = fds.iter().map(AsFd::as_fd).collect();
        send(&self.socket, &packed(order), &fds, Wait::Yes).unwrap();
    }

    /// The next thing it says but states, which are kept.
    pub(crate) fn heard(&mut self) -> News {
        loop {
            match self.next() {
                News::State { cage, state } => self.states.push((cage, state)),
                news => return news,
            }
        }
    }

    fn next(&self) -> News {
        let received: Result<Received<News>, PostError> = receive(&self.socket, Wait::Yes);
        received.expect("the warden says something").message
    }

    /// Waits until a cage is so.
    pub(crate) fn until(&mut self, cage: &str, state: &CageState) {
        let so = |(name, is): &(String, CageState)| name == cage && is == state;
        while !self.states.iter().any(so) {
            if let News::State { cage, state } = self.next() {
                self.states.push((cage, state));
            }
        }
        self.states.clear();
    }

    pub(crate) fn act(&mut self) -> u64 {
        self.acts += 1;
        self.acts
    }

    /// Runs a program without anything.
    pub(crate) fn run(
        &mut self,
        cage: &str,
        argv: &[&str],
        folder: Option<&Path>,
    ) -> Option<Refusal> {
        self.ask(cage, argv, folder, &[])
    }

    /// Runs a program whose output is read.
    pub(crate) fn open(&mut self, cage: &str, argv: &[&str]) -> Result<Running, Refusal> {
        let (line, theirs) = pair().unwrap();
        set_socket_timeout(&line, Timeout::Recv, Some(PATIENCE)).unwrap();
        let null = File::open("/dev/null").unwrap();
        let (output, stdout) = rustix::pipe::pipe().unwrap();
        let stderr = stdout.try_clone().unwrap();
        let fds = [theirs, null.into(), stdout, stderr];
        match self.ask(cage, argv, None, &fds) {
            Some(refusal) => Err(refusal),
            None => Ok(Running {
                line,
                output: output.into(),
            }),
        }
    }

    fn ask(
        &mut self,
        cage: &str,
        argv: &[&str],
        folder: Option<&Path>,
        fds: &[OwnedFd],
    ) -> Option<Refusal> {
        let act = self.act();
        let run = Run {
            argv: argv.iter().map(|&word| word.to_owned()).collect(),
            env: Vec::new(),
            folder: folder.map(|folder| folder.to_str().unwrap().to_owned()),
            terminal: None,
        };
        let cage = cage.to_owned();
        self.tell(&Order::Run { act, cage, run }, fds);
        match self.heard() {
            News::Ran { act: of, refusal } if of == act => refusal,
            other => panic!("{other:?}"),
        }
    }

    /// Hangs up, and waits until it has ended.
    pub(crate) fn end(self) -> TempDir {
        let Self {
            mut child,
            socket,
            place,
            ..
        } = self;
        drop(socket);
        assert!(child.wait().unwrap().success());
        place
    }
}

impl Running {
    /// The next line that it says, with its end.
    pub(crate) fn line(&mut self) -> String {
        let mut said = String::new();
        while !said.ends_with('\n') {
            let mut byte = [0];
            self.output.read_exact(&mut byte).unwrap();
            said.push(char::from(byte[0]));
        }
        said
    }

    /// All that it says, and how it ends.
    pub(crate) fn ended(mut self) -> (String, Option<u8>) {
        let mut said = String::new();
        self.output.read_to_string(&mut said).unwrap();
        match receive::<Up>(&self.line, Wait::Yes) {
            Ok(Received {
                message: Up::Ended(code),
                ..
            }) => (said, Some(code)),
            Err(PostError::End) => (said, None),
            other => panic!("{other:?}"),
        }
    }
}
