//! The program `lisere`: arguments in, a session or an answer out.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use clap::Parser;
use lisere::cli::{Cli, Task};
use lisere::session::{Folders, policy_origin, run};
use tracing_subscriber::EnvFilter;

/// Exit code of a refusal or a fault.
const REFUSED: u8 = 1;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let folders = Folders::of_environment();
    match &cli.task {
        Some(task) => finish(answer(task, &cli, &folders)),
        None => {
            start_logging();
            finish(run(&cli.session, &folders).map(|()| true))
        }
    }
}

/// Runs `check` or `preset`; false for a fault that has been printed.
fn answer(task: &Task, cli: &Cli, folders: &Folders) -> anyhow::Result<bool> {
    let mut out = std::io::stdout().lock();
    let sound = match task {
        Task::Check { json, files } => {
            let origins = lisere::check::origins(files, policy_origin(&cli.session, folders));
            lisere::check::check(&origins, *json, &mut out)?
        }
        Task::Preset { name } => {
            if !lisere::check::preset(name.as_deref(), &mut out)? {
                let name = name.as_deref().unwrap_or_default();
                let names: Vec<&str> = lisere_policy::preset_names().collect();
                anyhow::bail!("there is no preset `{name}`: the presets are {}", names.join(", "));
            }
            true
        }
    };
    out.flush()?;
    Ok(sound)
}

fn finish(result: anyhow::Result<bool>) -> ExitCode {
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(REFUSED),
        Err(error) if broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let message = format!("{error:#}");
            // Nobody is left to tell if even this fails.
            let _ = writeln!(std::io::stderr(), "lisere: {}", message.trim_end());
            ExitCode::from(REFUSED)
        }
    }
}

/// Whether the reader of our output went away, as `| head` does.
fn broken_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<std::io::Error>()
        .is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}

/// Logs to standard error what `LISERE_LOG` asks for, else what matters to a user.
fn start_logging() {
    let filter = EnvFilter::try_from_env("LISERE_LOG")
        .unwrap_or_else(|_| EnvFilter::new("info,smithay=warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr)
        .init();
}
