//! Files of the host, of its user and of other cages.

use std::fs::{self, OpenOptions};
use std::os::unix::fs::{OpenOptionsExt, symlink};
use std::path::{Path, PathBuf};

use super::Probe;
use crate::baits::{Baits, SECRET};
use crate::outcome::{Stop, Tried, any, held};

pub(super) const ALL: &[Probe] = &[
    Probe::new(
        "home-of-user",
        "read a file in the user's own home",
        |baits| any(baits.all("home-of-user")?, secret),
    ),
    Probe::new(
        "home-of-cage",
        "read a file in another cage's home, by its path on the host",
        |baits| any(baits.all("home-of-cage")?, secret),
    ),
    Probe::new(
        "home-upwards",
        "reach another cage's home from the own one by going up",
        |baits| {
            let name = Path::new(baits.of("victim.home-of-cage")?).file_name();
            let up = home()?
                .join("../../victim/home")
                .join(name.unwrap_or_default());
            secret(&up.to_string_lossy())
        },
    ),
    Probe::new(
        "home-by-link",
        "read another cage's file through a symbolic link in the own home",
        by_link,
    ),
    Probe::new(
        "home-by-hard-link",
        "give another cage's file a second name in the own home",
        by_hard_link,
    ),
    Probe::new("home-listed", "list the homes of all cages", |baits| {
        listed(baits.of("host.homes")?)
    }),
    Probe::new("tmp", "read another's file in /tmp", |baits| {
        any(baits.all("tmp")?, secret)
    }),
    Probe::new(
        "shared-memory-file",
        "read another's file in /dev/shm",
        |baits| any(baits.all("memory")?, secret),
    ),
    Probe::new("fifo", "write into another's named pipe", |baits| {
        any(baits.all("fifo")?, fifo)
    }),
    Probe::new(
        "seal",
        "read the user's seal, which only prompts show",
        |baits| {
            fs::read(baits.of("host.seal")?)?;
            Ok("read it".into())
        },
    ),
    Probe::new("policy", "open the policy for writing", |baits| {
        writable(baits.of("host.policy")?)
    }),
    Probe::new(
        "own-programs",
        "change the programs that build cages",
        |baits| any(baits.all("program")?, changeable),
    ),
    Probe::new("system-programs", "make a file in /usr", system).as_root(),
    Probe::new("machine-id", "learn the machine's identity", |baits| {
        let id = fs::read_to_string("/etc/machine-id")?;
        same(id.trim(), baits.of("host.machine-id")?)
    }),
    Probe::new("host-name", "learn the machine's name", |baits| {
        let system = rustix::system::uname();
        same(
            &system.nodename().to_string_lossy(),
            baits.of("host.host-name")?,
        )
    }),
    Probe::new(
        "boot-number",
        "learn the number of this boot, and so that two cages share a machine",
        |baits| {
            let number = fs::read_to_string("/proc/sys/kernel/random/boot_id")?;
            same(number.trim(), baits.of("host.boot")?)
        },
    )
    .let_by(&["nested-namespaces"]),
    Probe::new(
        "accounts",
        "learn the names of the machine's users",
        accounts,
    ),
    Probe::new(
        "descriptors",
        "find a descriptor that leads out among those it was started with",
        |_| descriptors(),
    ),
    Probe::new(
        "environment",
        "find a variable that tells of the outside",
        environment,
    ),
];

/// The own home.
pub(super) fn home() -> Result<PathBuf, Stop> {
    let home = std::env::var_os("HOME").map(PathBuf::from);
    home.ok_or_else(|| Stop::Moot("HOME is not set".into()))
}

/// Reads a file that should hold a secret.
pub(super) fn secret(path: &str) -> Tried {
    match fs::read_to_string(path)? {
        text if text.contains(SECRET) => Ok(format!("read {path}")),
        _ => held("there is another file of that name"),
    }
}

pub(super) fn listed(path: &str) -> Tried {
    let count = fs::read_dir(path)?.count();
    Ok(format!("{count} entries of {path}"))
}

pub(super) fn writable(path: &str) -> Tried {
    // Nothing is written.
    OpenOptions::new().append(true).open(path)?;
    Ok(format!("opened {path} for writing"))
}

pub(super) fn same(found: &str, wanted: &str) -> Tried {
    match found == wanted {
        true => Ok(format!("it is {found}")),
        false => held("it is another one"),
    }
}

fn by_link(baits: &Baits) -> Tried {
    let link = home()?.join(format!("link-{}", std::process::id()));
    any(baits.all("home-of-cage")?, |path| {
        symlink(path, &link)?;
        let read = secret(&link.to_string_lossy());
        fs::remove_file(&link)?;
        read
    })
}

fn by_hard_link(baits: &Baits) -> Tried {
    let link = home()?.join(format!("hard-{}", std::process::id()));
    any(baits.all("home-of-cage")?, |path| {
        fs::hard_link(path, &link)?;
        let read = secret(&link.to_string_lossy());
        fs::remove_file(&link)?;
        read
    })
}

fn fifo(path: &str) -> Tried {
    let mut options = OpenOptions::new();
    options
        .write(true)
        .custom_flags(libc::O_NONBLOCK)
        .open(path)?;
    Ok(format!("{path} has a reader"))
}

/// Says of a program that it may be run by whom it was; whoever may do that may do more.
fn changeable(path: &str) -> Tried {
    let metadata = fs::metadata(path)?;
    fs::set_permissions(path, metadata.permissions())?;
    Ok(format!("set who may run {path}"))
}

fn system(_: &Baits) -> Tried {
    let path = format!("/usr/lisere-escape-{}", std::process::id());
    fs::write(&path, "")?;
    fs::remove_file(&path)?;
    Ok(format!("made {path}"))
}

/// Users that no cage needs; one of the own name is there in both.
fn accounts(baits: &Baits) -> Tried {
    let here = fs::read_to_string("/etc/passwd")?;
    let names = |text: &str| -> Vec<String> {
        let lines = text.lines().filter_map(|line| line.split_once(':'));
        lines.map(|(name, _)| name.to_owned()).collect()
    };
    let outside = baits.of("host.accounts")?;
    let known: Vec<_> = names(&here)
        .into_iter()
        .filter(|name| !matches!(name.as_str(), "root" | "nobody" | "user"))
        .filter(|name| outside.split(' ').any(|other| other == name))
        .collect();
    match known.is_empty() {
        true => held("it knows none"),
        false => Ok(format!(
            "{} of them, such as {}",
            known.len(),
            known.join(" ").chars().take(40).collect::<String>()
        )),
    }
}

fn descriptors() -> Tried {
    let mut found = Vec::new();
    for entry in fs::read_dir("/proc/self/fd")? {
        let entry = entry?;
        let number: i32 = entry.file_name().to_string_lossy().parse().unwrap_or(0);
        let leads = fs::read_link(entry.path());
        let own = |to: &PathBuf| to.ends_with("fd") && to.starts_with("/proc");
        if number > 2 && !leads.as_ref().is_ok_and(own) {
            found.push(format!("{number}: {}", leads.unwrap_or_default().display()));
        }
    }
    match found.is_empty() {
        true => held("there is none"),
        false => Ok(found.join(", ")),
    }
}

/// Names that every program of a cage has; of others it has none.
const NAMES: &[&str] = &[
    "HOME",
    "USER",
    "LOGNAME",
    "SHELL",
    "PATH",
    "PWD",
    "OLDPWD",
    "SHLVL",
    "_",
    "TERM",
    "COLORTERM",
    "TZ",
    "HOSTNAME",
    "WAYLAND_DISPLAY",
    "DBUS_SESSION_BUS_ADDRESS",
    "LANG",
    "LANGUAGE",
    "GDK_BACKEND",
    "QT_QPA_PLATFORM",
    "ELECTRON_OZONE_PLATFORM_HINT",
    "SDL_VIDEODRIVER",
    "MOZ_ENABLE_WAYLAND",
    "PULSE_SERVER",
];

fn environment(_: &Baits) -> Tried {
    let allowed = |name: &str| {
        let families = [
            "LISERE_CAGE",
            "LISERE_LEVEL",
            "LISERE_COLOUR",
            "LISERE_TITLE",
            "LISERE_JOURNAL",
            "LC_",
            "XDG_",
            "GTK_",
            "QT_",
        ];
        NAMES.contains(&name) || families.iter().any(|family| name.starts_with(family))
    };
    let mut found = Vec::new();
    for (name, value) in std::env::vars() {
        if !allowed(&name) || value.contains(SECRET) {
            found.push(name);
        }
    }
    match found.is_empty() {
        true => held("it has the cage's own only"),
        false => Ok(found.join(", ")),
    }
}
