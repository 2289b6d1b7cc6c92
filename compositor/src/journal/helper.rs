//! The helper that writes the journal, as the core sees it: a process and a socket to it.

use std::io;
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::Duration;

use lisere_helper::journal::Answer;
use rustix::event::epoll::{self, CreateFlags, EventData, EventFlags};
use rustix::io::Errno;
use rustix::net::{
    AddressFamily, RecvFlags, SendFlags, SocketFlags, SocketType, recv, send, socketpair,
};

use crate::clock::Now;
use crate::harden::spawn;

/// So many deaths…
const DEATHS: usize = 3;
/// …within this time are a trouble.
const WITHIN: Duration = Duration::from_secs(60);
/// The longest answer in bytes, with room to see that one is longer.
const ANSWER: usize = 4096;

/// Makes a helper: its process, and our end of the socket to it.
pub(super) type Start = Box<dyn FnMut() -> io::Result<(Option<Child>, OwnedFd)>>;

/// The helper, or the lack of one.
pub(super) struct Helper {
    start: Start,
    epoll: OwnedFd,
    post: Option<Post>,
    deaths: Vec<Now>,
    /// Were killed and have not ended yet.
    dying: Vec<Child>,
}

struct Post {
    child: Option<Child>,
    socket: OwnedFd,
    /// Whether it has said how far the journal goes.
    greeted: bool,
}

/// What a helper has done.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// It is ready for a batch.
    Ready,
    /// It answered a batch.
    Answered(Answer),
    /// It could not begin.
    Unable {
        /// Why, for the bar.
        why: String,
        /// What, where, and what to do.
        whole: String,
    },
    /// It is gone, or said what is no answer.
    Gone,
}

impl Helper {
    /// The program as the helper for the journal in `folder`.
    pub(super) fn of_program(program: PathBuf, folder: &Path) -> io::Result<Helper> {
        let folder = std::path::absolute(folder)?;
        Self::new(Box::new(move || {
            let flags = SocketFlags::CLOEXEC;
            let pair = socketpair(AddressFamily::UNIX, SocketType::SEQPACKET, flags, None);
            let (ours, theirs) = pair?;
            let mut command = std::process::Command::new(&program);
            command.env_clear().arg("journal").arg(&folder);
            // It says nothing there; and no other file may be opened for it any more.
            let unused = theirs.try_clone()?;
            command
                .stdin(Stdio::from(theirs))
                .stdout(Stdio::from(unused));
            let child = spawn(&mut command)?;
            Ok((Some(child), ours))
        }))
    }

    /// A helper that is made like this. None is, yet.
    pub(super) fn new(start: Start) -> io::Result<Helper> {
        Ok(Helper {
            start,
            epoll: epoll::create(CreateFlags::CLOEXEC)?,
            post: None,
            deaths: Vec::new(),
            dying: Vec::new(),
        })
    }

    /// Whether there is one.
    pub(super) fn there(&self) -> bool {
        self.post.is_some()
    }

    /// Whether it takes batches.
    pub(super) fn ready(&self) -> bool {
        self.post.as_ref().is_some_and(|post| post.greeted)
    }

    /// Makes one.
    ///
    /// # Errors
    /// When the system cannot.
    pub(super) fn start(&mut self) -> io::Result<()> {
        let (child, socket) = (self.start)()?;
        epoll::add(&self.epoll, &socket, EventData::new_u64(0), EventFlags::IN)?;
        self.post = Some(Post {
            child,
            socket,
            greeted: false,
        });
        Ok(())
    }

    /// Hands a batch over, never waiting; false if it cannot be.
    pub(super) fn send(&self, batch: &str) -> bool {
        let Some(post) = &self.post else {
            return false;
        };
        let flags = SendFlags::NOSIGNAL | SendFlags::DONTWAIT;
        send(&post.socket, batch.as_bytes(), flags).is_ok()
    }

    /// What it says, if it says anything. `asked` is whether it has a batch to answer.
    pub(super) fn hear(&mut self, asked: bool) -> Option<Heard> {
        let post = self.post.as_mut()?;
        let mut space = [MaybeUninit::uninit(); ANSWER];
        let ((bytes, _), length) = match recv(&post.socket, &mut space, RecvFlags::DONTWAIT) {
            Ok((parts, length)) => (parts, length),
            Err(Errno::AGAIN | Errno::INTR) => return None,
            Err(_) => return Some(Heard::Gone),
        };
        let answer = Answer::decode(bytes).filter(|_| length < ANSWER);
        Some(match answer {
            Some(Answer::Written(_)) if !post.greeted => {
                post.greeted = true;
                Heard::Ready
            }
            Some(Answer::Failed { why, whole }) if !post.greeted => Heard::Unable { why, whole },
            Some(answer) if asked => Heard::Answered(answer),
            _ => Heard::Gone,
        })
    }

    /// It is gone, or good for nothing; says whether that has happened too often.
    pub(super) fn bury(&mut self, now: Now) -> bool {
        if let Some(post) = self.post.take() {
            let _ = epoll::delete(&self.epoll, &post.socket);
            self.dying.extend(post.child);
            for child in &mut self.dying {
                // Whoever has ended needs no killing.
                let _ = child.kill();
            }
        }
        self.reap();
        let recent = |death: &Now| death.until(now) < WITHIN;
        self.deaths.retain(recent);
        self.deaths.push(now);
        self.deaths.len() >= DEATHS
    }

    /// Buries processes that have ended.
    pub(super) fn reap(&mut self) {
        self.dying
            .retain_mut(|child| matches!(child.try_wait(), Ok(None)));
    }

    /// Readable when it says something.
    pub(super) fn fd(&self) -> BorrowedFd<'_> {
        self.epoll.as_fd()
    }
}
