//! Running other programs in the repository, and where things are in it.

use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::report;

/// What a task gives back; the text says what failed and what to do.
pub(crate) type Done<T = ()> = Result<T, String>;

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let root = here.as_deref().and_then(|here| here.parent()?.parent());
    root.map_or_else(|| PathBuf::from("."), PathBuf::from)
}

/// Where cargo puts what it builds.
pub(crate) fn target() -> PathBuf {
    let set = std::env::var_os("CARGO_TARGET_DIR").filter(|set| !set.is_empty());
    root().join(set.map_or_else(|| PathBuf::from("target"), PathBuf::from))
}

/// A cargo command in the repository's root.
pub(crate) fn cargo<I: AsRef<OsStr>>(arguments: impl IntoIterator<Item = I>) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .args(arguments)
        .current_dir(root())
        .stdin(Stdio::null());
    // They are about this crate; what cargo builds next must not see them.
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command
}

/// Runs a command to its end, its output shown.
pub(crate) fn run(command: &mut Command) -> Done {
    let what = describe(command);
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{what}` failed: {status}")),
        Err(error) => Err(format!("can't start `{what}`: {error}")),
    }
}

/// Runs a command to its end, each line of both streams shown and also handed on.
pub(crate) fn run_watched(command: &mut Command, mut line: impl FnMut(&str)) -> Done<bool> {
    let what = describe(command);
    let started = |error: io::Error| format!("can't start `{what}`: {error}");
    let (reader, writer) = io::pipe().map_err(started)?;
    command
        .stdout(writer.try_clone().map_err(started)?)
        .stderr(writer);
    let mut child = command.spawn().map_err(started)?;
    // The command keeps the writing ends; the reading below must see its end, not ours.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    for text in BufReader::new(reader).split(b'\n').map_while(Result::ok) {
        let text = String::from_utf8_lossy(&text);
        report::say(&text);
        line(&text);
    }
    let status = child
        .wait()
        .map_err(|error| format!("lost `{what}`: {error}"))?;
    Ok(status.success())
}

/// What a command prints, when it succeeds.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether a program of that name is in PATH.
pub(crate) fn found(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// Whether cargo-nextest is installed.
pub(crate) fn nextest() -> bool {
    output(&mut cargo(["nextest", "--version"])).is_some()
}

fn describe(command: &Command) -> String {
    let program = PathBuf::from(command.get_program());
    let name = program
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let arguments = command.get_args().map(OsStr::to_string_lossy);
    arguments.fold(name, |text, argument| text + " " + &argument)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn watched_output_has_both_streams() {
        let mut lines = Vec::new();
        let mut command = Command::new("sh");
        command.args(["-c", "echo out; echo err >&2; exit 3"]);
        let succeeded = run_watched(&mut command, |line| lines.push(line.to_owned()));
        assert_eq!(succeeded, Ok(false));
        assert_eq!(lines, ["out", "err"]);
    }

    #[test]
    fn a_missing_program_is_named() {
        let fault = run(Command::new("/nonexistent/tool").arg("-x")).unwrap_err();
        assert!(fault.contains("`tool -x`"), "{fault}");
        assert!(!found("no-such-program-anywhere") && found("sh"));
    }
}
