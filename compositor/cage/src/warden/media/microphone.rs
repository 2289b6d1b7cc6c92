//! What a cage hears: a recorder runs while somebody in it reads, and no longer.
//!
//! The cage's pipe is kept full. Bytes that are missing were read, which is how it is known
//! that somebody wants to hear; nothing that is said from within counts.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::process::{ChildStdout, Stdio};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{Errno, ioctl_fionbio, read, write};

use super::helper::{Failures, Helper};
use super::samples::{CHUNK, FRAME, Frames, program};
use crate::message::Refusal;
use crate::reason::Reason;
use crate::recipe::Recipe;

/// When nobody has read for so long, nobody reads.
const PATIENCE: Duration = Duration::from_millis(300);
/// A recorder that says nothing for so long has failed.
const SILENT: Duration = Duration::from_secs(5);
/// Between what is said and what is recorded, in milliseconds.
const DELAY: u32 = 20;
/// Pieces that are carried at once.
const PIECES: usize = 8;

/// One cage's microphone.
#[derive(Debug)]
pub(super) struct Microphone {
    recipe: Recipe,
    pipe: OwnedFd,
    frames: Frames,
    recorder: Option<Recorder>,
    failures: Failures,
    /// Since when nothing was read, if it is recorded all the same.
    full: Option<Duration>,
    /// When the recorder said something last.
    heard: Duration,
}

#[derive(Debug)]
struct Recorder {
    helper: Helper,
    output: ChildStdout,
}

impl Microphone {
    /// Of the pipe to be written.
    pub(super) fn new(recipe: &Recipe, pipe: OwnedFd) -> Self {
        let microphone = Self {
            recipe: recipe.clone(),
            pipe,
            frames: Frames::default(),
            recorder: None,
            failures: Failures::default(),
            full: None,
            heard: Duration::ZERO,
        };
        microphone.fill();
        microphone
    }

    /// Records if somebody reads.
    ///
    /// # Errors
    /// When nobody is left who could read.
    pub(super) fn tick(&mut self, now: Duration) -> Result<(), Errno> {
        if self.recorder.is_none() {
            if !self.failures.over(now) || !self.wanted()? {
                return Ok(());
            }
            self.begin(now);
        }
        for _ in 0..PIECES {
            if !self.carry(now)? {
                break;
            }
        }
        let full = self
            .full
            .is_some_and(|since| since.saturating_add(PATIENCE) <= now);
        if full && self.wanted()? {
            // It was, but somebody reads: the recorder only speaks in bursts.
            self.full = None;
        } else if full {
            self.end();
        } else if self.recorder.is_some() && self.heard.saturating_add(SILENT) <= now {
            self.lose("its recorder says nothing", now);
        }
        Ok(())
    }

    /// Whether somebody has read of what the pipe was full of.
    fn wanted(&self) -> Result<bool, Errno> {
        let mut fds = [PollFd::new(&self.pipe, PollFlags::OUT)];
        poll(&mut fds, Some(&Timespec::default()))?;
        let said = fds.first().map(PollFd::revents);
        let said = said.unwrap_or(PollFlags::empty());
        match said.contains(PollFlags::ERR) {
            true => Err(Errno::PIPE),
            false => Ok(said.contains(PollFlags::OUT)),
        }
    }

    /// Passes one piece on; `false` when there is none.
    fn carry(&mut self, now: Duration) -> Result<bool, Errno> {
        let Some(recorder) = &self.recorder else {
            return Ok(false);
        };
        let mut bytes = [0; CHUNK];
        let count = match read(&recorder.output, &mut bytes) {
            Ok(0) => {
                let why = "its recorder has ended: does PipeWire or PulseAudio run for this user?";
                self.lose(why, now);
                return Ok(false);
            }
            Ok(count) => count,
            Err(Errno::AGAIN | Errno::INTR) => return Ok(false),
            Err(error) => return Err(error),
        };
        self.heard = now;
        for piece in self.frames.cut(bytes.get(..count).unwrap_or_default()) {
            match write(&self.pipe, &piece) {
                Ok(_) => self.full = None,
                Err(Errno::AGAIN | Errno::INTR) => {
                    self.full.get_or_insert(now);
                }
                Err(error) => return Err(error),
            }
        }
        Ok(true)
    }

    fn begin(&mut self, now: Duration) {
        self.full = None;
        self.heard = now;
        match Recorder::start(&self.recipe, now) {
            Ok(recorder) => self.recorder = Some(recorder),
            Err(refusal) => {
                let why = format!("{}: {}", refusal.message, refusal.help);
                self.lose(&why, now);
            }
        }
    }

    fn lose(&mut self, why: &str, now: Duration) {
        let what = format!("the cage {} hears nothing", self.recipe.name);
        let helper = self.recorder.as_ref().map(|recorder| &recorder.helper);
        self.failures.note(&what, why, helper, now);
        self.end();
    }

    /// The recorder ends, and the pipe is full until somebody reads again.
    fn end(&mut self) {
        self.recorder = None;
        self.full = None;
        self.fill();
    }

    fn fill(&self) {
        // Full, or nobody is there: both are found out later.
        while write(&self.pipe, &[0; FRAME]).is_ok() {}
    }

    /// Its programs are halted.
    pub(super) fn halt(&mut self) {
        if self.recorder.is_some() {
            self.end();
        }
    }

    /// Whether it is recorded.
    pub(super) fn open(&self) -> bool {
        self.recorder.is_some()
    }

    pub(super) fn deadline(&self) -> Option<Duration> {
        match &self.recorder {
            None => self.failures.until,
            Some(_) => {
                let full = self.full.map(|since| since.saturating_add(PATIENCE));
                let silent = self.heard.saturating_add(SILENT);
                Some(full.map_or(silent, |full| full.min(silent)))
            }
        }
    }

    pub(super) fn watched(&self) -> Option<(BorrowedFd<'_>, bool)> {
        match &self.recorder {
            Some(recorder) => Some((recorder.output.as_fd(), false)),
            None if self.failures.until.is_some() => None,
            None => Some((self.pipe.as_fd(), true)),
        }
    }
}

impl Recorder {
    fn start(recipe: &Recipe, now: Duration) -> Result<Self, Refusal> {
        let failed = |error: &dyn std::fmt::Display| {
            let message = format!("its recorder can't be started: {error}");
            Refusal::failed(Reason::CantStart(0), message, "")
        };
        let mut command = program(recipe, "--record", DELAY)?;
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut helper = Helper::start(&mut command, now).map_err(|error| failed(&error))?;
        let output = helper.child.stdout.take();
        let output = output.ok_or_else(|| failed(&"it has no output"))?;
        ioctl_fionbio(&output, true).map_err(|error| failed(&error))?;
        Ok(Self { helper, output })
    }
}
