//! `cargo xtask escape`: tries to get out of cages, and to take more than a cage may have.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::place::Place;
use crate::tool::{Done, cargo, output, run, target};

/// What is built and brought to where it runs.
const PROGRAMS: [&str; 6] = [
    "lisere",
    "lisere-gate",
    "lisere-helper",
    "lisere-cage",
    "liserectl",
    ESCAPE,
];
const ESCAPE: &str = "lisere-escape";
/// Seconds of each measure.
const SECONDS: u64 = 2;

#[derive(Debug, Default, clap::Args)]
pub(crate) struct Options {
    /// Say what each probe tries, and try none
    #[arg(long)]
    list: bool,
    /// Let one cage take all it can get and measure another, instead of probing
    #[arg(long, conflicts_with = "list")]
    limits: bool,
    /// Only cages of these engines: bubblewrap, ssh, socket
    #[arg(long, value_name = "NAMES")]
    engine: Option<String>,
    /// Only these cages: plain, pasta, granted, admin, auditor
    #[arg(long, value_name = "NAMES")]
    cage: Option<String>,
    /// Only these probes
    #[arg(long, value_name = "IDS")]
    only: Option<String>,
    /// Seconds of each measure of `--limits`
    #[arg(long, value_name = "N", default_value_t = SECONDS, requires = "limits")]
    seconds: u64,
}

impl Options {
    /// Those of `--limits`.
    pub(crate) fn of_limits() -> Self {
        Self {
            limits: true,
            seconds: SECONDS,
            ..Self::default()
        }
    }
}

/// Builds the programs as people run them, and tries. As root, all of it runs as a user without
/// rights, since nobody runs a desktop as root; but for what only root can do outside of cages,
/// which is first tried there.
pub(crate) fn run_all(options: &Options) -> Done {
    let mut build = cargo(["build", "--release", "--bins"]);
    for name in PROGRAMS
        .iter()
        .filter(|name| !options.list || **name == ESCAPE)
    {
        build.args(["--package", name]);
    }
    run(&mut build)?;
    let release = target().join("release");
    let escape = release.join(ESCAPE);
    if options.list {
        return run(Command::new(escape).arg("list"));
    }
    let mut place = Place::new()?;
    for name in PROGRAMS {
        place.bring(&release.join(name), name)?;
    }
    let task = if options.limits { "limits" } else { "suite" };
    let mut command = Command::new(place.path(ESCAPE));
    command
        .arg(task)
        .arg("--lisere")
        .arg(place.path("lisere"))
        .stdin(Stdio::null());
    if options.limits {
        command.args(["--seconds", &options.seconds.to_string()]);
        return place.run(command);
    }
    let chosen = [
        ("--engine", &options.engine),
        ("--cage", &options.cage),
        ("--only", &options.only),
    ];
    for (name, value) in chosen {
        if let Some(value) = value {
            command.args([name, value]);
        }
    }
    if let Some(control) = as_root(&escape)? {
        let control = place.bring(&control, "root.json")?;
        command.arg("--root").arg(control);
    }
    place.run(command)
}

/// What root gets out of the probes that need it; none if this is not root.
fn as_root(escape: &Path) -> Done<Option<PathBuf>> {
    let user = output(Command::new("id").arg("-u")).unwrap_or_default();
    if user.trim() != "0" {
        return Ok(None);
    }
    let folder = target().join("escape");
    let failed = |error: std::io::Error| format!("can't write to {}: {error}", folder.display());
    fs::create_dir_all(&folder).map_err(failed)?;
    let baits = folder.join("none.json");
    fs::write(&baits, "{}").map_err(failed)?;
    let mut command = Command::new(escape);
    command.args(["try", "--rooted", "--baits"]).arg(&baits);
    let said = output(command.stdin(Stdio::null()).env("HOME", &folder));
    let said = said.ok_or("the probes that need root could not be tried")?;
    let control = folder.join("root.json");
    fs::write(&control, said).map_err(failed)?;
    Ok(Some(control))
}
