//! `cargo xtask schedules`: plays many random schedules against locks, of all and of levels.

use crate::tool::{Done, cargo, run};

#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// How many schedules each of the tests plays
    #[arg(long, default_value_t = 5_000, value_name = "N")]
    schedules: u32,
    /// Which ones
    #[arg(long, default_value_t = 0, value_name = "N")]
    seed: u64,
}

/// Plays them in optimised code, as many at a time as the machine has cores.
pub(crate) fn run_schedules(options: &Options) -> Done {
    let mut command = cargo([
        "test",
        "--release",
        "--package",
        "lisere-tests",
        "--test",
        "scenarios",
        "schedules",
    ]);
    command
        .env("LISERE_SCHEDULES", options.schedules.to_string())
        .env("LISERE_SEED", options.seed.to_string());
    run(&mut command)
}
