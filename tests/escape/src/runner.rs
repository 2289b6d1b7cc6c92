//! Tries probes from where it runs, each in a process of its own, and says what they came to.

use std::io::{self, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::Duration;

use crate::baits::Baits;
use crate::child::Heard;
use crate::outcome::{Line, Tried, held, moot};
use crate::probes::{self, Probe};

/// How long a probe may take.
const PATIENCE: Duration = Duration::from_secs(6);

/// Which probes are tried.
#[derive(Debug, clap::Args)]
pub struct Plan {
    /// The file that names the baits
    #[arg(long, value_name = "FILE")]
    baits: PathBuf,
    /// Only these
    #[arg(long, value_delimiter = ',', value_name = "IDS")]
    only: Vec<String>,
    /// Only those that root alone gets anywhere with
    #[arg(long)]
    rooted: bool,
}

impl Plan {
    fn wants(&self, probe: &Probe) -> bool {
        let named = self.only.is_empty() || self.only.iter().any(|only| only == probe.id);
        named && (probe.root || !self.rooted)
    }
}

/// Prints one line of JSON for each probe.
///
/// # Errors
/// When nobody reads, or this program can't start itself.
pub fn run(plan: &Plan) -> io::Result<()> {
    let program = std::env::current_exe()?;
    for probe in probes::all().filter(|probe| plan.wants(probe)) {
        say(&attempt(&program, probe.id, &plan.baits)?)?;
    }
    Ok(())
}

/// Tries one probe in this process.
///
/// # Errors
/// When there is none of that name, its baits can't be read, or nobody reads.
pub fn one(id: &str, baits: &Path) -> io::Result<()> {
    let probe = probes::all().find(|probe| probe.id == id);
    let probe = probe.ok_or_else(|| io::Error::other(format!("there is no probe `{id}`")))?;
    let baits = Baits::load(baits)?;
    say(&Line::new(id, (probe.run)(&baits)))
}

fn say(line: &Line) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    writeln!(stdout, "{}", serde_json::to_string(line)?)?;
    stdout.flush()
}

fn attempt(program: &Path, id: &str, baits: &Path) -> io::Result<Line> {
    let mut command = Command::new(program);
    command
        .args(["one", id, "--baits"])
        .arg(baits)
        .stdin(Stdio::null())
        .stderr(Stdio::null());
    let ended = Heard::start(&mut command)?.end(PATIENCE)?;
    let Some((said, status)) = ended else {
        return Ok(Line::new(id, moot("it came to no end")));
    };
    match serde_json::from_str(said.lines().last().unwrap_or_default()) {
        Ok(line) => Ok(line),
        Err(_) => Ok(Line::new(id, without_a_word(status))),
    }
}

/// A probe that ended before it could say what it came to.
fn without_a_word(status: ExitStatus) -> Tried {
    match status.signal() {
        Some(libc::SIGSYS) => held("killed for a forbidden call"),
        Some(signal) => moot(&format!("signal {signal} ended it")),
        None => moot(&format!("it said nothing and ended: {status}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_silent_end_is_no_success() {
        let ended = |code| without_a_word(ExitStatus::from_raw(code));
        assert_eq!(ended(libc::SIGSYS), held("killed for a forbidden call"));
        assert_eq!(ended(libc::SIGSEGV), moot("signal 11 ended it"));
        assert!(ended(0).is_err());
    }
}
