//! How waypipe and ssh are called.

use std::path::Path;

use lisere_policy::Remote;

use crate::message::Run;
use crate::recipe::inside;

/// Nothing is asked, no other key is taken, nothing of ours is offered to the other machine, and
/// no file of the cage's home changes that. A connection that is dead is known after 15 s.
const OPTIONS: &[&str] = &[
    "BatchMode=yes",
    "ConnectTimeout=10",
    "ControlMaster=no",
    "ControlPath=none",
    "ExitOnForwardFailure=yes",
    "ForwardAgent=no",
    "ForwardX11=no",
    "GlobalKnownHostsFile=/dev/null",
    "IdentitiesOnly=yes",
    "IdentityAgent=none",
    "PermitLocalCommand=no",
    "ProxyCommand=none",
    "ServerAliveCountMax=3",
    "ServerAliveInterval=5",
    "StrictHostKeyChecking=yes",
    "UpdateHostKeys=no",
];
/// How waypipe is started there: where nobody has made the folder that it needs, in one that is
/// there as long as it. For a plain shell, whatever the user's own is.
const BEHIND: &str = "sh -c 'test -n \"$XDG_RUNTIME_DIR\" && exec waypipe \"$@\"; \
    folder=$(mktemp -d) || exit; XDG_RUNTIME_DIR=$folder waypipe \"$@\"; code=$?; \
    rm -rf -- \"$folder\"; exit $code' sh";
/// Goes into the folder that comes first, and becomes what comes then.
const START: &str = "cd -- \"$1\" && shift && exec \"$@\"";
/// What is told the other machine of the cage.
const NAMES: [&str; 3] = ["LISERE_CAGE", "LISERE_LEVEL", "LISERE_COLOUR"];

/// The only key that the machine is known by.
pub(super) fn known_hosts(remote: &Remote) -> String {
    let Remote {
        host,
        port,
        host_key,
        ..
    } = remote;
    match port {
        22 => format!("{host} {host_key}\n"),
        port => format!("[{host}]:{port} {host_key}\n"),
    }
}

/// Waypipe's arguments. `own` answers for variables of this cage.
pub(super) fn words(
    remote: &Remote,
    run: &Run,
    own: &dyn Fn(&str) -> Option<String>,
) -> Vec<String> {
    let first = ["--compress", "lz4", "--remote-bin", BEHIND];
    let mut words: Vec<String> = first.map(ToOwned::to_owned).to_vec();
    // Waypipe looks for a card wherever it runs.
    if !Path::new("/dev/dri").exists() {
        words.push("--no-gpu".to_owned());
    }
    words.extend(["ssh", "-F", "none"].map(ToOwned::to_owned));
    // A terminal there has the size of the one here.
    let terminal = if run.terminal.is_some() { "-tt" } else { "-T" };
    words.push(terminal.to_owned());
    let known = format!("UserKnownHostsFile={}", inside::KNOWN_HOSTS);
    let options = OPTIONS.iter().map(|option| (*option).to_owned());
    for option in options.chain([known]) {
        words.extend(["-o".to_owned(), option]);
    }
    words.extend(["-p".to_owned(), remote.port.to_string()]);
    if let Some(user) = &remote.user {
        words.extend(["-l".to_owned(), user.clone()]);
    }
    if remote.identity.is_some() {
        words.extend(["-i".to_owned(), inside::IDENTITY.to_owned()]);
    }
    words.push(remote.host.clone());
    words.extend(there(run, own).iter().map(|word| quoted(word)));
    words
}

/// What runs on the other machine, unquoted.
fn there(run: &Run, own: &dyn Fn(&str) -> Option<String>) -> Vec<String> {
    let known = NAMES
        .iter()
        .filter_map(|name| own(name).map(|value| ((*name).to_owned(), value)));
    let asked = run.env.iter().filter(|(name, _)| proper(name)).cloned();
    let variables = known
        .chain(asked)
        .map(|(name, value)| format!("{name}={value}"));
    let folder = run.folder.as_deref().unwrap_or(".");
    let start = ["sh", "-c", START, "sh", folder].map(ToOwned::to_owned);
    let all = ["env".to_owned()].into_iter().chain(variables).chain(start);
    all.chain(run.argv.iter().cloned()).collect()
}

fn proper(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    !name.is_empty() && name.chars().all(plain) && !name.starts_with(|c: char| c.is_ascii_digit())
}

/// For the shell there, which gets all words as one line: it changes nothing of what is quoted.
fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Size;

    fn remote() -> Remote {
        Remote {
            host: "vault.example".to_owned(),
            user: Some("anna".to_owned()),
            port: 2222,
            host_key: "ssh-ed25519 AAAA".to_owned(),
            identity: Some("/home/anna/.ssh/vault".to_owned()),
        }
    }

    fn run(argv: &[&str]) -> Run {
        Run {
            argv: argv.iter().map(|word| (*word).to_owned()).collect(),
            env: vec![
                ("A".to_owned(), "b c".to_owned()),
                ("D;E".to_owned(), String::new()),
            ],
            folder: None,
            terminal: None,
        }
    }

    #[test]
    fn the_key_is_that_of_the_port() {
        assert_eq!(
            known_hosts(&remote()),
            "[vault.example]:2222 ssh-ed25519 AAAA\n"
        );
        let plain = Remote {
            port: 22,
            ..remote()
        };
        assert_eq!(known_hosts(&plain), "vault.example ssh-ed25519 AAAA\n");
    }

    #[test]
    fn nothing_that_is_run_is_read_by_the_shell_there() {
        let words = words(&remote(), &run(&["echo", "$(id) 'x'"]), &|_| None);
        assert_eq!(words.last().unwrap(), "'$(id) '\\''x'\\'''");
        assert!(words.contains(&"'A=b c'".to_owned()), "{words:?}");
        assert!(!words.iter().any(|word| word.contains("D;E")), "{words:?}");
    }

    #[test]
    fn a_terminal_here_is_one_there() {
        let with = Run {
            terminal: Some(Size::default()),
            ..run(&["foot"])
        };
        assert!(words(&remote(), &with, &|_| None).contains(&"-tt".to_owned()));
    }

    #[test]
    fn the_host_comes_last_of_ours_and_nothing_asks() {
        let words = words(&remote(), &run(&["foot"]), &|_| Some("x".to_owned()));
        let host = words
            .iter()
            .position(|word| word == "vault.example")
            .unwrap();
        assert_eq!(words[host + 1], "'env'");
        assert_eq!(words[host + 2], "'LISERE_CAGE=x'");
        for option in ["StrictHostKeyChecking=yes", "BatchMode=yes", "-T", "none"] {
            assert!(words[..host].iter().any(|word| word == option), "{option}");
        }
    }
}
