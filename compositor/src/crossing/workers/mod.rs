//! What the core has helpers do, and what they say to it: nothing here ever waits for them.

mod files;
mod memory;
mod pictures;
mod starter;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::PathBuf;
use std::rc::Rc;

use lisere_helper::start::StartRequest;
use lisere_policy::CageId;
use rustix::event::epoll::{self, CreateFlags, EventData, EventFlags};
use rustix::io::Errno;

use self::files::Files;
use self::pictures::{Means, Pictures};
use self::starter::Starter;
use super::{Origin, Worked};
use crate::clock::Now;
use crate::homes::Homes;

/// Why a link is not opened where nothing opens links.
const NO_HANDLER: &str =
    "no program opens links there; name one in the policy, as `opens-links-with` of the cage";

/// How much one transfer of files may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileLimits {
    /// All files together, in bytes.
    pub bytes: u64,
    /// How many files.
    pub files: u64,
}

/// The variables that programs of each cage start with.
pub type Environments = BTreeMap<CageId, Vec<(String, String)>>;

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
    housed: Option<Housed>,
    /// What has been done and was not fetched yet.
    done: Vec<Worked>,
}

#[derive(Debug)]
struct Housed {
    files: Files,
    starter: Starter,
    environments: Environments,
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
            program,
            pictures: Pictures::new(means),
            housed: None,
            done: Vec::new(),
        })
    }

    /// Has them work on files of these homes too, and start programs with these variables.
    /// Call it before the core is confined: what it starts for links must not be.
    ///
    /// # Errors
    /// When a helper cannot be started, or a folder is missing.
    pub fn housed(mut self, homes: Homes, environments: Environments) -> io::Result<Workers> {
        let homes = Rc::new(homes);
        let (files, starter) = match &self.program {
            Some(program) => (
                Files::process(program.clone(), homes)?,
                Starter::process(program)?,
            ),
            None => (Files::in_thread(homes)?, Starter::in_thread()),
        };
        self.housed = Some(Housed {
            files,
            starter,
            environments,
        });
        self.watch();
        Ok(self)
    }

    /// The homes of cages, if there are any.
    #[must_use]
    pub fn homes(&self) -> Option<&Rc<Homes>> {
        self.housed.as_ref().map(|housed| housed.files.homes())
    }

    /// Has a picture decoded and written anew, which leads to [`Worked::Washed`].
    pub fn wash(&mut self, act: u64, bytes: &[u8]) {
        if let Err(flaw) = self.pictures.wash(act, bytes) {
            self.fail(act, flaw.to_string());
        }
    }

    /// Has files copied to where no cage sees them, which leads to [`Worked::Progress`] and
    /// [`Worked::Staged`].
    pub fn stage(&mut self, act: u64, origin: Origin, limits: FileLimits) {
        self.house(act, |housed| housed.files.stage(act, origin, limits));
    }

    /// Has staged files placed in the home of the cage named `to`, beneath the name of their
    /// source, which leads to [`Worked::Published`]. Call it with a grant only.
    pub fn publish(&mut self, act: u64, to: &str, source: &str) {
        self.house(act, |housed| housed.files.publish(act, to, source));
    }

    /// Has a link opened by the `handler` of the cage `to`, a program and its arguments, which
    /// leads to [`Worked::Opened`]. Call it with a grant only.
    pub fn open_link(&mut self, act: u64, to: CageId, handler: &[String], url: &str) {
        let link = url.to_owned();
        let argv = handler.iter().cloned().chain([link]).collect();
        let none = handler.is_empty();
        self.house(act, |housed| {
            if none {
                return Err(NO_HANDLER.to_owned());
            }
            let folder = housed.files.homes().of(to).ok_or("the cage has no home")?;
            let env = housed.environments.get(&to).cloned().unwrap_or_default();
            let folder = folder.to_owned();
            housed.starter.start(act, argv, env, folder)
        });
    }

    /// What was to be started by [`Workers::in_thread`], which starts nothing.
    #[must_use]
    pub fn kept_starts(&self) -> &[StartRequest] {
        let starter = self.housed.as_ref().map(|housed| &housed.starter);
        starter.map_or(&[], Starter::kept)
    }

    /// Nobody wants what is done for this act any more: nothing is left of it, nor said.
    pub fn discard(&mut self, act: u64) {
        self.pictures.forget(act);
        if let Some(housed) = &mut self.housed {
            housed.files.forget(act);
            housed.starter.forget(act);
        }
        self.done.retain(|worked| worked.act() != act);
        self.watch();
    }

    /// What has been done since it was last asked.
    pub fn ready(&mut self, now: Now) -> Vec<Worked> {
        self.pictures.ready(now, &mut self.done);
        if let Some(housed) = &mut self.housed {
            housed.files.ready(now, &mut self.done);
            housed.starter.ready(now, &mut self.done);
        }
        self.watch();
        std::mem::take(&mut self.done)
    }

    /// When [`Workers::ready`] has to be called at the latest; `Now::default()` for at once.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Now> {
        if !self.done.is_empty() || !self.pictures.idle() {
            return Some(Now::default());
        }
        let housed = self.housed.iter();
        housed
            .flat_map(|housed| [housed.files.next_deadline(), housed.starter.next_deadline()])
            .chain([self.pictures.next_deadline()])
            .flatten()
            .min()
    }

    /// Asks something of those that need homes.
    fn house(&mut self, act: u64, ask: impl FnOnce(&mut Housed) -> Result<(), String>) {
        let none = || "there is no folder for homes of cages, so no file can go".to_owned();
        let asked = self.housed.as_mut().ok_or_else(none).and_then(ask);
        if let Err(why) = asked {
            self.discard(act);
            self.fail(act, why);
        }
        self.watch();
    }

    fn fail(&mut self, act: u64, why: String) {
        self.done.push(Worked::Failed { act, why });
    }

    /// Watches whoever has something to say. One that has ended is watched no more: its
    /// descriptor is closed with it.
    fn watch(&self) {
        self.watch_one(self.pictures.watched(), EventFlags::IN);
        let Some(housed) = &self.housed else { return };
        for link in [housed.files.link(), housed.starter.link()]
            .into_iter()
            .flatten()
        {
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
