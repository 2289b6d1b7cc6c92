//! `lisere-cage --warden`: keeps a sandbox for each cage that has programs, for one session.

mod bare;
mod cell;
mod emptying;
mod held;
pub(crate) mod media;
mod outbox;
mod peers;
mod programs;
mod rounds;
mod survey;
pub(crate) mod time;
mod words;

use std::ffi::OsString;
use std::io::Write;
use std::os::fd::{AsFd, OwnedFd};
use std::process::ExitCode;

use lisere_post::close_strays;
use rustix::process::{DumpableBehavior, set_dumpable_behavior, setsid};

use self::cell::Tools;
use self::rounds::Warden;
use crate::message::code;
use crate::resources::Keeper;

/// Does what the core says by standard input, a socket, until the core is gone.
#[must_use]
pub fn process() -> ExitCode {
    close_strays();
    match begin() {
        Ok(mut warden) => {
            warden.serve();
            ExitCode::SUCCESS
        }
        Err(error) => {
            complain(&error.to_string());
            ExitCode::from(code::FAILED)
        }
    }
}

/// Starts a program by itself, as the warden does where there are no sandboxes.
#[must_use]
pub fn launch(argv: &[OsString]) -> ExitCode {
    bare::launch_process(argv)
}

/// It outlives the core for a moment, of which it hears by its socket: what it has built is
/// taken down then, and what disposable cages had is removed.
fn begin() -> std::io::Result<Warden<OwnedFd>> {
    // A terminal's signals are for the core. Fails only where it leads a session already.
    let _ = setsid();
    // A debug build stays open to debuggers.
    if !cfg!(debug_assertions) {
        set_dumpable_behavior(DumpableBehavior::NotDumpable)?;
    }
    let tools = Tools {
        own: std::env::current_exe()?,
        keeper: Keeper::find(),
    };
    let core = rustix::stdio::stdin().as_fd().try_clone_to_owned()?;
    Ok(Warden::new(core, tools))
}

/// Says something where the session's log goes.
fn complain(text: &str) {
    // Nobody is left to tell if even this fails.
    let _ = std::io::stderr().write_all(format!("lisere-cage: {text}\n").as_bytes());
}
