//! A program outside of the cage that plays or records for it, and when it is tried again after
//! it has failed.

use std::process::{Child, Command};
use std::time::Duration;

use super::super::complain;

/// After a failure: at first, and at most.
const FIRST: Duration = Duration::from_secs(1);
const LAST: Duration = Duration::from_secs(60);
/// Who has run for so long has not failed at once.
const LONG: Duration = Duration::from_secs(10);

/// The running program; it ends with this.
#[derive(Debug)]
pub(super) struct Helper {
    pub(super) child: Child,
    since: Duration,
}

impl Helper {
    /// Starts it.
    ///
    /// # Errors
    /// When it can't be started.
    pub(super) fn start(command: &mut Command, now: Duration) -> std::io::Result<Self> {
        let child = command.spawn()?;
        Ok(Self { child, since: now })
    }
}

impl Drop for Helper {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Failures of one cage's helpers of one kind.
#[derive(Debug, Default)]
pub(super) struct Failures {
    wait: Duration,
    /// Until when it is not tried again.
    pub(super) until: Option<Duration>,
    told: bool,
}

impl Failures {
    /// One more, of a helper that was started `since` then, or was not at all. It is said once,
    /// until one has worked.
    pub(super) fn note(&mut self, what: &str, why: &str, helper: Option<&Helper>, now: Duration) {
        let long = helper.is_some_and(|helper| helper.since.saturating_add(LONG) <= now);
        if long {
            *self = Self::default();
        }
        self.wait = self.wait.saturating_mul(2).clamp(FIRST, LAST);
        self.until = Some(now.saturating_add(self.wait));
        if !self.told {
            self.told = true;
            complain(&format!("{what}: {why}"));
        }
    }

    /// Whether it may be tried now.
    pub(super) fn over(&mut self, now: Duration) -> bool {
        self.until = self.until.filter(|until| *until > now);
        self.until.is_none()
    }
}
