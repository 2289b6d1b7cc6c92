//! The desktop entries that are in a cage: files in, what the launcher shows out.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use lisere_post::packed;
use rustix::fs::{Access, Mode, OFlags, access};

use super::desktop::entry;
use crate::message::Entry;
use crate::recipe::inside;

/// Entries of a cage.
const MOST: usize = 2_000;
/// Files and folders that are looked at for them.
const LOOKED_AT: usize = 8_000;
/// Bytes of a file.
const LONGEST: u64 = 65_536;
/// Folders within folders.
const DEPTH: usize = 4;
/// Bytes of the entries of one message.
const PART: usize = 32_768;

/// All of them: the user's own first, which hide others of the same id.
pub(super) fn all() -> Vec<Entry> {
    let own = PathBuf::from(inside::HOME).join(".local/share");
    offered(own, |name| std::env::var(name).ok())
}

/// Those of a session without sandboxes, whose programs have these variables: the machine's
/// and the user's own.
pub(crate) fn of_session(variables: &[(String, String)]) -> Vec<Entry> {
    let var = |name: &str| {
        let mut named = variables.iter().filter(|(one, _)| one == name);
        named.next().map(|(_, value)| value.clone())
    };
    let set = |name: &str| var(name).filter(|value| !value.is_empty());
    let home = || PathBuf::from(set("HOME").unwrap_or_default()).join(".local/share");
    let own = set("XDG_DATA_HOME").map_or_else(home, PathBuf::from);
    offered(own, var)
}

fn offered(own: PathBuf, var: impl Fn(&str) -> Option<String>) -> Vec<Entry> {
    let set = |name: &str| var(name).filter(|value| !value.is_empty());
    let system = set("XDG_DATA_DIRS").unwrap_or_else(|| "/usr/local/share:/usr/share".into());
    let folders = std::iter::once(own).chain(std::env::split_paths(&system).take(16));
    // The language of names, by the variables that say it.
    let said = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
    let (search, language) = (var("PATH").unwrap_or_default(), said.unwrap_or_default());
    listed(folders, &language, |program| there(program, &search))
}

fn there(program: &str, search: &str) -> bool {
    let executable = |path: PathBuf| access(path, Access::EXEC_OK).is_ok();
    if program.starts_with('/') {
        return executable(program.into());
    }
    std::env::split_paths(search).any(|folder| executable(folder.join(program)))
}

fn listed(
    folders: impl Iterator<Item = PathBuf>,
    language: &str,
    there: impl Fn(&str) -> bool,
) -> Vec<Entry> {
    let (mut seen, mut entries) = (HashSet::new(), Vec::new());
    for folder in folders {
        for (id, path) in files(&folder.join("applications")) {
            if entries.len() >= MOST {
                return entries;
            }
            if seen.insert(id.clone()) {
                let text = read(&path);
                entries.extend(text.and_then(|text| entry(&id, &text, language, &there)));
            }
        }
    }
    entries
}

/// The ids and paths of the entries in a folder.
fn files(folder: &Path) -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    let mut folders = vec![(folder.to_owned(), String::new(), 0)];
    let mut looked_at = 0;
    while let Some((folder, before, depth)) = folders.pop() {
        for one in fs::read_dir(folder).into_iter().flatten().flatten() {
            looked_at += 1;
            if looked_at > LOOKED_AT {
                return found;
            }
            let name = one.file_name();
            let (Some(name), Ok(kind)) = (name.to_str(), one.file_type()) else {
                continue;
            };
            if let Some(stem) = name.strip_suffix(".desktop") {
                found.push((format!("{before}{stem}"), one.path()));
            } else if kind.is_dir() && depth < DEPTH {
                folders.push((one.path(), format!("{before}{name}-"), depth + 1));
            }
        }
    }
    found
}

/// The text of an ordinary file; a pipe in its place keeps nobody waiting.
fn read(path: &Path) -> Option<String> {
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOCTTY;
    let file = File::from(rustix::fs::open(path, flags, Mode::empty()).ok()?);
    let data = file.metadata().ok()?;
    if !data.is_file() || data.len() > LONGEST {
        return None;
    }
    let mut text = String::new();
    file.take(LONGEST).read_to_string(&mut text).ok()?;
    Some(text)
}

/// The entries in parts that each fit into a message; at least one.
pub(crate) fn parts(entries: Vec<Entry>) -> Vec<Vec<Entry>> {
    let (mut parts, mut part, mut size) = (Vec::new(), Vec::new(), 0);
    for entry in entries {
        let bytes = packed(&entry).len();
        if bytes > PART {
            continue;
        }
        if size + bytes > PART {
            parts.push(std::mem::take(&mut part));
            size = 0;
        }
        size += bytes;
        part.push(entry);
    }
    parts.push(part);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn desktop(name: &str) -> String {
        format!("[Desktop Entry]\nType=Application\nName={name}\nExec={name} %u\n")
    }

    #[test]
    fn own_entries_come_before_those_of_the_system() {
        let (own, system) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        for (root, name, text) in [
            (&own, "a.desktop", desktop("mine")),
            (&own, "gone.desktop", "[Desktop Entry]\nHidden=true".into()),
            (&own, "c.txt", desktop("no")),
            (&system, "a.desktop", desktop("theirs")),
            (&system, "gone.desktop", desktop("gone")),
            (&system, "kde/b.desktop", desktop("b")),
            (&system, "long.desktop", "#".repeat(70_000)),
        ] {
            let path = root.path().join("applications").join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let pipe = own.path().join("applications/pipe.desktop");
        let kind = rustix::fs::FileType::Fifo;
        rustix::fs::mknodat(rustix::fs::CWD, pipe, kind, Mode::from_raw_mode(0o600), 0).unwrap();
        let folders = [own.path().to_owned(), system.path().to_owned()].into_iter();
        let mut all = listed(folders, "", |_| true);
        all.sort_by(|a, b| a.id.cmp(&b.id));
        let all: Vec<_> = all
            .iter()
            .map(|entry| (entry.id.as_str(), entry.name.as_str()))
            .collect();
        assert_eq!(all, [("a", "mine"), ("kde-b", "b")]);
    }

    #[test]
    fn parts_fit_and_are_never_none() {
        assert_eq!(parts(Vec::new()), [Vec::new()]);
        let argv = vec!["x".repeat(1_000); 20];
        let entry = Entry {
            id: "a".into(),
            name: "A".into(),
            argv,
            terminal: false,
            icon: String::new(),
        };
        let all = parts(vec![entry.clone(); 10]);
        assert_eq!(all.iter().map(Vec::len).sum::<usize>(), 10);
        assert!(
            all.iter()
                .all(|part| packed(part).len() < lisere_post::LONGEST)
        );
        let large = Entry {
            argv: vec!["x".repeat(40_000)],
            ..entry
        };
        assert_eq!(parts(vec![large]), [Vec::new()]);
    }
}
