//! The first process of the cage, which holds the only line to the outside.

use std::fs::{self, File};
use std::os::unix::fs::FileExt;

use rustix::process::{Pid, PidfdFlags, pidfd_open};

use super::Probe;
use crate::baits::Baits;
use crate::call::{Arg, call};
use crate::outcome::{Stop, Tried, any, held};

/// Attaches without stopping; over when the tracer ends.
const SEIZE: i64 = 0x4206;

pub(super) const ALL: &[Probe] = &[
    Probe::new("init-trace", "trace the cage's first process", |baits| {
        seize(init(baits)?)
    }),
    Probe::new(
        "init-memory",
        "open the memory of the cage's first process",
        |baits| {
            File::open(format!("/proc/{}/mem", init(baits)?))?;
            Ok("opened it".into())
        },
    ),
    Probe::new(
        "init-descriptors",
        "see where the descriptors of the cage's first process lead",
        |baits| {
            let folder = format!("/proc/{}/fd", init(baits)?);
            any(fs::read_dir(folder)?, |entry| {
                let leads = fs::read_link(entry?.path())?;
                Ok(format!("one to {}", leads.display()))
            })
        },
    ),
    Probe::new(
        "init-line",
        "take the line to the warden out of the cage's first process",
        |baits| {
            let pid = Pid::from_raw(init(baits)?);
            let pid = pid.ok_or_else(|| Stop::Moot("it has no number".into()))?;
            let handle = pidfd_open(pid, PidfdFlags::empty())?;
            any(0..16, |number| super::processes::steal(&handle, number))
        },
    ),
    Probe::new(
        "init-environment",
        "read the environment of the cage's first process",
        |baits| match fs::read(format!("/proc/{}/environ", init(baits)?))?.is_empty() {
            true => held("it is empty"),
            false => Ok("read it".into()),
        },
    ),
];

/// Outside of cages, a bait stands for it.
fn init(baits: &Baits) -> Result<i32, Stop> {
    let said = baits.of("self.init")?;
    said.parse()
        .map_err(|_| Stop::Moot("it has no number".into()))
}

/// Traces a process, without stopping it.
pub(super) fn seize(pid: i32) -> Tried {
    let arguments = [
        Arg::Word(SEIZE),
        Arg::Word(i64::from(pid)),
        Arg::Word(0),
        Arg::Word(0),
    ];
    call(libc::SYS_ptrace, arguments)?;
    Ok("traced it".into())
}

/// Reads a few bytes of a process where there should be a secret.
pub(super) fn peek(pid: i32, address: u64) -> Tried {
    let mut bytes = [0; crate::baits::SECRET.len()];
    File::open(format!("/proc/{pid}/mem"))?.read_exact_at(&mut bytes, address)?;
    match bytes == crate::baits::SECRET.as_bytes() {
        true => Ok("read its secret".into()),
        false => held("it is another's memory"),
    }
}
