//! Pictures: each goes through two processes, one after the other, of which each sees a file
//! in memory and writes another.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Seek};
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use lisere_helper::image::{
    Flaw, HEAD, MAX_BYTES, PREVIEW, TAIL, decode, encode, pixel_bytes, sides,
};
use lisere_shell::{PictureFault, Why};
use rustix::process::{Pid, PidfdFlags, pidfd_open};

use super::super::{Pixels, Worked};
use super::memory::{empty, part, sealed};
use crate::clock::Now;
use crate::harden::spawn;

/// How long one picture may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// Pictures that wait for their turn; more than a user's acts bring about.
const WAITING: usize = 4;

/// Who works on pictures.
#[derive(Debug)]
pub(super) enum Means {
    /// A process of this program for each step.
    Processes(PathBuf),
    /// This very thread, for tests.
    Thread,
}

/// The pictures that are being worked on, one at a time.
#[derive(Debug)]
pub(super) struct Pictures {
    means: Means,
    waiting: VecDeque<(u64, File)>,
    job: Option<Job>,
    /// Processes that were ended and are not buried yet.
    dying: Vec<Child>,
}

#[derive(Debug)]
struct Job {
    act: u64,
    due: Now,
    step: Step,
    child: Child,
    /// Readable once the process has ended.
    ended: OwnedFd,
    output: File,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Decode,
    Encode,
}

/// A picture as it arrives.
struct Washed {
    png: super::super::Wiped,
    size: (u32, u32),
    preview: Pixels,
}

impl Pictures {
    pub(super) fn new(means: Means) -> Self {
        Self {
            means,
            waiting: VecDeque::new(),
            job: None,
            dying: Vec::new(),
        }
    }

    /// Has a picture decoded and written anew.
    pub(super) fn wash(&mut self, act: u64, bytes: &[u8]) -> Result<(), Why> {
        if bytes.len() as u64 > MAX_BYTES {
            return Err(why_of(&Flaw::TooLarge));
        }
        if self.waiting.len() >= WAITING {
            return Err(Why::Picture(PictureFault::Waits));
        }
        let sealed = sealed(bytes).map_err(|error| why_of(&error.into()))?;
        self.waiting.push_back((act, sealed));
        Ok(())
    }

    /// Ends what is done for an act, whose result nobody wants any more.
    pub(super) fn forget(&mut self, act: u64) {
        self.waiting.retain(|(waiting, _)| *waiting != act);
        if self.job.as_ref().is_some_and(|job| job.act == act) {
            self.end_job();
        }
    }

    /// Does what can be done now. Call [`Pictures::watched`] after it: another process may
    /// have taken the place of the one that was watched.
    pub(super) fn ready(&mut self, now: Now, done: &mut Vec<Worked>) {
        self.dying
            .retain_mut(|child| matches!(child.try_wait(), Ok(None)));
        self.go_on(now, done);
        while self.job.is_none()
            && let Some((act, bytes)) = self.waiting.pop_front()
        {
            self.begin(act, bytes, now, done);
        }
    }

    /// What is readable when the process that is at work has ended.
    pub(super) fn watched(&self) -> Option<&OwnedFd> {
        self.job.as_ref().map(|job| &job.ended)
    }

    /// When the process that is at work has had its time.
    pub(super) fn next_deadline(&self) -> Option<Now> {
        self.job.as_ref().map(|job| job.due)
    }

    /// Whether something can be done without waiting.
    pub(super) fn idle(&self) -> bool {
        self.job.is_some() || self.waiting.is_empty()
    }

    fn begin(&mut self, act: u64, bytes: File, now: Now, done: &mut Vec<Worked>) {
        let due = now.after(PATIENCE);
        match &self.means {
            Means::Thread => done.push(worked(act, in_thread(&bytes))),
            Means::Processes(program) => match Job::start(program, act, Step::Decode, bytes, due) {
                Ok(job) => self.job = Some(job),
                Err(error) => done.push(worked(act, Err(Flaw::Passing(error)))),
            },
        }
    }

    /// Goes on with the job if its process has ended, or its time.
    fn go_on(&mut self, now: Now, done: &mut Vec<Worked>) {
        let Some(job) = &mut self.job else { return };
        let act = job.act;
        match job.child.try_wait() {
            Ok(None) if job.due <= now => {
                self.end_job();
                let why = Why::Picture(PictureFault::Slow);
                done.push(Worked::Failed { act, why });
            }
            Ok(None) => {}
            Ok(Some(status)) if status.success() => self.step(done),
            Ok(Some(status)) => {
                tracing::info!(%status, "no picture came of it");
                self.job = None;
                done.push(worked(act, Err(Flaw::of_code(status.code()))));
            }
            Err(error) => {
                self.end_job();
                done.push(worked(act, Err(Flaw::Passing(error))));
            }
        }
    }

    /// The process has done its step: the next one, or the end.
    fn step(&mut self, done: &mut Vec<Worked>) {
        let (Some(job), Means::Processes(program)) = (self.job.take(), &self.means) else {
            return;
        };
        let act = job.act;
        if job.step == Step::Encode {
            done.push(worked(act, result(&job.output)));
            return;
        }
        let next = checked(job.output).and_then(|pixels| {
            Job::start(program, act, Step::Encode, pixels, job.due).map_err(Flaw::Passing)
        });
        match next {
            Ok(next) => self.job = Some(next),
            Err(flaw) => done.push(worked(act, Err(flaw))),
        }
    }

    fn end_job(&mut self) {
        if let Some(mut job) = self.job.take() {
            // It may have ended by itself.
            let _ = job.child.kill();
            self.dying.push(job.child);
        }
    }
}

impl Drop for Pictures {
    fn drop(&mut self) {
        self.end_job();
        for child in &mut self.dying {
            // They are killed, and gone at once.
            let _ = child.wait();
        }
    }
}

impl Job {
    fn start(program: &Path, act: u64, step: Step, input: File, due: Now) -> io::Result<Self> {
        let output = empty()?;
        let mode = match step {
            Step::Decode => "decode",
            Step::Encode => "encode",
        };
        let mut command = Command::new(program);
        command
            .arg(mode)
            .env_clear()
            .stdin(Stdio::from(input))
            .stdout(Stdio::from(output.try_clone()?));
        let mut child = spawn(&mut command)?;
        let watched = i32::try_from(child.id())
            .ok()
            .and_then(Pid::from_raw)
            .ok_or(rustix::io::Errno::SRCH)
            .and_then(|pid| pidfd_open(pid, PidfdFlags::empty()));
        let ended = watched.inspect_err(|_| {
            let _ = child.kill().and_then(|()| child.wait());
        })?;
        Ok(Self {
            act,
            due,
            step,
            child,
            ended,
            output,
        })
    }
}

/// Pixels of a decoder, if they are what it says: nothing is made of its word alone.
fn checked(mut pixels: File) -> Result<File, Flaw> {
    let length = pixels.metadata()?.len();
    if length < HEAD as u64 {
        return Err(Flaw::Broken);
    }
    let (width, height) = sides(part(&pixels, 0, HEAD)?.bytes()).ok_or(Flaw::Broken)?;
    let expected = pixel_bytes(width, height).ok_or(Flaw::TooLarge)?;
    if length != expected.saturating_add(HEAD as u64) {
        return Err(Flaw::Broken);
    }
    pixels.rewind()?;
    Ok(pixels)
}

/// What an encoder has written, if it can be that.
fn result(output: &File) -> Result<Washed, Flaw> {
    let length = output.metadata()?.len();
    let tail = length.checked_sub(TAIL as u64).ok_or(Flaw::Broken)?;
    let (width, height) = sides(part(output, tail, TAIL)?.bytes()).ok_or(Flaw::Broken)?;
    if width == 0 || height == 0 || width > PREVIEW.0 || height > PREVIEW.1 {
        return Err(Flaw::Broken);
    }
    let preview = u64::from(width) * u64::from(height) * 4;
    let png = tail.checked_sub(preview).ok_or(Flaw::Broken)?;
    if png > MAX_BYTES {
        return Err(Flaw::TooLarge);
    }
    let length = |bytes| usize::try_from(bytes).map_err(|_| Flaw::TooLarge);
    let bytes = part(output, 0, length(png)?)?;
    let size = png_size(bytes.bytes()).ok_or(Flaw::Broken)?;
    Ok(Washed {
        png: bytes,
        size,
        preview: Pixels {
            width,
            height,
            bgra: part(output, png, length(preview)?)?.bytes().to_vec(),
        },
    })
}

/// The width and height that a PNG begins with.
fn png_size(png: &[u8]) -> Option<(u32, u32)> {
    let header = png.strip_prefix(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR")?;
    let (width, rest) = header.split_first_chunk::<4>()?;
    let (height, _) = rest.split_first_chunk::<4>()?;
    let (width, height) = (u32::from_be_bytes(*width), u32::from_be_bytes(*height));
    pixel_bytes(width, height).map(|_| (width, height))
}

/// Both steps at once, by the same code as in the processes.
fn in_thread(bytes: &File) -> Result<Washed, Flaw> {
    let length = usize::try_from(bytes.metadata()?.len()).map_err(|_| Flaw::TooLarge)?;
    let bytes = part(bytes, 0, length)?;
    let (mut pixels, mut output) = (empty()?, empty()?);
    decode(bytes.bytes(), &mut pixels)?;
    encode(&mut checked(pixels)?, &mut output)?;
    result(&output)
}

fn worked(act: u64, washed: Result<Washed, Flaw>) -> Worked {
    match washed {
        Ok(washed) => Worked::Washed {
            act,
            png: washed.png,
            size: washed.size,
            preview: washed.preview,
        },
        Err(flaw) => Worked::Failed {
            act,
            why: why_of(&flaw),
        },
    }
}

/// Why nothing came of a picture, as the user is told.
fn why_of(flaw: &Flaw) -> Why {
    Why::Picture(match flaw {
        Flaw::Unknown => PictureFault::Unknown,
        Flaw::TooLarge => PictureFault::TooLarge,
        Flaw::Broken => PictureFault::Broken,
        Flaw::Passing(error) => {
            tracing::warn!(%error, "a picture could not be passed on");
            PictureFault::Lost
        }
    })
}
