//! Writing a small file of the user's: whole or not at all, and nobody else's to read.

use std::fs::{DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

/// The user's alone.
const OWN: u32 = 0o600;

/// Makes a folder, and those above it, that only the user can enter.
///
/// # Errors
/// When it can't be made.
pub(crate) fn folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}

/// Writes a file in place of any other, and waits until it is on the disk: what is half
/// written would be worse than none.
///
/// # Errors
/// What the system says.
pub(crate) fn keep(path: &Path, bytes: &[u8], mode: Option<u32>) -> io::Result<()> {
    write(path, bytes, mode.unwrap_or(OWN), true)
}

/// The same for what may be lost with the power: nobody waits for the disk.
///
/// # Errors
/// What the system says.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write(path, bytes, OWN, false)
}

fn write(path: &Path, bytes: &[u8], mode: u32, lasting: bool) -> io::Result<()> {
    if let Some(above) = path.parent() {
        folder(above)?;
    }
    let new = path.with_extension("new");
    match std::fs::remove_file(&new) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    let mut options = OpenOptions::new();
    let mut file = options.write(true).create_new(true).mode(mode).open(&new)?;
    file.write_all(bytes)?;
    if lasting {
        file.sync_all()?;
    }
    std::fs::rename(&new, path)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_is_the_users_own() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b/file.toml");
        keep(&path, b"one", None).unwrap();
        replace(&path, b"two").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&path), 0o600);
        assert_eq!(mode(path.parent().unwrap()), 0o700);
        assert!(!path.with_extension("new").exists());
    }

    #[test]
    fn what_cannot_be_written_leaves_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        keep(&path, b"one", None).unwrap();
        std::fs::create_dir(path.with_extension("new")).unwrap();
        assert!(keep(&path, b"two", None).is_err());
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
    }
}
