//! The journal of a session: where it is, and who writes it.

use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use lisere_shell::{JournalFault, Why};

use super::Journal;
use crate::clock::Clock;
use crate::programs::{HELPER, find_program};

/// Where a session's journal is: the folder asked for, else the user's own.
#[must_use]
pub fn folder_of(asked: Option<&Path>, state: Option<&Path>) -> Option<PathBuf> {
    let users = || state.map(|state| state.join("lisere/journal"));
    let folder = asked.map(Path::to_owned).or_else(users)?;
    std::path::absolute(folder).ok()
}

impl Journal {
    /// The journal of a session of the program `own`, written into `folder` by a helper that
    /// is started now. A session without a journal runs, and denies every transfer.
    #[must_use]
    pub fn of_session(own: &Path, folder: Option<&Path>, clock: &Clock) -> Journal {
        let denied = |why| Journal::denied(Why::Journal(why), clock.clone());
        let Some(folder) = folder else {
            tracing::error!(
                "there is no folder for the journal: set HOME or XDG_STATE_HOME, or name one \
                 with --journal"
            );
            return denied(JournalFault::Nowhere);
        };
        let program = match find_program(own, HELPER) {
            Ok(program) => program,
            Err(missing) => {
                tracing::error!("{missing}");
                return denied(JournalFault::Alone);
            }
        };
        let mut builder = std::fs::DirBuilder::new();
        // The helper looks at it and says what is wrong. It must be there before the core
        // gives up the files that it does not know.
        let _ = builder.recursive(true).mode(0o700).create(folder);
        Journal::by_helper(program, folder, clock.clone()).unwrap_or_else(|error| {
            tracing::error!(%error, "the journal has no helper");
            denied(JournalFault::Descriptors)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_for_comes_first() {
        let (asked, state) = (Path::new("/j"), Path::new("/s"));
        let of = |asked, state| folder_of(asked, state);
        assert_eq!(of(Some(asked), Some(state)), Some("/j".into()));
        assert_eq!(of(None, Some(state)), Some("/s/lisere/journal".into()));
        assert_eq!(of(None, None), None);
        let relative = of(Some(Path::new("here")), None).unwrap();
        assert!(relative.is_absolute(), "{}", relative.display());
    }

    #[test]
    fn without_a_folder_or_a_helper_nothing_is_granted() {
        let keep = tempfile::tempdir().unwrap();
        let own = keep.path().join("bin/lisere");
        let clock = Clock::Manual(std::rc::Rc::default());
        let journal = Journal::of_session(&own, Some(keep.path()), &clock);
        assert_eq!(journal.trouble(), Some("its helper is missing"));
        let journal = Journal::of_session(&own, None, &clock);
        assert_eq!(journal.trouble(), Some("it has no folder"));
    }
}
