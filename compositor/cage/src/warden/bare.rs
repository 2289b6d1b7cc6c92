//! Programs without any sandbox, for sessions that were begun so: each is left alone in a
//! session of its own.

use std::ffi::OsString;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::message::{Refusal, Run, code};
use crate::reason::{Reason, errno};
use crate::recipe::Recipe;

/// Descriptors that a program may have unless it asks for more.
const USUAL: u64 = 1_024;

/// Starts a program by way of a process that leaves it alone.
///
/// # Errors
/// For the user: what could not be started, and why.
pub(super) fn start(own: &Path, recipe: &Recipe, run: &Run) -> Result<(), Refusal> {
    let Some(program) = run.argv.first() else {
        return Err(Refusal::failed(
            Reason::NoProgram,
            "no program is named",
            "",
        ));
    };
    let refuse = |code, reason, why: String, help: &str| Refusal {
        code,
        message: format!("`{program}` can't be started: {why}"),
        help: help.to_owned(),
        reason,
    };
    let folder = run.folder.as_ref().map(PathBuf::from);
    let folder = folder.or_else(|| recipe.home.clone());
    let launched = Command::new(own)
        .arg("--launch")
        .args(&run.argv)
        .env_clear()
        .envs(recipe.variables.iter().chain(&run.env).cloned())
        .current_dir(folder.unwrap_or_else(|| PathBuf::from("/")))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    let status = launched.map_err(|error| {
        refuse(
            code::FAILED,
            Reason::CantStart(errno(&error)),
            error.to_string(),
            "check the folder it starts in",
        )
    })?;
    match status.code().and_then(|code| u8::try_from(code).ok()) {
        Some(0) => Ok(()),
        Some(code::MISSING) => Err(refuse(
            code::MISSING,
            Reason::Missing,
            "it is not there".into(),
            "install it, or name another",
        )),
        _ => Err(refuse(
            code::CANNOT,
            Reason::NotAProgram,
            "it is no program".into(),
            "check that you may run it",
        )),
    }
}

/// What stands between [`start`] and the program: it leaves the session, starts it and ends,
/// so that nobody of ours is the program's parent.
pub(super) fn launch_process(argv: &[OsString]) -> ExitCode {
    let Some((program, arguments)) = argv.split_first() else {
        return ExitCode::from(code::CANNOT);
    };
    few_descriptors();
    // Fails only where it leads a session already, which is as good.
    let _ = rustix::process::setsid();
    let spawned = match program.as_bytes() {
        b"" => Err(io::Error::from(io::ErrorKind::NotFound)),
        _ => Command::new(program).args(arguments).spawn(),
    };
    match spawned {
        Ok(_) => ExitCode::SUCCESS,
        Err(error) if error.kind() == io::ErrorKind::NotFound => ExitCode::from(code::MISSING),
        Err(_) => ExitCode::from(code::CANNOT),
    }
}

/// Gives back the usual bound on descriptors, which the core raised for itself: some programs
/// can't count further.
fn few_descriptors() {
    let limit = getrlimit(Resource::Nofile);
    let usual = limit.maximum.map_or(USUAL, |most| most.min(USUAL));
    // Without it most programs run as well.
    let _ = setrlimit(
        Resource::Nofile,
        Rlimit {
            current: Some(usual),
            ..limit
        },
    );
}
