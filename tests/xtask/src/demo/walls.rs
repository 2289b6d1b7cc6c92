//! Whether this machine can keep programs in sandboxes, with networks of their own.

use std::fs::OpenOptions;
use std::process::Command;

use crate::tool::found;

/// What sandboxes are made of.
const PROGRAMS: [&str; 2] = ["bwrap", "pasta"];
/// How the kernel makes network devices of processes.
const TUN: &str = "/dev/net/tun";

/// What is missing for them; none if they can be made.
pub(super) fn missing() -> Option<String> {
    if let Some(name) = PROGRAMS.into_iter().find(|name| !found(name)) {
        return Some(format!("{name} is not installed"));
    }
    if let Err(error) = OpenOptions::new().read(true).write(true).open(TUN) {
        return Some(format!("{TUN}: {error}"));
    }
    let tried = Command::new("bwrap")
        .args(["--unshare-all", "--unshare-user", "--ro-bind", "/", "/"])
        .args(["--proc", "/proc", "--dev", "/dev", "true"])
        .output();
    match tried {
        Ok(output) if output.status.success() => None,
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            Some(said.trim().to_owned())
        }
        Err(error) => Some(format!("bwrap: {error}")),
    }
}
