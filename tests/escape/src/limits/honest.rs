//! The honest client: a program of a cage that is measured while another cage takes all it can.

use std::io::{self, BufRead, Write};
use std::path::PathBuf;
use std::time::Duration;

use lisere_bench::probe::Probe;
use serde::{Deserialize, Serialize};

/// What it saw.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
pub struct Row {
    /// Milliseconds of half of its round trips.
    pub p50: f64,
    /// Of 99 of 100.
    pub p99: f64,
    /// Of the slowest.
    pub max: f64,
    /// Frames a second.
    pub fps: f64,
}

/// What it is told.
#[derive(Debug, clap::Args)]
pub struct Plan {
    /// Seconds of each measure
    #[arg(long, default_value_t = 3)]
    seconds: u64,
}

/// Measures once for each line on standard input, and prints what it saw as a line of JSON.
///
/// # Errors
/// When the session ends, or nobody reads.
pub fn run(plan: &Plan) -> io::Result<()> {
    let folder = PathBuf::from(std::env::var_os("XDG_RUNTIME_DIR").unwrap_or_default());
    let name = std::env::var_os("WAYLAND_DISPLAY").unwrap_or_default();
    let mut probe = Probe::new(&folder.join(name))?;
    let mut stdout = io::stdout();
    for line in io::stdin().lock().lines() {
        line?;
        let seen = probe.seen(Duration::from_secs(plan.seconds))?;
        let row = Row {
            p50: seen.p50_ms,
            p99: seen.p99_ms,
            max: seen.max_ms,
            fps: seen.fps,
        };
        writeln!(stdout, "{}", serde_json::to_string(&row)?)?;
        stdout.flush()?;
    }
    Ok(())
}
