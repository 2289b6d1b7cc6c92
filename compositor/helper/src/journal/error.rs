//! Why the journal cannot be written: what, where, and what to do.

use std::path::{Path, PathBuf};

use rustix::io::Errno;

/// Why the journal cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// A link, or no folder at all.
    #[error(
        "the journal's folder {} is a link or a file: it must be a folder of yours; name it \
         with `--journal`", .0.display()
    )]
    NoFolder(PathBuf),
    /// A link, a pipe or a device where a file belongs.
    #[error("{} is no plain file: move it away", .0.display())]
    NoFile(PathBuf),
    /// Somebody else's.
    #[error("{} belongs to user {theirs}: the journal is written by its owner only", path.display())]
    Owner {
        /// What.
        path: PathBuf,
        /// Whose.
        theirs: u32,
    },
    /// Others can look into it or write to it.
    #[error("the journal's folder {0} has mode {mode:04o}: `chmod 700 {0}`", path.display())]
    Open {
        /// Which.
        path: PathBuf,
        /// Its permissions.
        mode: u32,
    },
    /// Locked.
    #[error(
        "another session writes the journal in {}: end it, or name another folder with \
         `--journal`", .0.display()
    )]
    Taken(PathBuf),
    /// What is there cannot be continued.
    #[error(
        "the journal in {} is damaged at its end ({why}): look at it with \
         `liserectl journal verify`, and move the folder away", path.display()
    )]
    Damaged {
        /// Where.
        path: PathBuf,
        /// What is wrong.
        why: String,
    },
    /// The core sent what is no record.
    #[error("a batch held what is no record")]
    NoRecord,
    /// The system can't.
    #[error("{}: {}", reason(*source), place(what, path))]
    System {
        /// What was tried.
        what: &'static str,
        /// With which file.
        path: PathBuf,
        /// Why not.
        source: Errno,
    },
    /// What was begun could not be undone.
    #[error("{0}; and the file could not be put right")]
    Stuck(Box<JournalError>),
}

impl JournalError {
    /// Why, in a few words for the bar.
    #[must_use]
    pub fn short(&self) -> String {
        match self {
            Self::NoFolder(_) | Self::NoFile(_) => "its folder is none".to_owned(),
            Self::Owner { .. } => "its folder is another user's".to_owned(),
            Self::Open { .. } => "its folder is open to others".to_owned(),
            Self::Taken(_) => "another session writes it".to_owned(),
            Self::Damaged { .. } => "it is damaged".to_owned(),
            Self::NoRecord => "a record is malformed".to_owned(),
            Self::System { source, .. } => reason(*source),
            Self::Stuck(error) => error.short(),
        }
    }
}

/// Why, in the words of people.
fn reason(error: Errno) -> String {
    match error {
        Errno::NOSPC | Errno::DQUOT => "disk full".to_owned(),
        Errno::ROFS => "the disk is read-only".to_owned(),
        Errno::ACCESS | Errno::PERM => "permission denied".to_owned(),
        Errno::FBIG => "the file may not grow".to_owned(),
        other => std::io::Error::from(other).to_string(),
    }
}

fn place(what: &str, path: &Path) -> String {
    format!("can't {what} {}", path.display())
}
