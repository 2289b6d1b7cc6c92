//! `cargo xtask wlcs`: Canonical's conformance suite against the real core, and what is expected of it.

mod expected;
mod suite;
mod table;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::report::{say, time};
use crate::tool::{Done, cargo, root, run, target};
use crate::{packages, report};
use expected::Expected;
use suite::{Outcomes, Suite};

/// What each outcome that is no pass is put down to.
const EXPECTED: &str = "tests/wlcs/expected.toml";
/// Where distributions put libraries, in a folder for each kind of machine.
const LIBRARIES: &str = "/usr/lib";
/// The suite's program and Mir's own library for it, in such a folder.
const RUNNER: &str = "wlcs/wlcs";
const MIR: &str = "mir/miral_wlcs_integration.so";

#[derive(Debug, Default, clap::Args)]
pub(crate) struct Options {
    /// Only tests of these names; `*` stands for anything, `:` between names, `-` before
    /// those to leave out
    #[arg(long, value_name = "FILTER")]
    only: Option<String>,
    /// Run the suite against Mir too, whose authors wrote it, and show its counts
    #[arg(long)]
    mir: bool,
    /// The build profile
    #[arg(long, default_value = "dev", value_name = "NAME")]
    profile: String,
    /// Whether everything else was built before, for tests
    #[arg(skip)]
    beside_tests: bool,
}

impl Options {
    /// All of it, built as other tests are.
    pub(crate) fn of_profile(profile: &str) -> Self {
        Self {
            profile: profile.to_owned(),
            beside_tests: true,
            ..Self::default()
        }
    }
}

/// Runs the suite and compares; an error says what was not expected.
pub(crate) fn run_all(options: &Options) -> Done {
    match options.mir {
        true => packages::install(&packages::FOR_MIR)?,
        false => packages::install(&packages::FOR_WLCS)?,
    }
    let expected = Expected::read(&root().join(EXPECTED))?;
    let ours = built(options)?;
    let ours = tried("Liseré", &ours, options)?;
    let mir = match options.mir {
        true => Some(tried("Mir", &installed(MIR)?, options)?),
        false => None,
    };
    table::show(&ours, mir.as_ref());
    for (reason, count) in expected.reasons(&ours) {
        say(&format!("  {count:>4}  {reason}"));
    }
    let faults = expected.faults(&ours, options.only.is_none());
    for fault in &faults {
        report::fault(fault);
    }
    match faults.len() {
        0 => Ok(()),
        count => Err(format!(
            "{count} outcomes are not as {EXPECTED} has them: mend them, or say there why not"
        )),
    }
}

/// The library that the suite loads.
fn built(options: &Options) -> Done<PathBuf> {
    let profile = options.profile.as_str();
    // What is built alone is built with other features of what it is made of, all of it anew.
    let what: &[&str] = match options.beside_tests {
        true => &["--workspace", "--all-targets"],
        false => &["--package", "lisere-wlcs"],
    };
    let mut build = cargo(["build", "--profile", profile]);
    run(build.args(what))?;
    let folder = if profile == "dev" { "debug" } else { profile };
    Ok(target().join(folder).join("liblisere_wlcs.so"))
}

fn tried(whose: &str, library: &Path, options: &Options) -> Done<Outcomes> {
    let start = Instant::now();
    let suite = Suite {
        runner: installed(RUNNER)?,
        library: library.to_owned(),
        folder: target().join("wlcs"),
    };
    let outcomes = suite.run(options.only.as_deref())?;
    let count = outcomes.len();
    let took = time(start.elapsed());
    say(&format!("wlcs: {count} tests of {whose} in {took}"));
    Ok(outcomes)
}

/// A file among the machine's libraries.
fn installed(name: &str) -> Done<PathBuf> {
    let folders = fs::read_dir(LIBRARIES).map_err(|error| format!("{LIBRARIES}: {error}"))?;
    let found = folders.flatten().map(|folder| folder.path().join(name));
    found
        .into_iter()
        .find(|path| path.is_file())
        .ok_or_else(|| format!("{name} is in no folder of {LIBRARIES}: `cargo xtask packages`"))
}
