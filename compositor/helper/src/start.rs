//! Starting programs in cages: the core itself is confined, and its children would be too.

use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use serde::{Deserialize, Serialize};

use crate::sandbox::close_strays;
use lisere_post::{PostError, Received, Wait, packed, receive, send};

/// The shells' exit codes for a program that can't be started and one that doesn't exist.
const CANNOT: u8 = 126;
const MISSING: u8 = 127;
/// Descriptors that a program may have unless it asks for more.
const USUAL: u64 = 1_024;

/// A program to be started.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct StartRequest {
    /// For this act.
    pub act: u64,
    /// The program and its arguments.
    pub argv: Vec<String>,
    /// All variables that it has.
    pub env: Vec<(String, String)>,
    /// The folder it starts in.
    pub folder: PathBuf,
}

/// What came of it.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct StartEvent {
    /// For this act.
    pub act: u64,
    /// Why it was not started, if it was not.
    pub why: Option<String>,
}

/// Starts what comes in by standard input, a socket of the core, until the core has gone.
///
/// # Errors
/// When what comes is no request.
pub fn start_process() -> Result<(), PostError> {
    close_strays();
    let socket = rustix::stdio::stdin();
    loop {
        match receive::<StartRequest>(socket, Wait::Yes) {
            Ok(Received {
                message: request, ..
            }) => {
                let why = start(&request).err();
                let event = StartEvent {
                    act: request.act,
                    why,
                };
                if send(socket, &packed(&event), &[], Wait::Yes).is_err() {
                    return Ok(());
                }
            }
            Err(PostError::End | PostError::Nothing) => return Ok(()),
            Err(PostError::Bad) => return Err(PostError::Bad),
        }
    }
}

/// Starts a program by way of a process that leaves it alone in a session of its own.
///
/// # Errors
/// For the user: what could not be started, and why.
pub fn start(request: &StartRequest) -> Result<(), String> {
    let program = request.argv.first().ok_or("no program is named")?;
    let launched = Command::new("/proc/self/exe")
        .arg("launch")
        .args(&request.argv)
        .env_clear()
        .envs(request.env.iter().map(|(name, value)| (name, value)))
        .current_dir(&request.folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    let code = launched.map(|status| status.code());
    let code = code.map_err(|error| format!("`{program}` can't be started: {error}"))?;
    match code.and_then(|code| u8::try_from(code).ok()) {
        Some(0) => Ok(()),
        Some(MISSING) => Err(format!(
            "`{program}` is not there: install it, or name another in the policy"
        )),
        _ => Err(format!(
            "`{program}` can't be started: check that it is a program"
        )),
    }
}

/// What stands between [`start`] and the program: it leaves the core's session, starts it and
/// ends, so that nobody of ours is the program's parent.
#[must_use]
pub fn launch_process(argv: &[std::ffi::OsString]) -> ExitCode {
    let Some((program, arguments)) = argv.split_first() else {
        return ExitCode::from(CANNOT);
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
        Err(error) if error.kind() == io::ErrorKind::NotFound => ExitCode::from(MISSING),
        Err(_) => ExitCode::from(CANNOT),
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
