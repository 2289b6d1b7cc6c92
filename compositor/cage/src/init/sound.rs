//! The cage's own sound server: what programs play leaves it as samples along a pipe, and what
//! they hear comes as samples along another. Outside nothing else is known of it.

use std::fs::{self, DirBuilder};
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::fs::DirBuilderExt;
use std::process::Stdio;

use rustix::process::Pid;

use super::daemon::{Daemon, command};
use super::ear::Ear;
use crate::recipe::inside;

/// Where its daemon lies.
const PROGRAM: &str = "/usr/bin/pulseaudio";
/// Nothing of the machine's or the user's own settings; it neither ends by itself nor asks for
/// more than other programs have.
const ARGUMENTS: [&str; 12] = [
    "-n",
    "--daemonize=no",
    "--use-pid-file=no",
    "--exit-idle-time=-1",
    "--log-target=stderr",
    "--log-level=error",
    "--realtime=no",
    "--high-priority=no",
    "--no-cpu-limit=yes",
    "--disable-shm=yes",
    "-F",
    inside::SOUND_SCRIPT,
];

pub(super) struct Sound {
    pub(super) daemon: Daemon,
    /// Where samples go.
    out: Option<OwnedFd>,
    /// Where they come from.
    pub(super) ear: Option<Ear>,
}

impl Sound {
    /// Listens. The pipes are the warden's: `out` to be written, `ear` to be read.
    ///
    /// # Errors
    /// When it can't.
    pub(super) fn listen(out: Option<OwnedFd>, ear: Option<OwnedFd>) -> io::Result<Self> {
        DirBuilder::new().mode(0o700).create(inside::SOUND)?;
        let ear = ear.map(Ear::new).transpose()?;
        let daemon = Daemon::listen(inside::SOUND_SERVER)?;
        Ok(Self { daemon, out, ear })
    }

    /// Starts the daemon. Its loudspeaker is its standard output.
    pub(super) fn start(&mut self) {
        self.forget();
        let out = self
            .out
            .as_ref()
            .map(|out| out.as_fd().try_clone_to_owned());
        self.daemon.start(|socket| {
            let out = out.transpose()?.map_or_else(Stdio::null, Stdio::from);
            command(PROGRAM, "pulseaudio")
                .args(ARGUMENTS)
                .env_remove("PULSE_SERVER")
                .env("PULSE_RUNTIME_PATH", inside::SOUND)
                .env("PULSE_STATE_PATH", inside::SOUND)
                .stdin(Stdio::from(socket))
                .stdout(out)
                .stderr(Stdio::null())
                .spawn()
        });
    }

    /// Processes have ended, perhaps its daemon.
    pub(super) fn ended(&mut self, pids: &[Pid]) {
        if self.daemon.ended(pids) {
            self.forget();
        }
    }

    /// The daemon makes its microphone anew whenever it starts.
    fn forget(&mut self) {
        if let Some(ear) = &mut self.ear {
            ear.forget();
        }
        // It may not be there.
        let _ = fs::remove_file(inside::MICROPHONE);
    }
}
