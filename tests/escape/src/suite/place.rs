//! The folders of the suite's session, and the baits that lie in them.

use std::fs::{self, DirBuilder};
use std::io;
use std::net::Ipv6Addr;
use std::os::unix::fs::DirBuilderExt;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use rustix::fs::{Mode, OFlags};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

use super::cages::{ALL, VICTIM};
use crate::baits::{Baits, SECRET};

/// The policy of the suite's session.
const POLICY: &str = include_str!("policy.toml");
/// What other programs of the user serve by, below the runtime folder.
const SERVICES: [&str; 4] = [
    "pipewire-0",
    "pulse/native",
    "ssh-agent",
    "gnupg/S.gpg-agent",
];

/// The folders, and what keeps baits alive.
pub(crate) struct Place {
    /// Everything is in it.
    folder: PathBuf,
    /// Connections wait there and are answered by nobody.
    _services: Vec<UnixListener>,
    _terminal: Vec<rustix::fd::OwnedFd>,
}

impl Place {
    /// Makes them in an empty folder.
    pub(crate) fn new(folder: &Path, policy: &str) -> io::Result<Self> {
        let mut place = Self {
            folder: folder.to_owned(),
            _services: Vec::new(),
            _terminal: Vec::new(),
        };
        for name in ["home", "run", "data", "state", "config", "cache"] {
            own(&place.path(name))?;
        }
        fs::write(place.path("home/secret.txt"), SECRET)?;
        fs::write(place.policy(), policy)?;
        for name in SERVICES {
            let path = place.path("run").join(name);
            path.parent().map_or(Ok(()), own)?;
            place._services.push(UnixListener::bind(path)?);
        }
        Ok(place)
    }

    /// The policy that the suite has.
    pub(crate) fn with_cages(folder: &Path) -> io::Result<Self> {
        Self::new(folder, POLICY)
    }

    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.folder.join(below)
    }

    pub(crate) fn policy(&self) -> PathBuf {
        self.path("policy.toml")
    }

    /// A cage's home, outside.
    pub(crate) fn home(&self, cage: &str) -> PathBuf {
        self.path("data/lisere/cages").join(cage).join("home")
    }

    /// A cage's Wayland socket, outside.
    pub(crate) fn wayland(&self, cage: &str) -> PathBuf {
        self.path("run/lisere/cages").join(cage).join("wayland-0")
    }

    /// Where the user's own sound server listens.
    pub(crate) fn sound(&self) -> PathBuf {
        self.path("run/pulse/sound")
    }

    /// Where the session's bus is.
    pub(crate) fn bus(&self) -> String {
        format!("unix:path={}", self.path("run/bus").display())
    }

    /// Puts this program into a cage's home.
    pub(crate) fn bring(&self, cage: &str) -> io::Result<()> {
        let home = self.home(cage);
        fs::create_dir_all(&home)?;
        fs::copy(std::env::current_exe()?, home.join("lisere-escape")).map(drop)
    }

    /// The surroundings of everything that is started in here, and a secret that none is to hand on.
    pub(crate) fn surround(&self, command: &mut Command) {
        for name in [
            "WAYLAND_DISPLAY",
            "WAYLAND_SOCKET",
            "DISPLAY",
            "LISERE_CONTROL",
        ] {
            command.env_remove(name);
        }
        command
            .env("HOME", self.path("home"))
            .env("XDG_RUNTIME_DIR", self.path("run"))
            .env("XDG_DATA_HOME", self.path("data"))
            .env("XDG_STATE_HOME", self.path("state"))
            .env("XDG_CONFIG_HOME", self.path("config"))
            .env("XDG_CACHE_HOME", self.path("cache"))
            .env("DBUS_SESSION_BUS_ADDRESS", self.bus())
            .env("PULSE_SERVER", format!("unix:{}", self.sound().display()))
            .env("SSH_AUTH_SOCK", self.path("run/ssh-agent"))
            .env("LISERE_ESCAPE_SECRET", format!("{SECRET}environment"));
    }

    /// Lays what lies in folders, and says where.
    pub(crate) fn lay(&mut self, baits: &mut Baits, lisere: &Path) -> io::Result<()> {
        fs::write(self.home(VICTIM).join("secret.txt"), SECRET)?;
        let paths = [
            ("host.home-of-user", self.path("home/secret.txt")),
            ("victim.home-of-cage", self.home(VICTIM).join("secret.txt")),
            ("host.homes", self.path("data/lisere/cages")),
            ("host.place", self.folder.clone()),
            ("host.seal", self.path("data/lisere/seal")),
            ("host.policy", self.policy()),
            ("host.program", lisere.with_file_name("lisere-cage")),
            ("inside.program", "/run/lisere/lisere-cage".into()),
            ("host.control", self.path("run/lisere/control")),
            ("host.runtime", self.path("run")),
            ("host.journal", self.path("state/lisere/journal")),
            ("victim.wayland", self.wayland(VICTIM)),
            ("host.system-bus", "/run/dbus/system_bus_socket".into()),
        ];
        for (name, path) in &paths {
            baits.set(name, path.display());
        }
        for name in SERVICES {
            let bait = format!("{}.service", name.replace('.', "-"));
            baits.set(&bait, self.path("run").join(name).display());
        }
        if self.sound().exists() {
            baits.set("host.sound", self.sound().display());
        }
        baits.set("host.bus", self.bus());
        baits.set("host.system-bus", "unix:path=/run/dbus/system_bus_socket");
        let cages: Vec<_> = ALL.iter().map(|cage| cage.name).chain([VICTIM]).collect();
        baits.set("host.cages", cages.join(" "));
        self.lay_terminal(baits)?;
        machine(baits);
        Ok(())
    }

    /// A terminal in which somebody could sit.
    fn lay_terminal(&mut self, baits: &mut Baits) -> io::Result<()> {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY)?;
        grantpt(&master)?;
        unlockpt(&master)?;
        let path = ptsname(&master, Vec::new())?;
        let slave = rustix::fs::open(&path, OFlags::RDWR | OFlags::NOCTTY, Mode::empty())?;
        baits.set("host.terminal", path.to_string_lossy());
        self._terminal = vec![master, slave];
        Ok(())
    }
}

fn own(path: &Path) -> io::Result<()> {
    DirBuilder::new().mode(0o700).recursive(true).create(path)
}

/// What the machine is known by.
fn machine(baits: &mut Baits) {
    let lines = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let machine_id = lines("/etc/machine-id");
    if !machine_id.trim().is_empty() {
        baits.set("host.machine-id", machine_id.trim());
    }
    baits.set("host.boot", lines("/proc/sys/kernel/random/boot_id").trim());
    let host_name = rustix::system::uname();
    baits.set("host.host-name", host_name.nodename().to_string_lossy());
    let accounts = lines("/etc/passwd");
    let accounts: Vec<_> = accounts
        .lines()
        .filter_map(|line| line.split(':').next())
        .collect();
    baits.set("host.accounts", accounts.join(" "));
    let devices = lines("/proc/net/dev");
    let devices = devices.lines().filter_map(|line| line.split_once(':'));
    let devices: Vec<_> = devices
        .map(|(name, _)| name.trim())
        .filter(|name| *name != "lo")
        .collect();
    baits.set("host.interfaces", devices.join(" "));
    let addresses = addresses(&lines("/proc/net/fib_trie"), &lines("/proc/net/if_inet6"));
    if !addresses.is_empty() {
        baits.set("host.addresses", addresses.join(" "));
    }
}

/// The machine's own, but for loopback, from the kernel's tables of both kinds.
fn addresses(fourth: &str, sixth: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut last = "";
    for line in fourth.lines() {
        match line.trim().strip_prefix("|-- ") {
            Some(address) => last = address,
            None if line.contains("/32 host LOCAL") => found.push(last.to_owned()),
            None => {}
        }
    }
    let numbers = sixth
        .lines()
        .filter_map(|line| u128::from_str_radix(line.get(..32)?, 16).ok());
    found.extend(numbers.map(|number| Ipv6Addr::from(number).to_string()));
    // Of a card only: what comes after it would have to be said too.
    found.retain(|address| {
        !address.starts_with("127.") && address != "::1" && !address.starts_with("fe80")
    });
    found.sort();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kernels_tables_are_read() {
        let fourth = "        |-- 127.0.0.1\n           /32 host LOCAL\n     |-- 192.0.2.0\n        /24 link UNICAST\n        |-- 192.0.2.2\n           /32 host LOCAL\n";
        let sixth = "fd000000000000000000000000000002 04 40 00 80 eth0\n00000000000000000000000000000001 01 80 10 80 lo\n";
        assert_eq!(addresses(fourth, sixth), ["192.0.2.2", "fd00::2"]);
    }
}
