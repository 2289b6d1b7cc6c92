//! `cargo xtask vm`: the session on a console of an emulated machine, checked from outside.

use crate::packages;
use crate::report::say;
use crate::tool::{Done, cargo, run, target};

/// What is built and put into the machine, and what drives it.
const PROGRAMS: [&str; 7] = [
    "lisere",
    "lisere-gate",
    "lisere-helper",
    "lisere-auth",
    "lisere-cage",
    "liserectl",
    "lisere-vm",
];

#[derive(Debug, Default, clap::Args)]
pub(crate) struct Options {
    /// Run only these checks
    #[arg(long, value_name = "CHECK")]
    only: Vec<String>,
    /// Keep each machine's folder: its console, and what every command in it said
    #[arg(long)]
    keep: bool,
    /// Only list the checks
    #[arg(long)]
    list: bool,
}

/// Installs, builds, makes the machine and runs the checks; the report and all that is kept
/// for the next run are in `target/vm`.
pub(crate) fn run_all(options: &Options) -> Done {
    packages::install(&packages::FOR_VM)?;
    say("vm: building what goes into the machine");
    let mut build = cargo(["build", "--release", "--bins"]);
    for name in PROGRAMS {
        build.args(["--package", name]);
    }
    run(&mut build)?;
    let built = target().join("release");
    let mut command = std::process::Command::new(built.join("lisere-vm"));
    command.arg("--built").arg(&built);
    command.arg("--out").arg(target().join("vm"));
    for check in &options.only {
        command.args(["--only", check]);
    }
    command.args(options.keep.then_some("--keep"));
    command.args(options.list.then_some("--list"));
    run(&mut command)
}
