//! From arguments to an exit code.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Child, Command, ExitCode};

use clap::{CommandFactory, Parser};
use liserectl::control_path;
use wayland_server::{BindError, ListeningSocket};

use crate::ear::{Ear, EarError};
use crate::serve::{ServeError, serve};

/// Exit codes: what failed here, a session that is not there, a program that is not.
const FAILED: u8 = 1;
const NO_SESSION: u8 = 3;
const MISSING: u8 = 127;
/// Sockets are called by this name and a number.
const NAME: &str = "lisere-lists";
/// As many sessions and panels as anybody has at once.
const MOST: usize = 32;

const MORE: &str = "\
Examples:
  lisere-lists -- my-dock     a program that lists windows and workspaces
  lisere-lists                only the socket, whose name is printed; ends with the session

Programs see ext_foreign_toplevel_list_v1, ext_workspace_manager_v1 and wl_output there. Titles
begin with the title of the window's cage. What stands before the dot in a window's identifier
is its number in `liserectl windows`.

Exit codes: the program's own; 0 when the session ended; 1 when something failed, 2 for wrong
arguments, 3 when there is no session, 127 when the program can't be started.";

/// Tell windows and workspaces of a Liseré session to a program, by Wayland
#[derive(Debug, Parser)]
#[command(name = "lisere-lists", version, after_help = MORE)]
struct Args {
    /// The session's control socket [default: $LISERE_CONTROL, else lisere/control in
    /// $XDG_RUNTIME_DIR]
    #[arg(long, value_name = "PATH")]
    socket: Option<PathBuf>,
    /// A program of the trusted side and its arguments; it ends with the session
    #[arg(trailing_var_arg = true, value_name = "CMD")]
    command: Vec<String>,
}

/// Why nothing is told.
#[derive(Debug, thiserror::Error)]
enum Trouble {
    #[error("{0}: run this inside a session, or name its control socket with --socket")]
    Path(#[from] liserectl::ControlPathError),
    #[error(transparent)]
    Ear(#[from] EarError),
    #[error("can't listen in $XDG_RUNTIME_DIR: {0}")]
    Bind(#[from] BindError),
    #[error("can't start `{0}`: {1}")]
    Program(String, std::io::Error),
    #[error("can't print the socket's name: {0}")]
    Print(std::io::Error),
    #[error(transparent)]
    Serve(#[from] ServeError),
}

impl Trouble {
    fn exit(&self) -> u8 {
        match self {
            Trouble::Path(_) | Trouble::Ear(_) => NO_SESSION,
            Trouble::Program(..) => MISSING,
            _ => FAILED,
        }
    }
}

/// The definition of the arguments, for manual pages and completions.
#[must_use]
pub fn definition() -> clap::Command {
    Args::command()
}

/// Does what the process's arguments say.
#[must_use]
pub fn run() -> ExitCode {
    let args = Args::parse();
    match perform(&args) {
        Ok(code) => ExitCode::from(code),
        Err(trouble) => {
            // Nobody is left to tell if even this fails.
            let _ = writeln!(std::io::stderr(), "lisere-lists: {trouble}");
            ExitCode::from(trouble.exit())
        }
    }
}

fn perform(args: &Args) -> Result<u8, Trouble> {
    let control = match &args.socket {
        Some(path) => path.clone(),
        None => control_path(|name| std::env::var_os(name))?,
    };
    let ear = Ear::open(&control)?;
    let socket = ListeningSocket::bind_auto(NAME, 1..=MOST)?;
    let name = socket.socket_name().unwrap_or_default().to_owned();
    let child = match args.command.split_first() {
        Some((program, arguments)) => Some(start(program, arguments, &name)?),
        None => {
            let mut out = std::io::stdout().lock();
            let line = writeln!(out, "WAYLAND_DISPLAY={}", name.display());
            line.and_then(|()| out.flush()).map_err(Trouble::Print)?;
            None
        }
    };
    Ok(serve(ear, &control, &socket, child)?)
}

fn start(program: &str, arguments: &[String], name: &std::ffi::OsStr) -> Result<Child, Trouble> {
    let mut command = Command::new(program);
    command.args(arguments).env("WAYLAND_DISPLAY", name);
    // It would be taken for the connection itself.
    command.env_remove("WAYLAND_SOCKET");
    let child = command.spawn();
    child.map_err(|error| Trouble::Program(program.to_owned(), error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_is_sound() {
        definition().debug_assert();
    }

    #[test]
    fn everything_after_the_dashes_is_the_programs() {
        let args = Args::try_parse_from(["lisere-lists", "--", "dock", "--socket", "x"]).unwrap();
        assert_eq!(args.command, ["dock", "--socket", "x"]);
        assert_eq!(args.socket, None);
        assert!(Args::try_parse_from(["lisere-lists", "--socket"]).is_err());
    }

    #[test]
    fn a_session_that_is_not_there_is_named() {
        let args = Args::parse_from(["lisere-lists", "--socket", "/nonexistent/control"]);
        let trouble = perform(&args).unwrap_err();
        assert_eq!(trouble.exit(), NO_SESSION);
        let said = trouble.to_string();
        assert!(said.contains("/nonexistent/control"), "{said}");
    }
}
