//! The golden-picture tests, and accepting what they draw.

use crate::packages;
use crate::report::say;
use crate::tool::{self, Done, cargo};

#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Take what is drawn now as the new expectation
    #[arg(long)]
    accept: bool,
}

/// Runs every test with `golden` in its name, in the crates that draw.
pub(crate) fn run(options: &Options) -> Done {
    packages::install(&packages::FOR_BUILD)?;
    let mut command = cargo(["test", "-p", "lisere-shell", "-p", "lisere-tests", "golden"]);
    if options.accept {
        command.env("LISERE_ACCEPT", "1");
    }
    tool::run(&mut command)?;
    if options.accept {
        say("goldens: accepted; `git status` lists what changed, each worth a look");
    }
    Ok(())
}
