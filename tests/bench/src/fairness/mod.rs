//! Whether an honest client is served while another cage's programs flood the compositor.

mod child;
pub(crate) mod flood;
mod lens;

use std::fmt::Write as _;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use clap::ValueEnum;
use serde::Serialize;

use self::child::Child;
use self::flood::Flood;
use self::lens::Attention;
use crate::note;
use crate::peer::Peer;
use crate::session::Session;
use lisere_bench::probe::{Probe, Seen};

/// Milliseconds that 99 of 100 round trips may take, and every one; frames of 60; milliseconds
/// until the lens is seen.
const TARGETS: (f64, f64, f64, f64) = (10.0, 50.0, 58.0, 100.0);
/// From the first byte of a flood to the first measure.
const WARM: Duration = Duration::from_millis(1000);
/// For what a flood has left behind.
const CALM: Duration = Duration::from_millis(1500);

#[derive(Debug, clap::Args)]
pub(crate) struct Plan {
    /// Print one JSON array instead of a table
    #[arg(long)]
    json: bool,
    /// Seconds of each flood
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    /// Only these floods; `none` always comes first
    #[arg(long, value_enum, value_delimiter = ',')]
    floods: Vec<Flood>,
    /// An empty folder for sockets and logs
    #[arg(long)]
    folder: PathBuf,
    /// The binary of Liseré
    #[arg(long)]
    lisere: PathBuf,
}

/// What an honest client sees beside one flood.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Row {
    flood: String,
    p50_ms: f64,
    p99_ms: f64,
    max_ms: f64,
    fps: f64,
    lens_ms: f64,
}

impl Row {
    fn new(flood: &str, seen: Seen, lens_ms: f64) -> Self {
        let Seen {
            p50_ms,
            p99_ms,
            max_ms,
            fps,
        } = seen;
        Self {
            flood: flood.into(),
            p50_ms,
            p99_ms,
            max_ms,
            fps,
            lens_ms,
        }
    }

    fn passes(&self) -> bool {
        let (p99, max, fps, lens) = TARGETS;
        let answered = self.p99_ms <= p99 && self.max_ms <= max;
        answered && self.fps >= fps && self.lens_ms <= lens
    }
}

/// Measures beside each flood in turn; a flood that can't be measured is said and left out.
pub(crate) fn run(plan: &Plan) -> io::Result<String> {
    let runtime = Session::folder(&plan.folder, Peer::Lisere)?;
    let command = Peer::fair(&runtime, &plan.lisere)?;
    let log = plan.folder.join("lisere.log");
    let mut session = Session::spawn(Peer::Lisere, runtime, command, &log)?;
    let [hostile, honest] = ["web", "work"].map(|cage| session.place.socket_of(cage));
    for socket in [&hostile, &honest] {
        drop(session.connect_at(socket)?);
    }
    let mut probe = Probe::new(&honest)?;
    let mut attention = Attention::of(&session.place.runtime)?;
    let floods = match plan.floods.as_slice() {
        [] => Flood::value_variants(),
        some => some,
    };
    let time = Duration::from_secs(plan.seconds);
    let calm = probe.seen(time)?;
    let mut rows = vec![Row::new("none", calm, attention.slowest(&mut probe)?)];
    for flood in floods {
        note(&format!("{} …", flood.name()));
        let child = Child::start(*flood, &hostile)?;
        probe.idle(WARM)?;
        let seen = probe.seen(time);
        let lens = attention.slowest(&mut probe);
        drop(child);
        rows.push(Row::new(flood.name(), seen?, lens?));
        probe.idle(CALM)?;
    }
    match plan.json {
        true => Ok(serde_json::to_string(&rows)? + "\n"),
        false => Ok(table(&rows)),
    }
}

fn table(rows: &[Row]) -> String {
    let mut text = String::from(
        "| flood    |  p50 ms |  p99 ms |  max ms |   fps | lens ms |      |\n\
         |----------|--------:|--------:|--------:|------:|--------:|------|\n",
    );
    for row in rows {
        let Row {
            flood,
            p50_ms,
            p99_ms,
            max_ms,
            fps,
            lens_ms,
        } = row;
        let word = if row.passes() { "pass" } else { "FAIL" };
        let _ = writeln!(
            text,
            "| {flood:<8} | {p50_ms:7.2} | {p99_ms:7.2} | {max_ms:7.2} | {fps:5.1} \
             | {lens_ms:7.2} | {word} |"
        );
    }
    let (p99, max, fps, lens) = TARGETS;
    let _ = writeln!(
        text,
        "targets: p99 at most {p99} ms, none above {max} ms, at least {fps} frames a second, \
         the lens seen within {lens} ms"
    );
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(p99_ms: f64, max_ms: f64, fps: f64) -> Row {
        Row {
            flood: "sync".into(),
            p50_ms: 0.25,
            p99_ms,
            max_ms,
            fps,
            lens_ms: 40.0,
        }
    }

    #[test]
    fn each_target_counts() {
        assert!(row(10.0, 50.0, 58.0).passes());
        for bad in [
            row(10.1, 50.0, 58.0),
            row(10.0, 50.1, 58.0),
            row(10.0, 50.0, 57.9),
        ] {
            assert!(!bad.passes(), "{bad:?}");
        }
        let late = Row {
            lens_ms: 100.1,
            ..row(10.0, 50.0, 58.0)
        };
        assert!(!late.passes(), "{late:?}");
    }

    #[test]
    fn rows_are_printed_in_both_ways() {
        let rows = [row(1.5, 3.0, 60.0), row(11.0, 3.0, 60.0)];
        let json =
            r#"{"flood":"sync","p50_ms":0.25,"p99_ms":1.5,"max_ms":3.0,"fps":60.0,"lens_ms":40.0}"#;
        assert_eq!(serde_json::to_string(&rows[0]).unwrap(), json);
        let table = table(&rows);
        assert!(table.contains("|    0.25 |    1.50 |    3.00 |  60.0 |   40.00 | pass |"));
        assert!(table.contains("|   11.00 |    3.00 |  60.0 |   40.00 | FAIL |"));
    }
}
