//! `lisere-cage NAME -- CMD`: runs a program in a cage of the session, and waits for it.

mod ask;
mod bare;
mod flow;
mod pump;
mod raw;
mod signals;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use self::ask::Place;
use crate::message::{Refusal, code};

const CODES: &str = "\
Examples:
  lisere-cage work foot                  a terminal in the cage `work`
  lisere-cage vault -- sh -c 'ls | wc'   a program that reads and writes here
  lisere-cage web firefox-esr &          one that is left to itself

On a terminal the program gets one of its own, and yours is passed on: ^C and ^Z reach the
program. Else its input, output and errors are copied. Nothing else of this side gets in.

Exit codes: the program's own; 128 + N when signal N ended it (137 also when its cage was
ended); 125 when Liseré can't run it, 126 when it is there and can't be started, 127 when
there is no such program in the cage.";

/// Run a program in a cage of the running Liseré session
#[derive(Debug, Parser)]
#[command(name = "lisere-cage", version, after_help = CODES)]
struct Args {
    /// The session's control socket [default: $LISERE_CONTROL, else lisere/control in
    /// $XDG_RUNTIME_DIR]
    #[arg(long, value_name = "PATH")]
    socket: Option<PathBuf>,
    /// Give the program no terminal of its own, though this is one
    #[arg(long)]
    no_terminal: bool,
    /// The cage's name, as in `liserectl cages`
    #[arg(value_name = "NAME")]
    cage: String,
    /// The program and its arguments
    #[arg(trailing_var_arg = true, required = true, value_name = "CMD")]
    command: Vec<String>,
}

/// The definition of the arguments, for manual pages and completions.
#[must_use]
pub fn definition() -> clap::Command {
    Args::command()
}

/// Runs it. Returns its exit code, or one of [`crate::message::code`].
#[must_use]
pub fn process() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            // Nobody is left to tell if even this fails.
            let _ = error.print();
            let failed = error.use_stderr();
            return ExitCode::from(if failed { code::FAILED } else { 0 });
        }
    };
    let code = run(args).unwrap_or_else(|refusal| complain(&refusal));
    ExitCode::from(code)
}

fn run(args: Args) -> Result<u8, Refusal> {
    let signals = signals::Signals::catch()?;
    let place = Place::of_this_process(args.no_terminal);
    let cage = args.cage.clone();
    match ask::ask(args.socket.as_deref(), &args.cage, args.command, &place)? {
        ask::Begun::Runs(ends) => pump::pump(&cage, ends, &place, &signals),
        ask::Begun::Bare(environment, argv) => Err(bare::replace(&cage, &environment, &argv)),
    }
}

/// The one way refusals are said.
fn complain(refusal: &Refusal) -> u8 {
    let mut text = format!("lisere-cage: {}\n", shown(&refusal.message));
    if !refusal.help.is_empty() {
        text.push_str(&format!("  {}\n", shown(&refusal.help)));
    }
    let _ = std::io::stderr().write_all(text.as_bytes());
    refusal.code
}

/// A text that does not steer the terminal.
fn shown(text: &str) -> String {
    let plain = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    text.chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_is_sound() {
        definition().debug_assert();
    }

    #[test]
    fn everything_after_the_cage_is_the_programs() {
        for words in [
            ["lisere-cage", "work", "--", "ls", "-l", "--socket"].as_slice(),
            &["lisere-cage", "work", "ls", "-l", "--socket"],
        ] {
            let args = Args::try_parse_from(words).unwrap();
            assert_eq!(args.command, ["ls", "-l", "--socket"]);
            assert_eq!(args.socket, None);
        }
        let args = ["lisere-cage", "--socket", "/s", "work", "sh", "--", "a"];
        let args = Args::try_parse_from(args).unwrap();
        assert_eq!(args.command, ["sh", "--", "a"]);
        assert!(Args::try_parse_from(["lisere-cage", "work"]).is_err());
        assert!(Args::try_parse_from(["lisere-cage", "work", "--"]).is_err());
    }
}
