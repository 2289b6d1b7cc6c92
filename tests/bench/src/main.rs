//! `lisere-bench`: starts compositors in turn, measures each from outside, prints a table.

mod crowd;
mod fairness;
mod measure;
mod peer;
mod plan;
mod processes;
mod report;
mod session;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use rustix::thread::clear_ambient_capability_set;

/// Measure compositors from outside. `cargo xtask bench` prepares what this needs.
#[derive(Debug, Parser)]
struct Args {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Measure and print
    Run(plan::Plan),
    /// Measure an honest client beside floods of another cage
    Fairness(fairness::Plan),
    /// Flood a cage until standard input ends
    Flood(fairness::flood::Flooding),
    /// Show animated windows until standard input ends
    Load(measure::sync::Load),
}

fn main() -> ExitCode {
    let done = match Args::parse().task {
        Task::Run(plan) => run(&plan),
        Task::Fairness(plan) => fair(&plan),
        Task::Flood(flood) => flood.run(),
        Task::Load(load) => load.run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            note(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

fn run(plan: &plan::Plan) -> io::Result<()> {
    // What this process may see of others is nothing for those that it starts.
    clear_ambient_capability_set()?;
    raise_file_limit();
    let rows = report::medians(&measure::all(plan));
    let text = match plan.json {
        true => report::json(&rows)?,
        false => report::table(&rows, &plan.peers),
    };
    io::stdout().write_all(text.as_bytes())
}

fn fair(plan: &fairness::Plan) -> io::Result<()> {
    raise_file_limit();
    let text = fairness::run(plan)?;
    io::stdout().write_all(text.as_bytes())
}

/// What a person reads meanwhile; standard output is for the results.
fn note(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// Five hundred clients need more files than programs may usually open; the compositors inherit it.
fn raise_file_limit() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let maximum = getrlimit(Resource::Nofile).maximum;
    let raised = Rlimit {
        current: maximum,
        maximum,
    };
    if let Err(error) = setrlimit(Resource::Nofile, raised) {
        note(&format!("the file limit stays: {error}"));
    }
}
