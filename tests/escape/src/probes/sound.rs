//! What people are heard and seen by: sound servers, microphones and cameras.

use std::fs;
use std::process::{Command, Stdio};
use std::time::Duration;

use super::Probe;
use crate::baits::Baits;
use crate::child::Heard;
use crate::outcome::{Tried, any, held, moot};

/// How long a sound server may take to answer.
const PATIENCE: Duration = Duration::from_secs(8);
/// What the user's own server always plays, and what it knows of cages by.
const OTHERS: [&str; 2] = ["Sine Generator", "Liseré: "];

pub(super) const ALL: &[Probe] = &[
    Probe::new(
        "sound-list-others",
        "learn from a sound server what other cages and the user play",
        |baits| any(servers(baits)?, |server| list(&server)),
    ),
    Probe::new(
        "sound-record-others",
        "record what other cages and the user play",
        |baits| {
            any(servers(baits)?, |server| {
                record(&server, "@DEFAULT_MONITOR@")
            })
        },
    ),
    Probe::new(
        "microphone-without-right",
        "record what the microphone hears",
        |baits| {
            any(servers(baits)?, |server| {
                record(&server, "@DEFAULT_SOURCE@")
            })
        },
    )
    .let_by(&["microphone"]),
    Probe::new("camera-without-right", "open a camera", camera).let_by(&["camera"]),
];

/// The user's own server, and whichever the cage has.
fn servers(baits: &Baits) -> Result<Vec<String>, crate::outcome::Stop> {
    let outside = format!("unix:{}", baits.of("host.sound")?);
    let own = std::env::var("PULSE_SERVER").ok();
    Ok([Some(outside), own].into_iter().flatten().collect())
}

/// What a program of the sound server says.
fn said(script: &str, server: &str, device: &str) -> Result<String, crate::outcome::Stop> {
    let mut command = Command::new("sh");
    command
        .args(["-c", script])
        .env("PULSE_SERVER", server)
        .env("DEVICE", device)
        .stdin(Stdio::null())
        .stderr(Stdio::null());
    match Heard::start(&mut command)?.end(PATIENCE)? {
        Some((said, _)) => Ok(said),
        None => Err(crate::outcome::Stop::Held("it does not answer".into())),
    }
}

fn list(server: &str) -> Tried {
    let said = said("pactl list", server, "")?;
    match OTHERS.iter().find(|other| said.contains(**other)) {
        Some(other) => Ok(format!("there is `{}`", other.trim_end_matches([':', ' ']))),
        None if said.is_empty() => held("no server answers"),
        None => held("the own server knows of nobody else"),
    }
}

/// Half a second, in which there is something else than silence.
fn record(server: &str, device: &str) -> Tried {
    let script = "pacat --record --device=\"$DEVICE\" --raw --format=s16le --rate=48000 \
                  --channels=2 | head -c 100000 | tr -d '\\0' | wc -c";
    let said = said(script, server, device)?;
    match said.trim().parse::<usize>() {
        Ok(0) => held("there is nothing to be heard"),
        Ok(count) => Ok(format!("heard {count} bytes")),
        Err(_) => moot("pacat is not installed"),
    }
}

fn camera(_: &Baits) -> Tried {
    let nodes = fs::read_dir("/dev")?.flatten();
    let cameras = nodes.filter(|node| node.file_name().to_string_lossy().starts_with("video"));
    let tried = any(cameras, |node| {
        fs::File::open(node.path())?;
        Ok(format!("opened {}", node.path().display()))
    });
    match tried {
        Err(crate::outcome::Stop::Moot(_)) => held("there is none"),
        other => other,
    }
}
