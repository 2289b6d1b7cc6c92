//! Why there is no connection to another machine, and what to do about it.

use lisere_policy::Remote;

use crate::message::code;

/// Found in what ssh said, in this order: a changed key is also a key that failed.
enum Cause {
    OtherKey,
    NotLetIn,
    Forbidden,
    NobodyListens,
    NoName,
    NoWay,
    Cut,
}

const SIGNS: &[(&str, Cause)] = &[
    ("Host key verification failed", Cause::OtherKey),
    ("no matching host key type found", Cause::OtherKey),
    ("Permission denied (", Cause::NotLetIn),
    ("remote port forwarding failed", Cause::Forbidden),
    ("Connection refused", Cause::NobodyListens),
    ("Could not resolve hostname", Cause::NoName),
    ("No route to host", Cause::NoWay),
    ("Network is unreachable", Cause::NoWay),
    ("Connection timed out", Cause::NoWay),
    ("Operation timed out", Cause::NoWay),
    ("not responding", Cause::Cut),
    ("closed by", Cause::Cut),
    ("Connection reset", Cause::Cut),
    ("Broken pipe", Cause::Cut),
];

/// What to tell, by the exit code and the last lines; none where they speak for themselves.
pub(super) fn why(remote: &Remote, ended: u8, said: &str) -> Option<String> {
    if ended == code::MISSING {
        let absent = said
            .lines()
            .any(|line| line.contains("waypipe") && line.contains("not found"));
        return absent.then(|| format!("waypipe is not installed on {}", remote.host));
    }
    let Remote { host, port, .. } = remote;
    let found = SIGNS.iter().find(|(sign, _)| said.contains(sign));
    Some(match found.map(|(_, cause)| cause) {
        Some(Cause::OtherKey) => format!(
            "{host} has another key than `host-key` of the policy says. Either somebody is \
             between, or it was set up anew: ask its administrator for the fingerprint, compare \
             with `ssh-keyscan -p {port} {host} | ssh-keygen -lf -`, and only then change the policy"
        ),
        Some(Cause::NotLetIn) => format!(
            "{host} does not let {} in: {}",
            remote.user.as_deref().unwrap_or("this user"),
            key(remote)
        ),
        Some(Cause::Forbidden) => format!(
            "{host} does not let sockets be passed on: its sshd needs \
             `AllowStreamLocalForwarding yes`"
        ),
        Some(Cause::NobodyListens) => format!(
            "nothing listens at port {port} of {host}: start its ssh server, or name its port \
             as `port` in the policy"
        ),
        Some(Cause::NoName) => {
            format!("no address is known for {host}: look at `host` and `network` in the policy")
        }
        Some(Cause::NoWay) => format!(
            "{host} is not reached: look at the connection, and at `network` and `destinations` \
             in the policy"
        ),
        Some(Cause::Cut) => {
            format!("the connection to {host} was cut; what ran there with windows has ended")
        }
        None => format!("there is no connection to {host}"),
    })
}

fn key(remote: &Remote) -> String {
    match &remote.identity {
        Some(path) => format!("add {path}.pub to `~/.ssh/authorized_keys` there"),
        None => "name a private key as `identity` in the policy".to_owned(),
    }
}
