//! What was installed: each file with a mark of its content, and each folder that was made.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use crate::tool::Done;

const OPENING: &str =
    "# What `cargo xtask install` of Liseré put here; `cargo xtask uninstall` reads it.\n";

/// Paths are those of the installed system.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    pub(super) files: BTreeMap<PathBuf, u64>,
    pub(super) folders: BTreeSet<PathBuf>,
}

impl Manifest {
    /// Reads one; `None` where there is none.
    pub(super) fn read(path: &Path) -> Done<Option<Manifest>> {
        match fs::read_to_string(path) {
            Ok(text) => Manifest::parse(&text).map(Some).map_err(|line| {
                format!(
                    "{}:{line}: this line is no part of a manifest",
                    path.display()
                )
            }),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(format!("can't read {}: {error}", path.display())),
        }
    }

    /// The error is the number of a line that makes no sense.
    pub(super) fn parse(text: &str) -> Result<Manifest, usize> {
        let mut manifest = Manifest::default();
        for (index, line) in text.lines().enumerate() {
            let words: Vec<&str> = line.splitn(3, ' ').collect();
            let known = match words.as_slice() {
                ["#", ..] => Some(()),
                ["file", mark, path] => u64::from_str_radix(mark, 16)
                    .ok()
                    .zip(sound(path))
                    .map(|(mark, path)| manifest.files.extend([(path, mark)])),
                ["folder", path] => sound(path).map(|path| manifest.folders.extend([path])),
                _ => None,
            };
            known.ok_or(index + 1)?;
        }
        Ok(manifest)
    }

    pub(super) fn text(&self) -> String {
        let mut text = OPENING.to_owned();
        for (path, mark) in &self.files {
            let _ = writeln!(text, "file {mark:016x} {}", path.display());
        }
        for path in &self.folders {
            let _ = writeln!(text, "folder {}", path.display());
        }
        text
    }
}

/// An absolute path that leads nowhere else.
fn sound(path: &str) -> Option<PathBuf> {
    let path = PathBuf::from(path);
    let plain = |part: Component<'_>| matches!(part, Component::RootDir | Component::Normal(_));
    (path.is_absolute() && path.components().all(plain)).then_some(path)
}

/// A mark by which changed content is noticed: FNV-1a of 64 bits. It is no defence against
/// somebody who wants it to match, and need not be: who can write there needs no such trick.
pub(super) fn mark(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |mark, byte| {
        (mark ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
