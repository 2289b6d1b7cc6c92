//! Why a folder, a socket or the lock was refused: what, where, and what to do.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use rustix::fs::{FileType, Stat};

/// Why no socket could be opened.
#[derive(Debug, thiserror::Error)]
pub enum DoorError {
    /// A relative folder would be another folder tomorrow.
    #[error(
        "XDG_RUNTIME_DIR is {0:?}, which is not an absolute path: \
         set it to the folder that your login session made, such as /run/user/1000"
    )]
    Relative(PathBuf),
    /// Something at this path can't be trusted, or is not ours.
    #[error("{} {flaw}", .path.display())]
    Refused {
        /// Where.
        path: PathBuf,
        /// What is wrong with it.
        flaw: Flaw,
    },
    /// Somebody serves there already.
    #[error(
        "another Liseré is running: it holds {}; \
         end it first, or set XDG_RUNTIME_DIR to another folder of yours",
        .0.display()
    )]
    AnotherRunning(PathBuf),
    /// A cage's name that is no name of a folder.
    #[error("{0:?} can't be the name of a cage's folder: use a–z, 0–9 and -")]
    Name(String),
    /// The system said no.
    #[error("can't {doing} {}: {source}", .path.display())]
    System {
        /// What was being done.
        doing: &'static str,
        /// To what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// What is wrong with something at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// It is not there, and is not ours to make.
    Missing,
    /// A folder should be there.
    NotFolder(FileType),
    /// A socket should be there, or nothing.
    NotSocket(FileType),
    /// A plain file should be there, or nothing.
    NotPlain(FileType),
    /// Another user owns it.
    Owner {
        /// Who does.
        theirs: u32,
        /// Who should.
        ours: u32,
    },
    /// Others may get in.
    Open {
        /// Its permissions.
        mode: u32,
    },
    /// A socket that no stream can connect to.
    Mute,
}

impl fmt::Display for Flaw {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Missing => write!(
                out,
                "does not exist: log in through a session manager that makes it, \
                 or make it yourself with mode 0700"
            ),
            Self::NotFolder(kind) => wrong(out, kind, "a folder"),
            Self::NotSocket(kind) => wrong(out, kind, "a socket"),
            Self::NotPlain(kind) => wrong(out, kind, "a plain file"),
            Self::Owner { theirs, ours } => write!(
                out,
                "belongs to user {theirs}, not to you (user {ours}): \
                 find out who made it, then remove it"
            ),
            Self::Open { mode } => write!(
                out,
                "has mode {mode:04o}, so others could get in or you could not: run `chmod 700` on it"
            ),
            Self::Mute => write!(
                out,
                "is a socket that Liseré did not make: move it away if nobody uses it"
            ),
        }
    }
}

fn wrong(out: &mut fmt::Formatter<'_>, kind: FileType, wanted: &str) -> fmt::Result {
    let kind = kind_name(kind);
    write!(
        out,
        "is {kind}, not {wanted}, and not Liseré's to remove: move it away"
    )
}

/// What a file is, in words.
pub(crate) fn kind_name(kind: FileType) -> &'static str {
    match kind {
        FileType::RegularFile => "a plain file",
        FileType::Directory => "a folder",
        FileType::Symlink => "a symbolic link",
        FileType::Fifo => "a named pipe",
        FileType::Socket => "a socket",
        FileType::CharacterDevice | FileType::BlockDevice => "a device",
        _ => "something else",
    }
}

/// What a file is, from its status.
pub(crate) fn kind(stat: &Stat) -> FileType {
    FileType::from_raw_mode(stat.st_mode)
}

/// An error that names what was being done to which path.
pub(crate) fn system<E: Into<io::Error>>(
    doing: &'static str,
    path: &Path,
) -> impl FnOnce(E) -> DoorError {
    let path = path.to_owned();
    move |source| DoorError::System {
        doing,
        path,
        source: source.into(),
    }
}

/// A refusal of what is at `path`.
pub(crate) fn refused(path: &Path, flaw: Flaw) -> DoorError {
    DoorError::Refused {
        path: path.to_owned(),
        flaw,
    }
}
