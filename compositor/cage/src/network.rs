//! The network of a cage: what comes before its sandbox, and what is set within it.

mod machine;
mod netns;
mod pasta;
mod routes;
mod rules;

use std::ffi::OsString;
use std::fs;

use lisere_policy::Network;

use crate::message::Refusal;
use crate::reason::Reason;
use crate::recipe::Recipe;
use machine::Machine;

/// The longest list of name servers that is read, in bytes.
const LONGEST: usize = 64 * 1024;

/// The program and its arguments that are to be put before `lisere-cage --enter`, so that it
/// starts in the cage's network; none where it needs nothing. Called by the warden.
///
/// With `pasta`, what comes behind the prefix starts as root of a user namespace and first of a
/// process namespace of its own, with a `/proc` that fits, and is given no descriptor but its
/// standard ones. Nothing of the machine can be reached from there by the network: neither its
/// loopback nor any address that it has when the cage starts.
///
/// # Errors
/// What is missing on this machine.
pub fn prefix(recipe: &Recipe) -> Result<Vec<OsString>, Refusal> {
    let sandbox = &recipe.sandbox;
    if rules::wanted(&sandbox.destinations) {
        rules::possible(recipe)?;
    }
    match &sandbox.network {
        Network::None | Network::Host => Ok(Vec::new()),
        Network::Pasta => pasta::prefix(recipe),
        Network::Netns(name) => netns::prefix(name),
    }
}

/// Sets the rules of the network that this process is in. Called by `enter`, before it gives up
/// what that takes: the rules belong to a user namespace that no program of the cage is in, so
/// none can change them, whatever it may do in its own.
///
/// # Errors
/// What the kernel or `nft` refused.
pub fn settle(recipe: &Recipe) -> Result<(), Refusal> {
    if recipe.sandbox.network != Network::Pasta {
        return Ok(());
    }
    let Some(machine) = Machine::told() else {
        let message = "the network was not built by this session's warden";
        return Err(Refusal::failed(Reason::Network(0), message, ""));
    };
    if machine.offline {
        return routes::raise_loopback();
    }
    routes::deny(&machine.addresses)?;
    if rules::wanted(&recipe.sandbox.destinations) {
        rules::load(&recipe.sandbox.destinations, &machine.resolvers())?;
    }
    Ok(())
}

/// What `/etc/resolv.conf` is to say inside; none where there is nobody to ask. Called by
/// `enter`.
#[must_use]
pub fn resolv_conf(recipe: &Recipe) -> Option<String> {
    match &recipe.sandbox.network {
        Network::None => None,
        Network::Host => readable("/etc/resolv.conf"),
        Network::Netns(name) => readable(&format!("/etc/netns/{name}/resolv.conf"))
            .or_else(|| readable("/etc/resolv.conf")),
        Network::Pasta => Machine::told().map(|machine| machine.resolv_conf()),
    }
}

fn readable(path: &str) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    (text.len() <= LONGEST).then_some(text)
}
