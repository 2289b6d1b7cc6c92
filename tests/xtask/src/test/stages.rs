//! The stages of `cargo xtask test`, cheapest first.

use std::process::Command;

use clap::ValueEnum;

use super::count::{Count, Counter};
use crate::tool::{Done, cargo, nextest, run, run_watched, target};
use crate::{demo, escape, fuzz, install, packages, report, vm, wlcs};

/// One kind of check.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(super) enum Stage {
    Packages,
    Fmt,
    Clippy,
    Tests,
    Wlcs,
    Fuzz,
    Release,
    Escape,
    Demo,
    Install,
    Vm,
}

impl Stage {
    pub(super) const ALL: [Self; 11] = [
        Self::Packages,
        Self::Fmt,
        Self::Clippy,
        Self::Tests,
        Self::Wlcs,
        Self::Fuzz,
        Self::Release,
        Self::Escape,
        Self::Demo,
        Self::Install,
        Self::Vm,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Packages => "packages",
            Self::Fmt => "fmt",
            Self::Clippy => "clippy",
            Self::Tests => "tests",
            Self::Wlcs => "wlcs",
            Self::Release => "release",
            Self::Fuzz => "fuzz",
            Self::Escape => "escape",
            Self::Demo => "demo",
            Self::Install => "install",
            Self::Vm => "vm",
        }
    }

    pub(super) fn purpose(self) -> &'static str {
        match self {
            Self::Packages => "what Debian has to bring is there",
            Self::Fmt => "the code is laid out as rustfmt does",
            Self::Clippy => "no lint objects",
            Self::Tests => "tidy, unit, property, golden, scenario and hostile tests",
            Self::Wlcs => "Canonical's conformance suite comes to what is expected of it",
            Self::Release => "the core's, scenario and hostile tests of what people run",
            Self::Fuzz => "two minutes of hostile programs made up by chance",
            Self::Escape => "every known way out of a cage, tried outside and inside",
            Self::Demo => "real programs in four cages, in every preset and at three scales",
            Self::Install => "installed, looked at by the system's own checkers, and uninstalled",
            Self::Vm => "from a console to the screen of an emulated machine",
        }
    }

    /// Runs the stage; one that is not a test run counts as one.
    pub(super) fn run(self, profile: &str) -> Count {
        match self {
            Self::Packages => one(packages::install(&packages::ALL)),
            Self::Fmt => one(run(&mut cargo(["fmt", "--all", "--check"]))),
            Self::Clippy => one(run(&mut clippy())),
            Self::Tests => [tests(profile, &["--workspace"]), examples(profile)]
                .into_iter()
                .sum(),
            Self::Release => tests("release", &RELEASED),
            Self::Wlcs => one(wlcs::run_all(&wlcs::Options::of_profile(profile))),
            Self::Fuzz => one(fuzz::short(profile)),
            Self::Escape => escapes(),
            Self::Demo => demos(),
            Self::Install => one(install::inspect()),
            Self::Vm => one(vm::run_all(&vm::Options::default())),
        }
    }
}

fn one(done: Done) -> Count {
    match done {
        Ok(()) => Count {
            passed: 1,
            failed: 0,
        },
        Err(fault) => {
            report::fault(&fault);
            Count {
                passed: 0,
                failed: 1,
            }
        }
    }
}

fn clippy() -> Command {
    cargo([
        "clippy",
        "--quiet",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ])
}

/// What is tested a second time without overflow checks and debug assertions. Pictures,
/// random series and nested sessions run the same code for much longer.
const RELEASED: [&str; 36] = [
    "--package",
    "lisere",
    "--package",
    "lisere-gate",
    "--package",
    "lisere-helper",
    "--package",
    "lisere-auth",
    "--package",
    "lisere-cage",
    "--package",
    "lisere-tests",
    "--lib",
    "--bins",
    "--test",
    "scenarios",
    "--test",
    "hostile",
    "--test",
    "passing",
    "--test",
    "process",
    "--test",
    "seat",
    // Those of the helper, without which its program is not built either.
    "--test",
    "journal",
    "--test",
    "pictures",
    "--test",
    "sockets",
    // Those of cages, for the same reason.
    "--test",
    "enter",
    "--test",
    "warden",
    // And that of who asks for passwords.
    "--test",
    "pam",
];

/// Tests by whichever runner is there.
fn tests(profile: &str, which: &[&str]) -> Count {
    let (runner, option): (&[&str], _) = if nextest() {
        (&["nextest", "run"], "--cargo-profile")
    } else {
        (&["test"], "--profile")
    };
    let mut command = cargo(runner);
    command
        .args(which)
        .args(["--no-fail-fast", option, profile]);
    counted(command)
}

/// What must not compile, and its twins that must: examples, which only cargo runs.
fn examples(profile: &str) -> Count {
    if !nextest() {
        return Count::default();
    }
    counted(cargo([
        "test",
        "--doc",
        // All of it, as it was built for the other tests.
        "--workspace",
        "--profile",
        profile,
    ]))
}

/// Runs tests and counts them.
fn counted(mut command: Command) -> Count {
    let mut counter = Counter::default();
    match run_watched(&mut command, |line| counter.line(line)) {
        Ok(succeeded) => counter.count(succeeded),
        Err(fault) => one(Err(fault)),
    }
}

/// The suite and the bounds of cages count as one each.
fn escapes() -> Count {
    let each = [escape::Options::default(), escape::Options::of_limits()];
    each.iter().map(escape::run_all).map(one).sum()
}

/// Each preset once, then two more scales; each picture counts as one.
fn demos() -> Count {
    let built = one(demo::prepare());
    if built.failed > 0 {
        return built;
    }
    let shots = [
        ("home", 1.0),
        ("fr", 1.0),
        ("us", 1.0),
        ("clipos", 1.0),
        ("home", 1.5),
        ("home", 2.0),
    ];
    let shot = |(preset, scale)| one(demo::shot(preset, scale, &picture(preset, scale)));
    shots.into_iter().map(shot).sum()
}

fn picture(preset: &str, scale: f64) -> std::path::PathBuf {
    target().join("demo").join(format!("{preset}-{scale}.png"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_stage_is_left_out() {
        for stage in Stage::value_variants() {
            assert!(Stage::ALL.contains(stage), "{}", stage.name());
        }
    }
}
