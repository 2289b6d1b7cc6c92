//! What is kept of the user's from session to session, and where.

use std::path::{Path, PathBuf};

use crate::kept_file;
use crate::panels::Programs;
use crate::plain_file;
use crate::preferences::path_of;
use crate::session::Folders;
use crate::state::Compositor;

/// The largest list of what was opened last, in bytes.
const RECENT_BYTES: usize = 8_192;

/// Where it is; nothing is kept where there is no place.
#[derive(Clone, Debug, Default)]
pub struct KeptPlaces {
    /// The user's own folder for settings of ours, which need not be there.
    pub config: Option<PathBuf>,
    /// The file of preferences, which need not be there.
    pub preferences: Option<PathBuf>,
    /// The user's folder for data, in which ours is.
    pub data: Option<PathBuf>,
    /// Our folder for what is known from session to session.
    pub state: Option<PathBuf>,
}

impl KeptPlaces {
    /// Where things are in these folders, with the preferences named, if they are.
    #[must_use]
    pub fn of(named: Option<&Path>, folders: &Folders) -> Self {
        let ours = |folder: &PathBuf| folder.join("lisere");
        Self {
            config: folders.config.as_ref().map(ours),
            preferences: path_of(named, folders.config.as_deref()),
            data: folders.data.clone(),
            state: folders.state.as_ref().map(ours),
        }
    }

    /// Makes the folders that are there from the first start on, or as `settings` says also the
    /// one for settings, and returns those that the core writes in.
    pub(crate) fn prepare(&self, settings: bool) -> Vec<PathBuf> {
        let made = [
            self.config.as_ref().filter(|_| settings),
            self.state.as_ref(),
        ];
        for folder in made.into_iter().flatten() {
            if let Err(error) = kept_file::folder(folder) {
                tracing::warn!(%error, folder = %folder.display(), "nothing is kept there");
            }
        }
        let data = self.data.as_ref().map(|data| data.join("lisere"));
        let all = [self.config.clone(), self.state.clone(), data];
        let there = |folder: &PathBuf| folder.is_dir();
        all.into_iter().flatten().filter(there).collect()
    }

    /// Whether the assistant was never left before.
    #[must_use]
    pub fn first_start(&self) -> bool {
        let mark = self.welcomed();
        mark.is_some_and(|mark| !plain_file::there(&mark))
    }

    /// The mark that the assistant was left.
    pub(crate) fn welcomed(&self) -> Option<PathBuf> {
        self.state.as_ref().map(|state| state.join("welcomed"))
    }

    fn recent(&self) -> Option<PathBuf> {
        self.state.as_ref().map(|state| state.join("launcher"))
    }
}

/// What is kept, as long as the session runs.
#[derive(Debug, Default)]
pub struct Kept {
    /// Where.
    pub(crate) places: KeptPlaces,
    /// What is known of programs.
    pub(crate) programs: Programs,
}

impl Kept {
    /// Where it is kept what was opened last.
    pub(crate) fn recent(&self) -> Option<PathBuf> {
        self.places.recent()
    }
}

impl Compositor {
    /// Keeps things in these places from now on, and reads what is there.
    pub fn keep_in(&mut self, places: KeptPlaces) {
        if let Some(path) = places.recent()
            && let Ok((bytes, _)) = plain_file::read(&path, RECENT_BYTES)
        {
            self.kept.programs.remember(&bytes);
        }
        self.kept.places = places;
    }
}
