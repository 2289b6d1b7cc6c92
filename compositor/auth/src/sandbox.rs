//! What a keeper and a conversation deny themselves, and what they cannot.
//!
//! Less than other helpers: modules of PAM are programs of the system that nobody can list.
//! They read files of their own, ask services by sockets, start programs, and
//! `unix_chkpwd` reads the passwords by the rights of its file, which a process that promised
//! never to gain rights (`no_new_privs`) would not get. A filter of system calls and Landlock
//! both ask for that promise, so there is neither here. What remains: nobody looks into the
//! memory, nothing of it reaches the disk, no descriptor or variable of the core comes along,
//! and a conversation ends with whoever started it.

use rustix::io::Errno;
use rustix::process::{
    DumpableBehavior, Resource, Rlimit, Signal, set_dumpable_behavior,
    set_parent_process_death_signal, setrlimit,
};

/// Processor seconds of one conversation: hashing a password takes one or two.
const SECONDS: u64 = 60;
/// The longest file that a module may write, in bytes: counters of failures and logs are less.
const FILE: u64 = 64 << 20;
/// Descriptors.
const FILES: u64 = 256;

/// Takes memory dumps and being looked into away.
///
/// # Errors
/// When the system refuses.
pub fn harden() -> Result<(), Errno> {
    limit(Resource::Core, 0)?;
    // A debug build stays open to debuggers.
    if !cfg!(debug_assertions) {
        set_dumpable_behavior(DumpableBehavior::NotDumpable)?;
    }
    Ok(())
}

/// The same for a conversation, which is also bounded and ends with its keeper.
///
/// # Errors
/// When the system refuses.
pub fn harden_talk() -> Result<(), Errno> {
    set_parent_process_death_signal(Some(Signal::KILL))?;
    harden()?;
    limit(Resource::Cpu, SECONDS)?;
    limit(Resource::Fsize, FILE)?;
    limit(Resource::Nofile, FILES)
}

fn limit(resource: Resource, most: u64) -> Result<(), Errno> {
    // Nobody but root may go above what there is.
    let most = match rustix::process::getrlimit(resource).maximum {
        Some(maximum) => maximum.min(most),
        None => most,
    };
    let most = Some(most);
    setrlimit(
        resource,
        Rlimit {
            current: most,
            maximum: most,
        },
    )
}
