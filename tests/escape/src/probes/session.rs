//! The session's own sockets and folders, and what others serve the user by.

use std::fs;
use std::io::{Read, Write};
use std::os::unix::net::UnixStream;

use super::Probe;
use super::files::{listed, writable};
use crate::baits::Baits;
use crate::outcome::{Tried, any, held};

pub(super) const ALL: &[Probe] = &[
    Probe::new(
        "socket-of-control",
        "ask the session what windows there are",
        control,
    ),
    Probe::new(
        "socket-of-cage",
        "connect to another cage's Wayland socket",
        |baits| any(baits.all("wayland")?, connect),
    ),
    Probe::new(
        "runtime-folder",
        "list the session's runtime folder",
        |baits| listed(baits.of("host.runtime")?),
    ),
    Probe::new(
        "service-sockets",
        "connect to a sound server or an agent of the user's session",
        |baits| any(baits.all("service")?, connect),
    ),
    Probe::new("journal-read", "read the journal", journal).let_by(&["auditor"]),
    Probe::new("journal-write", "open the journal for writing", |baits| {
        any(segments(baits)?, |path| writable(&path))
    }),
    Probe::new("cage-names", "learn which other cages there are", |baits| {
        let names: Vec<_> = baits.of("host.cages")?.split(' ').collect();
        let own = std::env::var("LISERE_CAGE").unwrap_or_default();
        let others = names.into_iter().filter(|name| *name != own);
        any(others, |name| {
            let seen = fs::read_dir("/run/lisere").into_iter().flatten().flatten();
            let mut seen = seen.map(|entry| entry.file_name().to_string_lossy().into_owned());
            match seen.find(|entry| entry.contains(name)) {
                Some(entry) => Ok(entry),
                None => named(baits, name),
            }
        })
    }),
];

/// Connects to a socket in a folder.
pub(super) fn connect(path: &str) -> Tried {
    UnixStream::connect(path)?;
    Ok(format!("connected to {path}"))
}

fn control(baits: &Baits) -> Tried {
    let mut socket = UnixStream::connect(baits.of("host.control")?)?;
    socket.write_all(b"{\"version\":1,\"command\":{\"name\":\"windows\"}}\n")?;
    let mut answer = [0; 64];
    match socket.read(&mut answer)? {
        0 => held("it does not answer"),
        _ => Ok("it answers".into()),
    }
}

/// Where the journal's files are: on the host, and where an auditor finds them.
fn segments(baits: &Baits) -> Result<Vec<String>, crate::outcome::Stop> {
    let folders = [baits.of("host.journal")?, "/run/lisere/journal"];
    let mut found = Vec::new();
    let mut stop = None;
    for folder in folders {
        match fs::read_dir(folder) {
            Ok(entries) => found.extend(
                entries
                    .flatten()
                    .map(|entry| entry.path().to_string_lossy().into_owned()),
            ),
            Err(error) => stop = Some(error),
        }
    }
    match (found.is_empty(), stop) {
        (true, Some(error)) => Err(error.into()),
        _ => Ok(found),
    }
}

fn journal(baits: &Baits) -> Tried {
    any(segments(baits)?, |path| match fs::read_to_string(&path)? {
        text if text.contains("hash") => Ok(format!("read {path}")),
        _ => held("there are no records"),
    })
}

/// Whether a path on the host that holds a cage's name can be seen.
fn named(baits: &Baits, name: &str) -> Tried {
    let folder = std::path::Path::new(baits.of("host.homes")?).join(name);
    fs::metadata(folder)?;
    Ok(name.to_owned())
}
