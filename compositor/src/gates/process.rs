//! One gate's process: started with its cage's socket and a trunk, and nothing else of ours.

use std::io;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use lisere_gate::trunk::{Trunk, pair};
use rustix::process::{Pid, Signal, kill_process};

use crate::harden::spawn;

/// A running gate's process.
#[derive(Debug)]
pub(super) struct Process {
    child: Child,
}

impl Process {
    /// Starts `program` at a cage's listening socket. Returns our end of its trunk too.
    ///
    /// # Errors
    /// When there are no descriptors left, or no process can be made of it.
    pub(super) fn start(program: &Path, listener: OwnedFd) -> io::Result<(Self, Trunk<OwnedFd>)> {
        let (ours, theirs) = pair()?;
        let mut command = Command::new(program);
        command
            .env_clear()
            .stdin(Stdio::from(listener))
            .stdout(Stdio::from(theirs));
        let child = spawn(&mut command)?;
        Ok((Self { child }, Trunk::new(ours)))
    }

    /// A process that is no gate.
    #[cfg(test)]
    pub(super) fn other(child: Child) -> Self {
        Self { child }
    }

    pub(super) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Whether the process has ended, which also buries it.
    pub(super) fn ended(&mut self) -> bool {
        match self.child.try_wait() {
            Ok(None) => false,
            Ok(Some(status)) => {
                tracing::info!(pid = self.child.id(), %status, "a gate has ended");
                true
            }
            Err(error) => {
                tracing::error!(pid = self.child.id(), %error, "a gate is no child of ours");
                true
            }
        }
    }

    /// Ends it, whatever it is doing. It is buried when it has.
    pub(super) fn kill(&mut self) {
        if let Err(error) = self.child.kill() {
            tracing::debug!(%error, "a gate had ended already");
        }
    }

    /// Stops it where it is.
    pub(super) fn stop(&self) {
        self.signal(Signal::STOP);
    }

    /// Lets it go on.
    pub(super) fn resume(&self) {
        self.signal(Signal::CONT);
    }

    fn signal(&self, signal: Signal) {
        let pid = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw);
        if let Some(Err(error)) = pid.map(|pid| kill_process(pid, signal)) {
            tracing::debug!(%error, "a gate has ended");
        }
    }
}
