//! The host's tools that a guest is made with.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

/// Runs a tool to its end and gives what it prints.
///
/// # Errors
/// When it is not there, or fails; with what it says about that.
pub(crate) fn run(command: &mut Command) -> Result<Vec<u8>> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("`{name}` can't be started: run `cargo xtask packages`"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("`{name}` failed, {}: {}", output.status, said.trim());
    }
    Ok(output.stdout)
}

/// What a tool prints, as text.
pub(crate) fn text(command: &mut Command) -> Result<String> {
    Ok(String::from_utf8_lossy(&run(command)?).into_owned())
}

/// A tool by its name. Those of the system are found also by who has no `sbin` in PATH.
pub(crate) fn tool(name: &str) -> Result<PathBuf> {
    let set = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&set).chain(["/usr/sbin".into(), "/sbin".into()]);
    let mut found = folders
        .map(|folder| folder.join(name))
        .filter(|path| path.is_file());
    found
        .next()
        .with_context(|| format!("there is no `{name}`: run `cargo xtask packages`"))
}

/// A command of one of these tools.
pub(crate) fn command(name: &str) -> Result<Command> {
    Ok(Command::new(tool(name)?))
}

/// Which QEMU this is: another can't take up what one has saved.
pub(super) fn qemu_version() -> Result<String> {
    text(command("qemu-system-x86_64")?.arg("--version"))
}

/// The shared libraries that programs need, all the way down.
pub(super) fn libraries(programs: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut ldd = command("ldd")?;
    // A script among them makes it fail, having listed the others all the same.
    let output = ldd.args(programs).stdin(Stdio::null()).output()?;
    let listed = String::from_utf8_lossy(&output.stdout).into_owned();
    if let Some(missing) = listed.lines().find(|line| line.contains("not found")) {
        bail!("a library is missing: {}", missing.trim());
    }
    let path = |line: &str| {
        let mut words = line.split_whitespace();
        words
            .find(|word| word.starts_with('/') && !word.ends_with(':'))
            .map(PathBuf::from)
    };
    Ok(listed
        .lines()
        .filter(|line| line.starts_with('\t'))
        .filter_map(path)
        .collect())
}

/// Where the linker finds a library that only `dlopen` asks for.
pub(super) fn library(name: &str) -> Result<PathBuf> {
    let listed = text(command("ldconfig")?.arg("-p"))?;
    let path = |line: &str| {
        let (found, path) = line.trim().split_once(" => ")?;
        let is = found.split_whitespace().next() == Some(name) && found.contains("x86-64");
        is.then(|| PathBuf::from(path))
    };
    let found = listed.lines().find_map(path);
    found.with_context(|| format!("there is no library {name}: run `cargo xtask packages`"))
}

/// Every file below a folder, links included.
pub(super) fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    ensure!(
        folder.exists(),
        "there is no {}: run `cargo xtask packages`",
        folder.display()
    );
    let mut all = Vec::new();
    let mut left = vec![folder.to_owned()];
    while let Some(path) = left.pop() {
        if path.is_dir() && !path.is_symlink() {
            for entry in std::fs::read_dir(&path)? {
                left.push(entry?.path());
            }
        } else {
            all.push(path);
        }
    }
    Ok(all)
}
