//! Why nothing came of an act with files, as a value.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why. The first text is the name of a file or folder, the second that of a cage; numbers are
/// the system's for its errors.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum FileWhy {
    /// There is no file of this name.
    #[error("{0}: there is no such file")]
    NotThere(String),
    /// It may not be read.
    #[error("{0}: it may not be read")]
    NotAllowed(String),
    /// It can't be read.
    #[error("{0}: it cannot be read: error {1}")]
    Unread(String, i32),
    /// It is not open for reading.
    #[error("{0}: it is not open for reading")]
    NotOpen(String),
    /// A link is on the way to it.
    #[error("{0}: a link is on the way to it; name the file itself")]
    Link(String),
    /// It is not in the home of its cage.
    #[error("{0}: it is not in the home of {1}; copy it there first")]
    Outside(String, String),
    /// It is something else.
    #[error("{0}: it is {1}")]
    Irregular(String, Irregular),
    /// It was written to meanwhile.
    #[error("{0}: somebody wrote to it while it was copied; try again")]
    Changed(String),
    /// There is no room for it.
    #[error("{0}: the disk is full; make room and try again")]
    Full(String),
    /// The disk takes no such file.
    #[error("{0}: it is too large for the disk")]
    TooLargeForDisk(String),
    /// With it they are too large.
    #[error("{0}: the files are too large to go at once")]
    TooLarge(String),
    /// It can't be copied.
    #[error("{0}: it cannot be copied: error {1}")]
    Uncopied(String, i32),
    /// More files than so many.
    #[error("these are too many files: {0} may go at once")]
    TooMany(u64),
    /// Too many acts.
    #[error("too many transfers of files wait already")]
    Waits,
    /// No file is named.
    #[error("no file is named")]
    NoFile,
    /// Whoever it is from is no cage.
    #[error("the source is no cage")]
    NoSource,
    /// The home of the cage of this name can't be opened.
    #[error("the home of {0} cannot be opened: error {1}")]
    Home(String, i32),
    /// What is in the folder's place is none.
    #[error("`{0}` in the home of {1} is no folder: remove what is in its place")]
    InTheWay(String, String),
    /// The folder is on another file system.
    #[error("`{0}` in the home of {1} is on another file system: files can't appear there whole")]
    OtherDisk(String, String),
    /// The folder can't be used.
    #[error("`{0}` in the home of {1} cannot be used: error {2}")]
    Folder(String, String, i32),
    /// What was copied is not there any more.
    #[error("the copies are gone; send the files again")]
    CopiesGone,
}

/// What is no file.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Irregular {
    /// A folder.
    Folder,
    /// A pipe.
    Pipe,
    /// A socket.
    Socket,
    /// A device.
    Device,
    /// Something else.
    Other,
}

impl fmt::Display for Irregular {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Folder => "a folder: pack it into an archive first",
            Self::Pipe => "a pipe: only files can go",
            Self::Socket => "a socket: only files can go",
            Self::Device => "a device: only files can go",
            Self::Other => "no file",
        })
    }
}
