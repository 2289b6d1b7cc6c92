//! What the core has helpers do, and what they say to it: nothing here ever waits for them.

mod files;
mod memory;
mod pictures;
mod starter;
#[cfg(test)]
mod tests;

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::PathBuf;
use std::rc::Rc;

use lisere_policy::CageId;
use lisere_shell::Why;
use rustix::event::epoll::{self, CreateFlags, EventData, EventFlags};
use rustix::io::Errno;

use self::files::Files;
use self::pictures::{Means, Pictures};
pub use self::starter::Start;
use self::starter::Starter;
use super::{Origin, Worked};
use crate::clock::Now;
use crate::homes::Homes;

/// How much one transfer of files may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileLimits {
    /// All files together, in bytes.
    pub bytes: u64,
    /// How many files.
    pub files: u64,
}

/// The helpers. Watch their descriptor for reading (level-triggered), and call
/// [`Workers::ready`] when it is, when [`Workers::next_deadline`] has come, and after
/// anything was asked of them.
#[derive(Debug)]
pub struct Workers {
    epoll: OwnedFd,
    /// The program of helpers that are processes.
    program: Option<PathBuf>,
    pictures: Pictures,
    /// Where there are homes.
    files: Option<Files>,
    starter: Starter,
    /// What has been done and was not fetched yet.
    done: Vec<Worked>,
    /// Whether something was asked since they were last heard.
    asked: bool,
}

impl Workers {
    /// Helpers that are processes of `program`, for pictures.
    ///
    /// # Errors
    /// When there is no descriptor left.
    pub fn processes(program: PathBuf) -> io::Result<Workers> {
        Workers::new(Means::Processes(program.clone()), Some(program))
    }

    /// The same work in this very thread, done by [`Workers::ready`]: for tests.
    ///
    /// # Errors
    /// When there is no descriptor left.
    pub fn in_thread() -> io::Result<Workers> {
        Workers::new(Means::Thread, None)
    }

    fn new(means: Means, program: Option<PathBuf>) -> io::Result<Workers> {
        Ok(Workers {
            epoll: epoll::create(CreateFlags::CLOEXEC)?,
            pictures: Pictures::new(means),
            files: None,
            starter: match program {
                Some(_) => Starter::default(),
                None => Starter::in_thread(),
            },
            program,
            done: Vec::new(),
            asked: true,
        })
    }

    /// Has them work on files of these homes too.
    ///
    /// # Errors
    /// When a helper cannot be started, or a folder is missing.
    pub fn housed(mut self, homes: Homes) -> io::Result<Workers> {
        let homes = Rc::new(homes);
        self.files = Some(match &self.program {
            Some(program) => Files::process(program.clone(), homes)?,
            None => Files::in_thread(homes)?,
        });
        self.watch();
        Ok(self)
    }

    /// The homes of cages, if there are any.
    #[must_use]
    pub fn homes(&self) -> Option<&Rc<Homes>> {
        self.files.as_ref().map(Files::homes)
    }

    /// Has a picture decoded and written anew, which leads to [`Worked::Washed`].
    pub fn wash(&mut self, act: u64, bytes: &[u8]) {
        self.asked = true;
        if let Err(why) = self.pictures.wash(act, bytes) {
            self.fail(act, why);
        }
    }

    /// Has files copied to where no cage sees them, which leads to [`Worked::Progress`] and
    /// [`Worked::Staged`].
    pub fn stage(&mut self, act: u64, origin: Origin, limits: FileLimits) {
        self.house(act, |files| files.stage(act, origin, limits));
    }

    /// Has staged files placed in the home of the cage named `to`, beneath the name of their
    /// source, which leads to [`Worked::Published`]. Call it with a grant only.
    pub fn publish(&mut self, act: u64, to: &str, source: &str) {
        self.house(act, |files| files.publish(act, to, source));
    }

    /// Has a link opened by the `handler` of the cage `to`, a program and its arguments, which
    /// leads to [`Worked::Opened`]. Call it with a grant only.
    pub fn open_link(&mut self, act: u64, to: CageId, handler: &[String], url: &str) {
        self.asked = true;
        if handler.is_empty() {
            return self.fail(act, Why::NoHandler);
        }
        let link = url.to_owned();
        let argv = handler.iter().cloned().chain([link]).collect();
        let cage = to;
        self.starter.start(Start { act, cage, argv });
    }

    /// What the warden is to start. It answers by [`Workers::started`].
    pub fn take_starts(&mut self) -> Vec<Start> {
        self.starter.take()
    }

    /// A program runs, or why it does not.
    pub fn started(&mut self, act: u64, why: Option<Why>) {
        self.asked = true;
        self.starter.answer(act, why);
    }

    /// What was to be started by [`Workers::in_thread`], which starts nothing.
    #[must_use]
    pub fn kept_starts(&self) -> &[Start] {
        self.starter.kept()
    }

    /// Nobody wants what is done for this act any more: nothing is left of it, nor said.
    pub fn discard(&mut self, act: u64) {
        self.asked = true;
        self.pictures.forget(act);
        self.starter.forget(act);
        if let Some(files) = &mut self.files {
            files.forget(act);
        }
        self.done.retain(|worked| worked.act() != act);
        self.watch();
    }

    /// What has been done since it was last asked.
    pub fn ready(&mut self, now: Now) -> Vec<Worked> {
        self.asked = false;
        self.pictures.ready(now, &mut self.done);
        self.starter.ready(now, &mut self.done);
        if let Some(files) = &mut self.files {
            files.ready(now, &mut self.done);
        }
        self.watch();
        std::mem::take(&mut self.done)
    }

    /// Whether [`Workers::ready`] has something to do even if their descriptor can't be read.
    #[must_use]
    pub fn due(&self, now: Now) -> bool {
        self.asked || self.next_deadline().is_some_and(|due| due <= now)
    }

    /// When [`Workers::ready`] has to be called at the latest; `Now::default()` for at once.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Now> {
        if !self.done.is_empty() || !self.pictures.idle() {
            return Some(Now::default());
        }
        let files = self.files.as_ref().and_then(Files::next_deadline);
        [
            files,
            self.starter.next_deadline(),
            self.pictures.next_deadline(),
        ]
        .into_iter()
        .flatten()
        .min()
    }

    /// Asks something of those that need homes.
    fn house(&mut self, act: u64, ask: impl FnOnce(&mut Files) -> Result<(), Why>) {
        self.asked = true;
        let asked = self.files.as_mut().ok_or(Why::NoHomes).and_then(ask);
        if let Err(why) = asked {
            self.discard(act);
            self.fail(act, why);
        }
        self.watch();
    }

    fn fail(&mut self, act: u64, why: Why) {
        self.done.push(Worked::Failed { act, why });
    }

    /// Watches whoever has something to say. One that has ended is watched no more: its
    /// descriptor is closed with it.
    fn watch(&self) {
        self.watch_one(self.pictures.watched(), EventFlags::IN);
        if let Some(link) = self.files.as_ref().and_then(Files::link) {
            self.watch_one(Some(link), link.interest());
        }
    }

    fn watch_one(&self, fd: Option<&impl AsFd>, flags: EventFlags) {
        let Some(fd) = fd else { return };
        let token = EventData::new_u64(0);
        let watched = match epoll::add(&self.epoll, fd, token, flags) {
            Err(Errno::EXIST) => epoll::modify(&self.epoll, fd, token, flags),
            other => other,
        };
        if let Err(error) = watched {
            tracing::warn!(%error, "a helper is heard of only by its deadline");
        }
    }
}

impl AsFd for Workers {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.epoll.as_fd()
    }
}
