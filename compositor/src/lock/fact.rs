//! That the session is locked, kept where only the core writes: a core that is started again
//! begins locked.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// The file that is there while the session is locked.
const NAME: &str = "locked";

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
        let mut options = OpenOptions::new();
        options.write(true).create(true).mode(0o600);
        options.open(folder.join(NAME))?.sync_all()?;
        File::open(folder)?.sync_all()
    }

    /// Forgets it.
    ///
    /// # Errors
    /// When the file cannot be removed.
    pub(super) fn forget(&self) -> io::Result<()> {
        let Some(folder) = &self.folder else {
            return Ok(());
        };
        match std::fs::remove_file(folder.join(NAME)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            Ok(()) | Err(_) => File::open(folder)?.sync_all(),
        }
    }
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
        assert!(!Kept::in_state(None).locked(), "nothing is kept at all");
    }
}
