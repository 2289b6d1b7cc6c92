//! Keys that the kernel keeps for users and sessions.

use std::fs;

use super::Probe;
use crate::baits::Baits;
use crate::call::{Arg, call, text};
use crate::outcome::{Tried, held};

/// The kernel's names for two keyrings.
const SESSION: i64 = -3;
const USER: i64 = -4;

/// Of `keyctl`.
const JOIN_SESSION: i64 = 1;
const UNLINK: i64 = 9;
const SEARCH: i64 = 10;
/// Names of the baits.
const OF_SESSION: &str = "lisere-bait-of-session";
const OF_USER: &str = "lisere-bait-of-user";

pub(super) const ALL: &[Probe] = &[
    Probe::new("key-of-user", "find a key in the user's keyring", |baits| {
        find(baits, USER, OF_USER)
    }),
    Probe::new(
        "key-of-session",
        "find a key in the keyring of the user's session",
        |baits| find(baits, SESSION, OF_SESSION),
    ),
    Probe::new("keys-listed", "see what keys there are", |baits| {
        baits.of("host.keys")?;
        let keys = fs::read_to_string("/proc/keys")?;
        match keys.contains("lisere-bait") {
            true => Ok("a bait's is in the list".into()),
            false => held("no bait's is in the list"),
        }
    })
    .let_by(&["nested-namespaces"]),
    Probe::new("key-made", "leave a key in a keyring", |_| {
        let id = add(SESSION, "lisere-escape")?;
        let _ = call(
            libc::SYS_keyctl,
            [Arg::Word(UNLINK), Arg::Word(id), Arg::Word(SESSION)],
        );
        Ok("left one".into())
    }),
];

fn find(baits: &Baits, ring: i64, name: &str) -> Tried {
    baits.of("host.keys")?;
    let arguments = [
        Arg::Word(SEARCH),
        Arg::Word(ring),
        Arg::In(b"user\0"),
        Arg::In(&text(name)),
        Arg::Word(0),
    ];
    let arguments: [Arg<'_>; 5] = arguments;
    call(libc::SYS_keyctl, arguments)?;
    Ok(format!("found {name}"))
}

fn add(ring: i64, name: &str) -> Result<i64, rustix::io::Errno> {
    let arguments = [
        Arg::In(b"user\0"),
        Arg::In(&text(name)),
        Arg::In(b"bait"),
        Arg::Word(4),
        Arg::Word(ring),
    ];
    let arguments: [Arg<'_>; 5] = arguments;
    call(libc::SYS_add_key, arguments)
}

/// Lays keys in a new keyring of this session, which programs inherit, and in the user's.
pub(crate) fn lay(baits: &mut Baits) {
    let joined = call(libc::SYS_keyctl, [Arg::Word(JOIN_SESSION), Arg::Word(0)]);
    let made = joined
        .and_then(|_| add(SESSION, OF_SESSION))
        .and_then(|_| add(USER, OF_USER));
    if made.is_ok() {
        baits.set("host.keys", OF_USER);
    }
}

/// Takes away what would outlive the session.
pub(crate) fn lift() {
    let name = text(OF_USER);
    let found = call(
        libc::SYS_keyctl,
        [
            Arg::Word(SEARCH),
            Arg::Word(USER),
            Arg::In(b"user\0"),
            Arg::In(&name),
            Arg::Word(0),
        ],
    );
    if let Ok(id) = found {
        let _ = call(
            libc::SYS_keyctl,
            [Arg::Word(UNLINK), Arg::Word(id), Arg::Word(USER)],
        );
    }
}
