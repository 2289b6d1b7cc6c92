//! Files: copied to where no cage sees them, and from there to their destination at once.

mod copy;
mod open;
mod place;
mod process;
mod service;
#[cfg(test)]
mod tests;
mod why;

pub use self::process::files_process;
pub use self::service::Service;
pub use self::why::{FileWhy, Irregular};

use serde::{Deserialize, Serialize};

/// The folder in a cage's home that files of others come to.
pub const INCOMING: &str = "Incoming";
/// A cage's home in its folder.
pub const HOME: &str = "home";

/// What the core asks. Files of an act are named one by one, then copied, then published.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
pub enum FileRequest {
    /// An act begins.
    Begin {
        /// The act.
        act: u64,
        /// The most bytes that all files together may have.
        file_bytes: u64,
        /// The most files.
        files: u64,
    },
    /// A file of a cage.
    Path {
        /// For this act.
        act: u64,
        /// The cage's machine name.
        cage: String,
        /// The path beneath the cage's home.
        path: Vec<u8>,
    },
    /// A file that is open already: its descriptor comes along.
    Opened {
        /// For this act.
        act: u64,
        /// Its name.
        name: Vec<u8>,
    },
    /// All files are named: copy them to the staging folder.
    Copy {
        /// For this act.
        act: u64,
    },
    /// Put the copies where their destination sees them.
    Publish {
        /// For this act.
        act: u64,
        /// The destination's machine name.
        to: String,
        /// The source's, which becomes a folder.
        source: String,
    },
    /// Nobody wants the copies any more.
    Discard {
        /// For this act.
        act: u64,
    },
}

/// What has been done, or not.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(tag = "event", rename_all = "kebab-case", deny_unknown_fields)]
pub enum FileEvent {
    /// So much has been copied.
    Progress {
        /// For this act.
        act: u64,
        /// Bytes.
        done: u64,
        /// Bytes in all.
        total: u64,
    },
    /// One file is in the staging folder.
    File {
        /// For this act.
        act: u64,
        /// Its name at the source, made visible.
        old: String,
        /// Its name at the destination.
        new: String,
        /// In bytes.
        size: u64,
        /// Of its bytes, as 64 hexadecimal digits.
        sha256: String,
    },
    /// All files are; each has been told of.
    Staged {
        /// For this act.
        act: u64,
    },
    /// One file is where its destination sees it.
    Placed {
        /// For this act.
        act: u64,
        /// Its name there.
        name: String,
    },
    /// All files are; each has been told of.
    Published {
        /// For this act.
        act: u64,
    },
    /// Nothing came of it, and nothing is left of it.
    Failed {
        /// For this act.
        act: u64,
        /// Why.
        why: FileWhy,
    },
}

impl FileEvent {
    /// The act it is of.
    #[must_use]
    pub fn act(&self) -> u64 {
        match self {
            Self::Progress { act, .. }
            | Self::File { act, .. }
            | Self::Staged { act }
            | Self::Placed { act, .. }
            | Self::Published { act }
            | Self::Failed { act, .. } => *act,
        }
    }
}

/// Whether a name is a cage's machine name, or may stand for one: no path can be made of it.
#[must_use]
pub fn machine_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let bytes = name.as_bytes();
    (1..=32).contains(&bytes.len())
        && bytes.first().is_some_and(|byte| plain(*byte))
        && bytes.iter().all(|byte| plain(*byte) || *byte == b'-')
}
