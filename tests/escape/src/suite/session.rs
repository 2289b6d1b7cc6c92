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
    _sound: Option<Heard>,
    client: PathBuf,
}

impl Session {
    /// Starts one, with a bus of its own if there is such a program, and waits until it answers.
    pub(crate) fn start(place: &Place, lisere: &Path) -> io::Result<Self> {
        let bus = bus(place)?;
        let sound = sound(place)?;
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
            _sound: sound,
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

/// The user's own sound server, which plays something and hears something.
fn sound(place: &Place) -> io::Result<Option<Heard>> {
    let socket = place.sound();
    let script = place.path("sound.pa");
    let lines = format!(
        "load-module module-null-sink sink_name=out\n\
         load-module module-sine-source source_name=tone\n\
         set-default-sink out\nset-default-source tone\n\
         load-module module-sine sink=out\n\
         load-module module-native-protocol-unix auth-anonymous=1 auth-cookie-enabled=0 socket={}\n",
        socket.display()
    );
    std::fs::write(&script, lines)?;
    let mut command = Command::new("pulseaudio");
    command
        .args([
            "-n",
            "--daemonize=no",
            "--use-pid-file=no",
            "--exit-idle-time=-1",
        ])
        .arg("-F")
        .arg(script)
        // Says a line once all is there.
        .arg("-C")
        .stdin(Stdio::piped())
        .stderr(Stdio::null());
    place.surround(&mut command);
    command
        .env("PULSE_RUNTIME_PATH", place.path("run/pulse"))
        .env("PULSE_STATE_PATH", place.path("run/pulse"));
    let mut server = match Heard::start(&mut command) {
        Ok(server) => server,
        // Without one, what tries to hear it can't be tried.
        Err(_) => return Ok(None),
    };
    server.line(START)?;
    Ok(Some(server))
}

/// The end of what the session said.
fn complaint(place: &Place) -> String {
    let log = std::fs::read_to_string(place.path("lisere.log")).unwrap_or_default();
    let lines: Vec<_> = log.lines().rev().take(5).collect();
    let lines: Vec<_> = lines.into_iter().rev().collect();
    format!("the session did not start: {}", lines.join("\n"))
}
