//! Reading a settings file whole: bounded, and never held up by what is no plain file.

use std::fs::{File, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use rustix::fs::{Mode, OFlags};

/// Why a settings file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The system said no.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A folder, a pipe, a device.
    #[error("{} is no regular file: name a file with text in it", .0.display())]
    NotPlain(PathBuf),
}

impl FileError {
    /// Whether there is nothing at that path at all.
    pub(crate) fn missing(&self) -> bool {
        matches!(self, Self::Read { source, .. } if source.kind() == ErrorKind::NotFound)
    }
}

/// Up to `most` bytes and one more, which tells a longer file from one that fits,
/// and the status of what was read: not of what the path leads to later.
///
/// # Errors
/// When it can't be read, or is no plain file.
pub(crate) fn read(path: &Path, most: usize) -> Result<(Vec<u8>, Metadata), FileError> {
    let failed = |source| FileError::Read {
        path: path.to_owned(),
        source,
    };
    // Non-blocking, or a named pipe in the file's place would hang us.
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOCTTY;
    let fd = rustix::fs::open(path, flags, Mode::empty()).map_err(|error| failed(error.into()))?;
    let file = File::from(fd);
    let about = file.metadata().map_err(failed)?;
    if !about.is_file() {
        return Err(FileError::NotPlain(path.to_owned()));
    }
    let mut bytes = Vec::new();
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    file.take(limit).read_to_end(&mut bytes).map_err(failed)?;
    Ok((bytes, about))
}

/// Whether something is at a path. What can't be looked at is there: to pass over it
/// for the next place would be to drop what it says.
pub(crate) fn there(path: &Path) -> bool {
    match path.symlink_metadata() {
        Ok(_) => true,
        Err(error) => error.kind() != ErrorKind::NotFound,
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use rustix::fs::{CWD, mkfifoat};

    use super::*;

    #[test]
    fn what_is_no_file_is_refused_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        mkfifoat(CWD, &pipe, Mode::RUSR).unwrap();
        for path in [folder.path(), &pipe, Path::new("/dev/zero")] {
            assert!(
                matches!(read(path, 10), Err(FileError::NotPlain(_))),
                "{path:?}"
            );
        }
    }

    #[test]
    fn a_long_file_is_read_a_byte_too_far_and_no_further() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        std::fs::write(&path, "x".repeat(100)).unwrap();
        assert_eq!(read(&path, 10).unwrap().0.len(), 11);
        assert_eq!(read(&path, 100).unwrap().0.len(), 100);
    }

    #[test]
    fn links_that_lead_nowhere_or_round_are_there() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("link");
        assert!(!there(&link));
        symlink("nowhere", &link).unwrap();
        assert!(there(&link));
        let round = folder.path().join("round");
        symlink("round", &round).unwrap();
        assert!(there(&round.join("policy.toml")));
        assert!(!read(&round, 10).unwrap_err().missing());
    }
}
