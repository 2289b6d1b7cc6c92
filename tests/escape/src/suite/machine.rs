//! What a machine needs for some cages to be: without it, no probe can be tried there.

use std::fs::OpenOptions;
use std::path::Path;
use std::process::{Command, Stdio};

/// For any cage.
pub(crate) fn namespaces() -> Option<&'static str> {
    if !installed("bwrap") {
        return Some("bubblewrap is not installed");
    }
    let mut command = Command::new("unshare");
    command.args(["--user", "true"]).stderr(Stdio::null());
    let made = command.status().is_ok_and(|status| status.success());
    (!made).then_some("users may make no namespaces on this machine")
}

/// For one with a network of its own.
pub(super) fn pasta() -> Option<&'static str> {
    let tunnel = || OpenOptions::new().write(true).open("/dev/net/tun").is_ok();
    namespaces().or(match installed("pasta") {
        false => Some("pasta is not installed"),
        true if !tunnel() => Some("/dev/net/tun can't be opened on this machine"),
        true => None,
    })
}

/// For one that has the machine's own network, and no way to its abstract sockets.
pub(super) fn landlock() -> Option<&'static str> {
    let system = rustix::system::uname();
    let release = system.release().to_string_lossy().into_owned();
    let mut numbers = release.split(|c: char| !c.is_ascii_digit());
    let [major, minor] = [(); 2].map(|()| numbers.next().and_then(|n| n.parse::<u32>().ok()));
    let known = (major, minor) >= (Some(6), Some(12));
    namespaces()
        .or((!known)
            .then_some("this kernel is older than 6.12, and can't confine abstract sockets"))
}

fn installed(program: &str) -> bool {
    let folders = ["/usr/bin", "/usr/local/bin", "/bin"];
    folders
        .iter()
        .any(|folder| Path::new(folder).join(program).is_file())
}
