//! Files that take long to make, kept under a name that says what they were made of.

use std::ffi::OsString;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};

use crate::report::say;

/// The folder.
#[derive(Debug)]
pub struct Cache(PathBuf);

impl Cache {
    /// The cache in this folder, which need not exist yet.
    ///
    /// # Errors
    /// When the folder can't be made.
    pub fn new(folder: &Path) -> Result<Cache> {
        fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
        // Keys have paths in them, which must not depend on where one stands.
        Ok(Cache(folder.canonicalize()?))
    }

    /// A folder to build something in, empty.
    pub(super) fn scratch(&self, name: &str) -> Result<PathBuf> {
        let folder = self.0.join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
        Ok(folder)
    }

    /// The file of that name and key: `make` writes it unless it is there. Those of other
    /// keys are removed, as nothing will ask for them again.
    pub(super) fn keep(
        &self,
        name: &str,
        key: u64,
        make: impl FnOnce(&Path) -> Result<()>,
    ) -> Result<PathBuf> {
        let file = self.0.join(format!("{name}-{key:016x}"));
        if file.exists() {
            return Ok(file);
        }
        self.forget(name)?;
        let begun = Instant::now();
        // Under another name until it is whole: an interrupted run must not leave half of it.
        let mut half = OsString::from(&file);
        half.push(".part");
        make(Path::new(&half)).with_context(|| format!("making the guest's {name}"))?;
        fs::rename(&half, &file)?;
        let size = fs::metadata(&file)?.len() / 1_000_000;
        let took = begun.elapsed().as_secs_f64();
        say(&format!("vm: made {name}, {size} MB, in {took:.1} s"));
        Ok(file)
    }

    fn forget(&self, name: &str) -> Result<()> {
        let prefix = format!("{name}-");
        for entry in fs::read_dir(&self.0)? {
            let entry = entry?;
            let found = entry.file_name().to_string_lossy().starts_with(&prefix);
            if found && entry.file_type()?.is_file() {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}

/// A number for what something is made of.
pub(super) fn key(parts: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    parts.hash(&mut hasher);
    hasher.finish()
}

/// A number for what files of the host are: which, how long and how old.
pub(super) fn key_of_files<'a>(files: impl IntoIterator<Item = &'a PathBuf>) -> Result<u64> {
    let stamp = |path: &'a PathBuf| {
        let meta = fs::metadata(path).with_context(|| format!("reading {}", path.display()))?;
        Ok((path, meta.len(), meta.modified()?))
    };
    let stamps: Result<Vec<_>> = files.into_iter().map(stamp).collect();
    Ok(key(&stamps?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_made_once_for_each_key() {
        let folder = std::env::temp_dir().join(format!("lisere-vm-cache-{}", std::process::id()));
        let cache = Cache::new(&folder).unwrap();
        let write = |text: &'static str| move |file: &Path| Ok(fs::write(file, text)?);
        let first = cache.keep("part", 1, write("one")).unwrap();
        assert_eq!(cache.keep("part", 1, write("other")).unwrap(), first);
        assert_eq!(fs::read_to_string(&first).unwrap(), "one");
        let second = cache.keep("part", 2, write("two")).unwrap();
        assert!(!first.exists() && second.exists());
        let failed = cache.keep("part", 3, |_| anyhow::bail!("no"));
        assert!(failed.is_err() && fs::read_dir(&folder).unwrap().count() == 0);
        fs::remove_dir_all(&folder).unwrap();
    }
}
