//! All that is to be known of a cage to build it: made by the core from its policy, once.

use std::path::PathBuf;

use lisere_policy::{Resources, Rights, Sandbox};
use serde::{Deserialize, Serialize};

/// A cage as the warden builds it.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// Its machine name, also its host name.
    pub name: String,
    /// As displayed.
    pub title: String,
    /// Its level, as displayed.
    pub level: String,
    /// `#rrggbb`.
    pub colour: String,
    /// What it is kept in, and what it has there.
    pub sandbox: Sandbox,
    /// What it may do.
    pub rights: Rights,
    /// The number of its user and its group, as its programs see them.
    pub user: u32,
    /// Its Wayland socket, outside.
    pub socket: PathBuf,
    /// Its home, outside; none where the session has no place for homes.
    pub home: Option<PathBuf>,
    /// A folder outside that is the cage's but not seen by it: machine-id and the like.
    pub state: Option<PathBuf>,
    /// The journal's folder, for auditors.
    pub journal: Option<PathBuf>,
    /// Whether nothing of it is to be left when it ends.
    pub disposable: bool,
    /// Whether programs are started without any sandbox, because whoever began the session said
    /// so.
    pub bare: bool,
    /// The variables that its programs have when it is bare.
    pub variables: Vec<(String, String)>,
}

impl Recipe {
    /// How much it may have.
    #[must_use]
    pub fn resources(&self) -> &Resources {
        &self.sandbox.resources
    }
}

/// Where things are inside of every cage.
pub mod inside {
    /// The home.
    pub const HOME: &str = "/home/user";
    /// `XDG_RUNTIME_DIR`.
    pub const RUNTIME: &str = "/run/user/1000";
    /// Its Wayland socket.
    pub const WAYLAND: &str = "/run/user/1000/wayland-0";
    /// Its session bus.
    pub const BUS: &str = "/run/user/1000/bus";
    /// What its sound server has: its pipes and its state.
    pub const SOUND: &str = "/run/user/1000/pulse";
    /// Where programs find it.
    pub const SOUND_SERVER: &str = "/run/user/1000/pulse/native";
    /// What it hears.
    pub const MICROPHONE: &str = "/run/user/1000/pulse/microphone";
    /// What it is told when it starts.
    pub const SOUND_SCRIPT: &str = "/run/lisere/sound.pa";
    /// Where its init hears what programs want the user to know.
    pub const NOTICES: &str = "/run/user/1000/lisere-notices";
    /// What tells the bus who takes them from programs.
    pub const NOTICES_SERVICE: &str =
        "/run/user/1000/dbus-1/services/org.freedesktop.Notifications.service";
    /// Our own program, and what else of ours it may see.
    pub const OURS: &str = "/run/lisere";
    /// `lisere-cage`.
    pub const PROGRAM: &str = "/run/lisere/lisere-cage";
    /// The journal, for auditors.
    pub const JOURNAL: &str = "/run/lisere/journal";
    /// The key of the other machine that its programs run on.
    pub const KNOWN_HOSTS: &str = "/run/lisere/known_hosts";
    /// The private key that opens that machine.
    pub const IDENTITY: &str = "/run/lisere/identity";
    /// The filtered session bus of the host.
    pub const HOST_BUS: &str = "/run/lisere/host-bus";
    /// The filtered system bus of the host, where programs look for it.
    pub const SYSTEM_BUS: &str = "/run/dbus/system_bus_socket";
    /// The number of a cage's user and group, unless there is a reason for another one.
    pub const USER: u32 = 1000;
}
