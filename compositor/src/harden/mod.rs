//! What the process denies itself and its children from the start.

mod environment;
mod sandbox;

use std::ffi::OsStr;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::fd::RawFd;
use std::process::{Child, Command};
use std::sync::OnceLock;

use rustix::process::{DumpableBehavior, Resource, Rlimit, getrlimit, setrlimit};

pub use self::environment::child_environment;
pub use self::sandbox::{Places, confine};

/// Descriptors that admitted clients leave to the core: for control connections,
/// transfers, outputs and devices.
const RESERVE: u64 = 256;
/// Before other programs of the user, but not before the system's own.
const OOM_SCORE: &[u8] = b"-500";
/// Where the kernel keeps it, open since before files were given up; absent where the core
/// may not lower it.
static SCORE: OnceLock<File> = OnceLock::new();

/// Hardens the calling process. What cannot be had is logged and done without.
pub fn harden() {
    raise_file_limit();
    match rank_low() {
        Ok(score) => drop(SCORE.set(score)),
        Err(error) => tracing::debug!(%error, "short of memory, the core ends like any program"),
    }
    // What a developer builds may be looked into.
    if !cfg!(debug_assertions) {
        forbid_looking();
    }
}

/// Asks to be ended late when memory is short.
fn rank_low() -> io::Result<File> {
    let mut score = OpenOptions::new()
        .write(true)
        .open("/proc/self/oom_score_adj")?;
    score.write_all(OOM_SCORE)?;
    Ok(score)
}

/// No dump on disk, no debugger, no reading of `/proc/PID/mem`: keys and selections are
/// in memory.
fn forbid_looking() {
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    if let Err(error) = setrlimit(Resource::Core, none) {
        tracing::warn!(%error, "a crash may leave an image of memory on disk");
    }
    if let Err(error) = rustix::process::set_dumpable_behavior(DumpableBehavior::NotDumpable) {
        tracing::warn!(%error, "other programs of this user may read the core's memory");
    }
}

/// Each window costs two descriptors: the usual soft limit of 1024 would end at
/// some hundreds of windows.
fn raise_file_limit() {
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit {
        current: limit.maximum,
        maximum: limit.maximum,
    };
    if let Err(error) = setrlimit(Resource::Nofile, raised) {
        tracing::warn!(%error, "the limit of open files stays as it is");
    }
}

/// A command with nothing in its environment but what a child may know.
#[must_use]
pub fn child(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.env_clear().envs(child_environment());
    command
}

/// Starts a child, which is an ordinary program when memory is short, as the core is not.
///
/// # Errors
/// When it cannot be started.
pub fn spawn(command: &mut Command) -> io::Result<Child> {
    let Some(mut score) = SCORE.get() else {
        return command.spawn();
    };
    // Children get what the core has at that moment. Going back to one's own rank is
    // always allowed.
    let lent = score.write_all(b"0");
    let child = command.spawn();
    if let Err(error) = lent.and_then(|()| score.write_all(OOM_SCORE)) {
        tracing::warn!(%error, "the core or a child has the wrong rank for when memory is short");
    }
    child
}

/// Whether a descriptor that was opened just now leaves the core its reserve. The system
/// gives the lowest number that is free, so the number says how many are in use.
pub(crate) fn leaves_reserve(newest: RawFd) -> bool {
    within(newest, getrlimit(Resource::Nofile).current)
}

fn within(newest: RawFd, limit: Option<u64>) -> bool {
    let Some(limit) = limit else { return true };
    // Where there are few in all, clients may still have most of them.
    let reserve = RESERVE.min(limit / 4);
    u64::try_from(newest).is_ok_and(|used| used < limit - reserve)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_descriptors_are_the_cores() {
        assert!(within(767, Some(1024)));
        assert!(!within(768, Some(1024)));
        assert!(within(95, Some(128)));
        assert!(!within(96, Some(128)));
        assert!(within(100_000, None));
        assert!(!within(3, Some(0)));
    }
}
