//! From arguments to a question, and from its answer to a print-out and an exit code.

mod args;
mod cages;
mod events;
mod exec;
mod human;
mod inputs;
mod journal;
mod keys;
mod output;
mod outputs;
mod screenshot;
mod send;
mod trouble;

use std::ffi::OsString;
use std::os::fd::OwnedFd;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use crate::{Answer, Client, Command, control_path};

use args::{Args, Light, Verb};
use output::Output;
use trouble::Trouble;

/// The definition of the arguments, for manual pages and completions.
#[must_use]
pub fn definition() -> clap::Command {
    Args::command()
}

/// Does what the process's arguments say.
#[must_use]
pub fn run() -> ExitCode {
    let raw: Vec<OsString> = std::env::args_os().collect();
    match Args::try_parse_from(&raw) {
        Ok(args) => {
            let output = Output { json: args.json };
            perform(&args, output).unwrap_or_else(|trouble| output.trouble(&trouble))
        }
        Err(error) if error.use_stderr() && wants_json(&raw) => {
            Output { json: true }.trouble(&Trouble::usage(error.to_string().trim_end()))
        }
        // Help, version and usage errors for people are clap's own to print.
        Err(error) => error.exit(),
    }
}

/// Whether `--json` stands before any `--`: asked only when the arguments did not parse.
fn wants_json(raw: &[OsString]) -> bool {
    raw.iter()
        .take_while(|arg| *arg != "--")
        .any(|arg| arg == "--json")
}

fn perform(args: &Args, output: Output) -> Result<ExitCode, Trouble> {
    match &args.verb {
        Verb::Screenshot {
            output: name,
            pointer,
            file,
        } => {
            screenshot::check(file, args.json)?;
            let command = Command::Screenshot {
                output: name.clone(),
                pointer: *pointer,
            };
            screenshot::save(ask(args, command)?, file, output)?;
            Ok(ExitCode::SUCCESS)
        }
        Verb::Cages { cage, verbose } => {
            let answer = cages::chosen(ask(args, Command::Cages)?, cage.as_deref())?;
            output.cages(&answer, *verbose || cage.is_some())?;
            Ok(ExitCode::SUCCESS)
        }
        Verb::Send { files, to } => {
            let (names, opened) = send::open(files)?;
            let to = to.clone();
            let answer = ask_long(args, Command::Send { to, names }, &opened)?;
            output.answer(&answer)?;
            Ok(ExitCode::SUCCESS)
        }
        Verb::Open { url, cage } => {
            let (cage, url) = (cage.clone(), url.clone());
            output.answer(&ask_long(args, Command::Open { cage, url }, &[])?)?;
            Ok(ExitCode::SUCCESS)
        }
        Verb::Events { once } => {
            events::print(&mut connect(args)?, *once)?;
            Ok(ExitCode::SUCCESS)
        }
        Verb::Run { cage, command } => {
            Err(exec::become_client(args.socket.as_deref(), cage, command))
        }
        Verb::Journal { act } => {
            journal::perform(act, output)?;
            Ok(ExitCode::SUCCESS)
        }
        verb => {
            output.answer(&ask(args, question(verb)?)?)?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// The command behind a verb that only prints its answer.
fn question(verb: &Verb) -> Result<Command, Trouble> {
    Ok(match verb {
        Verb::Cages { .. } => Command::Cages,
        Verb::Cage { act } => act.command(),
        Verb::Programs { cage } => Command::Entries { cage: cage.clone() },
        Verb::Outputs { light: None } => Command::Outputs,
        Verb::Outputs { light: Some(light) } => Command::Light {
            on: *light == Light::On,
        },
        Verb::Windows => Command::Windows,
        Verb::Inputs => Command::Inputs,
        Verb::Focus { window } => Command::Focus { window: *window },
        Verb::Close { window } => Command::Close { window: *window },
        Verb::Lock {
            before_sleep,
            above,
        } => Command::Lock {
            before_sleep: *before_sleep,
            above: above.clone(),
        },
        Verb::Action { list: true, .. } => Command::Actions,
        Verb::Action {
            name,
            window,
            output,
            ..
        } => Command::Action {
            action: name.join(" "),
            window: *window,
            output: output.clone(),
        },
        Verb::Reload => Command::Reload,
        Verb::Quit => Command::Quit,
        Verb::Input { act } => Command::Input {
            events: act.events()?,
        },
        // Those that do more than print are taken by `perform`.
        Verb::Status
        | Verb::Screenshot { .. }
        | Verb::Run { .. }
        | Verb::Events { .. }
        | Verb::Journal { .. }
        | Verb::Send { .. }
        | Verb::Open { .. } => Command::Status,
    })
}

fn ask(args: &Args, command: Command) -> Result<Answer, Trouble> {
    Ok(connect(args)?.ask(command)?)
}

/// Asks for what a person may be asked about first.
fn ask_long(args: &Args, command: Command, files: &[OwnedFd]) -> Result<Answer, Trouble> {
    let mut line = send::ProgressLine::new(args.json);
    let answer = connect(args)?.ask_long(command, files, &mut |step| line.show(step));
    line.end();
    Ok(answer?)
}

fn connect(args: &Args) -> Result<Client, Trouble> {
    let path = match &args.socket {
        Some(path) => path.clone(),
        None => control_path(|name| std::env::var_os(name))?,
    };
    Ok(Client::connect(&path)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_seen_only_before_the_dashes() {
        let raw = |text: &str| text.split(' ').map(OsString::from).collect::<Vec<_>>();
        assert!(wants_json(&raw("liserectl --json nonsense")));
        assert!(!wants_json(&raw("liserectl run work -- ls --json")));
    }

    #[test]
    fn every_printing_verb_has_its_question() {
        assert_eq!(question(&Verb::Status).unwrap(), Command::Status);
        assert_eq!(
            question(&Verb::Focus { window: 3 }).unwrap(),
            Command::Focus { window: 3 }
        );
        assert_eq!(question(&Verb::Quit).unwrap(), Command::Quit);
        let args = Args::parse_from(["liserectl", "action", "mode", "resize"]);
        let asked = Command::Action {
            action: "mode resize".into(),
            window: None,
            output: None,
        };
        assert_eq!(question(&args.verb).unwrap(), asked);
        let args = Args::parse_from(["liserectl", "action", "--list"]);
        assert_eq!(question(&args.verb).unwrap(), Command::Actions);
    }
}
