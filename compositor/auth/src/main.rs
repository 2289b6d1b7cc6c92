//! The program `lisere-auth`: its first argument says whether it is a keeper or a conversation.

use std::io::Write;
use std::process::ExitCode;

use lisere_auth::{keeper, sandbox, talk};
use rustix::stdio::stdin;

const WHAT: &str = "lisere-auth asks PAM whether whoever sits at a locked screen of Liseré may \
                    unlock it; `lisere` starts it, and it does nothing by itself.";
/// Exit codes: one that can't do its work, and one that was called the wrong way.
const FAILED: u8 = 1;
const USAGE: u8 = 2;

fn main() -> ExitCode {
    lisere_post::close_strays();
    let argument = std::env::args_os().nth(1);
    match argument.as_deref().and_then(|argument| argument.to_str()) {
        Some(keeper::KEEPER) => keep(),
        Some(keeper::TALK) => converse(),
        Some("--version" | "-V") => print(&format!("lisere-auth {}", env!("CARGO_PKG_VERSION"))),
        Some("--help" | "-h") => print(WHAT),
        _ => complain(WHAT, USAGE),
    }
}

fn keep() -> ExitCode {
    if let Err(error) = sandbox::harden() {
        return complain(&format!("giving up rights: {error}"), FAILED);
    }
    match std::env::current_exe() {
        Ok(own) => {
            keeper::serve(stdin(), &own);
            ExitCode::SUCCESS
        }
        Err(error) => complain(&format!("where this program is: {error}"), FAILED),
    }
}

fn converse() -> ExitCode {
    if let Err(error) = sandbox::harden_talk() {
        return complain(&format!("giving up rights: {error}"), FAILED);
    }
    match talk::hold(stdin()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => complain(&error.to_string(), FAILED),
    }
}

fn print(text: &str) -> ExitCode {
    let written = writeln!(std::io::stdout(), "{text}");
    written.map_or(ExitCode::from(FAILED), |()| ExitCode::SUCCESS)
}

/// The one way errors are said.
fn complain(text: &str, code: u8) -> ExitCode {
    // Nobody is left to tell if even this fails.
    let _ = std::io::stderr().write_all(format!("lisere-auth: {text}\n").as_bytes());
    ExitCode::from(code)
}
