//! Asking the session to run a program: what goes along, and what it may answer.

use std::io::IsTerminal;
use std::os::fd::OwnedFd;
use std::path::Path;

use lisere_post::pair;
use liserectl::{Answer, Client, ClientError, Command, Environment, FailureCode, TerminalSize};
use rustix::io::Errno;
use rustix::pipe::{PipeFlags, pipe_with};
use rustix::process::getpgrp;
use rustix::termios::{tcgetpgrp, tcgetwinsize};

use crate::message::{Refusal, code};
use crate::reason::Reason;

/// Where this process stands.
#[derive(Debug)]
pub(super) struct Place {
    /// The size of our terminal, if the program gets one.
    pub(super) terminal: Option<TerminalSize>,
    /// Whether standard input may be read: a background job of a terminal would be stopped.
    pub(super) reads: bool,
}

impl Place {
    /// Looks at the three descriptors of this process.
    pub(super) fn of_this_process(no_terminal: bool) -> Self {
        let stdin = std::io::stdin();
        let both = stdin.is_terminal() && std::io::stdout().is_terminal();
        let front = !stdin.is_terminal() || tcgetpgrp(&stdin).is_ok_and(|group| group == getpgrp());
        let size = size().filter(|_| both && front && !no_terminal);
        Self {
            terminal: size,
            reads: front,
        }
    }
}

/// The size of the terminal that standard input is.
pub(super) fn size() -> Option<TerminalSize> {
    let size = tcgetwinsize(std::io::stdin()).ok()?;
    Some(TerminalSize {
        rows: size.ws_row,
        columns: size.ws_col,
    })
}

/// What came of asking.
#[derive(Debug)]
pub(super) enum Begun {
    /// It runs.
    Runs(Ends),
    /// This session has no sandboxes: the program is started here, with these variables.
    Bare(Environment, Vec<String>),
}

/// Our ends of what the program has.
#[derive(Debug)]
pub(super) struct Ends {
    /// By which its init says how it ends, and hears of signals.
    pub(super) line: OwnedFd,
    /// Its input, output and errors; none where it has a terminal.
    pub(super) pipes: Option<[OwnedFd; 3]>,
}

/// Asks for it.
///
/// # Errors
/// Why it does not run.
pub(super) fn ask(
    socket: Option<&Path>,
    cage: &str,
    argv: Vec<String>,
    place: &Place,
) -> Result<Begun, Refusal> {
    let (ends, theirs) = ends(place.terminal.is_some()).map_err(|error| {
        Refusal::told(
            format!("no socket for the program: {error}"),
            "close some files",
        )
    })?;
    let command = Command::Run {
        cage: cage.to_owned(),
        argv: argv.clone(),
        env: variables(place.terminal.is_some()),
        folder: None,
        terminal: place.terminal,
    };
    let mut client = connect(socket)?;
    let answer = client.ask_long(command, &theirs, &mut |_| {});
    match answer.map_err(refusal)? {
        Answer::Done {} => Ok(Begun::Runs(ends)),
        Answer::Environment(environment) => Ok(Begun::Bare(environment, argv)),
        _ => Err(Refusal::told(
            "the session answered something else",
            "use the lisere-cage that was installed with this compositor",
        )),
    }
}

fn connect(socket: Option<&Path>) -> Result<Client, Refusal> {
    let path = match socket {
        Some(path) => Ok(path.to_owned()),
        None => liserectl::control_path(|name| std::env::var_os(name)),
    };
    let help = "run this inside a session, start one with `lisere`, or name its control socket \
                with --socket";
    let path = path.map_err(|error| Refusal::told(error.to_string(), help))?;
    Client::connect(&path).map_err(|error| Refusal::told(error.to_string(), help))
}

/// Both ends of a line and of pipes: ours first.
fn ends(terminal: bool) -> Result<(Ends, Vec<OwnedFd>), Errno> {
    let (line, theirs) = pair()?;
    if terminal {
        return Ok((Ends { line, pipes: None }, vec![theirs]));
    }
    let pipe = || pipe_with(PipeFlags::CLOEXEC);
    let (stdin, input) = pipe()?;
    let (output, stdout) = pipe()?;
    let (errors, stderr) = pipe()?;
    for ours in [&input, &output, &errors] {
        rustix::io::ioctl_fionbio(ours, true)?;
    }
    let pipes = Some([input, output, errors]);
    Ok((Ends { line, pipes }, vec![theirs, stdin, stdout, stderr]))
}

/// What a program on our terminal has to know of it.
fn variables(terminal: bool) -> Vec<(String, String)> {
    let named = |name: &str| Some((name.to_owned(), std::env::var(name).ok()?));
    let names = ["TERM", "COLORTERM"].into_iter().filter(|_| terminal);
    names.filter_map(named).collect()
}

fn refusal(error: ClientError) -> Refusal {
    let failure = match error {
        ClientError::Refused(failure) => failure,
        ClientError::TooMuch => {
            return Refusal::told("the program has too many arguments", "write them to a file");
        }
        other => {
            let help = "the session may have ended: look at its log";
            return Refusal::told(other.to_string(), help);
        }
    };
    let code = match failure.code {
        FailureCode::CannotStart => code::CANNOT,
        FailureCode::NoProgram => code::MISSING,
        _ => code::FAILED,
    };
    Refusal {
        code,
        message: failure.message,
        help: failure.help,
        reason: Reason::Other,
    }
}
