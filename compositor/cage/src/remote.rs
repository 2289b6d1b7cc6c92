//! Programs of a cage that run on another machine.
//!
//! What speaks with that machine (waypipe and ssh) runs in the cage's sandbox here, so that
//! whatever it sends is read there. Each program has a connection of its own.

mod call;
mod why;

use std::io::{self, Read, Write};
use std::os::unix::fs::MetadataExt;
use std::os::unix::net::UnixDatagram;
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::{Child, Command, ExitCode, Stdio};

use lisere_policy::{Engine, Remote};
use lisere_post::{Wait, packed, send};
use serde::{Deserialize, Serialize};

use crate::message::{Notice, Refusal, Run, code};
use crate::reason::{Reason, errno};
use crate::recipe::{Recipe, inside};

/// What [`process`] is told, as one argument.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct There {
    remote: Remote,
    run: Run,
}

/// A file that is to be seen in the cage, read-only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// With this text.
    Text(String),
    /// As it is at this place of the machine.
    File(PathBuf),
}

/// Where ssh's own code for a connection that is not, or no more, is.
const CUT: u8 = 255;
/// Bytes of what was said last that are looked through for the cause.
const KEPT: usize = 8 * 1024;

/// What is run inside of the cage's sandbox so that `run` runs on the other machine and its
/// windows are shown here. Variables and folder are those of the other machine.
#[must_use]
pub fn run_there(remote: &Remote, run: &Run) -> Run {
    let there = There {
        remote: remote.clone(),
        run: run.clone(),
    };
    // Such values always have that form.
    let told = serde_json::to_string(&there).unwrap_or_default();
    Run {
        argv: vec![inside::PROGRAM.to_owned(), "--there".to_owned(), told],
        env: Vec::new(),
        folder: None,
        terminal: run.terminal,
    }
}

/// The files that [`process`] needs inside, and where: the other machine's key and the private
/// key that opens it. None where programs run here. Called by `enter`.
///
/// # Errors
/// When the private key is not there, or others may read it.
pub fn files(recipe: &Recipe) -> Result<Vec<(&'static str, Source)>, Refusal> {
    let Engine::Ssh(remote) = &recipe.sandbox.engine else {
        return Ok(Vec::new());
    };
    crate::tools::need("ssh", "openssh-client", "a cage on another machine")?;
    crate::tools::need("waypipe", "waypipe", "a cage on another machine")?;
    let known = Source::Text(call::known_hosts(remote));
    let mut files = vec![(inside::KNOWN_HOSTS, known)];
    if let Some(identity) = &remote.identity {
        private(identity)?;
        files.push((inside::IDENTITY, Source::File(identity.into())));
    }
    Ok(files)
}

/// ssh takes no key that others could have read.
fn private(path: &str) -> Result<(), Refusal> {
    let found = std::fs::metadata(path).map_err(|error| {
        let message = format!("the private key {path} can't be read: {error}");
        Refusal::failed(
            Reason::NoKey(path.to_owned(), errno(&error)),
            message,
            "ssh-keygen makes one; `identity` of the policy names it",
        )
    })?;
    if !found.is_file() || found.mode() & 0o077 != 0 {
        let message = format!("others may read the private key {path}");
        let reason = Reason::OpenKey(path.to_owned());
        let help = format!("chmod 600 {path}");
        return Err(Refusal::failed(reason, message, help));
    }
    Ok(())
}

/// `lisere-cage --there`, inside of a cage: runs a program on the other machine, and says why
/// if that could not be done. Returns its exit code, or 255 when there is no connection.
#[must_use]
pub fn process() -> ExitCode {
    let told = std::env::args().nth(2).unwrap_or_default();
    let Ok(there) = serde_json::from_str::<There>(&told) else {
        return said("this is started by sessions only", code::FAILED);
    };
    let child = Command::new("waypipe")
        .args(call::words(&there.remote, &there.run, &|name| {
            std::env::var(name).ok()
        }))
        .stderr(Stdio::piped())
        .spawn();
    match child {
        Ok(child) => watched(child, &there),
        Err(error) if error.kind() == io::ErrorKind::NotFound => said(
            "waypipe is not installed: apt install waypipe",
            code::FAILED,
        ),
        Err(error) => said(&format!("waypipe can't be started: {error}"), code::FAILED),
    }
}

/// Passes on what it says, and explains how it ends.
fn watched(mut child: Child, there: &There) -> ExitCode {
    let mut last = Vec::new();
    if let Some(mut stderr) = child.stderr.take() {
        let mut bytes = [0; 4096];
        while let Ok(got @ 1..) = stderr.read(&mut bytes) {
            let new = bytes.get(..got).unwrap_or_default();
            // Nobody may listen; the program goes on.
            let _ = io::stderr().write_all(new);
            last.extend_from_slice(new);
            let over = last.len().saturating_sub(KEPT);
            last.drain(..over);
        }
    }
    let ended = child.wait().map(|status| match status.signal() {
        Some(signal) => code::SIGNALLED.saturating_add(u8::try_from(signal).unwrap_or(0)),
        None => u8::try_from(status.code().unwrap_or(0)).unwrap_or(code::FAILED),
    });
    match ended {
        Ok(code @ (CUT | code::MISSING)) => {
            let text = String::from_utf8_lossy(&last);
            match why::why(&there.remote, code, &text) {
                Some(why) => {
                    if code == CUT {
                        // That nobody hears notices is no reason to say less here.
                        let _ = notify(&there.remote, &why);
                    }
                    said(&why, code)
                }
                None => ExitCode::from(code),
            }
        }
        Ok(code) => ExitCode::from(code),
        Err(error) => said(&error.to_string(), code::FAILED),
    }
}

/// Tells the user, too: a program that was started from a launcher has no terminal, and its
/// windows have gone.
fn notify(remote: &Remote, why: &str) -> io::Result<()> {
    let socket = UnixDatagram::unbound()?;
    socket.connect(inside::NOTICES)?;
    let notice = Notice {
        summary: format!("No connection to {}", remote.host),
        body: why.to_owned(),
        ..Notice::default()
    };
    Ok(send(&socket, &packed(&notice), &[], Wait::No)?)
}

fn said(what: &str, code: u8) -> ExitCode {
    eprintln!("lisere-cage: {what}");
    ExitCode::from(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_private_key_is_private() {
        use std::os::unix::fs::PermissionsExt;
        let key = tempfile::NamedTempFile::new().unwrap();
        let path = key.path().to_str().unwrap();
        let with = |mode| std::fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap();
        with(0o600);
        assert_eq!(private(path), Ok(()));
        with(0o640);
        assert_eq!(private(path).unwrap_err().help, format!("chmod 600 {path}"));
        assert!(
            private("/no/such/key")
                .unwrap_err()
                .message
                .contains("/no/such/key")
        );
    }
}
