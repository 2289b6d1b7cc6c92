//! Whether this process is held as the first one of a cage has to be, and the last things that
//! it takes from itself and all that it will start.

use std::fs;

use landlock::{Ruleset, RulesetAttr, RulesetStatus, Scope};
use rustix::process::{DumpableBehavior, getpid, set_dumpable_behavior};

use crate::message::Refusal;
use crate::reason::Reason;

/// Checks that nothing that was asked of bubblewrap is missing.
///
/// # Errors
/// What is missing.
pub(super) fn check() -> Result<(), Refusal> {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let is = |key: &str, value: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(key));
        line.is_some_and(|found| found.trim() == value)
    };
    let missing = if !getpid().is_init() {
        "it is not the first process of its own"
    } else if !is("NoNewPrivs:", "1") {
        "its programs could gain privileges"
    } else if !is("Seccomp:", "2") {
        "its system calls are not filtered"
    } else {
        return Ok(());
    };
    Err(Refusal::failed(
        Reason::NotClosed,
        format!("the cage is not closed: {missing}"),
        "",
    ))
}

/// Programs of the cage may neither read this process's memory nor take its descriptors, nor
/// reach sockets without a file that are not their own, where the cage shares a network.
///
/// # Errors
/// When the kernel refuses; that it knows no such scope was refused before, if it matters.
pub(super) fn settle() -> Result<(), Refusal> {
    let failed = |what: &str| {
        let message = format!("the cage is not closed: {what}");
        Refusal::failed(Reason::NotClosed, message, "")
    };
    set_dumpable_behavior(DumpableBehavior::NotDumpable)
        .map_err(|_| failed("its programs could read the memory of its init"))?;
    let scope = || {
        let rules = Ruleset::default().scope(Scope::AbstractUnixSocket)?;
        rules.create()?.restrict_self()
    };
    match scope() {
        Ok(status) if status.ruleset != RulesetStatus::PartiallyEnforced => Ok(()),
        _ => Err(failed("abstract sockets of others could be reached")),
    }
}
