//! The program that makes the guest, runs the checks in it and writes the report.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, ensure};
use clap::Parser;
use lisere_vm::checks::{self, Check};
use lisere_vm::image::{Cache, Image};
use lisere_vm::machine::{As, Guest};
use lisere_vm::report::{Report, say};

/// Check Liseré in a machine of its own
#[derive(Debug, Parser)]
struct Options {
    /// The folder that has the programs, as cargo leaves them
    #[arg(long, value_name = "FOLDER")]
    built: PathBuf,
    /// The folder for the report and what is kept
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    /// Run only these checks
    #[arg(long, value_name = "CHECK")]
    only: Vec<String>,
    /// Keep each guest's folder: its console, and what every command said
    #[arg(long)]
    keep: bool,
    /// Only run these commands as root in a guest that has just booted, and say what they print
    #[arg(long, value_name = "COMMANDS")]
    run: Option<String>,
    /// Only list the checks
    #[arg(long)]
    list: bool,
}

fn main() -> ExitCode {
    match run(&Options::parse()) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(fault) => {
            say(&format!("vm: {fault:#}"));
            ExitCode::FAILURE
        }
    }
}

/// Runs what was asked for; says how many checks failed.
fn run(options: &Options) -> Result<usize> {
    if options.list {
        for check in checks::ALL {
            say(&format!("{:<14} {}", check.name, check.says));
        }
        return Ok(0);
    }
    let chosen = chosen(&options.only)?;
    let cache = Cache::new(&options.out.join("cache"))?;
    let image = Image::make(&cache, &options.built)?;
    if let Some(commands) = &options.run {
        let (status, output) = Guest::restore(&image)?.run(commands, As::Root)?;
        say(output.trim_end());
        return Ok(usize::from(status != 0));
    }
    let mut report = Report::new(&options.out)?;
    for check in chosen {
        checks::run(check, &image, &mut report, options.keep);
    }
    let page = report.write()?;
    say(&format!("vm: the report is {}", page.display()));
    say(&format!(
        "vm: {} passed, {} failed",
        report.passed(),
        report.failed()
    ));
    Ok(report.failed())
}

fn chosen(only: &[String]) -> Result<Vec<&'static Check>> {
    for name in only {
        let known = checks::ALL.iter().any(|check| check.name == name);
        let names: Vec<_> = checks::ALL.iter().map(|check| check.name).collect();
        ensure!(
            known,
            "there is no check `{name}`: they are {}",
            names.join(", ")
        );
    }
    let wanted = |check: &&Check| only.is_empty() || only.iter().any(|name| name == check.name);
    Ok(checks::ALL.iter().filter(wanted).collect())
}
