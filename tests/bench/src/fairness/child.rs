//! The process that floods, so that it takes no time of the one that measures.

use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::process::{self, Command, Stdio};

use super::flood::Flood;

/// A flood that goes on; it ends with this.
#[derive(Debug)]
pub(super) struct Child(process::Child);

impl Child {
    /// Starts one and waits until it is under way.
    pub(super) fn start(flood: Flood, socket: &Path) -> io::Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command
            .args(["flood", "--flood", flood.name(), "--socket"])
            .arg(socket)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut child = command.spawn()?;
        let stdout = child.stdout.take();
        let this = Self(child);
        let mut line = String::new();
        if let Some(stdout) = stdout {
            BufReader::new(stdout).read_line(&mut line)?;
        }
        match line.is_empty() {
            true => Err(io::Error::other("the flood did not start")),
            false => Ok(this),
        }
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        if let Err(error) = self.0.wait() {
            crate::note(&format!("a flood may still run: {error}"));
        }
    }
}
