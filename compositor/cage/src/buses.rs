//! The host's buses: a cage talks there to whom its policy names, through a filter of its own.
//!
//! `xdg-dbus-proxy`, a process outside of the cage, connects to the host's bus as the user and
//! passes on only what goes to those names and comes back; every other name seems not to be
//! there. Both buses know their clients by number, and libraries send the one that they see: such
//! a cage's user has the number of the user outside, unless that is root.

use std::ffi::OsString;
use std::fs;
use std::os::fd::{AsFd, AsRawFd, OwnedFd};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{FdFlags, fcntl_setfd};
use rustix::pipe::{PipeFlags, pipe_with};

use crate::message::Refusal;
use crate::reason::Reason;
use crate::recipe::{Recipe, inside};
use crate::tools;

/// How long the filter may take until it listens, in seconds: it has to reach the bus.
const PATIENCE: i64 = 5;

/// One of the host's buses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bus {
    Session,
    System,
}

/// The filter of one cage, while it lives.
#[derive(Debug)]
pub struct Filter {
    child: Child,
    /// The filter ends when this is closed, so also when we do.
    alive: OwnedFd,
    sockets: Vec<PathBuf>,
}

impl Bus {
    const ALL: [Self; 2] = [Self::Session, Self::System];

    fn names(self, recipe: &Recipe) -> &[String] {
        match self {
            Self::Session => &recipe.sandbox.host_bus.session,
            Self::System => &recipe.sandbox.host_bus.system,
        }
    }

    /// Where the host's is.
    fn address(self) -> Option<OsString> {
        let (variable, place) = match self {
            Self::Session => {
                let runtime = std::env::var_os("XDG_RUNTIME_DIR");
                let bus = runtime.map(|runtime| Path::new(&runtime).join("bus"));
                ("DBUS_SESSION_BUS_ADDRESS", bus)
            }
            Self::System => {
                let bus = PathBuf::from("/run/dbus/system_bus_socket");
                ("DBUS_SYSTEM_BUS_ADDRESS", Some(bus))
            }
        };
        let said = std::env::var_os(variable).filter(|address| !address.is_empty());
        said.or_else(|| {
            let place = place.filter(|place| place.exists())?;
            let mut address = OsString::from("unix:path=");
            address.push(place);
            Some(address)
        })
    }

    /// Where the cage's filtered one is, outside: beside its Wayland socket.
    fn outside(self, recipe: &Recipe) -> PathBuf {
        recipe.socket.with_file_name(match self {
            Self::Session => "session-bus",
            Self::System => "system-bus",
        })
    }

    fn inside(self) -> &'static str {
        match self {
            Self::Session => inside::HOST_BUS,
            Self::System => inside::SYSTEM_BUS,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::System => "system",
        }
    }
}

/// The sockets that are to be seen in the cage: outside, inside. They are there once
/// [`Filter::start`] has returned. Called by `enter`.
#[must_use]
pub fn sockets(recipe: &Recipe) -> Vec<(PathBuf, &'static str)> {
    named(recipe)
        .map(|bus| (bus.outside(recipe), bus.inside()))
        .collect()
}

fn named(recipe: &Recipe) -> impl Iterator<Item = Bus> {
    let buses = Bus::ALL.into_iter();
    buses.filter(|bus| !bus.names(recipe).is_empty())
}

impl Filter {
    /// Starts the cage's filter and waits until it listens; none where the policy names nobody.
    /// Called by the warden, before the sandbox is built.
    ///
    /// # Errors
    /// When this machine has no such bus or no such program, or the bus is not reached.
    pub fn start(recipe: &Recipe) -> Result<Option<Self>, Refusal> {
        let name = &recipe.name;
        if named(recipe).next().is_none() {
            return Ok(None);
        }
        let what = format!("`host-bus` of `{name}`");
        let program = tools::need("xdg-dbus-proxy", "xdg-dbus-proxy", &what)?;
        let words = words(recipe)?;
        let failed = |error: &dyn std::fmt::Display| {
            let message = format!("the filter of the host's buses for `{name}`: {error}");
            Refusal::failed(
                Reason::Filter,
                message,
                "see whether the bus answers: busctl --user",
            )
        };
        let (ours, theirs) = pipe_with(PipeFlags::CLOEXEC).map_err(|error| failed(&error))?;
        fcntl_setfd(&theirs, FdFlags::empty()).map_err(|error| failed(&error))?;
        let sockets: Vec<_> = sockets(recipe)
            .into_iter()
            .map(|(outside, _)| outside)
            .collect();
        sockets.iter().for_each(|socket| forget(socket));
        let child = Command::new(program)
            .arg(format!("--fd={}", theirs.as_raw_fd()))
            .args(words)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .map_err(|error| failed(&error))?;
        drop(theirs);
        let filter = Self {
            child,
            alive: ours,
            sockets,
        };
        filter.listens().map_err(|error| failed(&error))?;
        Ok(Some(filter))
    }

    /// Waits for the byte that it sends once its sockets are there.
    fn listens(&self) -> Result<(), String> {
        let mut fds = [PollFd::new(&self.alive, PollFlags::IN)];
        let patience = Timespec {
            tv_sec: PATIENCE,
            tv_nsec: 0,
        };
        let came = poll(&mut fds, Some(&patience)).map_err(|error| error.to_string())?;
        let mut byte = [0];
        let got = (came > 0).then(|| rustix::io::read(self.alive.as_fd(), &mut byte));
        match got {
            Some(Ok(1)) => {}
            Some(_) => return Err("it ended at once".to_owned()),
            None => return Err(format!("it does not listen after {PATIENCE} s")),
        }
        for socket in &self.sockets {
            // Only we, and the cage that it is bound into.
            let mode = fs::Permissions::from_mode(0o600);
            fs::set_permissions(socket, mode).map_err(|error| error.to_string())?;
        }
        Ok(())
    }
}

impl Drop for Filter {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
        self.sockets.iter().for_each(|socket| forget(socket));
    }
}

fn forget(socket: &Path) {
    // What is not there needs no removing; what can't be removed can't be bound either.
    let _ = fs::remove_file(socket);
}

/// What the filter is told: for each bus its address, our socket, and the names.
fn words(recipe: &Recipe) -> Result<Vec<OsString>, Refusal> {
    let mut words = Vec::new();
    for bus in named(recipe) {
        let address = bus.address().ok_or_else(|| {
            let (name, word) = (&recipe.name, bus.word());
            Refusal::failed(
                Reason::NoBus(word.to_owned()),
                format!(
                    "`host-bus` of `{name}` names programs on the {word} bus, and there is none"
                ),
                format!("start the {word} bus before Liseré, or leave `{word}` out"),
            )
        })?;
        words.extend([
            address,
            bus.outside(recipe).into_os_string(),
            "--filter".into(),
        ]);
        let names = bus.names(recipe).iter();
        words.extend(names.map(|name| OsString::from(format!("--talk={name}"))));
    }
    Ok(words)
}
