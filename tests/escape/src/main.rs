//! `lisere-escape`: the suite, and each of the programs that it is made of.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use lisere_escape::{bait, limits, probes, runner, suite};

/// Try to get out of cages. `cargo xtask escape` prepares what this needs.
#[derive(Debug, Parser)]
struct Args {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Lay baits, start a session, and try every probe outside and inside of its cages
    Suite(suite::Plan),
    /// Let one cage take all it can get, and measure another
    Limits(limits::Plan),
    /// Say what each probe tries
    List,
    /// Be reachable until standard input ends
    Bait(bait::Plan),
    /// Take until there is no more
    Bomb(limits::bomb::Plan),
    /// Be served, and say how well
    Honest(limits::honest::Plan),
    /// Try probes from here
    Try(runner::Plan),
    /// Try one probe from here
    One {
        /// Which
        id: String,
        /// The file that names the baits
        #[arg(long, value_name = "FILE")]
        baits: PathBuf,
    },
}

fn main() -> ExitCode {
    let done = match Args::parse().task {
        Task::Suite(plan) => suite::run(&plan),
        Task::Limits(plan) => limits::run(&plan),
        Task::List => list().map(|()| true),
        Task::Bait(plan) => bait::run(&plan).map(|()| true),
        Task::Bomb(plan) => limits::bomb::run(&plan).map(|()| true),
        Task::Honest(plan) => limits::honest::run(&plan).map(|()| true),
        Task::Try(plan) => runner::run(&plan).map(|()| true),
        Task::One { id, baits } => runner::one(&id, &baits).map(|()| true),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            suite::report::note(&format!("lisere-escape: {error}"));
            ExitCode::from(2)
        }
    }
}

fn list() -> std::io::Result<()> {
    let [probes, channels] = [probes::table(), probes::channels()];
    suite::report::say(&format!("{probes}\n{channels}"))
}
