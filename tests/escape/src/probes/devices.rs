//! Devices, and what the machine says of its parts.

use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::FileTypeExt;

use super::Probe;
use super::namespaces::NESTED;
use crate::baits::Baits;
use crate::call::{Arg, call, text};
use crate::outcome::{Tried, any, held, moot};

/// All that a cage has in /dev.
const COMMON: &[&str] = &[
    "null", "zero", "full", "random", "urandom", "tty", "ptmx", "pts", "shm", "fd", "stdin",
    "stdout", "stderr", "core", "console", "mqueue",
];

pub(super) const ALL: &[Probe] = &[
    Probe::new("devices", "find a device that is not everybody's", devices)
        .let_by(&["gpu", "camera"]),
    Probe::new("device-input", "open an input device", |_| {
        in_folder("/dev/input")
    })
    .as_root(),
    Probe::new("device-graphics", "open a graphics card", |_| {
        in_folder("/dev/dri")
    })
    .let_by(&["gpu"]),
    Probe::new(
        "device-fuse",
        "open /dev/fuse, by which file systems are made up",
        |_| opened("/dev/fuse"),
    ),
    Probe::new(
        "device-tunnel",
        "open /dev/net/tun, by which networks are made up",
        |_| opened("/dev/net/tun"),
    ),
    Probe::new("device-kernel-log", "open /dev/kmsg", |_| {
        opened("/dev/kmsg")
    })
    .as_root(),
    Probe::new("device-virtual-machines", "open /dev/kvm", |_| {
        opened("/dev/kvm")
    })
    .as_root(),
    Probe::new("device-console", "open a console of the machine", |_| {
        opened("/dev/tty1")
    })
    .as_root(),
    Probe::new(
        "device-user-input",
        "open /dev/uinput, by which keys are made up",
        |_| opened("/dev/uinput"),
    )
    .as_root(),
    Probe::new("device-made", "make a device of its own", |_| {
        let path = super::files::home()?.join(format!("device-{}", std::process::id()));
        let path = path.to_string_lossy().into_owned();
        // The one for the kernel's log, readable for all.
        let mode = i64::from(libc::S_IFCHR | 0o666);
        call(
            libc::SYS_mknodat,
            [
                Arg::Word(-100),
                Arg::In(&text(&path)),
                Arg::Word(mode),
                Arg::Word((1 << 8) | 11),
            ],
        )?;
        let opened = opened(&path);
        fs::remove_file(path)?;
        opened
    })
    .as_root(),
    Probe::new(
        "hardware",
        "see the machine's network cards in /sys",
        |_| {
            let cards = fs::read_dir("/sys/class/net")?.flatten();
            let mut cards = cards.map(|card| card.file_name().to_string_lossy().into_owned());
            match cards.find(|card| card != "lo") {
                Some(card) => Ok(format!("there is {card}")),
                None => held("there is none"),
            }
        },
    )
    .let_by(&["network-host", "gpu"]),
    Probe::new(
        "interrupts",
        "time the user's keys by /proc/interrupts",
        |_| filled("/proc/interrupts"),
    )
    .let_by(NESTED),
    Probe::new(
        "interrupt-count",
        "time the user's keys by the count of interrupts in /proc/stat",
        |_| {
            let stat = fs::read_to_string("/proc/stat")?;
            let line = stat.lines().find(|line| line.starts_with("intr "));
            match line.and_then(|line| line.split_whitespace().nth(1)) {
                Some(count) if count != "0" => Ok(format!("there were {count}")),
                _ => held("it is not told"),
            }
        },
    )
    .let_by(NESTED),
    Probe::new(
        "disk-activity",
        "see what disks do, by /proc/diskstats",
        |_| filled("/proc/diskstats"),
    )
    .let_by(NESTED),
    Probe::new(
        "memory-activity",
        "see what memory does, by /proc/vmstat",
        |_| filled("/proc/vmstat"),
    )
    .let_by(NESTED),
];

fn filled(path: &str) -> Tried {
    match fs::read(path)?.is_empty() {
        true => held("it is empty"),
        false => Ok(format!("read {path}")),
    }
}

fn devices(_: &Baits) -> Tried {
    let mut found = Vec::new();
    for entry in fs::read_dir("/dev")?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type()?;
        let device = kind.is_char_device() || kind.is_block_device() || kind.is_dir();
        if device && !COMMON.contains(&name.as_str()) {
            found.push(name);
        }
    }
    match found.is_empty() {
        true => held("there is none"),
        false => Ok(format!(
            "{}, such as {}",
            found.len(),
            found.iter().take(3).cloned().collect::<Vec<_>>().join(", ")
        )),
    }
}

fn in_folder(path: &str) -> Tried {
    any(fs::read_dir(path)?, |entry| {
        opened(&entry?.path().to_string_lossy())
    })
}

fn opened(path: &str) -> Tried {
    match File::open(path) {
        Err(error) if error.raw_os_error() == Some(libc::ENXIO) => {
            return moot("there is nothing behind it");
        }
        Err(_) => OpenOptions::new().write(true).open(path)?,
        Ok(file) => file,
    };
    Ok(format!("opened {path}"))
}
