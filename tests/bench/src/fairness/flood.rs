//! Sixty-four connections that ask for one thing as fast as they are let.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::ValueEnum;
use lisere_bench::client::Client;
use lisere_bench::connection::Connection;
use lisere_bench::message::Argument;
use lisere_bench::opcode::{compositor, display, pool, region, shm, surface, toplevel};
use lisere_bench::opcode::{wm_base, xdg_surface};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{MemfdFlags, ftruncate, memfd_create};

/// As many as a cage may have.
const CONNECTIONS: usize = 64;
/// Bytes that wait in a connection before no more requests are made up.
const AHEAD: usize = 16 << 10;

/// What is asked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum Flood {
    /// Regions with sixty-four rectangles, made and destroyed
    Region,
    /// Answers
    Sync,
    /// Commits of a surface
    Commit,
    /// Damage of a surface, and a commit now and then
    Damage,
    /// Surfaces, made and destroyed
    Surface,
    /// Registries, which nobody can destroy
    Registry,
    /// Descriptors in pools that are kept
    Fd,
    /// Pools, made and destroyed
    Pool,
    /// Titles of a window
    Title,
    /// Connections, opened and closed
    Churn,
}

impl Flood {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Sync => "sync",
            Self::Commit => "commit",
            Self::Damage => "damage",
            Self::Surface => "surface",
            Self::Registry => "registry",
            Self::Fd => "fd",
            Self::Pool => "pool",
            Self::Title => "title",
            Self::Churn => "churn",
        }
    }
}

/// What the flooding process is told.
#[derive(Debug, clap::Args)]
pub(crate) struct Flooding {
    #[arg(long, value_enum)]
    flood: Flood,
    #[arg(long)]
    socket: PathBuf,
}

impl Flooding {
    /// Floods until standard input ends.
    pub(crate) fn run(&self) -> io::Result<()> {
        let mut sources = Vec::new();
        for _ in 0..CONNECTIONS {
            sources.extend(Source::new(self.flood, &self.socket));
        }
        let begin = Instant::now();
        writeln!(io::stdout(), "ready")?;
        let stdin = io::stdin();
        let now = Timespec::default();
        let (mut rounds, mut ended) = (0_u64, 0_u64);
        while poll(&mut [PollFd::new(&stdin, PollFlags::IN)], Some(&now))? == 0 {
            let before = sources.len();
            sources.retain_mut(|source| source.step(self.flood).is_ok());
            ended += (before - sources.len()) as u64;
            rounds += 1;
            for _ in sources.len()..CONNECTIONS {
                sources.extend(Source::new(self.flood, &self.socket));
            }
            wait(&sources)?;
        }
        let sent: u64 = sources.iter().map(|source| source.requests).sum();
        crate::note(&format!(
            "  {} connections in {:.1} s: {rounds} rounds, {ended} were ended, {sent} requests of those left",
            sources.len(),
            begin.elapsed().as_secs_f64(),
        ));
        Ok(())
    }
}

/// Waits a little where no connection takes more.
fn wait(sources: &[Source]) -> io::Result<()> {
    let flags = PollFlags::IN | PollFlags::OUT;
    let sockets = sources.iter();
    let mut sockets: Vec<_> = sockets
        .map(|source| PollFd::new(&source.client.connection, flags))
        .collect();
    let moment = Timespec {
        tv_sec: 0,
        tv_nsec: 1_000_000,
    };
    match poll(&mut sockets, Some(&moment)) {
        Ok(_) | Err(rustix::io::Errno::INTR) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// One connection.
#[derive(Debug)]
struct Source {
    client: Client,
    surface: u32,
    toplevel: u32,
    requests: u64,
}

impl Source {
    fn new(flood: Flood, socket: &Path) -> io::Result<Self> {
        let mut client = Client::connect(socket)?;
        client.bind_all()?;
        let mut source = Self {
            surface: client.connection.new_id(),
            client,
            toplevel: 0,
            requests: 0,
        };
        let (surface, compositor) = (source.surface, source.client.compositor);
        source.ask(compositor, compositor::CREATE_SURFACE, &[surface]);
        if flood == Flood::Title {
            let base = source.client.wm_base;
            let xdg = source.connection().new_id();
            source.ask(base, wm_base::GET_XDG_SURFACE, &[xdg, surface]);
            source.toplevel = source.connection().new_id();
            let toplevel = source.toplevel;
            source.ask(xdg, xdg_surface::GET_TOPLEVEL, &[toplevel]);
            source.ask(surface, surface::COMMIT, &[]);
        }
        Ok(source)
    }

    fn connection(&mut self) -> &mut Connection {
        &mut self.client.connection
    }

    fn ask(&mut self, object: u32, opcode: u16, words: &[u32]) {
        let words: Vec<_> = words.iter().map(|word| Argument::Word(*word)).collect();
        self.connection().request(object, opcode, &words);
        self.requests += 1;
    }

    /// Reads what came and says more.
    fn step(&mut self, flood: Flood) -> io::Result<()> {
        while self.connection().try_read()? {
            while self.connection().next_event().is_some() {}
        }
        if flood == Flood::Churn {
            self.ask(1, display::SYNC, &[self.surface + 1]);
            self.connection().try_flush()?;
            // It is over with this one; another comes.
            return Err(io::ErrorKind::Other.into());
        }
        for _ in 0..8 {
            while self.connection().waiting() < AHEAD {
                self.say(flood)?;
                if matches!(flood, Flood::Fd | Flood::Pool) {
                    break;
                }
            }
            if !self.connection().try_flush()? {
                break;
            }
        }
        Ok(())
    }

    fn say(&mut self, flood: Flood) -> io::Result<()> {
        let (compositor, surface) = (self.client.compositor, self.surface);
        match flood {
            Flood::Region => {
                let id = self.connection().new_id();
                self.ask(compositor, compositor::CREATE_REGION, &[id]);
                for index in 0..64 {
                    self.ask(id, region::ADD, &[index * 7, index * 3, 5, 2]);
                }
                self.ask(id, region::DESTROY, &[]);
            }
            Flood::Sync => {
                let id = self.connection().new_id();
                self.ask(display::ID, display::SYNC, &[id]);
            }
            Flood::Commit => self.ask(surface, surface::COMMIT, &[]),
            Flood::Damage => {
                for index in 0..200 {
                    self.ask(surface, surface::DAMAGE_BUFFER, &[index, index, 9, 9]);
                }
                self.ask(surface, surface::COMMIT, &[]);
            }
            Flood::Surface => {
                let id = self.connection().new_id();
                self.ask(compositor, compositor::CREATE_SURFACE, &[id]);
                self.ask(id, surface::DESTROY, &[]);
            }
            Flood::Registry => {
                let id = self.connection().new_id();
                self.ask(display::ID, display::GET_REGISTRY, &[id]);
            }
            Flood::Fd | Flood::Pool => self.pool(flood == Flood::Pool)?,
            Flood::Title => {
                let title = format!("title {}", self.requests);
                let top = self.toplevel;
                let title = [Argument::Text(&title)];
                self.connection().request(top, toplevel::SET_TITLE, &title);
                self.requests += 1;
            }
            Flood::Churn => {}
        }
        Ok(())
    }

    fn pool(&mut self, destroyed: bool) -> io::Result<()> {
        if self.connection().waiting() > 0 {
            return Ok(());
        }
        let file = memfd_create("flood", MemfdFlags::CLOEXEC)?;
        ftruncate(&file, 4096)?;
        self.connection().attach(file);
        let (manager, id) = (self.client.shm, self.client.connection.new_id());
        self.ask(manager, shm::CREATE_POOL, &[id, 4096]);
        if destroyed {
            self.ask(id, pool::DESTROY, &[]);
        }
        Ok(())
    }
}
