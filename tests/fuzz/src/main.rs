//! `lisere-fuzz`: makes up inputs, plays them, keeps those that bring something new, reports those that break something.

mod corpus;
mod run;
mod watchdog;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use lisere_fuzz::Target;

/// Attack the gate and the core behind it. `cargo xtask fuzz` prepares what this needs.
#[derive(Debug, Parser)]
struct Args {
    /// Only this of bytes, structured and two-cages
    #[arg(long, value_name = "NAME")]
    target: Option<Target>,
    /// How long in all
    #[arg(long, default_value_t = 2.0)]
    minutes: f64,
    /// What the inputs come from; the clock's by default
    #[arg(long)]
    seed: Option<u64>,
    /// The committed corpus, with a folder for each target
    #[arg(long, value_name = "FOLDER", default_value = "tests/fuzz/corpus")]
    corpus: PathBuf,
    /// Where new inputs and those that break something are written
    #[arg(long, value_name = "FOLDER", default_value = "target/fuzz")]
    out: PathBuf,
    /// Play this one input of the target, and nothing else
    #[arg(long, value_name = "FILE", requires = "target")]
    replay: Option<PathBuf>,
    /// Put the fewest inputs that bring all that is known into the corpus, up to 140 a target
    #[arg(long)]
    minimise: bool,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let targets = match args.target {
        Some(target) => vec![target],
        None => Target::ALL.to_vec(),
    };
    let result = match (&args.replay, args.minimise) {
        (Some(file), _) => targets
            .into_iter()
            .try_for_each(|target| run::replay(target, file)),
        (None, true) => targets
            .into_iter()
            .try_for_each(|target| corpus::minimise(target, &args.corpus, &args.out)),
        (None, false) => {
            let share = args.minutes * 60.0 / targets.len() as f64;
            let plan = run::Plan {
                time: Duration::from_secs_f64(share),
                seed: args.seed.unwrap_or_else(run::seed),
                corpus: args.corpus,
                out: args.out,
            };
            run::all(&targets, &plan)
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}
