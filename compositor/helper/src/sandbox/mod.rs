//! What helpers give up before they read a byte that is not the core's.

mod calls;
#[cfg(test)]
mod tests;

pub use self::calls::Calls;
pub use lisere_post::close_strays;

use std::path::Path;

use landlock::{
    ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetCreated, RulesetCreatedAttr,
    RulesetError, RulesetStatus, Scope, path_beneath_rules,
};
use rustix::process::{
    DumpableBehavior, Resource, Rlimit, Signal, set_dumpable_behavior,
    set_parent_process_death_signal, setrlimit,
};

/// Why the sandbox is not shut. A helper without one does not work.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    /// A right of the process could not be given up.
    #[error("can't give up {what}: {source}")]
    Process {
        /// Which right.
        what: &'static str,
        /// The system's reason.
        source: rustix::io::Errno,
    },
    /// The allow-list of system calls could not be built or loaded.
    #[error("can't load the filter of system calls: {0}")]
    Filter(String),
    /// The kernel offers to confine files and does not take our rules.
    #[error("can't confine files: {0}")]
    Files(#[from] RulesetError),
}

/// How much a helper may use; `None` for what is not bounded.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bounds {
    /// Address space in bytes.
    pub memory: Option<u64>,
    /// Processor time in seconds.
    pub seconds: Option<u64>,
    /// The longest file that it writes, in bytes.
    pub file: Option<u64>,
}

/// Ties the process to the core's life and takes away memory dumps, other processes and what
/// is beyond its bounds. Call it first.
///
/// # Errors
/// When the system refuses.
pub fn harden(bounds: Bounds) -> Result<(), SandboxError> {
    set_parent_process_death_signal(Some(Signal::KILL)).map_err(cannot("outliving the core"))?;
    // A debug build stays open to debuggers.
    if !cfg!(debug_assertions) {
        set_dumpable_behavior(DumpableBehavior::NotDumpable).map_err(cannot("memory dumps"))?;
    }
    let limits = [
        (Resource::Core, Some(0), "memory dumps"),
        (Resource::Nproc, Some(0), "processes"),
        (Resource::As, bounds.memory, "memory"),
        (Resource::Cpu, bounds.seconds, "processor time"),
        (Resource::Fsize, bounds.file, "long files"),
    ];
    for (resource, most, what) in limits {
        if most.is_some() {
            limit(resource, most).map_err(cannot(what))?;
        }
    }
    Ok(())
}

/// Gives up every right on files, but those beneath `places`, and the network. Returns
/// whether the kernel knows how; where it does not, the list of calls stands alone.
///
/// # Errors
/// When the kernel knows how and does not take the rules.
pub fn keep_only(places: &[&Path]) -> Result<bool, SandboxError> {
    let newest = ABI::V6;
    let all = AccessFs::from_all(newest) & !AccessFs::Execute;
    let rules = Ruleset::default()
        .handle_access(AccessFs::from_all(newest))?
        .handle_access(AccessNet::from_all(newest))?
        .scope(Scope::from_all(newest))?
        .create()?
        .add_rules(path_beneath_rules(places, all))
        .and_then(RulesetCreated::restrict_self)?;
    Ok(rules.ruleset != RulesetStatus::NotEnforced)
}

/// Allows these system calls from here on; any other ends the process.
///
/// # Errors
/// When the filter cannot be loaded.
pub fn allow_only(calls: Calls) -> Result<(), SandboxError> {
    let program = calls.compile()?;
    seccompiler::apply_filter(&program).map_err(|e| SandboxError::Filter(e.to_string()))
}

fn limit(resource: Resource, most: Option<u64>) -> Result<(), rustix::io::Errno> {
    setrlimit(
        resource,
        Rlimit {
            current: most,
            maximum: most,
        },
    )
}

fn cannot(what: &'static str) -> impl Fn(rustix::io::Errno) -> SandboxError {
    move |source| SandboxError::Process { what, source }
}
