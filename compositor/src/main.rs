//! The program `lisere`: arguments in, a session or an answer out.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use lisere::bindings::KeyAction;
use lisere::cli::{Cli, Task};
use lisere::policy_file::{Origin, load};
use lisere::preferences::{Preferences, PreferencesError};
use lisere::session::{Folders, policy_origin, run};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// Exit code of a refusal or a fault.
const REFUSED: u8 = 1;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let folders = Folders::of_environment();
    match &cli.task {
        Some(task) => finish(answer(task, &cli, &folders)),
        None => {
            start_logging();
            finish(
                refuse_wiretap()
                    .and_then(|()| run(&cli.session, &folders))
                    .map(|()| true),
            )
        }
    }
}

/// Runs `check` or `preset`; false for a fault that has been printed.
fn answer(task: &Task, cli: &Cli, folders: &Folders) -> anyhow::Result<bool> {
    let mut out = std::io::stdout().lock();
    let sound = match task {
        Task::Check {
            json,
            config,
            explain,
            files,
        } if explain.is_empty() => {
            let usual = policy_origin(&cli.session, folders);
            let (origins, preferences) = to_check(files, config.as_deref(), usual, folders)?;
            lisere::check::check(&origins, preferences.as_ref(), *json, &mut out)?
        }
        Task::Check {
            json,
            explain,
            files,
            ..
        } => {
            let origins = lisere::check::origins(files, policy_origin(&cli.session, folders));
            lisere::explain::explain(&origins, explain, *json, &mut out)?
        }
        Task::Preset {
            preferences: true, ..
        } => {
            write!(out, "{}", lisere::preferences::commented())?;
            true
        }
        Task::Preset { name, .. } => {
            if !lisere::check::preset(name.as_deref(), &mut out)? {
                let name = name.as_deref().unwrap_or_default();
                let names: Vec<&str> = lisere_policy::preset_names().collect();
                anyhow::bail!(
                    "there is no preset `{name}`: the presets are {}",
                    names.join(", ")
                );
            }
            true
        }
        Task::Welcome => {
            lisere::session::ask_for(KeyAction::Welcome)?;
            true
        }
        Task::Seal { new } => {
            let new = new.as_ref().map(Option::as_deref);
            let preferences = Preferences::load(None, folders.config.as_deref(), None);
            let preferred = preferences
                .ok()
                .and_then(|preferences| preferences.language);
            let language = preferred.unwrap_or(folders.language);
            lisere::seal::show(folders.data.as_deref(), new, language, &mut out)?;
            true
        }
    };
    out.flush()?;
    Ok(sound)
}

/// Preferences that were read, or what is wrong with them.
type Read = Result<Preferences, PreferencesError>;

/// The policies to check, and the preferences, read to be held against the policy that is
/// checked with them, else the one that a session would use.
fn to_check(
    files: &[PathBuf],
    config: Option<&Path>,
    usual: Origin,
    folders: &Folders,
) -> anyhow::Result<(Vec<Origin>, Option<Read>)> {
    let (mut named, policies): (Vec<PathBuf>, Vec<PathBuf>) = files
        .iter()
        .cloned()
        .partition(|file| lisere::preferences::named_so(file));
    named.extend(config.map(Path::to_owned));
    if named.len() > 1 {
        anyhow::bail!("there is one file of preferences at a time: name one");
    }
    let against = match policies.as_slice() {
        [one, ..] => Origin::File(one.clone()),
        [] => usual.clone(),
    };
    let origins = match policies.is_empty() && config.is_none() && !named.is_empty() {
        true => Vec::new(),
        false => lisere::check::origins(&policies, usual),
    };
    if named.is_empty() && !policies.is_empty() {
        return Ok((origins, None));
    }
    // What is wrong with a policy is not said of preferences.
    let policy = load(&against).ok();
    let named = named.first().map(PathBuf::as_path);
    let read = Preferences::load(named, folders.config.as_deref(), policy.as_ref());
    Ok((origins, Some(read)))
}

fn finish(result: anyhow::Result<bool>) -> ExitCode {
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(REFUSED),
        Err(error) if broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let message = whole(&error);
            // Nobody is left to tell if even this fails.
            let _ = writeln!(std::io::stderr(), "lisere: {}", message.trim_end());
            ExitCode::from(REFUSED)
        }
    }
}

/// An error with its causes, each said once.
fn whole(error: &anyhow::Error) -> String {
    let mut message = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if message.is_empty() {
            message = cause;
        } else if !message.contains(&cause) {
            message.push_str(": ");
            message.push_str(&cause);
        }
    }
    message
}

/// Whether the reader of our output went away, as `| head` does.
fn broken_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<std::io::Error>()
        .is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}

/// Logs to standard error what `LISERE_LOG` asks for, else what matters to a user.
fn start_logging() {
    let asked = EnvFilter::try_from_env("LISERE_LOG");
    let bad = asked.as_ref().err().map(ToString::to_string);
    let filter = asked.unwrap_or_else(|_| EnvFilter::new("info,smithay=error,winit=error"));
    let colours = std::io::stderr().is_terminal();
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(colours);
    tracing_subscriber::registry()
        .with(lines)
        .with(filter)
        .with(most_talkative())
        .init();
    if let Some(bad) = bad.filter(|_| std::env::var_os("LISERE_LOG").is_some()) {
        tracing::warn!("LISERE_LOG is ignored: {bad}; write `debug`, or `lisere=debug,info`");
    }
}

/// Libraries trace every key. In what people use, no variable may bring that about.
fn most_talkative() -> LevelFilter {
    if cfg!(debug_assertions) {
        LevelFilter::TRACE
    } else {
        LevelFilter::DEBUG
    }
}

/// Refuses the variable that makes the protocol's library print every message, and with
/// them every key, where the build is one that people type their secrets into.
fn refuse_wiretap() -> anyhow::Result<()> {
    if cfg!(debug_assertions) || std::env::var_os("WAYLAND_DEBUG").is_none() {
        return Ok(());
    }
    anyhow::bail!("WAYLAND_DEBUG is set, which would print every key that is typed: unset it")
}
