//! `cargo xtask twins`: plays many pairs of worlds and says whether a cage could tell them apart.

use crate::tool::{Done, cargo, run};

#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// How many pairs of worlds to play
    #[arg(long, default_value_t = 20_000, value_name = "N")]
    pairs: u64,
    /// The seed of the first pair; the others follow it
    #[arg(long, default_value_t = 0, value_name = "N")]
    seed: u64,
}

/// Plays the pairs in optimised code, as many at a time as the machine has cores.
pub(crate) fn run_pairs(options: &Options) -> Done {
    let mut command = cargo([
        "test",
        "--release",
        "--package",
        "lisere-tests",
        "--test",
        "twins",
        "share",
    ]);
    command
        .env("LISERE_PAIRS", options.pairs.to_string())
        .env("LISERE_SEED", options.seed.to_string());
    run(&mut command)
}
