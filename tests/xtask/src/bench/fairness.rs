//! `cargo xtask bench fairness`: an honest client beside the floods of another cage.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use super::{PROGRAMS, build};
use crate::place::Place;
use crate::report::say;
use crate::tool::{Done, run, target};

#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Print one JSON array, of {flood, p50_ms, p99_ms, max_ms, fps, lens_ms}, instead of a table
    #[arg(long)]
    json: bool,
    /// Seconds of each flood
    #[arg(long, value_name = "N", default_value_t = 5)]
    seconds: u64,
    /// Only these floods, of region, sync, commit, damage, surface, registry, fd, pool, title
    /// and churn
    #[arg(long, value_name = "NAMES")]
    floods: Option<String>,
    /// Measure this binary of Liseré instead of building one
    #[arg(long, value_name = "FILE")]
    lisere: Option<PathBuf>,
}

/// Builds and measures. What it finds fails nothing: time is no test.
pub(super) fn run_all(options: &Options) -> Done {
    run(&mut build(options.lisere.is_some()))?;
    let release = target().join("release");
    let [ours, _, _, _, _, bench] = PROGRAMS.map(|name| release.join(name));
    let lisere = options.lisere.as_ref().unwrap_or(&ours);
    let mut place = Place::new()?;
    // Gate and helper are looked for beside the program that starts them.
    for name in ["lisere-gate", "lisere-helper", "lisere-cage", "lisere-auth"] {
        place.bring(&lisere.with_file_name(name), name)?;
    }
    let lisere = place.bring(lisere, "lisere")?;
    let bench = place.bring(&bench, "lisere-bench")?;
    let mut command = Command::new(bench);
    command
        .args(["fairness", "--seconds", &options.seconds.to_string()])
        .args(options.json.then_some("--json"))
        .arg("--lisere")
        .arg(lisere)
        .stdin(Stdio::null());
    if let Some(floods) = &options.floods {
        command.args(["--floods", floods]);
    }
    say("measuring; the machine should have nothing else to do");
    place.run(command)
}
