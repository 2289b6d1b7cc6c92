//! Removing all that is in a folder a cage wrote into: no link in it is ever followed, and
//! nobody waits for it.

use std::ffi::{CStr, CString};
use std::os::fd::{AsFd, AsRawFd, OwnedFd};
use std::path::Path;

use rustix::fs::{
    AtFlags, CWD, Dir, FileType, Mode, OFlags, RenameFlags, chmod, openat, renameat_with, unlinkat,
};
use rustix::io::Errno;

/// Entries that are removed in one step.
const STEP: usize = 256;
/// Folders that are open at the same time: what lies deeper is brought up first.
const DEEPEST: usize = 32;

/// A folder that is being emptied.
#[derive(Debug)]
pub(super) struct Emptying {
    /// From the folder itself down to where it has come.
    open: Vec<Level>,
    /// Numbers the names of folders that are brought up.
    raised: u64,
    /// Whether the folder itself has to be read again for those.
    again: bool,
    /// What could not be removed.
    stubborn: u64,
}

#[derive(Debug)]
struct Level {
    folder: OwnedFd,
    entries: Dir,
    /// What it is called in the folder above.
    name: CString,
}

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// There is more.
    More,
    /// Nothing is left but so many that can't be removed.
    Done(u64),
}

impl Emptying {
    /// Begins with a folder of ours.
    ///
    /// # Errors
    /// When it is no folder, or can't be read.
    pub(super) fn begin(folder: &Path) -> Result<Self, Errno> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let folder = openat(CWD, folder, flags, Mode::empty())?;
        let top = Level {
            entries: Dir::read_from(&folder)?,
            folder,
            name: CString::default(),
        };
        Ok(Self {
            open: vec![top],
            raised: 0,
            again: false,
            stubborn: 0,
        })
    }

    /// Goes on for a moment.
    pub(super) fn step(&mut self) -> Step {
        for _ in 0..STEP {
            let Some(level) = self.open.last_mut() else {
                return Step::Done(self.stubborn);
            };
            match level.entries.read() {
                Some(Ok(entry)) => {
                    let (name, kind) = (entry.file_name().to_owned(), entry.file_type());
                    self.remove(&name, kind);
                }
                Some(Err(_)) | None => self.leave(),
            }
        }
        Step::More
    }

    fn remove(&mut self, name: &CStr, kind: FileType) {
        if matches!(name.to_bytes(), b"." | b"..") {
            return;
        }
        let Some(level) = self.open.last() else {
            return;
        };
        if kind != FileType::Directory {
            match unlinkat(&level.folder, name, AtFlags::empty()) {
                Ok(()) | Err(Errno::NOENT) => return,
                // A file system that does not say what is a folder.
                Err(Errno::ISDIR | Errno::PERM) => {}
                Err(_) => return self.keep(),
            }
        }
        if unlinkat(&level.folder, name, AtFlags::REMOVEDIR).is_ok() {
            return;
        }
        if self.open.len() >= DEEPEST {
            return self.raise(name);
        }
        match enter(&level.folder, name) {
            Ok(level) => self.open.push(level),
            Err(_) => self.keep(),
        }
    }

    /// Brings a folder up to the first one, where it is met again.
    fn raise(&mut self, name: &CStr) {
        let (Some(top), Some(level)) = (self.open.first(), self.open.last()) else {
            return;
        };
        self.raised = self.raised.saturating_add(1);
        let new = format!(".raised-{}-{}", std::process::id(), self.raised);
        let flags = RenameFlags::NOREPLACE;
        match renameat_with(&level.folder, name, &top.folder, new.as_str(), flags) {
            Ok(()) => self.again = true,
            Err(_) => self.keep(),
        }
    }

    /// All of a folder is removed: now itself, but for the first one, which is read again if
    /// something was brought up to it.
    fn leave(&mut self) {
        let Some(level) = self.open.pop() else { return };
        if let Some(above) = self.open.last() {
            if unlinkat(&above.folder, &level.name, AtFlags::REMOVEDIR).is_err() {
                self.keep();
            }
            return;
        }
        if !std::mem::take(&mut self.again) {
            return;
        }
        if let Ok(entries) = Dir::read_from(&level.folder) {
            // Whoever stays in the way was counted, and is counted again.
            self.stubborn = 0;
            self.open.push(Level { entries, ..level });
        }
    }

    fn keep(&mut self) {
        self.stubborn = self.stubborn.saturating_add(1);
    }
}

/// Opens a folder in another, though its mode forbids it: it is ours.
fn enter(above: &OwnedFd, name: &CStr) -> Result<Level, Errno> {
    let flags = OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let place = openat(above, name, flags | OFlags::PATH, Mode::empty())?;
    let itself = format!("/proc/self/fd/{}", place.as_fd().as_raw_fd());
    // Where that fails, opening it may still do.
    let _ = chmod(itself, Mode::RWXU);
    let folder = openat(above, name, flags | OFlags::RDONLY, Mode::empty())?;
    Ok(Level {
        entries: Dir::read_from(&folder)?,
        folder,
        name: name.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::path::PathBuf;

    use super::*;

    fn empty(folder: &Path) -> u64 {
        let mut emptying = Emptying::begin(folder).unwrap();
        loop {
            if let Step::Done(stubborn) = emptying.step() {
                return stubborn;
            }
        }
    }

    #[test]
    fn all_goes_and_nothing_beyond() {
        let place = tempfile::tempdir().unwrap();
        let (home, other) = (place.path().join("home"), place.path().join("other"));
        fs::create_dir_all(home.join("a/b/c")).unwrap();
        fs::create_dir(&other).unwrap();
        fs::write(other.join("kept"), "x").unwrap();
        symlink(&other, home.join("link")).unwrap();
        symlink(&other, home.join("a/b/link")).unwrap();
        symlink("/", home.join("a/root")).unwrap();
        for number in 0..600 {
            fs::write(home.join(format!("a/{number}")), "").unwrap();
        }
        fs::set_permissions(home.join("a/b"), fs::Permissions::from_mode(0o0)).unwrap();
        assert_eq!(empty(&home), 0);
        assert_eq!(fs::read_dir(&home).unwrap().count(), 0);
        assert_eq!(fs::read_to_string(other.join("kept")).unwrap(), "x");
    }

    #[test]
    fn depth_costs_no_more_descriptors() {
        let place = tempfile::tempdir().unwrap();
        let deep: PathBuf = std::iter::repeat_n("d", 200).collect();
        fs::create_dir_all(place.path().join(&deep)).unwrap();
        fs::write(place.path().join(&deep).join("f"), "x").unwrap();
        assert_eq!(empty(place.path()), 0);
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_link_in_its_place_is_not_emptied() {
        let place = tempfile::tempdir().unwrap();
        let (real, link) = (place.path().join("real"), place.path().join("link"));
        fs::create_dir(&real).unwrap();
        symlink(&real, &link).unwrap();
        assert!(Emptying::begin(&link).is_err());
    }
}
