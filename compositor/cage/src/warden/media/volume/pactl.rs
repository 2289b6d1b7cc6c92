//! `pactl`: what is said to it, and what its words mean.

use std::io::{self, Read};
use std::os::fd::{AsFd, BorrowedFd};
use std::path::{Path, PathBuf};
use std::process::{ChildStdout, Command, Stdio};
use std::time::Duration;

use rustix::io::ioctl_fionbio;

use super::super::helper::Helper;
use crate::tools;

/// The program, which Debian has in `pulseaudio-utils`.
const PROGRAM: &str = "pactl";
/// Bytes of an answer that count, and of a line that tells of a change.
const ANSWER: usize = 4_096;
const LINE: usize = 256;
/// Channels that a sound server knows.
const CHANNELS: usize = 32;
const SINK: &str = "@DEFAULT_SINK@";
const SOURCE: &str = "@DEFAULT_SOURCE@";

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    /// How loud the default loudspeaker is.
    Volume,
    /// Whether it is muted.
    Mute,
    /// Whether the default microphone is muted.
    Microphone,
}

/// What is changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Set {
    /// The loudspeaker's volume, of each channel.
    Volume(Vec<u32>),
    /// Whether it is muted, to the other of both.
    Mute,
    /// Whether the microphone is muted, to the other of both.
    Microphone,
}

/// Where it is, if it is installed.
pub(super) fn program() -> Option<PathBuf> {
    tools::find(PROGRAM)
}

impl Ask {
    fn words(self) -> [&'static str; 2] {
        match self {
            Self::Volume => ["get-sink-volume", SINK],
            Self::Mute => ["get-sink-mute", SINK],
            Self::Microphone => ["get-source-mute", SOURCE],
        }
    }
}

impl Set {
    fn words(&self) -> Vec<String> {
        let (what, of, how) = match self {
            Self::Volume(channels) => {
                let each = channels.iter().map(u32::to_string);
                ("set-sink-volume", SINK, each.collect())
            }
            Self::Mute => ("set-sink-mute", SINK, vec!["toggle".to_owned()]),
            Self::Microphone => ("set-source-mute", SOURCE, vec!["toggle".to_owned()]),
        };
        let mut words = vec![what.to_owned(), of.to_owned()];
        words.extend(how);
        words
    }
}

/// Starts it with these words. It speaks English, whatever the user does.
fn start(
    program: &Path,
    words: &[impl AsRef<std::ffi::OsStr>],
    now: Duration,
) -> io::Result<(Helper, ChildStdout)> {
    let mut command = Command::new(program);
    command
        .args(words)
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut helper = Helper::start(&mut command, now)?;
    let output = helper.child.stdout.take();
    let output = output.ok_or(io::ErrorKind::BrokenPipe)?;
    ioctl_fionbio(&output, true)?;
    Ok((helper, output))
}

/// One question or change on its way; it ends with this.
#[derive(Debug)]
pub(super) struct Talk {
    _helper: Helper,
    output: ChildStdout,
    asked: Option<Ask>,
    said: Vec<u8>,
    /// When it began.
    pub(super) since: Duration,
}

impl Talk {
    /// Asks.
    ///
    /// # Errors
    /// When it can't be started.
    pub(super) fn ask(program: &Path, ask: Ask, now: Duration) -> io::Result<Self> {
        Self::of(start(program, &ask.words(), now)?, Some(ask), now)
    }

    /// Changes something.
    ///
    /// # Errors
    /// When it can't be started.
    pub(super) fn set(program: &Path, set: &Set, now: Duration) -> io::Result<Self> {
        Self::of(start(program, &set.words(), now)?, None, now)
    }

    fn of(
        (helper, output): (Helper, ChildStdout),
        asked: Option<Ask>,
        since: Duration,
    ) -> io::Result<Self> {
        Ok(Self {
            _helper: helper,
            output,
            asked,
            said: Vec::new(),
            since,
        })
    }

    /// Hears what there is; whether that was all.
    pub(super) fn hear(&mut self) -> bool {
        loop {
            let mut bytes = [0; 1_024];
            match self.output.read(&mut bytes) {
                Ok(0) => return true,
                // No answer is so long: whatever speaks there is not heard out.
                Ok(_) if self.said.len() >= ANSWER => return true,
                Ok(count) => {
                    let room = ANSWER.saturating_sub(self.said.len());
                    let said = bytes.get(..count.min(room)).unwrap_or_default();
                    self.said.extend_from_slice(said);
                }
                Err(error) => {
                    let later = [io::ErrorKind::WouldBlock, io::ErrorKind::Interrupted];
                    return !later.contains(&error.kind());
                }
            }
        }
    }

    /// What was asked, and what was said to it.
    pub(super) fn answer(&self) -> (Option<Ask>, String) {
        let said = String::from_utf8_lossy(&self.said).into_owned();
        (self.asked, said)
    }

    pub(super) fn watched(&self) -> BorrowedFd<'_> {
        self.output.as_fd()
    }
}

/// What may be otherwise than before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Heard {
    /// The loudspeaker.
    pub(super) sinks: bool,
    /// The microphone.
    pub(super) sources: bool,
}

/// One that tells of changes; it ends with this.
#[derive(Debug)]
pub(super) struct Subscription {
    _helper: Helper,
    output: ChildStdout,
    lines: Lines,
}

impl Subscription {
    /// Begins.
    ///
    /// # Errors
    /// When it can't be started.
    pub(super) fn start(program: &Path, now: Duration) -> io::Result<Self> {
        let (helper, output) = start(program, &["subscribe"], now)?;
        Ok(Self {
            _helper: helper,
            output,
            lines: Lines::default(),
        })
    }

    /// What it has said since it was last heard.
    ///
    /// # Errors
    /// When it has ended: the server has gone, or there is none.
    pub(super) fn hear(&mut self) -> io::Result<Heard> {
        let mut bytes = [0; ANSWER];
        match self.output.read(&mut bytes) {
            Ok(0) => Err(io::ErrorKind::BrokenPipe.into()),
            Ok(count) => Ok(self.lines.take(bytes.get(..count).unwrap_or_default())),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => Ok(Heard::default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(Heard::default()),
            Err(error) => Err(error),
        }
    }

    pub(super) fn watched(&self) -> BorrowedFd<'_> {
        self.output.as_fd()
    }
}

/// Lines of one that tells of changes, as they come in pieces.
#[derive(Debug, Default)]
pub(super) struct Lines {
    begun: Vec<u8>,
    /// Whether it has said anything yet.
    speaks: bool,
}

impl Lines {
    /// What these bytes tell. The first line tells that it listens: what was changed before that
    /// nobody has told.
    pub(super) fn take(&mut self, bytes: &[u8]) -> Heard {
        let first = !self.speaks && bytes.contains(&b'\n');
        self.speaks |= first;
        let mut heard = Heard {
            sinks: first,
            sources: first,
        };
        for byte in bytes {
            match byte {
                b'\n' => {
                    let line = std::mem::take(&mut self.begun);
                    let told = change(&String::from_utf8_lossy(&line));
                    heard.sinks |= told.sinks;
                    heard.sources |= told.sources;
                }
                _ if self.begun.len() < LINE => self.begun.push(*byte),
                _ => {}
            }
        }
        heard
    }
}

/// What a line such as `Event 'change' on sink #1` tells.
fn change(line: &str) -> Heard {
    let said = line.strip_prefix("Event '");
    let of = said.and_then(|said| said.split_once("' on "));
    let of = of.and_then(|(_, of)| of.split(' ').next());
    Heard {
        sinks: matches!(of, Some("sink" | "server")),
        sources: matches!(of, Some("source" | "server")),
    }
}

/// How loud each channel is, from
/// `Volume: front-left: 65536 / 100% / 0.00 dB,   front-right: 65536 / 100% / 0.00 dB`; none
/// from anything else.
pub(super) fn channels(said: &str) -> Vec<u32> {
    let line = said.lines().next().unwrap_or_default();
    let Some(all) = line.strip_prefix("Volume: ") else {
        return Vec::new();
    };
    let channel = |one: &str| {
        let (_, levels) = one.rsplit_once(':')?;
        levels.split('/').next()?.trim().parse::<u32>().ok()
    };
    let channels: Option<Vec<u32>> = all.split(',').map(channel).collect();
    let sound = |channels: &Vec<u32>| channels.len() <= CHANNELS;
    channels.filter(sound).unwrap_or_default()
}

/// Whether something is muted, from `Mute: yes`; none from anything else.
pub(super) fn mute(said: &str) -> Option<bool> {
    match said.lines().next()?.strip_prefix("Mute: ")? {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn volumes_are_read() {
        let stereo = "Volume: front-left: 32768 /  50% / -18.06 dB,   \
                      front-right: 16384 /  25% / -36.12 dB\n        balance -0.50\n";
        assert_eq!(channels(stereo), [32_768, 16_384]);
        assert_eq!(channels("Volume: mono: 0 /   0% / -inf dB\n"), [0]);
        let loud = "Volume: aux0: 196608 / 300% / 28.63 dB\n";
        assert_eq!(channels(loud), [196_608]);
    }

    #[test]
    fn nonsense_is_no_volume() {
        let many = format!("Volume: {}a: 1 / 0%", "a: 1 / 0%,".repeat(CHANNELS));
        for said in [
            "",
            "\n",
            "Failed to get sink information: No such entity",
            "Volume:",
            "Volume: ",
            "Volume: mono",
            "Volume: mono: / 50%",
            "Volume: mono: -1 / 0%",
            "Volume: mono: 4294967296 / 6553600%",
            "Volume: mono: 1 / 0%,",
            "Volume\u{a0}: avant-gauche\u{a0}: 65536 / 100% / 0,00 dB",
            "\u{fffd}\u{fffd}",
            &many,
        ] {
            assert_eq!(channels(said), [0; 0], "{said:?}");
            assert_eq!(mute(said), None, "{said:?}");
        }
        for said in ["Mute: ", "Mute: maybe", "Mute: yes no", "Muet : oui"] {
            assert_eq!(mute(said), None, "{said}");
        }
        assert_eq!(mute("Mute: yes\n"), Some(true));
        assert_eq!(mute("Mute: no\n"), Some(false));
    }

    #[test]
    fn only_what_matters_is_asked_about_again() {
        let is = |sinks, sources| Heard { sinks, sources };
        for (line, heard) in [
            ("Event 'change' on sink #0", is(true, false)),
            ("Event 'remove' on sink #12", is(true, false)),
            ("Event 'change' on source #1", is(false, true)),
            ("Event 'change' on server #4294967295", is(true, true)),
            ("Event 'new' on sink-input #3", is(false, false)),
            ("Event 'change' on source-output #3", is(false, false)),
            ("Event 'new' on client #7", is(false, false)),
            ("Event 'change' on ", is(false, false)),
            ("Event '' on sink", is(true, false)),
            ("sink #0", is(false, false)),
            ("", is(false, false)),
        ] {
            assert_eq!(change(line), heard, "{line:?}");
        }
    }

    #[test]
    fn lines_come_in_pieces_and_are_short() {
        let is = |sinks, sources| Heard { sinks, sources };
        let mut lines = Lines::default();
        assert_eq!(lines.take(b"Event 'new' on cl"), is(false, false));
        // With its first line it listens; what was before is asked about.
        assert_eq!(lines.take(b"ient #1\n"), is(true, true));
        assert_eq!(lines.take(b"Event 'change' on si"), is(false, false));
        assert_eq!(lines.take(b"nk #1\nEvent 'ch"), is(true, false));
        let long = vec![b'x'; 100_000];
        assert_eq!(lines.take(&long), is(false, false));
        assert!(lines.begun.len() <= LINE);
        assert_eq!(lines.take(b"\n\xff\xfe\n\n"), is(false, false));
        assert_eq!(
            lines.take(b"Event 'change' on source #1\n"),
            is(false, true)
        );
    }
}
