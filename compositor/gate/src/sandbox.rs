//! The sandbox: what a gate gives up before it reads a program's first byte.

mod calls;
mod files;
mod strays;
#[cfg(test)]
mod tests;

pub use self::strays::close_strays;

use rustix::process::{
    DumpableBehavior, Resource, Rlimit, Signal, getrlimit, set_dumpable_behavior,
    set_parent_process_death_signal, setrlimit,
};

/// Why the sandbox is not shut. A gate without one does not run.
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
}

/// Which walls stand besides those that every kernel has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Walls {
    /// Whether the kernel also took away every right on files by name.
    pub landlock: bool,
}

/// Ties the process to its parent's life and takes away what no gate needs: memory
/// dumps, processes, files. Call it first.
///
/// # Errors
/// When the system refuses.
pub fn harden() -> Result<(), SandboxError> {
    set_parent_process_death_signal(Some(Signal::KILL)).map_err(cannot("outliving the core"))?;
    // A debug build stays open to debuggers.
    if !cfg!(debug_assertions) {
        set_dumpable_behavior(DumpableBehavior::NotDumpable).map_err(cannot("memory dumps"))?;
    }
    for resource in [Resource::Core, Resource::Nproc] {
        limit(resource, Some(0)).map_err(cannot("memory dumps and processes"))?;
    }
    let most = getrlimit(Resource::Nofile).maximum;
    limit(Resource::Nofile, most).map_err(cannot("the low limit of descriptors"))
}

/// Shuts the sandbox: from here on no file, no network, no process, no new right.
///
/// # Errors
/// When the filter can't be loaded. That the kernel lacks Landlock is no error:
/// the filter takes away every call that Landlock would judge.
pub fn enter() -> Result<Walls, SandboxError> {
    let landlock = files::give_up();
    let program = calls::filter()?;
    seccompiler::apply_filter(&program).map_err(|e| SandboxError::Filter(e.to_string()))?;
    Ok(Walls { landlock })
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
