//! How much a cage may have, and who sees to it.

use std::ffi::OsString;

use rustix::process::Pid;

use crate::message::Refusal;
use crate::recipe::Recipe;

/// Who holds cages to their resources on this machine.
#[derive(Debug)]
pub struct Keeper {}

/// What keeps one cage's processes together, as long as it lives.
#[derive(Debug)]
pub struct Group {}

impl Keeper {
    /// Looks for a manager of the user's services, else for control groups that are ours.
    #[must_use]
    pub fn find() -> Self {
        Self {}
    }

    /// `systemd`, `cgroup` or `rlimits`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        "rlimits"
    }

    /// The program and its arguments that are to be put before a cage's other ones.
    #[must_use]
    pub fn prefix(&self, recipe: &Recipe) -> Vec<OsString> {
        let _ = recipe;
        Vec::new()
    }

    /// Puts the process and all that it will start under the cage's bounds.
    ///
    /// # Errors
    /// When the kernel refuses.
    pub fn group(&self, recipe: &Recipe, pid: Pid) -> Result<Group, Refusal> {
        let _ = (recipe, pid);
        Ok(Group {})
    }
}

impl Group {
    /// Halts all of it, or lets it go on; `false` where the kernel has no way but signals.
    pub fn freeze(&self, frozen: bool) -> bool {
        let _ = frozen;
        false
    }

    /// Ends all of it at once; `false` where the kernel has no way but signals.
    pub fn kill(&self) -> bool {
        false
    }

    /// Memory in bytes and processes, as far as they are counted.
    #[must_use]
    pub fn usage(&self) -> (Option<u64>, Option<u64>) {
        (None, None)
    }
}

/// Bounds of each process that hold without a group. Called by `enter`.
///
/// # Errors
/// When the kernel refuses.
pub fn lower(recipe: &Recipe) -> Result<(), Refusal> {
    let _ = recipe;
    Ok(())
}
