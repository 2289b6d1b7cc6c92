//! The cage's own session bus.

use std::io;
use std::path::Path;
use std::process::Stdio;

use super::daemon::{Daemon, command};
use crate::recipe::inside;

/// Where its daemon lies.
const PROGRAM: &str = "/usr/bin/dbus-daemon";

pub(super) struct Bus {
    pub(super) daemon: Daemon,
}

impl Bus {
    /// Listens, if programs are told that there is a bus.
    ///
    /// # Errors
    /// When it can't.
    pub(super) fn listen() -> io::Result<Option<Self>> {
        if std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_none() || !Path::new(PROGRAM).is_file() {
            return Ok(None);
        }
        let daemon = Daemon::listen(inside::BUS)?;
        Ok(Some(Self { daemon }))
    }

    /// Starts the daemon.
    pub(super) fn start(&mut self) {
        self.daemon.start(|socket| {
            command(PROGRAM, "dbus-daemon")
                .args(["--session", "--address=systemd:", "--nofork", "--nopidfile"])
                .stdin(Stdio::from(socket))
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
        });
    }
}
