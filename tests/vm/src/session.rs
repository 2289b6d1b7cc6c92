//! A session of Liseré inside the guest, and programs in its cages.

use std::cell::Cell;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use liserectl::{CageInfo, Status, WindowInfo};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::machine::wait::{SOON, never, until, until_true};
use crate::machine::{As, Guest, Job};
use crate::picture::Picture;

/// How a session is to be started.
#[derive(Clone, Copy, Debug)]
pub struct How<'a> {
    /// `kms` or `headless`.
    pub backend: &'a str,
    /// `pixman` or `gles`.
    pub renderer: &'a str,
    /// Variables and their values, as a shell takes them.
    pub environment: &'a str,
    /// Further arguments.
    pub arguments: &'a str,
    /// The folder that its sockets are in.
    pub runtime: &'a str,
}

/// Where an ordinary session has its sockets.
const RUNTIME: &str = "/run/user/1000";

impl How<'_> {
    /// On the screen, drawn in software.
    pub const PIXMAN: How<'static> = How {
        backend: "kms",
        renderer: "pixman",
        environment: "",
        arguments: "",
        runtime: RUNTIME,
    };

    /// On the screen, drawn by the GL libraries.
    pub const GLES: How<'static> = How {
        renderer: "gles",
        ..How::PIXMAN
    };

    /// The command that starts it, its programs as they are.
    #[must_use]
    pub fn command(&self) -> String {
        self.with("--without-sandboxes")
    }

    /// The command that starts it, its programs in sandboxes.
    #[must_use]
    pub fn sandboxed(&self) -> String {
        self.with("")
    }

    fn with(&self, option: &str) -> String {
        let How {
            backend,
            renderer,
            environment,
            arguments,
            runtime,
        } = self;
        format!(
            "mkdir -p -m 700 {runtime}; exec env XDG_RUNTIME_DIR={runtime} {environment} lisere \
             {option} --backend {backend} --renderer {renderer} --print-ready {arguments}"
        )
    }
}

/// A running session.
pub struct Session<'a> {
    guest: &'a Guest,
    /// None when it was started by typing on the console.
    job: Option<Job>,
    runtime: String,
}

impl<'a> Session<'a> {
    /// Starts one as the user and waits until it answers.
    ///
    /// # Errors
    /// When it ends instead, or says nothing for long.
    pub fn start(guest: &'a Guest, how: &How) -> Result<Session<'a>> {
        let what = format!("lisere ({}, {})", how.backend, how.renderer);
        let job = guest.spawn(&what, &how.command(), As::User)?;
        Session::watched(guest, job, how)
    }

    /// Waits until one that was started like this answers.
    ///
    /// # Errors
    /// As [`Session::start`].
    pub fn watched(guest: &'a Guest, job: Job, how: &How) -> Result<Session<'a>> {
        // Compiling shaders in an emulated machine takes its time.
        until("the session's `ready`", SOON * 3, || {
            let output = job.output()?;
            if let Some(status) = guest.status(&job)? {
                bail!("the session has ended with {status}: {output}");
            }
            Ok(output
                .lines()
                .any(|line| line.starts_with("ready "))
                .then_some(()))
        })
        .with_context(|| job.output().unwrap_or_default())?;
        Ok(Session {
            guest,
            job: Some(job),
            runtime: how.runtime.to_owned(),
        })
    }

    /// Types its command on the console, as who has logged in there would, and waits until
    /// it answers. What it says goes to `/tmp/lisere.log`.
    ///
    /// # Errors
    /// When it does not answer soon.
    pub fn typed(guest: &'a Guest, arguments: &str) -> Result<Session<'a>> {
        guest.type_text(&format!(
            "\nlisere --without-sandboxes {arguments} > /tmp/lisere.log 2>&1\n"
        ))?;
        let session = Session {
            guest,
            job: None,
            runtime: RUNTIME.to_owned(),
        };
        let answers = || Ok(session.status().is_ok());
        until_true("an answer of the session that was typed", answers)
            .with_context(|| guest.sh("cat /tmp/lisere.log").unwrap_or_default())?;
        Ok(session)
    }

    /// What it has printed.
    ///
    /// # Errors
    /// When that can't be read.
    pub fn log(&self) -> Result<String> {
        match &self.job {
            Some(job) => job.output(),
            None => self.guest.sh("cat /tmp/lisere.log"),
        }
    }

    /// Waits for its end: its exit status, where that can be known.
    fn ended(&self) -> Result<Option<i32>> {
        match &self.job {
            Some(job) => self.guest.ended(job).map(Some),
            None => {
                let gone = || Ok(self.guest.run("pidof lisere", As::Root)?.0 != 0);
                until_true("the end of the session", gone).map(|()| None)
            }
        }
    }

    /// Has `liserectl` do something.
    ///
    /// # Errors
    /// When it refuses.
    pub fn ctl(&self, arguments: &str) -> Result<String> {
        self.guest.user(&format!(
            "export XDG_RUNTIME_DIR={}; liserectl {arguments}",
            self.runtime
        ))
    }

    /// The session as a whole.
    ///
    /// # Errors
    /// When it does not answer.
    pub fn status(&self) -> Result<Status> {
        self.asked("status")
    }

    /// Its windows, from the top of the stack to the bottom.
    ///
    /// # Errors
    /// When it does not answer.
    pub fn windows(&self) -> Result<Vec<WindowInfo>> {
        self.asked("windows")
    }

    /// Its cages.
    ///
    /// # Errors
    /// When it does not answer.
    pub fn cages(&self) -> Result<Vec<CageInfo>> {
        self.asked("cages")
    }

    fn asked<T: DeserializeOwned>(&self, what: &str) -> Result<T> {
        let text = self.ctl(&format!("--json {what}"))?;
        let mut value: Value = serde_json::from_str(&text).with_context(|| text.clone())?;
        let answer = value.get_mut(what).map(Value::take);
        Ok(serde_json::from_value(
            answer.with_context(|| text.clone())?,
        )?)
    }

    /// A picture of one of its outputs, as it says itself, without the pointer.
    ///
    /// # Errors
    /// When it takes none.
    pub fn screenshot(&self, output: &str) -> Result<Picture> {
        self.picture(output, "")
    }

    /// The same, with further options of `liserectl screenshot`.
    ///
    /// # Errors
    /// When it takes none.
    pub fn picture(&self, output: &str, more: &str) -> Result<Picture> {
        let file = "screenshot.png";
        self.ctl(&format!(
            "screenshot {more} --output {output} /exchange/{file}"
        ))?;
        Picture::from_png(&self.guest.exchange().join(file))
    }

    /// Starts the test client in a cage and waits until its window is shown.
    ///
    /// # Errors
    /// When it ends, or is not shown soon.
    pub fn client(&self, cage: &str, arguments: &str) -> Result<Client<'a>> {
        let client = self.run(cage, &format!("vm-client {arguments}"))?;
        client.until_heard("shown")?;
        Ok(client)
    }

    /// Starts a program in a cage.
    ///
    /// # Errors
    /// When the agent can't be told.
    pub fn run(&self, cage: &str, program: &str) -> Result<Client<'a>> {
        let script = format!(
            "export XDG_RUNTIME_DIR={}; exec liserectl run {cage} -- {program}",
            self.runtime
        );
        let job = self
            .guest
            .spawn(&format!("{program} in {cage}"), &script, As::User)?;
        Ok(Client {
            guest: self.guest,
            job,
            cage: cage.to_owned(),
            seen: Cell::new(0),
        })
    }

    /// Ends it and waits for that.
    ///
    /// # Errors
    /// When it does not end, or not well.
    pub fn quit(self) -> Result<()> {
        self.ctl("quit")?;
        let status = self.ended()?;
        ensure!(
            status.is_none_or(|status| status == 0),
            "it ended with {status:?}: {}",
            self.log()?
        );
        Ok(())
    }

    /// Kills it, in the way that no program can do anything about.
    ///
    /// # Errors
    /// When it does not end.
    pub fn kill(&self) -> Result<()> {
        let pid = self.status()?.pid;
        self.guest.sh(&format!("kill -9 {pid}"))?;
        self.ended().map(|_| ())
    }

    /// Waits until its status is as asked for.
    ///
    /// # Errors
    /// When it is not soon; the message names `what`.
    pub fn until_status(&self, what: &str, like: impl Fn(&Status) -> bool) -> Result<Status> {
        let mut last = None;
        until(what, SOON, || {
            let status = self.status()?;
            last = Some(status.clone());
            Ok(like(&status).then_some(status))
        })
        .with_context(|| format!("last: {last:?}"))
    }
}

/// A program in a cage.
pub struct Client<'a> {
    guest: &'a Guest,
    job: Job,
    /// The cage.
    pub cage: String,
    /// How many lines of what it said are forgotten.
    seen: Cell<usize>,
}

impl Client<'_> {
    /// The lines that it has said since [`Client::forget`].
    ///
    /// # Errors
    /// When they can't be read.
    pub fn lines(&self) -> Result<Vec<String>> {
        let output = self.job.output()?;
        // A line without its end is still being written.
        let whole = output.rfind('\n').map_or("", |end| &output[..end]);
        Ok(whole
            .lines()
            .skip(self.seen.get())
            .map(str::to_owned)
            .collect())
    }

    /// Questions are about what it says from here on.
    ///
    /// # Errors
    /// When its lines can't be read.
    pub fn forget(&self) -> Result<()> {
        let new = self.lines()?.len();
        self.seen.set(self.seen.get() + new);
        Ok(())
    }

    /// Whether a line begins so.
    ///
    /// # Errors
    /// When its lines can't be read.
    pub fn heard(&self, beginning: &str) -> Result<bool> {
        Ok(self.lines()?.iter().any(|line| line.starts_with(beginning)))
    }

    /// Waits for a line that begins so.
    ///
    /// # Errors
    /// When none comes soon, or it ends.
    pub fn until_heard(&self, beginning: &str) -> Result<()> {
        self.until_any(&[beginning])
    }

    /// Waits for a line that begins in one of several ways.
    ///
    /// # Errors
    /// As [`Client::until_heard`].
    pub fn until_any(&self, beginnings: &[&str]) -> Result<()> {
        let what = format!("`{}` at {}", beginnings.join("` or `"), self.job.what);
        until_true(&what, || {
            if let Some(status) = self.guest.status(&self.job)? {
                bail!("it has ended with {status}");
            }
            let lines = self.lines()?;
            Ok(lines
                .iter()
                .any(|line| beginnings.iter().any(|begins| line.starts_with(begins))))
        })
        .with_context(|| format!("it said: {}", self.lines().unwrap_or_default().join(", ")))
    }

    /// Watches that no line begins so for a while.
    ///
    /// # Errors
    /// When one does.
    pub fn never_heard(&self, beginning: &str, during: Duration) -> Result<()> {
        never(
            &format!("`{beginning}` at {}", self.job.what),
            during,
            || self.heard(beginning),
        )
    }

    /// Whether it has ended.
    ///
    /// # Errors
    /// When the guest is gone.
    pub fn gone(&self) -> Result<bool> {
        Ok(self.guest.status(&self.job)?.is_some())
    }
}
