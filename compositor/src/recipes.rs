//! What the warden has to know of each cage: the one place where policy, sockets and homes come
//! together.

use std::path::Path;

use lisere_cage::recipe::{Recipe, inside};
use lisere_policy::{Cage, CageId, Policy};

use crate::environment::{environment, variables};
use crate::homes::Homes;

/// What a session has for its cages beside the policy.
pub struct Means<'s> {
    /// Where each cage's programs come in.
    pub socket: &'s dyn Fn(CageId) -> Option<&'s Path>,
    /// Where they keep their files, if there is a place for that.
    pub homes: Option<&'s Homes>,
    /// The journal's folder, if one is kept.
    pub journal: Option<&'s Path>,
    /// Whether programs are started without sandboxes.
    pub bare: bool,
    /// The number of the user whose session it is.
    pub user: u32,
}

/// The recipes of all cages that have a socket, in the policy's order.
#[must_use]
pub fn recipes(policy: &Policy, means: &Means<'_>) -> Vec<Recipe> {
    let cages = policy.cages().iter();
    cages
        .filter_map(|cage| recipe(policy, cage, means))
        .collect()
}

fn recipe(policy: &Policy, cage: &Cage, means: &Means<'_>) -> Option<Recipe> {
    let socket = (means.socket)(cage.id())?;
    let home = means.homes.and_then(|homes| homes.of(cage.id()));
    let state = means.homes.and_then(|homes| homes.state(cage.id()));
    let level = policy.level_of(cage.id()).map(|level| level.title());
    let journal = means.journal.filter(|_| cage.rights().auditor);
    let variables = match means.bare {
        true => variables(&environment(cage, socket, home)),
        false => Vec::new(),
    };
    Some(Recipe {
        name: cage.name().to_owned(),
        title: cage.title().to_owned(),
        level: level.unwrap_or_default().to_owned(),
        colour: cage.colour().to_string(),
        sandbox: cage.sandbox().clone(),
        rights: cage.rights(),
        user: user(cage, means.user),
        socket: socket.to_owned(),
        home: home.map(Path::to_owned),
        state: state.map(Path::to_owned),
        journal: journal.map(Path::to_owned),
        disposable: cage.model().is_some(),
        bare: means.bare,
        variables,
    })
}

/// The number that a cage's user has inside. All have the same, so that none tells whose session
/// it is, but for those that talk to the host's buses: these know their clients by number, and
/// libraries send the one that they see.
fn user(cage: &Cage, outside: u32) -> u32 {
    let names = &cage.sandbox().host_bus;
    let talks = !names.session.is_empty() || !names.system.is_empty();
    match outside {
        _ if cage.rights().admin => 0,
        // Root of a cage is what the right to be one gives, and nothing else.
        1.. if talks => outside,
        _ => inside::USER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cage_has_one_with_its_own_socket() {
        let policy = Policy::preset("home").unwrap();
        let paths: Vec<_> = (0..policy.cages().len())
            .map(|number| std::path::PathBuf::from(format!("/run/{number}")))
            .collect();
        let socket = |cage: CageId| {
            let at = policy.cages().iter().position(|other| other.id() == cage);
            paths.get(at?).map(std::path::PathBuf::as_path)
        };
        let means = |bare| Means {
            socket: &socket,
            homes: None,
            journal: Some(Path::new("/journal")),
            bare,
            user: 1234,
        };
        let kept = recipes(&policy, &means(false));
        assert_eq!(kept.len(), policy.cages().len());
        for (cage, recipe) in policy.cages().iter().zip(&kept) {
            assert_eq!(recipe.name, cage.name());
            assert_eq!(recipe.socket, socket(cage.id()).unwrap());
            assert_eq!(recipe.journal.is_some(), cage.rights().auditor);
            assert_eq!(recipe.disposable, cage.model().is_some());
            assert!(recipe.variables.is_empty());
        }
        assert!(kept.iter().all(|recipe| recipe.user == inside::USER));
        let bare = recipes(&policy, &means(true));
        let display = |recipe: &Recipe| {
            let mut all = recipe.variables.iter();
            all.find(|(name, _)| name == "WAYLAND_DISPLAY").cloned()
        };
        assert_eq!(display(&bare[0]).unwrap().1, "/run/0");
    }
}
