//! Preferences that are saved while the session runs, or read again at a wish.

use std::path::{Path, PathBuf};

use lisere_policy::Fault;
use liserectl::{Answer, Failure, FailureCode, FaultInfo};
use smithay::reexports::calloop::LoopHandle;

use super::{Session, watch};
use crate::clock::Now;
use crate::plain_file::there;
use crate::preferences::Watch;

/// Where preferences are read again.
#[derive(Debug)]
pub(super) struct Followed {
    path: PathBuf,
    /// Whether the file was named, and must be there.
    named: bool,
    /// Tells when they are saved; none where the system has no watches left.
    watch: Option<Watch>,
}

impl Session {
    /// Follows a file of preferences, which need not be there yet unless it was named.
    pub fn follow_preferences(&mut self, path: &Path, named: bool) {
        let watch = Watch::new(path).inspect_err(|error| {
            tracing::warn!(
                %error,
                "preferences are not followed: `liserectl reload` reads what was saved"
            );
        });
        self.preferences = Some(Followed {
            path: path.to_owned(),
            named,
            watch: watch.ok(),
        });
    }

    /// Watches that file, if there is one to follow.
    pub(super) fn watch_preferences(
        &self,
        events: &LoopHandle<'static, Session>,
    ) -> anyhow::Result<()> {
        let file = self.preferences.as_ref().and_then(|f| f.watch.as_ref());
        match file {
            Some(file) => watch(events, file.fd().try_clone_to_owned()?, Session::saved),
            None => Ok(()),
        }
    }

    /// Something happened where the file is.
    fn saved(&mut self) {
        let Some(followed) = &mut self.preferences else {
            return;
        };
        if followed.watch.as_mut().is_some_and(Watch::saved) {
            let now = self.core.clock.now();
            self.core.reload_preferences(&followed.path, now);
        }
    }

    /// Reads the preferences again, whether or not they were saved. Where there are none any
    /// more, the usual ones count.
    ///
    /// # Errors
    /// Every fault of theirs; then those from before count.
    pub(super) fn reload(&mut self, now: Now) -> Result<Answer, Failure> {
        let Some(Followed { path, named, .. }) = &self.preferences else {
            return Err(Failure::new(
                FailureCode::NotSupported,
                "this session reads no preferences: neither HOME nor XDG_CONFIG_HOME is set",
                "name a file with --config when it starts",
            ));
        };
        let why = match *named || there(path) {
            true => self.core.reload_preferences(path, now),
            false => self.core.forget_preferences(now),
        };
        let help = "those from before count until these are mended; see lisere-preferences(5)";
        let Some(refused) = why else {
            return Ok(Answer::Done {});
        };
        let faults = refused.faults.iter().map(fault_info).collect();
        let why = refused.why.trim_end();
        Err(Failure::new(FailureCode::BadPreferences, why, help).with_faults(faults))
    }
}

/// A fault as programs are told of it.
fn fault_info(fault: &Fault) -> FaultInfo {
    let code = serde_json::to_value(fault.code).ok();
    let code = code.as_ref().and_then(serde_json::Value::as_str);
    FaultInfo {
        line: fault.line,
        column: fault.column,
        end_line: fault.end_line,
        end_column: fault.end_column,
        code: code.unwrap_or_default().to_owned(),
        message: fault.message.clone(),
        suggestion: fault.suggestion.clone(),
    }
}
