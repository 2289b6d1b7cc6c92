//! `cargo xtask bench`: what Liseré and its peers cost, each started headless in software.

mod fairness;

use std::fs::File;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::packages;
use crate::place::Place;
use crate::report::say;
use crate::tool::{Done, cargo, run, target};

/// What is built and started.
const PROGRAMS: [&str; 6] = [
    "lisere",
    "lisere-gate",
    "lisere-helper",
    "lisere-cage",
    "lisere-auth",
    "lisere-bench",
];

#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Options {
    #[command(subcommand)]
    only: Option<Only>,
    /// Print one JSON object a line, {peer, test, metric, value, unit}, instead of a table
    #[arg(long)]
    json: bool,
    /// One short pass instead of two (some 5 minutes instead of 20)
    #[arg(long)]
    quick: bool,
    /// Which of sway, weston and lisere
    #[arg(long, value_name = "NAMES", default_value = "sway,weston,lisere")]
    peers: String,
    /// Which of frames, damage, mixed, sync, idle, memory, startup and churn
    #[arg(
        long,
        value_name = "NAMES",
        default_value = "frames,damage,mixed,sync,idle,memory,startup,churn"
    )]
    tests: String,
    /// Write the results to a file instead of standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Measure this binary of Liseré instead of building one
    #[arg(long, value_name = "FILE")]
    lisere: Option<PathBuf>,
}

#[derive(Debug, clap::Subcommand)]
enum Only {
    /// Measure an honest client beside the floods of another cage
    Fairness(fairness::Options),
}

/// Installs, builds and measures.
pub(crate) fn run_all(options: &Options) -> Done {
    if let Some(Only::Fairness(options)) = &options.only {
        return fairness::run_all(options);
    }
    packages::install(&packages::FOR_BENCH)?;
    run(&mut build(options.lisere.is_some()))?;
    let [ours, _, _, _, _, bench] = PROGRAMS.map(|name| target().join("release").join(name));
    let lisere = options.lisere.as_ref().unwrap_or(&ours);
    let mut place = Place::new()?;
    // The compositor looks for its gate and its helper beside itself.
    for name in ["lisere-gate", "lisere-helper", "lisere-cage", "lisere-auth"] {
        place.bring(&lisere.with_file_name(name), name)?;
    }
    let lisere = place.bring(lisere, "lisere")?;
    let bench = place.bring(&bench, "lisere-bench")?;
    let mut command = place.observer(&bench);
    command
        .args(["run", "--peers", &options.peers, "--tests", &options.tests])
        .args(options.json.then_some("--json"))
        .args(options.quick.then_some("--quick"))
        .arg("--lisere")
        .arg(lisere)
        .stdin(Stdio::null());
    if let Some(path) = &options.out {
        command.stdout(create(path)?);
    }
    say("measuring; the machine should have nothing else to do");
    place.watch(command)
}

fn build(without_lisere: bool) -> Command {
    let mut command = cargo(["build", "--release", "--bins"]);
    for name in PROGRAMS.iter().skip(if without_lisere { 2 } else { 0 }) {
        command.args(["--package", name]);
    }
    command
}

fn create(path: &PathBuf) -> Done<File> {
    File::create(path).map_err(|error| format!("can't write {}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_given_binary_is_not_built() {
        let arguments = |given| {
            let command = build(given);
            command.get_args().any(|argument| argument == "lisere")
        };
        assert!(arguments(false) && !arguments(true));
    }
}
