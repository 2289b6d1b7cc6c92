//! Whether a cage's home has room left.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use crate::message::Refusal;
use crate::reason::Reason;
use crate::recipe::Recipe;

/// Below that much free space programs fail in ways that nobody understands.
const LEAST_FREE: u64 = 16 * MIB;
const MIB: u64 = 1024 * 1024;
/// The most files that are counted: a larger home takes longer than anybody waits for a cage.
const MOST_FILES: usize = 1_000_000;
/// Folders within folders; the kernel's own paths go no deeper.
const DEEPEST: usize = 2_048;

pub(super) fn check(recipe: &Recipe) -> Result<(), Refusal> {
    let Some(home) = &recipe.home else {
        return Ok(());
    };
    let name = &recipe.name;
    if let Some(most) = recipe.resources().home_mib {
        let has = occupied(home) / MIB;
        if has >= most {
            return Err(Refusal::failed(
                Reason::HomeFull(has, most),
                format!("the home of `{name}` is full: {has} of {most} MiB"),
                format!("remove files from {}", home.display()),
            ));
        }
    }
    let disk = rustix::fs::statvfs(home).map_err(|errno| {
        let message = format!("the home of `{name}`, {}: {errno}", home.display());
        Refusal::failed(Reason::Home(errno.raw_os_error()), message, "")
    })?;
    let free = disk.f_bavail.saturating_mul(disk.f_frsize);
    if free < LEAST_FREE {
        return Err(Refusal::failed(
            Reason::DiskFull(free / MIB),
            format!(
                "the disk with the home of `{name}` is full: {} MiB are free",
                free / MIB
            ),
            format!("make room for {}", home.display()),
        ));
    }
    Ok(())
}

/// Bytes that a folder and all beneath take on disk, links not followed, no other disk counted.
fn occupied(home: &Path) -> u64 {
    let Ok(top) = fs::symlink_metadata(home) else {
        return 0;
    };
    let (mut bytes, mut files) = (0_u64, 0_usize);
    let mut open = vec![(home.to_owned(), 0_usize)];
    while let Some((folder, depth)) = open.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries.flatten() {
            files = files.saturating_add(1);
            if files > MOST_FILES {
                return bytes;
            }
            let Ok(found) = entry.metadata() else {
                continue;
            };
            // A file of several names is counted once for each: that errs on the full side.
            bytes = bytes.saturating_add(found.blocks().saturating_mul(512));
            if found.is_dir() && found.dev() == top.dev() && depth < DEEPEST {
                open.push((entry.path(), depth.saturating_add(1)));
            }
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_counted_and_links_are_not_followed() {
        let (home, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::write(other.path().join("large"), vec![1; 4 * 1024 * 1024]).unwrap();
        fs::create_dir(home.path().join("folder")).unwrap();
        fs::write(home.path().join("folder/small"), vec![1; 1024 * 1024]).unwrap();
        std::os::unix::fs::symlink(other.path(), home.path().join("link")).unwrap();
        let bytes = occupied(home.path());
        assert!((MIB..2 * MIB).contains(&bytes), "{bytes}");
    }
}
