//! A process to be reached: it holds a secret in every way that the kernel knows, and gives it
//! to whoever comes.

mod doors;
mod ipc;

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::os::fd::AsRawFd;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{FlockOperation, Mode, flock};

use crate::baits::{Baits, SECRET, Target};
use crate::probes::bus::greet;
use doors::Doors;
pub(crate) use doors::{hidden, outward};

/// A file that every cage shares with the host. The host's bait opens it again and again.
pub const SHARED: &str = "/usr/bin/env";
/// Another, which the host's bait keeps locked.
pub const LOCKED: &str = "/usr/bin/id";
/// Between two things that a bait does by itself.
const TICK: Duration = Duration::from_millis(50);

/// How a bait is laid.
#[derive(Debug, clap::Args)]
pub struct Plan {
    /// Whose it is: `host` or the name of a cage
    owner: String,
    /// Connect to this port of the host again and again, to see whether somebody listens
    #[arg(long, default_value_t = 0, value_name = "PORT")]
    knock: u16,
}

/// Lays one, says as a line of JSON where everything is, and waits until standard input ends.
///
/// # Errors
/// When there is no place for it.
pub fn run(plan: &Plan) -> io::Result<()> {
    let mut baits = Baits::default();
    // A group of its own, so that it can be meant by its number. Who leads a session has one.
    let _ = rustix::process::setpgid(None, None);
    let secret = secret(&plan.owner)?;
    let files = Files::new(&plan.owner, &secret)?;
    files.name(&mut baits);
    let mut doors = Doors::open(&plan.owner, &secret, &mut baits)?;
    let shared = ipc::Shared::new(&secret, &mut baits);
    let keeper = File::open(&files.tmp)?;
    let target = Target {
        pid: i32::try_from(std::process::id()).unwrap_or(0),
        file: keeper.as_raw_fd(),
        address: secret.as_ptr() as usize,
    };
    baits.set("process", target.said());
    baits.set("secret", &secret);
    let bus = std::env::var("DBUS_SESSION_BUS_ADDRESS").ok();
    if let Some(id) = bus.and_then(|address| greet(&address).ok()) {
        baits.set("bus-id", id);
    }
    let mut stdout = io::stdout();
    writeln!(stdout, "{}", serde_json::to_string(&baits)?)?;
    stdout.flush()?;
    let locked = File::open(LOCKED)?;
    if plan.owner == "host" {
        flock(&locked, FlockOperation::NonBlockingLockShared)?;
    }
    serve(plan, &mut doors)?;
    drop((shared, files));
    Ok(())
}

fn serve(plan: &Plan, doors: &mut Doors) -> io::Result<()> {
    let stdin = io::stdin();
    let tick = Timespec::try_from(TICK).map_err(io::Error::other)?;
    loop {
        let mut descriptors = vec![PollFd::new(&stdin, PollFlags::IN)];
        descriptors.extend(
            doors
                .all()
                .map(|door| PollFd::from_borrowed_fd(door, PollFlags::IN)),
        );
        let ready = poll(&mut descriptors, Some(&tick))?;
        let ended = |first: &PollFd<'_>| !first.revents().is_empty();
        if descriptors.first().is_some_and(ended) && read_end(&stdin)? {
            return Ok(());
        }
        match ready {
            0 => act(plan, doors),
            _ => doors.answer(),
        }
    }
}

/// What a bait does by itself, for others to notice.
fn act(plan: &Plan, doors: &Doors) {
    // Whether these work is for whoever watches.
    let _ = File::open(SHARED).and_then(|mut file| file.read(&mut [0]));
    let _ = fs::read_dir("/usr/bin").map(|mut folder| folder.next());
    if plan.knock != 0 {
        doors.knock(plan.knock);
    }
}

/// Whether standard input has ended.
fn read_end(mut stdin: &io::Stdin) -> io::Result<bool> {
    Ok(stdin.read(&mut [0; 64])? == 0)
}

fn secret(owner: &str) -> io::Result<String> {
    let mut bytes = [0; 8];
    File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    let number = u64::from_ne_bytes(bytes);
    Ok(format!("{SECRET}{owner}-{number:016x}"))
}

/// Files where everybody can write; they go with this.
struct Files {
    tmp: PathBuf,
    memory: PathBuf,
    fifo: PathBuf,
    /// Kept open, so that a writer finds a reader.
    _reader: File,
}

impl Files {
    fn new(owner: &str, secret: &str) -> io::Result<Self> {
        let name = format!("lisere-bait-{owner}-{}", std::process::id());
        let tmp = Path::new("/tmp").join(&name);
        let memory = Path::new("/dev/shm").join(&name);
        let fifo = Path::new("/tmp").join(name + ".fifo");
        fs::write(&tmp, secret)?;
        fs::write(&memory, secret)?;
        let mode = Mode::RUSR | Mode::WUSR;
        rustix::fs::mknodat(rustix::fs::CWD, &fifo, rustix::fs::FileType::Fifo, mode, 0)?;
        let flags = rustix::fs::OFlags::RDONLY | rustix::fs::OFlags::NONBLOCK;
        let reader = rustix::fs::open(&fifo, flags, Mode::empty())?;
        Ok(Self {
            tmp,
            memory,
            fifo,
            _reader: reader.into(),
        })
    }

    fn name(&self, baits: &mut Baits) {
        baits.set("tmp", self.tmp.display());
        baits.set("memory", self.memory.display());
        baits.set("fifo", self.fifo.display());
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        for path in [&self.tmp, &self.memory, &self.fifo] {
            // What is left is small, and in a folder that is swept.
            let _ = fs::remove_file(path);
        }
    }
}
