//! A compositor that runs, and where its clients find it.

use std::fs::{DirBuilder, File};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::DirBuilderExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use lisere_bench::connection::Connection;
use rustix::event::{Timespec, poll};
use rustix::process::{Pid, Signal, kill_process};

use crate::peer::Peer;
use crate::plan::Plan;
use crate::processes::tree;

/// How long one may take to start.
const START: Duration = Duration::from_secs(20);
/// How long one may take to end before it is killed.
const END: Duration = Duration::from_secs(3);
/// Between two looks at something that tells nobody when it happens.
const LOOK: Duration = Duration::from_micros(100);

/// A running compositor; it ends with this.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) place: Place,
    /// When it was started.
    pub(crate) began: Instant,
    child: Child,
}

/// Where clients find a compositor.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) peer: Peer,
    pub(crate) runtime: PathBuf,
}

impl Session {
    /// Starts one in a fresh runtime folder.
    pub(crate) fn start(peer: Peer, plan: &Plan) -> io::Result<Self> {
        let runtime = Self::folder(&plan.folder, peer)?;
        let log = plan.folder.join(format!("{}.log", peer.name()));
        let command = peer.command(&runtime, &plan.lisere)?;
        Self::spawn(peer, runtime, command, &log)
    }

    /// A fresh runtime folder.
    pub(crate) fn folder(folder: &Path, peer: Peer) -> io::Result<PathBuf> {
        let runtime = folder.join(peer.name());
        match std::fs::remove_dir_all(&runtime) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => DirBuilder::new().mode(0o700).create(&runtime)?,
        }
        Ok(runtime)
    }

    /// Starts one by a command that was prepared for this folder.
    pub(crate) fn spawn(
        peer: Peer,
        runtime: PathBuf,
        mut command: Command,
        log: &Path,
    ) -> io::Result<Self> {
        let log = File::create(log)?;
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log);
        let began = Instant::now();
        let started = command.spawn();
        let child = started.map_err(|error| other(&format!("can't start: {error}")))?;
        let place = Place { peer, runtime };
        Ok(Self {
            place,
            began,
            child,
        })
    }

    /// Waits until it takes a connection.
    pub(crate) fn connect(&mut self) -> io::Result<Connection> {
        self.connect_at(&self.place.socket())
    }

    /// Waits until it takes one at this socket.
    pub(crate) fn connect_at(&mut self, socket: &Path) -> io::Result<Connection> {
        loop {
            if let Ok(connection) = Connection::connect(socket) {
                return Ok(connection);
            }
            if let Some(status) = self.child.try_wait()? {
                return Err(other(&format!("it ended at once: {status}")));
            }
            if self.began.elapsed() > START {
                return Err(other("it did not start in time"));
            }
            pause(LOOK)?;
        }
    }

    /// All its processes, its helpers among them.
    pub(crate) fn processes(&self) -> Vec<u32> {
        tree(self.child.id())
    }

    fn end(&mut self) -> io::Result<()> {
        let pid = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw);
        if let Some(pid) = pid {
            kill_process(pid, Signal::TERM)?;
        }
        let end = Instant::now() + END;
        while self.child.try_wait()?.is_none() {
            if Instant::now() > end {
                self.child.kill()?;
            }
            pause(LOOK * 50)?;
        }
        Ok(())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if let Err(error) = self.end() {
            crate::note(&format!(
                "{} may still run: {error}",
                self.place.peer.name()
            ));
        }
    }
}

impl Place {
    pub(crate) fn socket(&self) -> PathBuf {
        self.peer.socket(&self.runtime)
    }

    /// Where the programs of one of our cages find it.
    pub(crate) fn socket_of(&self, cage: &str) -> PathBuf {
        self.runtime.join(format!("lisere/cages/{cage}/wayland-0"))
    }

    /// What places windows all over the output, where the compositor does not do so itself.
    pub(crate) fn scatter(&self) -> io::Result<Option<Scatter>> {
        match self.peer {
            Peer::Sway => Scatter::new(&self.runtime).map(Some),
            Peer::Weston | Peer::Lisere => Ok(None),
        }
    }
}

/// Moves sway's windows, which it would all put into the middle.
#[derive(Debug)]
pub(crate) struct Scatter {
    socket: UnixStream,
    seed: u32,
}

impl Scatter {
    fn new(runtime: &Path) -> io::Result<Self> {
        let named = |path: &PathBuf| path.to_string_lossy().contains("sway-ipc");
        let mut paths = std::fs::read_dir(runtime)?.flatten().map(|e| e.path());
        let path = paths
            .find(named)
            .ok_or_else(|| other("no sway-ipc socket"))?;
        let socket = UnixStream::connect(path)?;
        Ok(Self { socket, seed: 1 })
    }

    /// Moves a window of some size to a place of its own, the same in every run.
    pub(crate) fn place(&mut self, name: &str, width: i32, height: i32) -> io::Result<()> {
        let x = self.below(1920 - width);
        let y = self.below(1080 - height);
        self.tell(&format!(
            "[app_id=\"^{name}$\"] move absolute position {x} {y}"
        ))
    }

    fn below(&mut self, end: i32) -> u32 {
        let end = u32::try_from(end).unwrap_or(0).max(1);
        self.seed = self
            .seed
            .wrapping_mul(1_664_525)
            .wrapping_add(1_013_904_223);
        (self.seed >> 8) % end
    }

    /// One i3-ipc command: a magic word, the size, the type, the text; and its answer.
    fn tell(&mut self, command: &str) -> io::Result<()> {
        let size = u32::try_from(command.len()).unwrap_or(0).to_ne_bytes();
        let message = [b"i3-ipc".as_slice(), &size, &[0; 4], command.as_bytes()];
        self.socket.write_all(&message.concat())?;
        let mut magic = [0; 6];
        let mut size = [0; 4];
        let mut kind = [0; 4];
        self.socket.read_exact(&mut magic)?;
        self.socket.read_exact(&mut size)?;
        self.socket.read_exact(&mut kind)?;
        let answer = u64::from(u32::from_ne_bytes(size));
        io::copy(&mut (&self.socket).take(answer), &mut io::sink()).map(drop)
    }
}

/// Lets time pass.
pub(crate) fn pause(time: Duration) -> io::Result<()> {
    let time = Timespec::try_from(time).map_err(|_| other("too long a pause"))?;
    poll(&mut [], Some(&time))?;
    Ok(())
}

fn other(text: &str) -> io::Error {
    io::Error::other(text.to_owned())
}
