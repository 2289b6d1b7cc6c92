//! One cage takes all it can get; it is stopped where its policy says, and another is served.

pub mod bomb;
pub mod honest;

use std::fs;
use std::io;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use clap::ValueEnum;

use crate::child::Heard;
use crate::suite::machine;
use crate::suite::place::Place;
use crate::suite::report::say;
use crate::suite::session::Session;
use bomb::{Got, Kind};
use honest::Row;

const POLICY: &str = include_str!("policy.toml");
/// This program inside of cages.
const INSIDE: &str = "/home/user/lisere-escape";
const MIB: u64 = 1024 * 1024;
/// How long a bomb may take to be stopped, and a client to answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// Where it runs.
#[derive(Debug, clap::Args)]
pub struct Plan {
    /// An empty folder
    #[arg(long)]
    folder: PathBuf,
    /// The binary of Liseré, with its other programs beside it
    #[arg(long)]
    lisere: PathBuf,
    /// Seconds of each measure
    #[arg(long, default_value_t = 3)]
    seconds: u64,
}

/// What came of a bomb.
#[derive(Clone, Debug, PartialEq)]
struct Stopped {
    kind: Kind,
    got: u64,
    by: String,
    row: Row,
}

/// Runs it. False if a bomb got more than its policy says, or the other cage was not served.
///
/// # Errors
/// When the session can't be started, or the honest client is lost.
pub fn run(plan: &Plan) -> io::Result<bool> {
    if let Some(why) = machine::namespaces() {
        say(&format!("bubblewrap: nothing is bounded: {why}"))?;
        return Ok(true);
    }
    let place = Place::new(&plan.folder, POLICY)?;
    let session = Session::start(&place, &plan.lisere)?;
    for cage in ["bomb", "filler", "honest"] {
        place.bring(cage)?;
    }
    let seconds = plan.seconds.to_string();
    let mut command = session.inside(&place, "honest", &[INSIDE, "honest", "--seconds", &seconds]);
    let mut honest = Heard::start(command.stdin(Stdio::piped()))?;
    let patience = PATIENCE + Duration::from_secs(plan.seconds);
    let calm = measured(&mut honest, patience)?;
    say("| one cage takes | and gets | until | p50 ms | p99 ms | max ms | frames/s | |")?;
    say("|---|---:|---|---:|---:|---:|---:|---|")?;
    say(&line("nothing", "", "", calm, ""))?;
    let mut good = calm.fps > 0.0;
    let kinds = Kind::value_variants()
        .iter()
        .filter(|kind| **kind != Kind::Wait);
    for kind in kinds {
        let stopped = stop(*kind, &place, &session, &mut honest, patience)?;
        let fault = fault(&stopped);
        good &= fault.is_none();
        let amount = amount(*kind, stopped.got);
        let word = fault.map_or("held".to_owned(), |fault| format!("FAILED: {fault}"));
        say(&line(name(*kind), &amount, &stopped.by, stopped.row, &word))?;
    }
    Ok(good)
}

/// Lets a bomb go off, and measures while it lasts.
fn stop(
    kind: Kind,
    place: &Place,
    session: &Session,
    honest: &mut Heard,
    patience: Duration,
) -> io::Result<Stopped> {
    let word = kind.to_possible_value();
    let word = word.as_ref().map_or("wait", |word| word.get_name());
    let cage = if kind == Kind::Home { "filler" } else { "bomb" };
    let mut command = session.inside(place, cage, &[INSIDE, "bomb", word]);
    command.stdin(Stdio::piped()).stderr(Stdio::null());
    let mut bomb = Heard::start(&mut command)?;
    let said = bomb.line(PATIENCE)?;
    let row = measured(honest, patience)?;
    let got = said.and_then(|line| serde_json::from_str::<Got>(&line).ok());
    let filler = place.home(cage).join("filler");
    let left = fs::metadata(&filler).map_or(0, |found| found.len());
    let (got, by) = match got {
        Some(got) => (
            got.amount,
            got.stopped.unwrap_or_else(|| "it had enough".into()),
        ),
        None => (left, "the kernel ended it".into()),
    };
    drop(bomb);
    // Gone already, where the bomb could clean up.
    let _ = fs::remove_file(filler);
    Ok(Stopped { kind, got, by, row })
}

fn measured(honest: &mut Heard, patience: Duration) -> io::Result<Row> {
    honest.tell("measure")?;
    let line = honest.line(patience)?;
    let line = line.ok_or_else(|| io::Error::other("the honest client was not served"))?;
    Ok(serde_json::from_str(&line)?)
}

/// What the policy says, and more than which is a fault.
fn fault(stopped: &Stopped) -> Option<String> {
    let most = match stopped.kind {
        Kind::Processes => 64,
        Kind::Memory => 256 * MIB,
        Kind::Tmp | Kind::Shared => 128 * MIB,
        Kind::Home => 64 * MIB,
        Kind::Processors | Kind::Wait => u64::MAX,
    };
    if stopped.got > most {
        return Some(format!("{} is more than {most}", stopped.got));
    }
    (stopped.row.fps <= 0.0).then(|| "the honest client drew nothing".into())
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Processes => "processes",
        Kind::Memory => "memory",
        Kind::Processors => "every processor",
        Kind::Tmp => "room in /tmp",
        Kind::Shared => "room in /dev/shm",
        Kind::Home => "room in the home, in one file",
        Kind::Wait => "nothing",
    }
}

fn amount(kind: Kind, got: u64) -> String {
    match kind {
        Kind::Processes | Kind::Processors | Kind::Wait => got.to_string(),
        Kind::Memory | Kind::Tmp | Kind::Shared | Kind::Home => format!("{} MiB", got / MIB),
    }
}

fn line(what: &str, amount: &str, by: &str, row: Row, word: &str) -> String {
    let by = by.split(" (os error").next().unwrap_or_default();
    let Row { p50, p99, max, fps } = row;
    format!("| {what} | {amount} | {by} | {p50:.2} | {p99:.2} | {max:.2} | {fps:.1} | {word} |")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_the_policy_says_is_a_fault() {
        let row = Row {
            p50: 0.1,
            p99: 1.0,
            max: 2.0,
            fps: 60.0,
        };
        let stopped = |kind, got, fps| Stopped {
            kind,
            got,
            by: "enough".into(),
            row: Row { fps, ..row },
        };
        assert_eq!(fault(&stopped(Kind::Processes, 64, 60.0)), None);
        assert!(fault(&stopped(Kind::Processes, 65, 60.0)).is_some());
        assert!(fault(&stopped(Kind::Tmp, 128 * MIB + 1, 60.0)).is_some());
        assert!(fault(&stopped(Kind::Processors, 2, 0.0)).is_some());
        let said = line(
            "memory",
            "1 MiB",
            "Cannot allocate (os error 12)",
            row,
            "held",
        );
        assert_eq!(
            said,
            "| memory | 1 MiB | Cannot allocate | 0.10 | 1.00 | 2.00 | 60.0 | held |"
        );
    }
}
