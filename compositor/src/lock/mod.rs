//! The lock: from its decision on no client is seen or gets input, until PAM says yes.

mod asker;
mod commands;
mod entry;
mod fact;
pub mod keepers;
mod keys;
mod levels;
pub mod logind;
mod show;

use std::io;
use std::os::fd::BorrowedFd;
use std::path::Path;

use lisere_auth::service::Unable;
use lisere_auth::{Greeting, Person};
use lisere_policy::record::Fact;
use lisere_shell::LockFault;

use crate::clock::Now;
use crate::scene::Scene;
use crate::state::Compositor;
use asker::{Asker, Heard};
use entry::{Came, Entry};
use levels::Covered;

pub use asker::Begin;
pub use fact::Kept;
pub use levels::NotCovered;
pub use logind::Logind;

/// The most that is heard of a conversation in one turn.
const AT_ONCE: usize = 16;

/// What locked the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The chord.
    Chord,
    /// The command line.
    Command,
    /// Nobody was there for long.
    Idle,
    /// The system asked for it.
    System,
    /// The system is about to sleep.
    Sleep,
    /// It was locked when the core ended.
    Kept,
}

impl Why {
    /// As records say it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Why::Chord => "chord",
            Why::Command => "command",
            Why::Idle => "idle",
            Why::System => "system",
            Why::Sleep => "sleep",
            Why::Kept => "was locked before",
        }
    }
}

/// A screen is not locked that nobody could unlock.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the session is not locked, since nobody could unlock it: {why}")]
pub struct Unlockable {
    /// Why, for commands and logs.
    pub why: String,
    /// The same for trusted UI.
    pub fault: LockFault,
}

impl From<Unable> for Unlockable {
    fn from(unable: Unable) -> Self {
        Self {
            why: unable.to_string(),
            fault: match unable {
                Unable::Library(_) => LockFault::Library,
                Unable::Service => LockFault::Service,
                Unable::Nameless(user) => LockFault::Nameless(user),
            },
        }
    }
}

/// What locks and unlocks.
pub struct Lock {
    /// Whose password is asked for, or why none can be.
    able: Result<Person, Unlockable>,
    asker: Option<Asker>,
    kept: Kept,
    /// What is typed while the session is locked.
    locked: Option<Entry>,
    /// The levels that are locked while the rest works.
    covered: Option<Covered>,
    /// What the system says of locking and sleep.
    pub logind: Logind,
}

impl Default for Lock {
    fn default() -> Self {
        let why = "this session was started without a way to ask for a password".to_owned();
        Lock {
            able: Err(Unlockable {
                why,
                fault: LockFault::Missing,
            }),
            asker: None,
            kept: Kept::default(),
            locked: None,
            covered: None,
            logind: Logind::default(),
        }
    }
}

impl Lock {
    /// Asks by `begin`, for whom the greeting names.
    ///
    /// # Errors
    /// When there are no descriptors left.
    pub fn new(greeting: Greeting, begin: Begin, kept: Kept) -> io::Result<Lock> {
        Ok(Lock {
            able: match greeting.service {
                Ok(_) => Ok(greeting.person),
                Err(unable) => Err(unable.into()),
            },
            asker: Some(Asker::new(begin)?),
            kept,
            locked: None,
            covered: None,
            logind: Logind::default(),
        })
    }

    /// Nobody can be asked, for this reason.
    #[must_use]
    pub fn unable(why: Unlockable, kept: Kept) -> Lock {
        Lock {
            able: Err(why),
            kept,
            ..Lock::default()
        }
    }

    /// The folder in which the core keeps that the session is locked.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        self.kept.folder()
    }

    /// Whether the session is locked.
    #[must_use]
    pub fn locked(&self) -> bool {
        self.locked.is_some()
    }

    /// Whether it can be locked, which is whether it could be unlocked.
    ///
    /// # Errors
    /// Why not.
    pub fn possible(&self) -> Result<(), Unlockable> {
        match &self.able {
            Ok(_) => Ok(()),
            Err(why) => Err(why.clone()),
        }
    }

    /// Readable when a conversation says something; the turn that follows hears it.
    #[must_use]
    pub fn fd(&self) -> Option<BorrowedFd<'_>> {
        self.asker.as_ref().map(Asker::fd)
    }

    /// When [`Compositor::serve_lock`] or [`Compositor::serve_logind`] has something to do next.
    #[must_use]
    pub(crate) fn due(&self) -> Option<Now> {
        let logind = self.logind.due();
        let asked = self.entry().and_then(|entry| {
            let asker = self.asker.as_ref().and_then(Asker::due);
            entry.next().into_iter().chain(asker).min()
        });
        asked.into_iter().chain(logind).min()
    }

    /// What is typed for the password, and whoever asks for it, while it is asked for.
    fn asking(&mut self) -> Option<(&mut Entry, &mut Asker)> {
        let sheet = self.covered.as_mut().filter(|covered| covered.asks);
        let sheet = sheet.map(|covered| &mut covered.entry);
        self.locked.as_mut().or(sheet).zip(self.asker.as_mut())
    }

    /// What is typed for the password, while that is asked for.
    fn entry(&self) -> Option<&Entry> {
        let sheet = self.covered.as_ref().filter(|covered| covered.asks);
        let sheet = sheet.map(|covered| &covered.entry);
        self.locked.as_ref().or(sheet)
    }
}

impl Compositor {
    /// Locks the session, at once. One that is locked stays so.
    ///
    /// # Errors
    /// When nobody could unlock it again; then it is not locked.
    pub fn lock_session(&mut self, why: Why, now: Now) -> Result<(), Unlockable> {
        if self.lock.locked() {
            return Ok(());
        }
        self.lock.possible()?;
        self.shut(why, now);
        Ok(())
    }

    /// A core that is started again begins as it ended, whoever can be asked.
    pub fn lock_as_kept(&mut self, now: Now) {
        if self.lock.kept.locked() && !self.lock.locked() {
            self.shut(Why::Kept, now);
        }
        self.cover_as_kept(now);
    }

    fn shut(&mut self, why: Why, now: Now) {
        // Before the screen says so: what it says must be so even if the core ends now.
        if let Err(error) = self.lock.kept.keep() {
            tracing::error!(%error, "should the core end now, the next one begins unlocked");
        }
        self.lock.locked = Some(Entry::default());
        if let Some(asker) = &mut self.lock.asker {
            // Not the conversation of levels: a yes there says nothing here.
            asker.next(now);
        }
        self.end_crossing(now);
        self.close_panel();
        self.dismiss_attention();
        self.take_all_input();
        // Also without another move: what follows a still pointer would still be told.
        self.point_at(None, now);
        self.seats.pointer_frame();
        // What was drawn is drawn no more, and nothing is hit in it.
        for screen in self.outputs.iter_mut() {
            screen.scene = Scene::default();
            screen.dirty = true;
        }
        self.work.rearrange();
        let why = why.words().to_owned();
        self.journal.record(Fact::Locked { why }, now);
    }

    /// Hears what is said of the password, and answers. Nothing but a yes unlocks.
    pub(crate) fn serve_lock(&mut self, now: Now) {
        self.settle_sheet(now);
        for _ in 0..AT_ONCE {
            let Some((entry, asker)) = self.lock.asking() else {
                return;
            };
            if asker.begin(now) {
                entry.begin();
            }
            let Some(heard) = asker.hear() else { break };
            let came = match heard {
                Heard::Said(said) => entry.heard(said, now),
                Heard::Gone => {
                    entry.begin();
                    Came::Over { judged: false }
                }
            };
            match came {
                Came::On => {}
                Came::Over { judged: true } => asker.next(now),
                Came::Over { judged: false } => asker.again(now),
                Came::Passed if self.lock.locked() => return self.unlock(now),
                Came::Passed => return self.uncover(now),
            }
            self.work.rearrange();
        }
        self.answer_lock(now);
    }

    /// Answers what is asked, if that is typed and counts.
    fn answer_lock(&mut self, now: Now) {
        let Some((entry, asker)) = self.lock.asking() else {
            return;
        };
        let ticked = entry.ticked(now);
        let answer = entry.take_answer(now);
        if let Some(secret) = &answer
            && !asker.answer(secret)
        {
            entry.begin();
            asker.again(now);
        }
        if ticked || answer.is_some() {
            self.work.rearrange();
        }
    }

    fn unlock(&mut self, now: Now) {
        self.lock.locked = None;
        if let Some(asker) = &mut self.lock.asker {
            asker.close();
        }
        if let Err(error) = self.lock.kept.forget() {
            tracing::error!(%error, "the next session begins locked");
        }
        self.journal.record(Fact::Unlocked {}, now);
        self.settle_focus();
        self.hurry_shown(now);
        self.work.rearrange();
    }
}
