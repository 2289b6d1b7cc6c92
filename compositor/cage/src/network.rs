//! The network of a cage: what comes before its sandbox, and what is set within it.

use std::ffi::OsString;

use crate::message::Refusal;
use crate::recipe::Recipe;

/// The program and its arguments that are to be put before `lisere-cage enter`, so that it
/// starts in the cage's network; none where it needs nothing. Called by the warden.
///
/// # Errors
/// What is missing on this machine.
pub fn prefix(recipe: &Recipe) -> Result<Vec<OsString>, Refusal> {
    let _ = recipe;
    Ok(Vec::new())
}

/// Sets the rules of the network that this process is in. Called by `enter`, before it gives up
/// what that takes.
///
/// # Errors
/// What the kernel or `nft` refused.
pub fn settle(recipe: &Recipe) -> Result<(), Refusal> {
    let _ = recipe;
    Ok(())
}
