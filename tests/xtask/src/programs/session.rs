//! A session in memory for real programs, spoken to as a person would look and type.

use std::fs::{DirBuilder, File};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use liserectl::{Answer, CageAct, CageInfo, Client, Command as Control, InputEvent, WindowInfo};

use super::picture::Picture;
use crate::demo::ready_line;
use crate::tool::Done;

/// Size and scale of its only output.
const OUTPUT: &str = "1600x1000@1";
/// A screen that is dark or locked shows nothing new.
const PREFERENCES: &str = "language = \"en\"\n[idle]\nscreens_off = 0\nlock = 0\n";
/// How long a busy machine may take for anything.
pub(super) const PATIENCE: Duration = Duration::from_secs(150);
/// Between two looks while waiting: a real program can only be watched.
const PAUSE: Duration = Duration::from_millis(100);

/// A running session. It ends with the machine that it is on.
#[derive(Debug)]
pub(super) struct Session {
    core: Child,
    folder: PathBuf,
    binaries: PathBuf,
    control: PathBuf,
}

impl Session {
    /// Starts one that keeps everything in a folder, from the programs in another.
    pub(super) fn start(folder: &Path, binaries: &Path) -> Done<Self> {
        let failed = |error: io::Error| format!("can't start the session: {error}");
        for name in ["run", "data", "state", "config", "logs"] {
            let made = DirBuilder::new().mode(0o700).create(folder.join(name));
            made.map_err(failed)?;
        }
        let preferences = folder.join("preferences.toml");
        std::fs::write(&preferences, PREFERENCES).map_err(failed)?;
        let mut command = Command::new(binaries.join("lisere"));
        command.args(["--backend=headless", "--preset=home", "--print-ready"]);
        command.arg(format!("--output={OUTPUT}"));
        command.arg("--config").arg(&preferences);
        dress(&mut command, folder);
        let log = File::create(folder.join("logs/lisere.log")).map_err(failed)?;
        let piped = command.stdin(Stdio::null()).stdout(Stdio::piped());
        let mut core = piped.stderr(log).spawn().map_err(failed)?;
        let control = core.stdout.take().and_then(ready_line).ok_or_else(|| {
            let log = std::fs::read_to_string(folder.join("logs/lisere.log"));
            format!("the session did not begin: {}", log.unwrap_or_default())
        })?;
        Ok(Self {
            core,
            folder: folder.into(),
            binaries: binaries.into(),
            control,
        })
    }

    /// Asks the core something.
    pub(super) fn ask(&self, command: Control) -> Done<Answer> {
        let answer = Client::connect(&self.control).and_then(|mut client| client.ask(command));
        answer.map_err(|error| error.to_string())
    }

    /// A `liserectl` command to this session.
    pub(super) fn ctl(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(self.binaries.join("liserectl"));
        command.arg("--socket").arg(&self.control).args(arguments);
        dress(&mut command, &self.folder);
        command
    }

    /// The windows of a cage, from the top.
    pub(super) fn windows(&self, cage: &str) -> Done<Vec<WindowInfo>> {
        match self.ask(Control::Windows)? {
            Answer::Windows(mut windows) => {
                windows.retain(|window| window.cage == cage);
                Ok(windows)
            }
            other => Err(format!("asked for windows, was told {other:?}")),
        }
    }

    /// What there is to know of a cage.
    pub(super) fn cage(&self, name: &str) -> Done<CageInfo> {
        match self.ask(Control::Cages)? {
            Answer::Cages(cages) => {
                let cage = cages.into_iter().find(|cage| cage.name == name);
                cage.ok_or_else(|| format!("there is no cage {name}"))
            }
            other => Err(format!("asked for cages, was told {other:?}")),
        }
    }

    /// The window that gets the keys, and the cage that the bar names.
    pub(super) fn focus(&self) -> Done<(Option<u64>, Option<String>)> {
        match self.ask(Control::Status)? {
            Answer::Status(status) => Ok((status.focused_window, status.focused_cage)),
            other => Err(format!("asked for the status, was told {other:?}")),
        }
    }

    /// Plays input.
    pub(super) fn input(&self, events: Vec<InputEvent>) -> Done {
        self.ask(Control::Input { events }).map(drop)
    }

    /// The screen as a PNG file.
    pub(super) fn shot(&self, pointer: bool) -> Done<Vec<u8>> {
        let output = None;
        match self.ask(Control::Screenshot { output, pointer })? {
            Answer::Screenshot(shot) => Ok(shot.png),
            other => Err(format!("asked for a picture, was told {other:?}")),
        }
    }

    /// The screen without the pointer.
    pub(super) fn picture(&self) -> Done<Picture> {
        Picture::decode(&self.shot(false)?)
    }

    /// Where a cage's home is.
    pub(super) fn home(&self, cage: &str) -> PathBuf {
        self.folder
            .join("data/lisere/cages")
            .join(cage)
            .join("home")
    }

    /// Where what something says is kept.
    pub(super) fn log(&self, name: &str) -> PathBuf {
        self.folder.join("logs").join(format!("{name}.log"))
    }

    /// Ends everything in a cage, and waits until it is down.
    pub(super) fn clear(&mut self, cage: &str) -> Done {
        let act = CageAct::Kill;
        let cage = cage.to_owned();
        // Refused where nothing runs.
        let _ = self.ask(Control::Cage {
            cage: cage.clone(),
            act,
        });
        self.until("its cage to be down", |session| {
            let empty = session.windows(&cage)?.is_empty();
            let state = session.cage(&cage)?.sandbox.state;
            Ok(empty && state == "stopped")
        })
    }

    /// Looks again and again until something is so. An `Err` of `so` ends it too.
    pub(super) fn until(
        &mut self,
        what: &str,
        mut so: impl FnMut(&mut Self) -> Done<bool>,
    ) -> Done {
        let deadline = Instant::now() + PATIENCE;
        while !so(self)? {
            if let Ok(Some(status)) = self.core.try_wait() {
                return Err(format!("the core ended: {status}"));
            }
            if Instant::now() > deadline {
                let seconds = PATIENCE.as_secs();
                return Err(format!("waited {seconds} s in vain for {what}"));
            }
            std::thread::sleep(PAUSE);
        }
        Ok(())
    }
}

/// The variables that programs of this session start with, and no others.
fn dress(command: &mut Command, folder: &Path) {
    command
        .env_clear()
        .current_dir(folder)
        .env("PATH", "/usr/local/bin:/usr/bin:/bin")
        .env("LANG", "C.UTF-8")
        .env("HOME", folder)
        .env("XDG_RUNTIME_DIR", folder.join("run"))
        .env("XDG_DATA_HOME", folder.join("data"))
        .env("XDG_STATE_HOME", folder.join("state"))
        .env("XDG_CONFIG_HOME", folder.join("config"));
}
