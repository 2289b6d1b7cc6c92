//! Landlock: no right on any file by name, no port, where the kernel can.

use landlock::{
    ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetError, RulesetStatus, Scope,
};

/// Gives up every right that the kernel's Landlock knows; says whether it knows any.
pub(super) fn give_up() -> bool {
    restrict().is_ok_and(|status| status != RulesetStatus::NotEnforced)
}

fn restrict() -> Result<RulesetStatus, RulesetError> {
    let newest = ABI::V6;
    let rules = Ruleset::default()
        .handle_access(AccessFs::from_all(newest))?
        .handle_access(AccessNet::from_all(newest))?
        .scope(Scope::from_all(newest))?
        .create()?;
    Ok(rules.restrict_self()?.ruleset)
}
