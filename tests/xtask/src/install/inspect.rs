//! An installed tree held against those who will read it: the system's own checkers, where
//! they are there, and the programs themselves.

use std::fs;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Options, Place, install, uninstall};
use crate::report::say;
use crate::tool::{Done, found, target};

/// Installs into a folder, looks at everything, uninstalls, and wants nothing to be left.
pub(crate) fn inspect() -> Done {
    let tree = target().join("installed");
    if tree.exists() {
        fs::remove_dir_all(&tree).map_err(|error| format!("{}: {error}", tree.display()))?;
    }
    let place = Place {
        prefix: "/usr".into(),
        destdir: Some(tree.clone()),
    };
    install(&Options {
        place: place.clone(),
        only: None,
    })?;
    modes(&tree)?;
    readers(&tree)?;
    programs(&tree)?;
    uninstall(&place)?;
    match leaves(&tree).as_slice() {
        [] => Ok(()),
        left => Err(format!("uninstalling left {left:?}")),
    }
}

/// Every file below a folder; the folders, where there is none.
pub(super) fn leaves(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        let inside = leaves(&path);
        if inside.is_empty() {
            all.push(path);
        }
        all.extend(inside);
    }
    all.sort();
    all
}

/// Everybody can read what is installed, nobody but its owner write it; what lies where
/// programs belong runs.
pub(super) fn modes(tree: &Path) -> Done {
    for path in leaves(tree) {
        let mode = path.metadata().map_or(0, |file| file.mode() & 0o7777);
        let inside = path.strip_prefix(tree).unwrap_or(&path);
        let text = inside.to_string_lossy();
        let program = text.contains("/bin/") || text.contains("/libexec/");
        let wanted = if program { 0o755 } else { 0o644 };
        if mode != wanted {
            return Err(format!("{text} has mode {mode:o} instead of {wanted:o}"));
        }
        let above = inside.ancestors().skip(1).map(|folder| tree.join(folder));
        for folder in above.take_while(|folder| folder != tree) {
            let mode = folder.metadata().map_or(0, |folder| folder.mode() & 0o7777);
            if mode != 0o755 {
                return Err(format!("{} has mode {mode:o}", folder.display()));
            }
        }
    }
    Ok(())
}

/// Those who read pages, desktop files and units must have nothing to say.
pub(super) fn readers(tree: &Path) -> Done {
    let usr = tree.join("usr");
    for page in leaves(&usr.join("share/man")) {
        silent(
            "man",
            Command::new("man")
                .args(["--warnings=all", "-l", "-Tutf8"])
                .arg(&page),
        )?;
        silent(
            "mandoc",
            Command::new("mandoc")
                .args(["-T", "lint", "-W", "error"])
                .arg(&page),
        )?;
    }
    let entry = usr.join("share/wayland-sessions/lisere.desktop");
    silent(
        "desktop-file-validate",
        Command::new("desktop-file-validate").arg(entry),
    )?;
    silent(
        "sh",
        Command::new("sh")
            .arg("-n")
            .arg(usr.join("bin/lisere-session")),
    )?;
    for (shell, completion) in [
        ("bash", "bash-completion/completions/lisere"),
        ("bash", "bash-completion/completions/liserectl"),
        ("bash", "bash-completion/completions/lisere-cage"),
        ("zsh", "zsh/site-functions/_lisere"),
        ("fish", "fish/vendor_completions.d/lisere.fish"),
    ] {
        let completion = usr.join("share").join(completion);
        silent(shell, Command::new(shell).arg("-n").arg(completion))?;
    }
    units(tree)
}

/// The units, where they would find the program if the tree were the system.
fn units(tree: &Path) -> Done {
    let runtime = runtime()?;
    let mut verify = Command::new("systemd-analyze");
    verify
        .args(["verify", "--user", "--man=no", "--recursive-errors=no"])
        .env("XDG_RUNTIME_DIR", &runtime);
    for name in ["lisere.service", "lisere-shutdown.target"] {
        let unit = tree.join("usr/lib/systemd/user").join(name);
        let here = format!("={}/usr/bin/", tree.display());
        let copy = runtime.join(name);
        fs::read_to_string(&unit)
            .and_then(|text| fs::write(&copy, text.replace("=/usr/bin/", &here)))
            .map_err(|error| format!("{}: {error}", unit.display()))?;
        verify.arg(copy);
    }
    silent("systemd-analyze", &mut verify)
}

/// A folder for sockets.
fn runtime() -> Done<PathBuf> {
    let path = target().join("installed-runtime");
    let made = fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&path);
    made.map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(path)
}

/// Runs a checker, if it is there.
fn silent(name: &str, command: &mut Command) -> Done {
    if !found(name) {
        say(&format!("install: {name} is not here, and checks nothing"));
        return Ok(());
    }
    quiet(command)
}

/// Runs a command that must succeed without complaint.
fn quiet(command: &mut Command) -> Done {
    let output = command
        .env("LC_ALL", "C.UTF-8")
        .output()
        .map_err(|error| format!("can't start {command:?}: {error}"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    if output.status.success() && said.trim().is_empty() {
        return Ok(());
    }
    let printed = String::from_utf8_lossy(&output.stdout);
    Err(format!("{command:?}: {}\n{said}{printed}", output.status))
}

/// The programs answer, and a session starts from where they are.
fn programs(tree: &Path) -> Done {
    let bin = tree.join("usr/bin");
    for name in ["lisere", "liserectl", "lisere-cage", "lisere-lists"] {
        quiet(Command::new(bin.join(name)).arg("--version"))?;
    }
    let mut session = Command::new(bin.join("lisere"));
    session
        .args([
            "--backend",
            "headless",
            "--renderer",
            "pixman",
            "--preset",
            "home",
            "--",
        ])
        .arg(bin.join("liserectl"))
        .arg("quit")
        .env("XDG_RUNTIME_DIR", runtime()?)
        .env("XDG_DATA_HOME", runtime()?)
        .env("XDG_STATE_HOME", runtime()?)
        .env("LISERE_LOG", "error");
    quiet(&mut session)
}
