//! `pasta`: a network of a cage's own, whose traffic a process of the user's carries out.

use std::ffi::OsString;
use std::path::Path;

use super::machine::{FORWARDER, Machine};
use crate::message::Refusal;
use crate::reason::Reason;
use crate::recipe::Recipe;
use crate::tools;

/// Nothing of the machine's comes in, no port of it is mirrored, and the gateway's address is
/// the gateway's: by default it would lead to the machine's loopback.
const CLOSED: [&str; 12] = [
    "--config-net",
    "--no-map-gw",
    "-t",
    "none",
    "-u",
    "none",
    "-T",
    "none",
    "-U",
    "none",
    "--foreground",
    "--quiet",
];
/// How the kernel makes network devices of processes.
const TUN: &str = "/dev/net/tun";

pub(super) fn prefix(recipe: &Recipe) -> Result<Vec<OsString>, Refusal> {
    let what = format!("the network of `{}`", recipe.name);
    let pasta = tools::need("pasta", "passt", &what)?;
    let unshare = tools::need("unshare", "util-linux", &what)?;
    if !Path::new(TUN).exists() {
        return Err(Refusal::failed(
            Reason::NoTun,
            format!("{TUN} is missing, and {what} needs it"),
            "modprobe tun; in a container, let it have the device",
        ));
    }
    let machine = Machine::look();
    let env = tools::need("env", "coreutils", &what)?;
    let mut prefix = vec![env.into_os_string(), machine.variable()];
    if machine.offline {
        // Pasta has no device to follow then; the cage has its loopback until it starts anew.
        prefix.push(unshare.into());
        prefix.extend(["--user", "--map-root-user", "--net", "--"].map(OsString::from));
        return Ok(prefix);
    }
    let root = rustix::process::geteuid().is_root();
    prefix.extend(around(&pasta, &unshare, root, machine.asks_itself()));
    Ok(prefix)
}

/// The call of pasta, up to where the program within begins.
fn around(pasta: &Path, unshare: &Path, root: bool, forward: bool) -> Vec<OsString> {
    let text = |words: &[&str]| words.iter().map(OsString::from).collect::<Vec<_>>();
    let mut all = Vec::new();
    if root {
        // Started by root it would become `nobody`, and then could map nobody.
        all.push(unshare.into());
        all.extend(text(&["--user", "--map-root-user", "--"]));
    }
    all.push(pasta.into());
    all.extend(text(&CLOSED));
    if root {
        all.push("--netns-only".into());
    }
    if forward {
        all.extend(text(&["--dns-forward", &FORWARDER.to_string()]));
    }
    all.push("--".into());
    // It also makes a process namespace, but leaves the machine's /proc in place, by which
    // nothing within would find itself.
    all.push(unshare.into());
    all.extend(text(&["--mount", "--mount-proc", "--"]));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(root: bool) -> String {
        let (pasta, unshare) = (Path::new("/b/pasta"), Path::new("/b/unshare"));
        let all = around(pasta, unshare, root, false);
        all.join(&OsString::from(" ")).into_string().unwrap()
    }

    #[test]
    fn nothing_of_the_machine_is_mirrored() {
        let closed = "--config-net --no-map-gw -t none -u none -T none -U none";
        for root in [false, true] {
            let call = call(root);
            assert!(call.contains(closed), "{call}");
            assert!(call.ends_with("-- /b/unshare --mount --mount-proc --"));
        }
    }

    #[test]
    fn root_becomes_root_of_a_namespace_before() {
        assert!(call(true).starts_with("/b/unshare --user --map-root-user -- /b/pasta "));
        assert!(call(false).starts_with("/b/pasta "));
    }
}
