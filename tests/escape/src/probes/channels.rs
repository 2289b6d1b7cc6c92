//! What is known to be open: narrow ways by which cages that work together could tell each other
//! something, and what a cage learns of the machine as a whole.

use std::fs::{self, File};

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;

use super::Probe;
use crate::bait::LOCKED;
use crate::baits::Baits;
use crate::outcome::{Tried, held};

pub(super) const ALL: &[Probe] = &[
    Probe::new("locks", "two cages that lock a file of /usr by turns", lock).known(),
    Probe::new(
        "load",
        "whoever counts how busy the machine is, by /proc/loadavg",
        |_| told("/proc/loadavg"),
    )
    .known(),
    Probe::new(
        "memory",
        "whoever counts how much memory is free, by /proc/meminfo",
        |_| told("/proc/meminfo"),
    )
    .known(),
    Probe::new(
        "disk-space",
        "whoever counts how full the disk of the homes is",
        |_| {
            let home = super::files::home()?;
            let space = rustix::fs::statvfs(&home)?;
            Ok(format!("{} blocks are free", space.f_bfree))
        },
    )
    .known(),
    Probe::new(
        "mount-paths",
        "a cage that wants to know where its home is outside, and so the user's name",
        paths,
    )
    .known(),
];

fn told(path: &str) -> Tried {
    let text = fs::read_to_string(path)?;
    match text.lines().next() {
        Some(line) if !line.is_empty() => Ok(line.chars().take(40).collect()),
        _ => held("it is empty"),
    }
}

/// The host's bait shares this lock all the time.
fn lock(_: &Baits) -> Tried {
    let file = File::open(LOCKED)?;
    match flock(&file, FlockOperation::NonBlockingLockExclusive) {
        Err(Errno::WOULDBLOCK) => Ok("another's lock was noticed".into()),
        Err(error) => Err(error.into()),
        Ok(()) => held("another's lock is not seen"),
    }
}

fn paths(baits: &Baits) -> Tried {
    let mounts = fs::read_to_string("/proc/self/mountinfo")?;
    let place = baits.of("host.place")?;
    match mounts.contains(place) {
        true => Ok(format!("it says {place}")),
        false => held("it does not say"),
    }
}
