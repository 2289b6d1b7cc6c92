//! How a program of a cage is found and started.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rustix::fs::{Access, access};
use rustix::process::Pid;
use rustix::pty::{OpenptFlags, grantpt, ioctl_tiocgptpeer, openpt, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

use crate::message::{Refusal, Run, Size, code};
use crate::reason::{Reason, errno};
use crate::recipe::inside;

/// What has been started.
pub(super) struct Started {
    pub pid: Pid,
    /// The other end of its terminal, if it has one.
    pub terminal: Option<OwnedFd>,
}

/// Starts it in a session of its own. `standard` are its input, output and error, unless it has
/// a terminal; none or three.
///
/// # Errors
/// Why it doesn't run.
pub(super) fn start(run: &Run, standard: Vec<OwnedFd>) -> Result<Started, Refusal> {
    let Some(name) = run.argv.first() else {
        return Err(Refusal::failed(
            Reason::NoProgram,
            "no program is named",
            "",
        ));
    };
    let folder = run.folder.as_deref().unwrap_or(inside::HOME);
    if !Path::new(folder).is_dir() {
        return Err(Refusal::failed(
            Reason::NoFolder(folder.to_owned()),
            format!("{folder}: no such folder in the cage"),
            "",
        ));
    }
    let path = find(name, &search_path(run), Path::new(folder))?;
    let mut command = Command::new(inside::PROGRAM);
    command.arg("--init-start").arg(if run.terminal.is_some() {
        "terminal"
    } else {
        "plain"
    });
    command.arg(path).args(&run.argv);
    if run.terminal.is_some() {
        command.env("TERM", "xterm-256color");
    }
    command.envs(
        run.env
            .iter()
            .filter(|(name, _)| sound(name))
            .map(|(name, value)| (name, value)),
    );
    command.current_dir(folder);
    let failed = |error: io::Error| cannot(name, &error);
    let terminal = match run.terminal {
        Some(size) => Some(terminal(&mut command, size).map_err(|error| failed(error.into()))?),
        None => {
            given(&mut command, standard);
            None
        }
    };
    let child = command.spawn().map_err(failed)?;
    Ok(Started {
        pid: Pid::from_child(&child),
        terminal,
    })
}

/// Names of variables that can be ones.
fn sound(name: &str) -> bool {
    !name.is_empty() && !name.contains(['=', '\0'])
}

fn given(command: &mut Command, standard: Vec<OwnedFd>) {
    let mut standard = standard.into_iter();
    let mut next = || standard.next().map_or_else(Stdio::null, Stdio::from);
    command.stdin(next()).stdout(next()).stderr(next());
}

/// Gives it a new terminal. Returns its other end.
fn terminal(command: &mut Command, size: Size) -> Result<OwnedFd, rustix::io::Errno> {
    let other = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC)?;
    grantpt(&other)?;
    unlockpt(&other)?;
    tcsetwinsize(&other, winsize(size))?;
    let flags = OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC;
    let own = ioctl_tiocgptpeer(&other, flags)?;
    let again = || rustix::io::fcntl_dupfd_cloexec(&own, 3);
    command.stdin(again()?).stdout(again()?).stderr(own);
    Ok(other)
}

/// As the kernel has it.
pub(super) fn winsize(size: Size) -> Winsize {
    Winsize {
        ws_row: size.rows,
        ws_col: size.columns,
        ws_xpixel: 0,
        ws_ypixel: 0,
    }
}

/// Where programs without a slash are looked for.
fn search_path(run: &Run) -> String {
    let own = run
        .env
        .iter()
        .find(|(name, _)| name == "PATH")
        .map(|(_, value)| value.clone());
    own.or_else(|| std::env::var("PATH").ok())
        .unwrap_or_default()
}

/// The program's path, as `execvp` finds it.
fn find(name: &str, search: &str, folder: &Path) -> Result<PathBuf, Refusal> {
    let mut there = false;
    let candidates = if name.contains('/') {
        vec![folder.join(name)]
    } else {
        let folders =
            std::env::split_paths(OsStr::new(search)).filter(|folder| folder.is_absolute());
        folders.map(|folder| folder.join(name)).collect()
    };
    for path in candidates {
        match fs::metadata(&path) {
            Ok(data) if data.is_file() && access(&path, Access::EXEC_OK).is_ok() => {
                return Ok(path);
            }
            Ok(_) => there = true,
            Err(_) => {}
        }
    }
    Err(if there {
        Refusal {
            code: code::CANNOT,
            message: format!("{name}: is in the cage, but is no program"),
            help: String::new(),
            reason: Reason::NotAProgram,
        }
    } else {
        Refusal {
            code: code::MISSING,
            message: format!("{name}: no such program in the cage"),
            help: String::new(),
            reason: Reason::Missing,
        }
    })
}

fn cannot(name: &str, error: &io::Error) -> Refusal {
    Refusal {
        code: code::CANNOT,
        message: format!("{name}: can't be started: {error}"),
        help: String::new(),
        reason: Reason::CantStart(errno(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_found_missing_or_none() {
        let found = find("sh", "/nowhere:/bin", Path::new("/"));
        assert_eq!(found.unwrap(), Path::new("/bin/sh"));
        assert_eq!(
            find("bin/sh", "", Path::new("/")).unwrap(),
            Path::new("/bin/sh")
        );
        assert_eq!(
            find("no-such", "/bin", Path::new("/")).unwrap_err().code,
            code::MISSING
        );
        assert_eq!(
            find("./no-such", "", Path::new("/")).unwrap_err().code,
            code::MISSING
        );
        assert_eq!(
            find("/etc/passwd", "", Path::new("/")).unwrap_err().code,
            code::CANNOT
        );
        assert_eq!(
            find("/etc", "", Path::new("/")).unwrap_err().code,
            code::CANNOT
        );
        // Never what lies where one happens to be.
        assert_eq!(
            find("sh", "bin:.", Path::new("/")).unwrap_err().code,
            code::MISSING
        );
    }

    #[test]
    fn names_of_variables_are_ones() {
        assert!(sound("TERM") && !sound("") && !sound("A=B") && !sound("A\0"));
    }
}
