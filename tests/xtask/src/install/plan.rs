//! What is installed where, and with which mode.

use std::fs;
use std::path::{Path, PathBuf};

use crate::tool::{Done, root};

/// Where what was built is.
pub(super) struct Built {
    /// The programs.
    pub(super) programs: PathBuf,
    /// Manual pages and completions.
    pub(super) pages: PathBuf,
}

/// Where the bytes of a file come from.
#[derive(Debug)]
pub(super) enum Source {
    File(PathBuf),
    Text(String),
}

/// One file to install.
#[derive(Debug)]
pub(super) struct Item {
    /// Where it belongs on the installed system.
    pub(super) to: PathBuf,
    pub(super) mode: u32,
    pub(super) source: Source,
}

impl Item {
    /// Whether people may have changed it, so that theirs is kept.
    pub(super) fn settings(&self) -> bool {
        self.to.starts_with("/etc")
    }

    pub(super) fn bytes(&self) -> Done<Vec<u8>> {
        match &self.source {
            Source::Text(text) => Ok(text.clone().into_bytes()),
            Source::File(path) => {
                fs::read(path).map_err(|error| format!("can't read {}: {error}", path.display()))
            }
        }
    }
}

const PROGRAM: u32 = 0o755;
const FILE: u32 = 0o644;

/// The page of a command and what completes it in shells: where each belongs, and its name as
/// it was made.
fn described(command: &str) -> [(String, String); 4] {
    [
        (
            format!("share/man/man1/{command}.1"),
            format!("{command}.1"),
        ),
        (
            format!("share/bash-completion/completions/{command}"),
            format!("{command}.bash"),
        ),
        (
            format!("share/zsh/site-functions/_{command}"),
            format!("_{command}"),
        ),
        (
            format!("share/fish/vendor_completions.d/{command}.fish"),
            format!("{command}.fish"),
        ),
    ]
}

/// Everything for one prefix. `system` is the root of the system it is for, whose PAM files
/// it names.
pub(super) fn plan(prefix: &Path, built: &Built, system: &Path) -> Done<Vec<Item>> {
    let item = |to: &str, mode, from: PathBuf| Item {
        to: prefix.join(to),
        mode,
        source: Source::File(from),
    };
    let program = |to: &str, name: &str| item(to, PROGRAM, built.programs.join(name));
    let page = |to: &str, name: &str| item(to, FILE, built.pages.join(name));
    let mut items = vec![
        program("bin/lisere", "lisere"),
        program("bin/liserectl", "liserectl"),
        program("bin/lisere-cage", "lisere-cage"),
        program("bin/lisere-lists", "lisere-lists"),
        program("libexec/lisere/lisere-gate", "lisere-gate"),
        program("libexec/lisere/lisere-helper", "lisere-helper"),
        program("libexec/lisere/lisere-auth", "lisere-auth"),
        program("libexec/lisere/lisere-logind", "lisere-logind"),
        program("libexec/lisere/lisere-netns", "lisere-netns"),
        page("share/man/man5/lisere-policy.5", "lisere-policy.5"),
        page(
            "share/man/man5/lisere-preferences.5",
            "lisere-preferences.5",
        ),
    ];
    for command in ["lisere", "liserectl", "lisere-cage", "lisere-lists"] {
        items.extend(described(command).map(|(to, name)| page(&to, &name)));
    }
    for (from, to) in [
        ("compositor/policy/presets", "share/lisere/presets"),
        ("themes", "share/lisere/themes"),
    ] {
        for (name, path) in toml_files(&root().join(from))? {
            items.push(item(&format!("{to}/{name}"), FILE, path));
        }
    }
    items.push(item(
        "share/lisere/lisere-prompt.sh",
        FILE,
        root().join("assets/shell/lisere-prompt.sh"),
    ));
    for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
        items.push(item(
            &format!("share/doc/lisere/{licence}"),
            FILE,
            root().join(licence),
        ));
    }
    items.extend(session(prefix, system)?);
    Ok(items)
}

/// The files of a session, which name the prefix.
fn session(prefix: &Path, system: &Path) -> Done<Vec<Item>> {
    let bin = prefix.join("bin").display().to_string();
    let libexec = prefix.join("libexec/lisere").display().to_string();
    let (auth, account) = pam(system);
    let places = [
        ("lisere-session", prefix.join("bin/lisere-session"), PROGRAM),
        (
            "lisere.desktop",
            prefix.join("share/wayland-sessions/lisere.desktop"),
            FILE,
        ),
        (
            "lisere.service",
            prefix.join("lib/systemd/user/lisere.service"),
            FILE,
        ),
        (
            "lisere-shutdown.target",
            prefix.join("lib/systemd/user/lisere-shutdown.target"),
            FILE,
        ),
        (
            "lisere-sleep",
            prefix.join("libexec/lisere/lisere-sleep"),
            PROGRAM,
        ),
        (
            "lisere-sleep.service",
            prefix.join("lib/systemd/system/lisere-sleep.service"),
            FILE,
        ),
        (
            "lisere-card.rules",
            prefix.join("share/lisere/examples/lisere-card.rules"),
            FILE,
        ),
        (
            "lisere-card.conf",
            prefix.join("share/lisere/examples/lisere-card.conf"),
            FILE,
        ),
        ("pam", PathBuf::from("/etc/pam.d/lisere"), FILE),
    ];
    let fill = |(name, to, mode)| {
        let path = root().join("assets/session").join(name);
        let text = fs::read_to_string(&path)
            .map_err(|error| format!("can't read {}: {error}", path.display()))?;
        let text = text
            .replace("@bindir@", &bin)
            .replace("@libexecdir@", &libexec)
            .replace("@auth@", auth)
            .replace("@account@", account);
        Ok(Item {
            to,
            mode,
            source: Source::Text(text),
        })
    };
    places.into_iter().map(fill).collect()
}

/// The files by which a system says how people log in: Debian's and openSUSE's unless it has
/// those of Fedora and Arch.
fn pam(system: &Path) -> (&'static str, &'static str) {
    let has = |name: &str| system.join("etc/pam.d").join(name).is_file();
    if has("system-auth") && !has("common-auth") {
        ("system-auth", "system-auth")
    } else {
        ("common-auth", "common-account")
    }
}

fn toml_files(folder: &Path) -> Done<Vec<(String, PathBuf)>> {
    let fault = |error| format!("can't list {}: {error}", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(fault)? {
        let path = entry.map_err(fault)?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        if let Some(name) = name.filter(|name| name.ends_with(".toml")) {
            files.push((name.to_owned(), path.clone()));
        }
    }
    files.sort();
    Ok(files)
}
