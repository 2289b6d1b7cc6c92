//! Preferences that are saved while the session runs are taken over by it.

use std::path::Path;

use smithay::reexports::calloop::LoopHandle;

use super::{Session, watch};
use crate::preferences::Watch;

impl Session {
    /// Follows a file of preferences, which need not be there yet.
    pub fn follow_preferences(&mut self, path: &Path) {
        match Watch::new(path) {
            Ok(watch) => self.preferences = Some(watch),
            Err(error) => tracing::warn!(
                %error,
                "preferences are not followed: what is saved counts from the next start"
            ),
        }
    }

    /// Watches that file, if there is one to follow.
    pub(super) fn watch_preferences(
        &self,
        events: &LoopHandle<'static, Session>,
    ) -> anyhow::Result<()> {
        match &self.preferences {
            Some(file) => watch(events, file.fd().try_clone_to_owned()?, Session::saved),
            None => Ok(()),
        }
    }

    /// Something happened where the file is.
    fn saved(&mut self) {
        let Some(file) = &mut self.preferences else {
            return;
        };
        if file.saved() {
            let now = self.core.clock.now();
            self.core.reload_preferences(file.path(), now);
        }
    }
}
