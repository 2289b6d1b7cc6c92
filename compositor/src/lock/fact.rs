//! That the session is locked, kept where only the core writes: a core that is started again
//! begins locked.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// The file that is there while the session is locked.
const NAME: &str = "locked";
/// The file that is there while levels are: in it the level above which all is.
const LEVELS: &str = "levels";
/// The longest name of a level that is read, in bytes.
const LONGEST: u64 = 256;

/// Where the fact is kept.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    folder: Option<PathBuf>,
}

impl Kept {
    /// In a folder of the user's state, which is made if it can be. Without one, nothing is
    /// kept.
    #[must_use]
    pub fn in_state(state: Option<&Path>) -> Kept {
        let folder = state.map(|state| state.join("lisere/screen-lock"));
        if let Some(folder) = &folder {
            let mut builder = DirBuilder::new();
            if let Err(error) = builder.recursive(true).mode(0o700).create(folder) {
                tracing::warn!(folder = %folder.display(), %error, "a lock is not kept");
            }
        } else {
            tracing::warn!(
                "a lock is not kept, should the session end while locked: set HOME or \
                 XDG_STATE_HOME"
            );
        }
        Kept { folder }
    }

    /// The folder that is written in.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Whether the session was locked when it ended. What cannot be known is so.
    #[must_use]
    pub fn locked(&self) -> bool {
        let Some(folder) = &self.folder else {
            return false;
        };
        match folder.join(NAME).symlink_metadata() {
            Ok(_) => true,
            Err(error) => error.kind() != io::ErrorKind::NotFound,
        }
    }

    /// Keeps it from now on, also if power fails.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(super) fn keep(&self) -> io::Result<()> {
        let Some(folder) = &self.folder else {
            return Ok(());
        };
        write(folder, NAME, "")
    }

    /// The level above which all was locked when the session ended; "" where that cannot be
    /// known, and `None` where none was.
    #[must_use]
    pub fn levels(&self) -> Option<String> {
        let folder = self.folder.as_ref()?;
        let mut name = String::new();
        let read = File::open(folder.join(LEVELS))
            .and_then(|file| file.take(LONGEST).read_to_string(&mut name));
        match read {
            Ok(_) => Some(name),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(_) => Some(String::new()),
        }
    }

    /// Keeps from now on that all above a level is locked, also if power fails.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(super) fn keep_levels(&self, above: &str) -> io::Result<()> {
        match &self.folder {
            Some(folder) => write(folder, LEVELS, above),
            None => Ok(()),
        }
    }

    /// Forgets that levels are locked.
    ///
    /// # Errors
    /// When the file cannot be removed.
    pub(super) fn forget_levels(&self) -> io::Result<()> {
        self.remove(LEVELS)
    }

    /// Forgets it.
    ///
    /// # Errors
    /// When the file cannot be removed.
    pub(super) fn forget(&self) -> io::Result<()> {
        self.remove(NAME)
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        let Some(folder) = &self.folder else {
            return Ok(());
        };
        match std::fs::remove_file(folder.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            Ok(()) | Err(_) => File::open(folder)?.sync_all(),
        }
    }
}

/// Writes a file of the folder, so that it is there also if power fails.
fn write(folder: &Path, name: &str, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true).mode(0o600);
    let mut file = options.open(folder.join(name))?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fact_is_there_until_it_is_forgotten() {
        let state = tempfile::tempdir().unwrap();
        let kept = Kept::in_state(Some(state.path()));
        assert!(!kept.locked());
        kept.keep().unwrap();
        kept.keep().unwrap();
        assert!(Kept::in_state(Some(state.path())).locked());
        kept.forget().unwrap();
        kept.forget().unwrap();
        assert!(!Kept::in_state(Some(state.path())).locked());
    }

    #[test]
    fn what_cannot_be_known_is_locked() {
        let state = tempfile::tempdir().unwrap();
        std::fs::write(state.path().join("lisere"), "a file in the way").unwrap();
        let kept = Kept::in_state(Some(state.path()));
        assert!(kept.locked());
        assert!(kept.keep().is_err());
        assert_eq!(kept.levels().as_deref(), Some(""));
        assert!(!Kept::in_state(None).locked(), "nothing is kept at all");
        assert_eq!(Kept::in_state(None).levels(), None);
    }

    #[test]
    fn the_level_is_there_until_it_is_forgotten() {
        let state = tempfile::tempdir().unwrap();
        let kept = Kept::in_state(Some(state.path()));
        assert_eq!(kept.levels(), None);
        kept.keep_levels("secret").unwrap();
        kept.keep_levels("low").unwrap();
        assert_eq!(kept.levels().as_deref(), Some("low"));
        assert!(!kept.locked(), "the one is not the other");
        kept.forget_levels().unwrap();
        kept.forget_levels().unwrap();
        assert_eq!(kept.levels(), None);
        std::fs::write(kept.folder().unwrap().join(LEVELS), [0xff]).unwrap();
        assert_eq!(kept.levels().as_deref(), Some(""));
    }
}
