//! A session that runs, in memory, and how programs are run in its cages.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::place::Place;
use crate::child::Heard;

/// How long each may take to start.
const START: Duration = Duration::from_secs(20);

/// A running session; it ends with this.
pub(crate) struct Session {
    _core: Heard,
    _bus: Option<Heard>,
    client: PathBuf,
}

impl Session {
    /// Starts one, with a bus of its own if there is such a program, and waits until it answers.
    pub(crate) fn start(place: &Place, lisere: &Path) -> io::Result<Self> {
        let bus = bus(place)?;
        let mut command = Command::new(lisere);
        command.args([
            "--backend=headless",
            "--renderer=pixman",
            "--output=640x480",
            "--print-ready",
            "--policy",
        ]);
        command.arg(place.policy()).stdin(Stdio::null());
        place.surround(&mut command);
        command.stderr(std::fs::File::create(place.path("lisere.log"))?);
        let mut core = Heard::start(&mut command)?;
        match core.line(START)? {
            Some(line) if line.starts_with("ready") => {}
            _ => return Err(io::Error::other(complaint(place))),
        }
        Ok(Self {
            _core: core,
            _bus: bus,
            client: lisere.with_file_name("lisere-cage"),
        })
    }

    /// A command that runs a program in a cage.
    pub(crate) fn inside(&self, place: &Place, cage: &str, program: &[&str]) -> Command {
        let mut command = Command::new(&self.client);
        command.args([cage, "--"]).args(program);
        place.surround(&mut command);
        command
    }
}

fn bus(place: &Place) -> io::Result<Option<Heard>> {
    let mut command = Command::new("dbus-daemon");
    command
        .args(["--session", "--nofork", "--print-address=1"])
        .arg(format!("--address={}", place.bus()))
        .stdin(Stdio::null())
        .stderr(Stdio::null());
    place.surround(&mut command);
    let mut bus = match Heard::start(&mut command) {
        Ok(bus) => bus,
        // Without one, what tries to reach it can't be tried.
        Err(_) => return Ok(None),
    };
    bus.line(START)?;
    Ok(Some(bus))
}

/// The end of what the session said.
fn complaint(place: &Place) -> String {
    let log = std::fs::read_to_string(place.path("lisere.log")).unwrap_or_default();
    let lines: Vec<_> = log.lines().rev().take(5).collect();
    let lines: Vec<_> = lines.into_iter().rev().collect();
    format!("the session did not start: {}", lines.join("\n"))
}
