//! The program `lisere-logind`: speaks to the system's login service, so that the core needn't
//! speak D-Bus.

mod backlight;
mod login;
mod serve;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use lisere_helper::sandbox::{Bounds, Calls, SandboxError, allow_only, harden, keep_only};
use rustix::stdio::stdin;

const WHAT: &str = "lisere-logind tells Liseré what logind says of locking and sleep; `lisere` \
                    starts it, and it does nothing by itself.";
/// Exit codes: one that can't do its work, and one that was called the wrong way.
const FAILED: u8 = 1;
const USAGE: u8 = 2;
/// Address space in bytes: a bus passes no message longer than 128 MiB.
const MEMORY: u64 = 512 << 20;

fn main() -> ExitCode {
    lisere_post::close_strays();
    let argument = std::env::args_os().nth(1);
    match argument.as_deref().and_then(|argument| argument.to_str()) {
        Some("serve") => {}
        Some("--version" | "-V") => {
            return print(&format!("lisere-logind {}", env!("CARGO_PKG_VERSION")));
        }
        Some("--help" | "-h") => return print(WHAT),
        _ => return complain(WHAT, USAGE),
    }
    let place = match login::Place::of_environment() {
        Ok(place) => place,
        Err(why) => return complain(&why, FAILED),
    };
    // Another folder is a test's.
    let folder = std::env::args_os().nth(2);
    let folder = folder.map_or(PathBuf::from(backlight::FOLDER), PathBuf::from);
    let light = backlight::Backlight::find(&folder);
    match shut_in() {
        Ok(()) => {
            serve::serve(stdin(), &place, light);
            ExitCode::SUCCESS
        }
        Err(error) => complain(&error.to_string(), FAILED),
    }
}

/// Sockets are all that is left, and the light's own file to read: what a bus says is not the core's, and is read here.
fn shut_in() -> Result<(), SandboxError> {
    harden(Bounds {
        memory: Some(MEMORY),
        ..Bounds::default()
    })?;
    keep_only(&[])?;
    allow_only(Calls::Bus)
}

fn print(text: &str) -> ExitCode {
    let written = writeln!(std::io::stdout(), "{text}");
    written.map_or(ExitCode::from(FAILED), |()| ExitCode::SUCCESS)
}

/// The one way errors are said.
fn complain(text: &str, code: u8) -> ExitCode {
    // Nobody is left to tell if even this fails.
    let _ = std::io::stderr().write_all(format!("lisere-logind: {text}\n").as_bytes());
    ExitCode::from(code)
}
