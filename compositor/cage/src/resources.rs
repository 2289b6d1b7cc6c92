//! How much a cage may have, and who sees to it.

mod control;
mod home;
mod limits;
mod systemd;

use std::cell::{Cell, OnceCell};
use std::ffi::OsString;
use std::path::PathBuf;

use rustix::process::Pid;

use crate::message::Refusal;
use crate::reason::{Reason, errno};
use crate::recipe::Recipe;
use control::{Folder, Own};

/// Who holds cages to their resources on this machine.
#[derive(Debug)]
pub struct Keeper {
    way: Way,
    /// For names that no other group has.
    made: Cell<u32>,
}

#[derive(Debug)]
enum Way {
    /// The manager of the user's services, called by this program.
    Systemd(PathBuf),
    /// A control group that is ours to divide. It may be that it only halts and ends: then
    /// each process has bounds of its own, as it has without any.
    Control(Own),
    /// Each process has bounds of its own.
    Limits,
}

/// What keeps one cage's processes together, as long as it lives.
#[derive(Debug)]
pub struct Group {
    place: Place,
}

#[derive(Debug)]
enum Place {
    /// A folder that goes with the group.
    Ours(Folder),
    /// A scope of the manager's, found once the process is in it.
    Scope {
        cage: String,
        pid: Pid,
        found: OnceCell<Folder>,
    },
    None,
}

impl Keeper {
    /// Looks for a manager of the user's services, else for control groups that are ours.
    ///
    /// Ours is the one that this process is in if its folder may be written to. The memory and
    /// processes of cages are bounded by it only where the kernel lets it be divided: where it
    /// is the topmost one, or was delegated, and then whatever is in it moves one down.
    #[must_use]
    pub fn find() -> Self {
        let way = systemd::find().map(Way::Systemd);
        let way = way.or_else(|| Own::find().map(Way::Control));
        Self {
            way: way.unwrap_or(Way::Limits),
            made: Cell::new(0),
        }
    }

    /// `systemd`, `cgroup` or `rlimits`: what holds memory and processes.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match &self.way {
            Way::Systemd(_) => "systemd",
            Way::Control(own) if own.bounds() => "cgroup",
            Way::Control(_) | Way::Limits => "rlimits",
        }
    }

    /// The program and its arguments that are to be put before a cage's other ones.
    #[must_use]
    pub fn prefix(&self, recipe: &Recipe) -> Vec<OsString> {
        match &self.way {
            Way::Systemd(program) => systemd::prefix(program, recipe, self.next()),
            Way::Control(_) | Way::Limits => Vec::new(),
        }
    }

    /// Puts the process and all that it will start under the cage's bounds.
    ///
    /// # Errors
    /// When the kernel refuses.
    pub fn group(&self, recipe: &Recipe, pid: Pid) -> Result<Group, Refusal> {
        let place = match &self.way {
            Way::Systemd(_) => Place::Scope {
                cage: recipe.name.clone(),
                pid,
                found: OnceCell::new(),
            },
            Way::Control(own) => {
                let folder = own.folder(&recipe.name, self.next(), recipe.resources());
                let folder = folder.and_then(|folder| folder.take(pid).map(|()| folder));
                let told = |error| {
                    let name = &recipe.name;
                    let message = format!("the control group of `{name}` can't be made: {error}");
                    Refusal::failed(Reason::Unbounded(errno(&error)), message, "")
                };
                Place::Ours(folder.map_err(told)?)
            }
            Way::Limits => Place::None,
        };
        Ok(Group { place })
    }

    fn next(&self) -> u32 {
        let next = self.made.get().wrapping_add(1);
        self.made.set(next);
        next
    }
}

impl Group {
    /// Halts all of it, or lets it go on; `false` where the kernel has no way but signals.
    /// Waits, for a second at most, until nothing of it runs.
    pub fn freeze(&self, frozen: bool) -> bool {
        self.folder().is_some_and(|folder| folder.freeze(frozen))
    }

    /// Ends all of it at once; `false` where the kernel has no way but signals.
    pub fn kill(&self) -> bool {
        self.folder().is_some_and(Folder::kill)
    }

    /// Memory in bytes and processes, as far as they are counted; those that keep the cage
    /// (its init, and what carries its network out) are among them.
    #[must_use]
    pub fn usage(&self) -> (Option<u64>, Option<u64>) {
        self.folder().map(Folder::usage).unwrap_or_default()
    }

    fn folder(&self) -> Option<&Folder> {
        match &self.place {
            Place::Ours(folder) => Some(folder),
            Place::Scope { cage, pid, found } => found.get().or_else(|| {
                let folder = systemd::folder(cage, *pid)?;
                Some(found.get_or_init(|| folder))
            }),
            Place::None => None,
        }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        // The manager removes its scopes itself.
        if let Place::Ours(folder) = &self.place {
            folder.remove();
        }
    }
}

/// Bounds of each process that hold without a group, and whether the home has room. Called by
/// `enter`, when its group is made.
///
/// A file has at most the bytes that the home may have, and no crash is written down. Where no
/// control group bounds the memory, no process has more than the whole cage may have.
///
/// # Errors
/// When the home is full, or the kernel refuses.
pub fn lower(recipe: &Recipe) -> Result<(), Refusal> {
    home::check(recipe)?;
    limits::lower(recipe.resources())
}

/// How many processes the cage may have, where no control group counts them: for
/// [`bound_processes`], to be called within. Called by `enter`.
#[must_use]
pub fn processes_within(recipe: &Recipe) -> Option<u64> {
    limits::processes_within(recipe.resources())
}

/// Bounds the processes and threads of this process's user in this user namespace. Called by
/// the init: outside of the cage's own namespace the user's other programs would count too. Root
/// of the machine is not bounded by it, nor is a cage that root of the machine keeps.
///
/// # Errors
/// When the kernel refuses.
pub fn bound_processes(most: u64) -> Result<(), Refusal> {
    limits::bound_processes(most)
}
