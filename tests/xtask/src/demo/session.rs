//! A compositor started for the demo, and speaking to it.

use std::fs::{DirBuilder, File};
use std::io::{self, BufRead, BufReader};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::process::{ChildStdout, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use clap::ValueEnum;
use liserectl::{Answer, Client, Command as Control};

use super::Options;
use super::janitor::Janitor;
use super::walls;
use crate::report::say;
use crate::tool::{Done, target};

/// A software renderer on a busy machine with two cores needs a few seconds.
const READY: Duration = Duration::from_secs(60);
/// Between two questions while waiting for programs.
const PAUSE: Duration = Duration::from_millis(50);

#[derive(Debug)]
pub(super) struct Session {
    janitor: Janitor,
    core: u32,
    runtime: PathBuf,
    control: PathBuf,
    logs: PathBuf,
}

impl Session {
    /// Starts a compositor in a private runtime folder and waits until it is ready.
    pub(super) fn start(options: &Options) -> Done<Self> {
        let runtime = std::env::temp_dir().join(format!("lisere-demo-{}", std::process::id()));
        let logs = target().join("demo");
        let failed = |error: io::Error| format!("can't make the demo's folders: {error}");
        std::fs::create_dir_all(&logs).map_err(failed)?;
        // Fails when it is there already: whoever made it could look into it.
        DirBuilder::new()
            .mode(0o700)
            .create(&runtime)
            .map_err(failed)?;
        let janitor = Janitor::new(&runtime)?;
        let mut session = Self {
            janitor,
            core: 0,
            runtime,
            control: PathBuf::new(),
            logs,
        };
        session.start_core(options)?;
        Ok(session)
    }

    fn start_core(&mut self, options: &Options) -> Done {
        let mut command = Command::new(self.binaries().join("lisere"));
        let why = walls::missing();
        if let Some(why) = &why {
            say(&format!(
                "demo: programs are in no sandboxes, as this machine has none: {why}"
            ));
        }
        command
            .args(core_arguments(options, why.is_none()))
            .stdout(Stdio::piped());
        if let Some(display) = parent_display() {
            command.env("WAYLAND_DISPLAY", display);
        }
        let mut core = self.spawn_logged(command, "lisere")?;
        let stdout = core.stdout.take();
        self.core = core.id();
        self.janitor.take(core);
        let ready = stdout.and_then(ready_line);
        self.control = ready.ok_or_else(|| self.broken("the compositor did not become ready"))?;
        Ok(())
    }

    /// The control socket.
    pub(super) fn control(&self) -> &Path {
        &self.control
    }

    /// The folder with the binaries.
    pub(super) fn binaries(&self) -> PathBuf {
        target().join("release")
    }

    /// Asks the compositor something on a connection of its own.
    pub(super) fn ask(&self, command: Control) -> Done<Answer> {
        let answer = Client::connect(&self.control).and_then(|mut client| client.ask(command));
        answer.map_err(|error| self.broken(&error.to_string()))
    }

    /// A `liserectl` command to this session.
    pub(super) fn ctl(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(self.binaries().join("liserectl"));
        command.arg("--socket").arg(&self.control).args(arguments);
        command
    }

    /// Starts a program beside the compositor; it ends with the session.
    pub(super) fn spawn(&mut self, command: Command, name: &str) -> Done {
        let child = self.spawn_logged(command, name)?;
        self.janitor.take(child);
        Ok(())
    }

    fn spawn_logged(&self, mut command: Command, name: &str) -> Done<std::process::Child> {
        let failed = |error: io::Error| format!("can't start {name}: {error}");
        let log = File::create(self.log(name)).map_err(failed)?;
        command
            .env("XDG_RUNTIME_DIR", &self.runtime)
            .env("XDG_DATA_HOME", &self.runtime)
            .env("XDG_STATE_HOME", &self.runtime)
            .env_remove("LISERE_CONTROL");
        command
            .stdin(Stdio::null())
            .stderr(log)
            .spawn()
            .map_err(failed)
    }

    fn log(&self, name: &str) -> PathBuf {
        self.logs.join(format!("{name}.log"))
    }

    /// Asks again and again until something is so; a real program can only be watched.
    pub(super) fn until(
        &mut self,
        what: &str,
        patience: Duration,
        mut so: impl FnMut(&mut Self) -> Done<bool>,
    ) -> Done {
        let deadline = Instant::now() + patience;
        while !so(self)? {
            if let Some(status) = self.janitor.ended(self.core) {
                return Err(self.broken(&format!("the compositor ended: {status}")));
            }
            if Instant::now() > deadline {
                let seconds = patience.as_secs();
                return Err(self.broken(&format!("waited {seconds} s in vain: {what}")));
            }
            std::thread::sleep(PAUSE);
        }
        Ok(())
    }

    /// Waits until the compositor ends by itself.
    pub(super) fn wait(&mut self) -> Done {
        match self.janitor.wait(self.core) {
            Some(status) if status.success() => Ok(()),
            Some(status) => Err(self.broken(&format!("the compositor ended: {status}"))),
            None => Err("lost the compositor".into()),
        }
    }

    /// Asks the compositor to end and waits for it; the janitor does the rest.
    pub(super) fn end(mut self) -> Done {
        if self.janitor.ended(self.core).is_some() {
            return Ok(());
        }
        self.ask(Control::Quit)?;
        let deadline = Instant::now() + Duration::from_secs(10);
        while Instant::now() < deadline {
            if self.janitor.ended(self.core).is_some() {
                return Ok(());
            }
            std::thread::sleep(PAUSE);
        }
        Err(self.broken("the compositor was told to quit and did not"))
    }

    /// A fault with the end of what the compositor said.
    fn broken(&self, what: &str) -> String {
        let log = std::fs::read_to_string(self.log("lisere")).unwrap_or_default();
        let last: Vec<_> = log.lines().rev().take(12).collect();
        let last = last
            .iter()
            .rev()
            .fold(String::new(), |text, line| text + "\n    " + line);
        format!(
            "{what}\n  more in {}; its last lines:{last}",
            self.logs.display()
        )
    }
}

fn core_arguments(options: &Options, sandboxes: bool) -> Vec<String> {
    let (width, height) = options.size();
    let value = |value: Option<clap::builder::PossibleValue>| {
        value
            .map(|value| value.get_name().to_owned())
            .unwrap_or_default()
    };
    let mut arguments = vec![
        format!("--backend={}", value(options.backend.to_possible_value())),
        format!("--renderer={}", value(options.renderer.to_possible_value())),
        format!("--preset={}", options.preset),
        format!("--output={width}x{height}@{}", options.scale),
        "--print-ready".into(),
    ];
    if !sandboxes {
        arguments.push("--without-sandboxes".into());
    }
    arguments
}

/// The display server to be nested in, found even though the runtime folder is another now.
fn parent_display() -> Option<PathBuf> {
    let display = std::env::var_os("WAYLAND_DISPLAY").filter(|display| !display.is_empty())?;
    Some(PathBuf::from(std::env::var_os("XDG_RUNTIME_DIR")?).join(display))
}

/// The path in the line `ready PATH`, when it comes in time.
pub(crate) fn ready_line(stdout: ChildStdout) -> Option<PathBuf> {
    let (tell, told) = mpsc::channel();
    // A thread, because the standard library can't wait for a pipe with a deadline. It stays,
    // so that the compositor never writes to a closed pipe.
    std::thread::spawn(move || {
        let mut lines = BufReader::new(stdout).lines().map_while(Result::ok);
        let ready = lines.find_map(|line| line.strip_prefix("ready ").map(PathBuf::from));
        let _ = tell.send(ready);
        lines.for_each(drop);
    });
    told.recv_timeout(READY).ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_core_gets_the_options() {
        let options = Options {
            preset: "fr".into(),
            scale: 1.5,
            size: Some((640, 480)),
            shot: None,
            backend: super::super::Backend::Headless,
            renderer: super::super::Renderer::Auto,
        };
        let expected = [
            "--backend=headless",
            "--renderer=auto",
            "--preset=fr",
            "--output=640x480@1.5",
            "--print-ready",
        ];
        assert_eq!(core_arguments(&options, true), expected);
        let bare = core_arguments(&options, false);
        assert_eq!(bare.last().unwrap(), "--without-sandboxes");
    }

    #[test]
    fn ready_is_one_line_and_its_absence_is_noticed() {
        let says = |script: &str| {
            let mut command = Command::new("sh");
            let child = command.args(["-c", script]).stdout(Stdio::piped()).spawn();
            let mut child = child.unwrap();
            let ready = ready_line(child.stdout.take().unwrap());
            child.wait().unwrap();
            ready
        };
        assert_eq!(
            says("echo ready /run/lisere/control"),
            Some("/run/lisere/control".into())
        );
        assert_eq!(says("echo oops"), None);
    }
}
