//! `cargo xtask router`: plays many random keys and holds what programs are told against a model.

use crate::tool::{Done, cargo, run};

#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// How many keys to press and release
    #[arg(long, default_value_t = 1_000_000, value_name = "N")]
    events: u64,
    /// The seed of the first core; the others follow it
    #[arg(long, default_value_t = 0, value_name = "N")]
    seed: u64,
}

/// Plays them in optimised code.
pub(crate) fn run_events(options: &Options) -> Done {
    let mut command = cargo([
        "test",
        "--release",
        "--package",
        "lisere-tests",
        "--test",
        "router",
        "--",
        "--nocapture",
    ]);
    command
        .env("LISERE_EVENTS", options.events.to_string())
        .env("LISERE_SEED", options.seed.to_string());
    run(&mut command)
}
