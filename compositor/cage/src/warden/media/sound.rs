//! What a cage plays: from its pipe to a player, as far as both can.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::process::{ChildStdin, Stdio};
use std::time::Duration;

use rustix::io::{Errno, ioctl_fionbio, read, write};
use rustix::pipe::fcntl_setpipe_size;

use super::PIPE;
use super::helper::{Failures, Helper};
use super::samples::{Frames, SECOND, program};
use crate::message::Refusal;
use crate::reason::Reason;
use crate::recipe::Recipe;

/// Without anything to be heard for so long, the player ends.
const QUIET: Duration = Duration::from_secs(2);
/// Between what is played and what is heard, in milliseconds.
const DELAY: u32 = 60;
/// How far a cage may be ahead of time, and how many seconds of sound it may send in one.
const AHEAD: Duration = Duration::from_millis(500);
const HASTE: u64 = 2;

/// One cage's sound.
#[derive(Debug)]
pub(super) struct Sound {
    recipe: Recipe,
    pipe: OwnedFd,
    frames: Frames,
    player: Option<Player>,
    failures: Failures,
    /// When something was to be heard last.
    loud: Duration,
    /// When it will have taken no more time than it has sent sound for.
    even: Duration,
    /// Whether it sends faster than anybody hears, and is not listened to for a moment.
    hasty: bool,
}

#[derive(Debug)]
struct Player {
    helper: Helper,
    input: ChildStdin,
}

impl Sound {
    /// Of the pipe to be read.
    pub(super) fn new(recipe: &Recipe, pipe: OwnedFd) -> Self {
        Self {
            recipe: recipe.clone(),
            pipe,
            frames: Frames::default(),
            player: None,
            failures: Failures::default(),
            loud: Duration::ZERO,
            even: Duration::ZERO,
            hasty: false,
        }
    }

    /// Plays what there is.
    ///
    /// # Errors
    /// When nobody is left who could send any.
    pub(super) fn tick(&mut self, now: Duration) -> Result<(), Errno> {
        if self.player.is_some() && self.loud.saturating_add(QUIET) <= now {
            self.player = None;
        }
        self.hasty = self.even > now.saturating_add(AHEAD);
        if self.hasty {
            return Ok(());
        }
        let mut bytes = [0; PIPE];
        match read(&self.pipe, &mut bytes) {
            Ok(0) => Err(Errno::PIPE),
            Ok(count) => {
                self.take(bytes.get(..count).unwrap_or_default(), now);
                Ok(())
            }
            Err(Errno::AGAIN | Errno::INTR) => Ok(()),
            Err(error) => Err(error),
        }
    }

    fn take(&mut self, bytes: &[u8], now: Duration) {
        let count = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let sent = Duration::from_micros(count.saturating_mul(1_000_000 / HASTE) / SECOND);
        self.even = self.even.max(now).saturating_add(sent);
        if bytes.iter().any(|byte| *byte != 0) {
            self.loud = now;
            if self.player.is_none() && self.failures.over(now) {
                self.begin(now);
            }
        }
        for piece in self.frames.cut(bytes) {
            let Some(player) = &mut self.player else {
                return;
            };
            match write(&player.input, &piece) {
                Ok(_) => {}
                // It is slower than time: what it has no room for is not heard.
                Err(Errno::AGAIN | Errno::INTR) => return,
                Err(_) => self.lose(now),
            }
        }
    }

    fn begin(&mut self, now: Duration) {
        match Player::start(&self.recipe, now) {
            Ok(player) => self.player = Some(player),
            Err(refusal) => {
                let why = format!("{}: {}", refusal.message, refusal.help);
                self.failures.note(&self.what(), &why, None, now);
            }
        }
    }

    fn lose(&mut self, now: Duration) {
        let why = "its player has ended: does PipeWire or PulseAudio run for this user?";
        let helper = self.player.as_ref().map(|player| &player.helper);
        let what = self.what();
        self.failures.note(&what, why, helper, now);
        self.player = None;
    }

    fn what(&self) -> String {
        format!("the cage {} is not heard", self.recipe.name)
    }

    /// Its programs are halted.
    pub(super) fn halt(&mut self) {
        self.player = None;
    }

    /// Whether something of it is to be heard.
    pub(super) fn playing(&self) -> bool {
        self.player.is_some()
    }

    pub(super) fn deadline(&self) -> Option<Duration> {
        let quiet = self
            .player
            .as_ref()
            .map(|_| self.loud.saturating_add(QUIET));
        let again = self.hasty.then(|| self.even.saturating_sub(AHEAD));
        quiet.into_iter().chain(again).min()
    }

    pub(super) fn watched(&self) -> Option<(BorrowedFd<'_>, bool)> {
        (!self.hasty).then(|| (self.pipe.as_fd(), false))
    }
}

impl Player {
    fn start(recipe: &Recipe, now: Duration) -> Result<Self, Refusal> {
        let failed = |error: &dyn std::fmt::Display| {
            let message = format!("its player can't be started: {error}");
            Refusal::failed(Reason::CantStart(0), message, "")
        };
        let mut command = program(recipe, "--playback", DELAY)?;
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut helper = Helper::start(&mut command, now).map_err(|error| failed(&error))?;
        let input = helper.child.stdin.take();
        let input = input.ok_or_else(|| failed(&"it has no input"))?;
        ioctl_fionbio(&input, true).map_err(|error| failed(&error))?;
        // What waits in it is heard late; a larger one does no worse.
        let _ = fcntl_setpipe_size(&input, PIPE);
        Ok(Self { helper, input })
    }
}
