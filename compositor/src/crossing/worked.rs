//! What helpers have done for a transfer.

use std::os::fd::OwnedFd;
use std::path::PathBuf;

use lisere_policy::CageId;
use lisere_shell::Why;

use super::{Pixels, StagedFile, Wiped};

/// Where files of a transfer come from.
#[derive(Debug)]
pub enum Origin {
    /// A program of a cage named them, by paths as its cage sees them.
    Paths(CageId, Vec<PathBuf>),
    /// The user's own side opened them: each with the name to show.
    Opened(Vec<(String, OwnedFd)>),
}

/// What a helper has done; `act` says for which act.
#[derive(Debug)]
pub enum Worked {
    /// A picture was decoded and written anew.
    Washed {
        /// For this act.
        act: u64,
        /// The picture as plain PNG.
        png: Wiped,
        /// Its size in pixels.
        size: (u32, u32),
        /// The picture, made small.
        preview: Pixels,
    },
    /// So much of the files has been copied to the staging folder.
    Progress {
        /// For this act.
        act: u64,
        /// Bytes.
        done: u64,
        /// Bytes in all, as the files' sizes were.
        total: u64,
    },
    /// All files are in the staging folder.
    Staged {
        /// For this act.
        act: u64,
        /// The files.
        files: Vec<StagedFile>,
    },
    /// All files are where the destination sees them, by the paths that it sees.
    Published {
        /// For this act.
        act: u64,
        /// The paths.
        paths: Vec<PathBuf>,
    },
    /// The program that opens a link has been started.
    Opened {
        /// For this act.
        act: u64,
    },
    /// Nothing came of it.
    Failed {
        /// For this act.
        act: u64,
        /// Why.
        why: Why,
    },
}

impl Worked {
    /// The act it is for.
    #[must_use]
    pub fn act(&self) -> u64 {
        match self {
            Worked::Washed { act, .. }
            | Worked::Progress { act, .. }
            | Worked::Staged { act, .. }
            | Worked::Published { act, .. }
            | Worked::Opened { act }
            | Worked::Failed { act, .. } => *act,
        }
    }
}
