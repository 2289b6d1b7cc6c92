//! Files into their places and out of them, each whole or not at all.

use std::fs::{self, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use super::Place;
use super::manifest::{Manifest, mark};
use super::plan::Item;
use crate::report::say;
use crate::tool::Done;

const FOLDER: u32 = 0o755;

/// Refuses, before anything is built or changed, where a file could not be put.
pub(super) fn permitted(place: &Place, items: &[Item]) -> Done {
    let mut tried: Vec<PathBuf> = Vec::new();
    for item in items {
        let there = place.at(&item.to);
        let exists = |folder: &&Path| folder.symlink_metadata().is_ok();
        let Some(folder) = there.ancestors().skip(1).find(exists) else {
            continue;
        };
        if tried.iter().any(|known| known == folder) {
            continue;
        }
        tried.push(folder.to_owned());
        let probe = folder.join(format!(".lisere-{}", std::process::id()));
        write(&probe, &[], 0o600)
            .and_then(|()| fs::remove_file(&probe))
            .map_err(|error| refused(folder, &error))?;
    }
    Ok(())
}

fn refused(folder: &Path, error: &io::Error) -> String {
    let own = std::env::current_exe().unwrap_or_else(|_| "xtask".into());
    format!(
        "can't write in {}: {error}. Give --prefix and --destdir of your own, or build as \
         yourself and put in place as root:\n  cargo xtask install --only build && sudo {} \
         install --only place",
        folder.display(),
        own.display()
    )
}

/// Puts every file in place and writes down which. Files of others stay as they are.
pub(super) fn put(place: &Place, items: &[Item], old: &Manifest) -> Done {
    let mut manifest = Manifest {
        folders: old.folders.clone(),
        ..Manifest::default()
    };
    let mut due = Vec::new();
    for item in items {
        let there = place.at(&item.to);
        let found = content(&there)?;
        let ours = old.files.get(&item.to);
        let changed = found.is_some() && ours != found.as_ref();
        if changed && item.settings() {
            say(&format!("install: {} is kept as it is", there.display()));
            manifest
                .files
                .extend(ours.map(|mark| (item.to.clone(), *mark)));
            continue;
        }
        if found.is_some() && ours.is_none() {
            return Err(format!(
                "{} is there already, and no `cargo xtask install` put it there: move it away, \
                 or choose another --prefix",
                there.display()
            ));
        }
        let bytes = item.bytes()?;
        manifest.files.insert(item.to.clone(), mark(&bytes));
        due.push((item, bytes));
    }
    let folders = items.iter().filter_map(|item| item.to.parent());
    for folder in folders.chain(place.manifest().parent()) {
        make_folder(place, folder, &mut manifest)?;
    }
    // First, so that what an interruption leaves can be taken away.
    replace(
        &place.at(&place.manifest()),
        manifest.text().as_bytes(),
        0o644,
    )?;
    for (item, bytes) in due {
        replace(&place.at(&item.to), &bytes, item.mode)?;
    }
    for (path, known) in &old.files {
        if !manifest.files.contains_key(path) {
            take(&place.at(path), *known)?;
        }
    }
    Ok(())
}

/// Takes away what is as it was installed, then the folders that this leaves empty.
pub(super) fn remove(place: &Place, manifest: &Manifest) -> Done {
    for (path, known) in &manifest.files {
        take(&place.at(path), *known)?;
    }
    let own = place.at(&place.manifest());
    fs::remove_file(&own).map_err(|error| cannot("remove", &own, &error))?;
    // The deepest first.
    for folder in manifest.folders.iter().rev() {
        let folder = place.at(folder);
        match fs::remove_dir(&folder) {
            Ok(()) => {}
            Err(error)
                if matches!(
                    error.kind(),
                    ErrorKind::NotFound | ErrorKind::DirectoryNotEmpty
                ) => {}
            Err(error) => return Err(cannot("remove", &folder, &error)),
        }
    }
    Ok(())
}

/// Removes a file unless it has become somebody else's.
fn take(path: &Path, known: u64) -> Done {
    match content(path)? {
        None => Ok(()),
        Some(found) if found == known => {
            fs::remove_file(path).map_err(|error| cannot("remove", path, &error))
        }
        Some(_) => {
            say(&format!(
                "{} has been changed since, and stays",
                path.display()
            ));
            Ok(())
        }
    }
}

/// The mark of what is at a path: nothing, a plain file, or a thing that is never ours.
fn content(path: &Path) -> Done<Option<u64>> {
    let found = match path.symlink_metadata() {
        Ok(found) => found,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        Err(error) => return Err(cannot("look at", path, &error)),
    };
    if !found.is_file() {
        return Ok(Some(0));
    }
    let bytes = fs::read(path).map_err(|error| cannot("read", path, &error))?;
    Ok(Some(mark(&bytes)))
}

/// Makes a folder with those above it, and notes which were not there.
fn make_folder(place: &Place, folder: &Path, manifest: &mut Manifest) -> Done {
    let missing: Vec<&Path> = folder
        .ancestors()
        .take_while(|folder| !place.at(folder).exists())
        .collect();
    for folder in missing.into_iter().rev() {
        let there = place.at(folder);
        let made = if folder == Path::new("/") {
            fs::create_dir_all(&there)
        } else {
            manifest.folders.insert(folder.to_owned());
            fs::create_dir(&there)
        };
        // Whatever the umask says.
        made.and_then(|()| fs::set_permissions(&there, Permissions::from_mode(FOLDER)))
            .map_err(|error| cannot("make", &there, &error))?;
    }
    Ok(())
}

/// A file of exactly these bytes and this mode, in one step: a program that runs is not
/// disturbed, and nobody reads half a file.
fn replace(path: &Path, bytes: &[u8], mode: u32) -> Done {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let fresh = path.with_file_name(format!(".{name}.lisere-{}", std::process::id()));
    write(&fresh, bytes, mode)
        .and_then(|()| fs::rename(&fresh, path))
        .map_err(|error| {
            // What is half done must not stay; that it cannot be removed says nothing more.
            let _ = fs::remove_file(&fresh);
            cannot("write", path, &error)
        })
}

fn write(path: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(bytes)?;
    file.set_permissions(Permissions::from_mode(mode))
}

fn cannot(what: &str, path: &Path, error: &io::Error) -> String {
    format!("can't {what} {}: {error}", path.display())
}
