//! Starting the helpers of a session, before the core is confined.

use std::path::{Path, PathBuf};

use anyhow::Context;
use lisere_policy::{Cage, CageId, Engine, Policy};
use lisere_shell::LockFault;

use super::Folders;
use crate::backend::Backend;
use crate::clock::Now;
use crate::crossing::workers::Workers;
use crate::door::Door;
use crate::homes::{Homes, Seen};
use crate::lock::logind::begin;
use crate::lock::{Kept, Lock, Logind, Unlockable, keepers};
use crate::programs::{AUTH, LOGIND, find_program};
use crate::recipes::{Means, recipes};
use crate::spoken::system;
use crate::state::Compositor;
use crate::warden::Warden;

/// Starts those that work on pictures and files. Returns with them the folders in which those
/// write that are started later. Without a place for homes, files do not go, and all else does.
///
/// # Errors
/// When a process cannot be started.
pub(super) fn start(
    program: PathBuf,
    homes: Option<Homes>,
) -> anyhow::Result<(Workers, Vec<PathBuf>)> {
    let workers = Workers::processes(program).context("preparing the helpers")?;
    let Some(homes) = homes else {
        return Ok((workers, Vec::new()));
    };
    let write = vec![homes.cages().to_owned(), homes.staging().to_owned()];
    let workers = workers.housed(homes).context("starting the helpers")?;
    Ok((workers, write))
}

/// Starts what keeps the cages. `places` are where their programs come in, where they keep
/// their files, and the journal.
///
/// # Errors
/// When it cannot be started.
pub(super) fn warden(
    program: &Path,
    policy: &Policy,
    (door, homes, journal): (&Door, Option<&Homes>, Option<&Path>),
    bare: bool,
) -> anyhow::Result<Warden> {
    if bare {
        tracing::warn!(
            "programs are started without sandboxes: those of one cage can read and end those \
             of another, and all that is yours"
        );
    }
    let means = Means {
        socket: &|cage| door.socket(cage),
        homes,
        journal,
        bare,
        user: rustix::process::getuid().as_raw(),
    };
    let recipes = recipes(policy, &means);
    Warden::start(program, policy, &recipes, bare).context("starting the warden of cages")
}

/// What locks the session and unlocks it, kept in the user's state. Where nobody can be asked
/// for a password, nothing is locked, and whoever wants to is told why.
pub(super) fn lock(own: &Path, state: Option<&Path>) -> Lock {
    let kept = Kept::in_state(state);
    let unstarted = |error: std::io::Error| Unlockable {
        why: error.to_string(),
        fault: LockFault::Helper(system(&error)),
    };
    let found = find_program(own, AUTH).map_err(|missing| Unlockable {
        why: missing.to_string(),
        fault: LockFault::Missing,
    });
    let started = found.and_then(|program| keepers::start(&program).map_err(unstarted));
    match started {
        Ok((greeting, begin)) => {
            if let Err(why) = &greeting.service {
                tracing::warn!("the session cannot be locked: {why}");
            }
            let again = kept.clone();
            Lock::new(greeting, begin, kept)
                .unwrap_or_else(|error| Lock::unable(unstarted(error), again))
        }
        Err(why) => {
            tracing::warn!(error = why.why, "the session cannot be locked");
            Lock::unable(why, kept)
        }
    }
}

/// Has the session of a seat hear what the system says of locking and sleep. Without it the
/// session is locked by all else.
pub(super) fn hear_logind(core: &mut Compositor, own: &Path, now: Now) {
    if matches!(core.backend, Backend::Kms(_)) {
        core.lock.logind = logind(own, now);
    }
}

fn logind(own: &Path, now: Now) -> Logind {
    let started = find_program(own, LOGIND)
        .map_err(std::io::Error::other)
        .and_then(|program| Logind::new(begin(program), now));
    started.unwrap_or_else(|error| {
        tracing::warn!(%error, "nothing is heard of logind");
        Logind::default()
    })
}

/// The homes of cages, as their programs see them.
pub(super) fn homes(folders: &Folders, policy: &Policy, bare: bool) -> Option<Homes> {
    let Some(data) = &folders.data else {
        tracing::warn!("neither HOME nor XDG_DATA_HOME is set: cages have no homes");
        return None;
    };
    let mut homes = Homes::open(data, &names(policy))
        .inspect_err(|error| tracing::warn!(%error, "cages have no homes"))
        .ok()?;
    for cage in policy.cages().iter().filter(|_| !bare) {
        let seen = match cage.sandbox().engine {
            Engine::Bubblewrap => Seen::Inside,
            Engine::Ssh(_) | Engine::Socket => Seen::Nowhere,
        };
        homes.show(cage.id(), seen);
    }
    Some(homes)
}

/// The cages, each with its machine name.
pub(super) fn names(policy: &Policy) -> Vec<(CageId, String)> {
    let cages = policy.cages().iter();
    cages
        .map(|cage: &Cage| (cage.id(), cage.name().to_owned()))
        .collect()
}
