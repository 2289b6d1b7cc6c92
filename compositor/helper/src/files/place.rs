//! Putting copies where their destination sees them: by a rename, so that each is there whole
//! or not at all.

use std::os::fd::{AsFd, OwnedFd};

use rustix::fs::{
    AtFlags, Mode, OFlags, RenameFlags, ResolveFlags, fsync, mkdirat, openat2, renameat_with,
    statat,
};
use rustix::io::Errno;

use super::copy::{Staged, staged_name};
use super::open::BENEATH;
use super::{FileWhy, HOME, INCOMING, machine_name};

/// Names that are tried for one file before it is given up.
const TRIES: usize = 1_000;

/// Moves an act's copies into `Incoming/SOURCE/` of a cage's home. Returns their names there.
///
/// # Errors
/// For the user. Then none of them is there.
pub(super) fn publish(
    (cages, staging): (&OwnedFd, &OwnedFd),
    act: u64,
    files: &[Staged],
    (to, source): (&str, &str),
) -> Result<Vec<String>, FileWhy> {
    if !machine_name(to) || !machine_name(source) {
        return Err(FileWhy::NoSource);
    }
    let folder = folder(cages, to, source)?;
    let mut placed = Vec::new();
    for (index, file) in files.iter().enumerate() {
        match place(staging, &staged_name(act, index), &folder, &file.new) {
            Ok(found) => placed.push(found),
            Err(error) => {
                take_back(staging, act, &folder, &placed);
                return Err(at(to, source, error));
            }
        }
    }
    if let Err(error) = fsync(&folder) {
        take_back(staging, act, &folder, &placed);
        return Err(at(to, source, error));
    }
    Ok(placed.into_iter().map(|(name, _)| name).collect())
}

/// The folder that a destination has for what comes from a source, made if it is missing.
fn folder(cages: &OwnedFd, to: &str, source: &str) -> Result<OwnedFd, FileWhy> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let home = openat2(cages, format!("{to}/{HOME}"), flags, Mode::empty(), BENEATH);
    let home = home.map_err(|error| FileWhy::Home(to.to_owned(), error.raw_os_error()))?;
    let incoming = enter(&home, INCOMING);
    let incoming = incoming.map_err(|error| in_the_way(to, INCOMING, error))?;
    let place = format!("{INCOMING}/{source}");
    enter(&incoming, source).map_err(|error| in_the_way(to, &place, error))
}

/// The folder `name` in another, made if it is missing; no link, and nothing mounted there.
fn enter(folder: &OwnedFd, name: &str) -> Result<OwnedFd, Errno> {
    match mkdirat(folder, name, Mode::RWXU) {
        Ok(()) => fsync(folder)?,
        Err(Errno::EXIST) => {}
        Err(error) => return Err(error),
    }
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let resolve = BENEATH | ResolveFlags::NO_XDEV;
    openat2(folder, name, flags, Mode::empty(), resolve)
}

/// A name at the destination, and the number of the file that got it.
type Placed = (String, u64);

/// Moves one file, under its name or that with a number.
fn place(staging: &OwnedFd, from: &str, folder: impl AsFd, name: &str) -> Result<Placed, Errno> {
    let file = statat(staging, from, AtFlags::SYMLINK_NOFOLLOW)?.st_ino;
    for count in 1..=TRIES {
        let name = numbered(name, count);
        match renameat_with(staging, from, &folder, &name, RenameFlags::NOREPLACE) {
            Ok(()) => return Ok((name, file)),
            Err(Errno::EXIST) => {}
            Err(error) => return Err(error),
        }
    }
    Err(Errno::EXIST)
}

/// Moves files back that were placed in vain, if they are still what was placed.
fn take_back(staging: &OwnedFd, act: u64, folder: impl AsFd, placed: &[Placed]) {
    for (index, (name, file)) in placed.iter().enumerate() {
        let there = statat(&folder, name, AtFlags::SYMLINK_NOFOLLOW);
        if there.is_ok_and(|there| there.st_ino == *file) {
            let back = staged_name(act, index);
            // Its program may have taken it already.
            let _ = renameat_with(&folder, name, staging, back, RenameFlags::NOREPLACE);
        }
    }
}

fn numbered(name: &str, count: usize) -> String {
    if count == 1 {
        return name.to_owned();
    }
    let dot = name.rfind('.').filter(|dot| *dot > 0);
    let (stem, extension) = name.split_at(dot.unwrap_or(name.len()));
    format!("{stem} ({count}){extension}")
}

fn in_the_way(to: &str, place: &str, error: Errno) -> FileWhy {
    let (folder, cage) = (place.to_owned(), to.to_owned());
    match error {
        Errno::LOOP | Errno::NOTDIR => FileWhy::InTheWay(folder, cage),
        Errno::XDEV => FileWhy::OtherDisk(folder, cage),
        error => FileWhy::Folder(folder, cage, error.raw_os_error()),
    }
}

fn at(to: &str, source: &str, error: Errno) -> FileWhy {
    in_the_way(to, &format!("{INCOMING}/{source}"), error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_before_the_extension() {
        assert_eq!(numbered("a.tar.gz", 1), "a.tar.gz");
        assert_eq!(numbered("a.tar.gz", 2), "a.tar (2).gz");
        assert_eq!(numbered(".profile", 3), ".profile (3)");
    }
}
