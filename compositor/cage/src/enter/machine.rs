//! What this machine needs to have so that a sandbox can be built on it.

use std::fs;

use landlock::{CompatLevel, Compatible, Ruleset, RulesetAttr, Scope};
use lisere_policy::Network;

use crate::message::Refusal;
use crate::reason::Reason;
use crate::tools::find;

/// The shell that a cage's user has.
pub(super) fn shell() -> &'static str {
    if find("bash").is_some() {
        "/bin/bash"
    } else {
        "/bin/sh"
    }
}

/// Whether the session is root's, also where a network of the cage's own came before and this
/// process is root anyway.
pub(super) fn root() -> bool {
    let map = fs::read_to_string("/proc/self/uid_map").unwrap_or_default();
    let outside = map.split_whitespace().nth(1) == Some("0");
    rustix::process::geteuid().is_root() && outside
}

/// A switch of the kernel that forbids namespaces of users: where it is, the value that
/// forbids, and what to set.
const SWITCHES: [(&str, &str, &str); 3] = [
    (
        "/proc/sys/kernel/unprivileged_userns_clone",
        "0",
        "kernel.unprivileged_userns_clone=1",
    ),
    (
        "/proc/sys/user/max_user_namespaces",
        "0",
        "user.max_user_namespaces=15000",
    ),
    (
        "/proc/sys/kernel/apparmor_restrict_unprivileged_userns",
        "1",
        "kernel.apparmor_restrict_unprivileged_userns=0",
    ),
];

/// Why a sandbox was not built, by what bubblewrap said of it.
pub(super) fn explained(cage: &str, said: &str) -> Refusal {
    let said = said.trim().trim_start_matches("bwrap: ");
    let message = format!("the sandbox of {cage} can't be built: {said}");
    let lower = said.to_lowercase();
    let (reason, help) = if lower.contains("namespace") || lower.contains("uid map") {
        let (cure, help) = namespaces();
        (Reason::NoNamespaces(cure.to_owned()), help)
    } else if lower.contains("proc") && lower.contains("mount") {
        let help =
            "this session runs in a container that hides parts of /proc: start it outside of one";
        (Reason::Contained, help.to_owned())
    } else if lower.contains("unknown option") {
        let help = "bubblewrap 0.8.0 or newer is needed";
        (Reason::OldBubblewrap, help.to_owned())
    } else {
        (Reason::Sandbox(0), String::new())
    };
    Refusal::failed(reason, message, help)
}

/// What to set so that the kernel lets users have namespaces, or "", and how.
fn namespaces() -> (&'static str, String) {
    let off = SWITCHES
        .iter()
        .find(|(path, off, _)| fs::read_to_string(path).is_ok_and(|value| value.trim() == *off));
    match off {
        Some((_, _, cure)) => {
            let help = format!("the kernel refuses namespaces of users: `sysctl -w {cure}`");
            (cure, help)
        }
        None => {
            let help = "the kernel or a container around this session refuses namespaces of users";
            ("", help.to_owned())
        }
    }
}

/// Whether the sockets without a file of other cages and of the machine can be kept away.
///
/// # Errors
/// When the cage shares a network with others and the kernel can't.
pub(super) fn abstract_sockets(network: &Network) -> Result<(), Refusal> {
    if !shared(network) {
        return Ok(());
    }
    let ruleset = Ruleset::default()
        .set_compatibility(CompatLevel::HardRequirement)
        .scope(Scope::AbstractUnixSocket);
    ruleset.map(|_| ()).map_err(|_| {
        let message =
            "this kernel can't keep a cage with a shared network from the abstract sockets there";
        Refusal::failed(
            Reason::OldKernel,
            message,
            "use Linux 6.12 or newer with Landlock, or `network = \"pasta\"`",
        )
    })
}

/// Whether others are in that network.
fn shared(network: &Network) -> bool {
    matches!(network, Network::Host | Network::Netns(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_says_what_to_do() {
        let refusal = explained("work", "bwrap: Unknown option --disable-userns\n");
        assert_eq!(
            refusal.message,
            "the sandbox of work can't be built: Unknown option --disable-userns"
        );
        assert!(refusal.help.contains("0.8.0"));
        let refusal = explained("work", "bwrap: No permissions to create new namespace");
        assert!(refusal.help.contains("namespaces of users"));
        assert!(
            explained("work", "bwrap: Can't mount proc on /newroot/proc")
                .help
                .contains("/proc")
        );
    }
}
