//! Notices when the preferences are saved, however an editor does that.

use std::io;
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use rustix::fs::inotify::{self, CreateFlags, ReadFlags, Reader, WatchFlags};

/// Watches one file through the folders it is in: editors write a new file and move it over
/// the old one, and a file that is itself a link changes where the link leads.
#[derive(Debug)]
pub struct Watch {
    events: OwnedFd,
    path: PathBuf,
    /// The names that the file has, each with the folder it is in by its number.
    names: Vec<(i32, Vec<u8>)>,
}

/// A file is saved when its writer closes it, or when another takes its place. Links are
/// made whole.
const SAVED: WatchFlags = WatchFlags::CLOSE_WRITE
    .union(WatchFlags::MOVED_TO)
    .union(WatchFlags::CREATE)
    .union(WatchFlags::ONLYDIR);

impl Watch {
    /// Watches a file that need not be there yet.
    ///
    /// # Errors
    /// When the system has no watches left.
    pub fn new(path: &Path) -> io::Result<Watch> {
        let events = inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK)?;
        let mut watch = Watch {
            events,
            path: path.to_owned(),
            names: Vec::new(),
        };
        watch.look();
        Ok(watch)
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Becomes readable when something happens in the file's folders.
    #[must_use]
    pub fn fd(&self) -> BorrowedFd<'_> {
        self.events.as_fd()
    }

    /// Watches every folder that the file's name goes through as things are now: its own,
    /// the one above until its own is there, and where a link leads.
    fn look(&mut self) {
        self.names.clear();
        let own = self.path.clone();
        let leads = std::fs::canonicalize(&self.path).ok();
        let above = own.parent().map(Path::to_owned);
        for path in [Some(own), above, leads].into_iter().flatten() {
            let Some((folder, name)) = path.parent().zip(path.file_name()) else {
                continue;
            };
            let folder = if folder == Path::new("") {
                Path::new(".")
            } else {
                folder
            };
            // Adding a folder twice gives the same number.
            if let Ok(number) = inotify::add_watch(&self.events, folder, SAVED) {
                self.names.push((number, name.as_bytes().to_owned()));
            }
        }
    }

    /// Reads all that happened; true when the file may have been saved. Where it is gone,
    /// it is not: who moves a file away to write it again has not finished.
    pub fn saved(&mut self) -> bool {
        let (mut ours, mut saved) = (false, false);
        let link = || self.path.is_symlink();
        let mut space = [MaybeUninit::uninit(); 4096];
        let mut reader = Reader::new(&self.events, &mut space);
        while let Ok(event) = reader.next() {
            let name = event.file_name().map(|name| name.to_bytes());
            let known = |(number, known): &(i32, Vec<u8>)| {
                *number == event.wd() && name.is_some_and(|name| name == known.as_slice())
            };
            let what = event.events();
            // What was lost may have been ours.
            let meant = self.names.iter().any(known) || what.contains(ReadFlags::QUEUE_OVERFLOW);
            // A new file is empty until its writer closes it, but a link or a folder is whole.
            let made = what.contains(ReadFlags::CREATE) && !what.contains(ReadFlags::ISDIR);
            ours |= meant;
            saved |= meant && (!made || link());
        }
        if ours {
            self.look();
        }
        saved && self.path.exists()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn folder() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lisere/preferences.toml");
        (folder, path)
    }

    #[test]
    fn a_file_written_or_replaced_is_saved() {
        let (_keep, path) = folder();
        fs::create_dir(path.parent().unwrap()).unwrap();
        fs::write(&path, "a").unwrap();
        let mut watch = Watch::new(&path).unwrap();
        assert!(!watch.saved(), "nothing happened");
        fs::write(&path, "b").unwrap();
        assert!(watch.saved());
        assert!(!watch.saved(), "once");
        let mut open = fs::File::create(&path).unwrap();
        assert!(!watch.saved(), "not before it is written");
        std::io::Write::write_all(&mut open, b"x").unwrap();
        drop(open);
        assert!(watch.saved());
        let beside = path.with_extension("new");
        fs::write(&beside, "c").unwrap();
        assert!(!watch.saved(), "another file");
        fs::rename(&beside, &path).unwrap();
        assert!(watch.saved());
    }

    #[test]
    fn a_file_that_is_gone_is_not_saved() {
        let (_keep, path) = folder();
        fs::create_dir(path.parent().unwrap()).unwrap();
        fs::write(&path, "a").unwrap();
        let mut watch = Watch::new(&path).unwrap();
        fs::remove_file(&path).unwrap();
        assert!(!watch.saved());
        fs::write(&path, "b").unwrap();
        assert!(watch.saved());
    }

    #[test]
    fn a_folder_that_comes_later_is_watched() {
        let (_keep, path) = folder();
        let mut watch = Watch::new(&path).unwrap();
        fs::create_dir(path.parent().unwrap()).unwrap();
        assert!(!watch.saved());
        fs::write(&path, "a").unwrap();
        assert!(watch.saved());
    }

    #[test]
    fn where_a_link_leads_is_watched() {
        let (keep, path) = folder();
        fs::create_dir(path.parent().unwrap()).unwrap();
        let real = keep.path().join("dots");
        fs::create_dir(&real).unwrap();
        let real = real.join("mine.toml");
        fs::write(&real, "a").unwrap();
        std::os::unix::fs::symlink(&real, &path).unwrap();
        let mut watch = Watch::new(&path).unwrap();
        fs::write(&real, "b").unwrap();
        assert!(watch.saved());
    }
}
