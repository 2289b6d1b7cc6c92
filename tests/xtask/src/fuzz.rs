//! `cargo xtask fuzz`: hostile programs made up by chance attack the gate and the core behind it.

use std::path::PathBuf;
use std::process::Command;

use crate::tool::{Done, cargo, root, run, target};

/// Seconds of an attack that is one of many checks.
const SHORT: f64 = 120.0;

#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Only this of bytes, structured and two-cages
    #[arg(long, value_name = "NAME")]
    target: Option<String>,
    /// How long in all
    #[arg(long, value_name = "N", default_value_t = 10.0)]
    minutes: f64,
    /// What the inputs come from, for a run that is to be the same again
    #[arg(long, value_name = "S")]
    seed: Option<u64>,
    /// Play this one input of a target, and say what it brings about
    #[arg(long, value_name = "FILE", requires = "target")]
    replay: Option<PathBuf>,
    /// Put the fewest inputs that bring all that was found into the committed corpus
    #[arg(long)]
    minimise: bool,
    /// The build profile; `checked` is optimised, with overflow checks and debug assertions
    #[arg(long, default_value = "checked", value_name = "NAME")]
    profile: String,
}

/// Builds the attacker and lets it attack.
pub(crate) fn run_all(options: &Options) -> Done {
    let mut command = prepare(&options.profile, &["--package", "lisere-fuzz"])?;
    command.args(["--minutes", &options.minutes.to_string()]);
    if let Some(target) = &options.target {
        command.args(["--target", target]);
    }
    if let Some(seed) = options.seed {
        command.args(["--seed", &seed.to_string()]);
    }
    if let Some(file) = &options.replay {
        command.arg("--replay").arg(file);
    }
    command.args(options.minimise.then_some("--minimise"));
    run(&mut command)
}

/// A short attack, in a profile that is built already.
pub(crate) fn short(profile: &str) -> Done {
    let minutes = (SHORT / 60.0).to_string();
    // What is built alone is built with other features of what it is made of, all of it anew.
    let all = ["--workspace", "--all-targets"];
    run(prepare(profile, &all)?.args(["--minutes", &minutes]))
}

fn prepare(profile: &str, what: &[&str]) -> Done<Command> {
    let mut build = cargo(["build", "--quiet", "--profile", profile]);
    run(build.args(what))?;
    let mut command = Command::new(target().join(folder(profile)).join("lisere-fuzz"));
    command
        .current_dir(root())
        .arg("--out")
        .arg(target().join("fuzz"));
    Ok(command)
}

/// Where cargo puts what it builds in a profile.
fn folder(profile: &str) -> &str {
    match profile {
        "dev" | "test" => "debug",
        "bench" => "release",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn profiles_have_folders() {
        let folders = ["dev", "release", "checked"].map(folder);
        assert_eq!(folders, ["debug", "release", "checked"]);
    }
}
