//! Starting the helpers of a session, before the core is confined.

use std::path::PathBuf;

use anyhow::Context;
use lisere_policy::{Cage, CageId, Policy};

use super::Folders;
use crate::crossing::workers::{Environments, Workers};
use crate::door::Door;
use crate::environment::{environment, variables};
use crate::homes::Homes;

/// Starts them. Returns with them the folders in which those write that are started later.
/// Without a place for homes, files and links do not go, and all else does.
///
/// # Errors
/// When a process cannot be started.
pub(super) fn start(
    program: PathBuf,
    folders: &Folders,
    policy: &Policy,
    door: &Door,
) -> anyhow::Result<(Workers, Vec<PathBuf>)> {
    let workers = Workers::processes(program).context("preparing the helpers")?;
    let Some(homes) = homes(folders, policy) else {
        return Ok((workers, Vec::new()));
    };
    let write = vec![homes.cages().to_owned(), homes.staging().to_owned()];
    let environments = environments(policy, door, &homes);
    let workers = workers.housed(homes, environments);
    Ok((workers.context("starting the helpers")?, write))
}

fn homes(folders: &Folders, policy: &Policy) -> Option<Homes> {
    let Some(data) = &folders.data else {
        tracing::warn!("neither HOME nor XDG_DATA_HOME is set: cages have no homes");
        return None;
    };
    Homes::open(data, &names(policy))
        .inspect_err(|error| tracing::warn!(%error, "cages have no homes"))
        .ok()
}

/// The cages, each with its machine name.
pub(super) fn names(policy: &Policy) -> Vec<(CageId, String)> {
    let cages = policy.cages().iter();
    cages
        .map(|cage| (cage.id(), cage.name().to_owned()))
        .collect()
}

fn environments(policy: &Policy, door: &Door, homes: &Homes) -> Environments {
    let of = |cage: &Cage| {
        let socket = door.socket(cage.id())?;
        let environment = environment(cage, socket, homes.of(cage.id()));
        Some((cage.id(), variables(&environment)))
    };
    policy.cages().iter().filter_map(of).collect()
}
