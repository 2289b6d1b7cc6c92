//! The gates: one sandboxed process per cage between its programs and the core.

mod hold;
mod post;
mod process;
mod record;
mod reports;
#[cfg(test)]
mod tests;

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixListener;
use std::path::PathBuf;

use lisere_gate::trunk::{ToGate, TrunkError};
use lisere_policy::record::Fact;
use lisere_policy::{Cage, CageId, Limit, Limits};
use rustix::buffer::spare_capacity;
use rustix::event::epoll::{self, CreateFlags, Event, EventData, EventFlags};
use rustix::time::Timespec;

pub use self::hold::Hold;
pub use self::post::Admission;
use self::post::{Offence, Post};
use self::process::Process;
pub use self::record::{Record, Verdict};
use self::reports::Reports;
use crate::clock::Now;
use crate::identity::Visitor;

/// Every cage's gate. Watch its descriptor for reading (level-triggered), and call
/// [`Gates::ready`] when it is.
#[derive(Debug)]
pub struct Gates {
    program: PathBuf,
    epoll: OwnedFd,
    cages: Vec<Supervised>,
    /// Gates that were killed and have not ended yet.
    dying: Vec<Process>,
    /// What is to be recorded.
    facts: Vec<Fact>,
}

/// One cage's gate, or the lack of one.
#[derive(Debug)]
struct Supervised {
    cage: CageId,
    name: String,
    limits: Limits,
    gpu: bool,
    listener: OwnedFd,
    post: Option<Post>,
    record: Record,
    frozen: bool,
    /// Whether it has no gate because nobody may come: a disposable cage that is not in use.
    asleep: bool,
    reports: Reports,
}

/// How a cage's gate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Programs come and go.
    Running,
    /// The user has frozen the cage.
    Frozen,
    /// Its gates died too often: nobody comes in until somebody releases the cage.
    Quarantined,
}

/// What there is to know of a cage's gate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Info {
    /// Its process; none in quarantine.
    pub pid: Option<u32>,
    /// How it is.
    pub state: State,
    /// How often a gate of this cage died.
    pub deaths: u32,
    /// What the cage has used of each limit that is counted, as last heard.
    pub used: Vec<(Limit, u64)>,
}

impl State {
    /// As answers name it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Frozen => "frozen",
            Self::Quarantined => "quarantined",
        }
    }
}

impl Gates {
    /// Starts a gate at each cage's socket, waiting for none.
    ///
    /// # Errors
    /// When there are no descriptors left. A gate that does not start is a death of it.
    pub fn start<'d>(
        program: PathBuf,
        cages: impl Iterator<Item = (&'d Cage, &'d UnixListener)>,
        now: Now,
    ) -> io::Result<Self> {
        let mut gates = Self {
            program,
            epoll: epoll::create(CreateFlags::CLOEXEC)?,
            cages: Vec::new(),
            dying: Vec::new(),
            facts: Vec::new(),
        };
        for (cage, listener) in cages {
            gates.cages.push(Supervised {
                cage: cage.id(),
                name: cage.name().to_owned(),
                limits: cage.limits().clone(),
                gpu: cage.rights().gpu,
                listener: listener.try_clone()?.into(),
                post: None,
                record: Record::default(),
                frozen: false,
                asleep: cage.model().is_some(),
                reports: Reports::default(),
            });
        }
        for index in 0..gates.cages.len() {
            gates.fill(index, now);
        }
        Ok(gates)
    }

    /// Does what is due. `admit` makes a connection for a program that came to a cage, or says
    /// by which number [`Gates::examined`] will tell what becomes of it.
    /// Returns the cages whose gate is gone: their clients must go too.
    pub fn ready(
        &mut self,
        now: Now,
        admit: &mut dyn FnMut(CageId, Visitor) -> Admission,
    ) -> Vec<CageId> {
        let mut lost = Vec::new();
        for index in self.readable() {
            let facts = &mut self.facts;
            let Some(Supervised {
                cage,
                name,
                post: Some(post),
                reports,
                ..
            }) = self.cages.get_mut(index)
            else {
                continue;
            };
            let cage = *cage;
            let heard = post.hear(&mut |visitor| admit(cage, visitor), &mut |summary| {
                facts.extend(reports.log(cage, name, &summary, now));
            });
            if let Err(offence) = heard {
                lost.extend(self.lose(index, &offence, now));
            }
        }
        lost
    }

    /// The cage one of whose programs waits for this examination; none if its gate is gone.
    #[must_use]
    pub fn awaits(&self, act: u64) -> Option<CageId> {
        let awaits = |held: &&Supervised| held.post.as_ref().is_some_and(|post| post.awaits(act));
        self.cages.iter().find(awaits).map(|held| held.cage)
    }

    /// An examination is over: what becomes of the program that waits for it. Returns the cage
    /// if its gate is lost over it.
    pub fn examined(&mut self, act: u64, admission: Admission, now: Now) -> Option<CageId> {
        let index = self.index(self.awaits(act)?)?;
        let post = self.cages.get_mut(index)?.post.as_mut()?;
        let offence = post.examined(act, admission).err()?;
        self.lose(index, &offence, now)
    }

    /// Buries gates that have ended. Returns the cages whose gate that was.
    pub fn reap(&mut self, now: Now) -> Vec<CageId> {
        self.dying.retain_mut(|process| !process.ended());
        let mut lost = Vec::new();
        for index in 0..self.cages.len() {
            let post = self.cages.get_mut(index).and_then(|s| s.post.as_mut());
            if post.is_some_and(|post| post.process.ended()) {
                let gone = Offence::Trunk(TrunkError::Closed);
                lost.extend(self.lose(index, &gone, now));
            }
        }
        lost
    }

    /// Freezes or thaws a cage. Returns the cage if its gate is lost over it.
    pub fn set_frozen(&mut self, cage: CageId, frozen: bool, now: Now) -> Option<CageId> {
        let index = self.index(cage)?;
        let supervised = self.cages.get_mut(index)?;
        supervised.frozen = frozen;
        let post = supervised.post.as_mut()?;
        let told = if frozen {
            post.freeze(now)
        } else {
            post.thaw()
        };
        let offence = told.err()?;
        // A frozen gate that does not even read is stopped when its time is up.
        let tolerated = frozen && matches!(offence, Offence::Trunk(_));
        (!tolerated).then(|| self.lose(index, &offence, now))?
    }

    /// Ends a cage's gate on purpose and starts another, which is no death.
    pub fn kill(&mut self, cage: CageId, now: Now) {
        let Some(index) = self.index(cage) else {
            return;
        };
        tracing::warn!(cage = cage.index(), "the programs of a cage were ended");
        self.retire(index);
        if let Some(supervised) = self.cages.get_mut(index) {
            supervised.frozen = false;
        }
        self.fill(index, now);
    }

    /// Gives a gate to a cage that had none because it was not in use.
    pub fn wake(&mut self, cage: CageId, now: Now) {
        if let Some(index) = self.index(cage)
            && let Some(supervised) = self.cages.get_mut(index)
        {
            supervised.asleep = false;
            self.fill(index, now);
        }
    }

    /// Takes the gate from a cage that is not in use any more.
    pub fn rest(&mut self, cage: CageId) {
        if let Some(index) = self.index(cage)
            && let Some(supervised) = self.cages.get_mut(index)
        {
            supervised.asleep = true;
            supervised.frozen = false;
            self.retire(index);
        }
    }

    /// Lets a cage out of quarantine; says whether it was in it.
    pub fn release(&mut self, cage: CageId, now: Now) -> bool {
        let Some(index) = self.index(cage) else {
            return false;
        };
        let released = self
            .cages
            .get_mut(index)
            .is_some_and(|supervised| supervised.record.release());
        if released {
            tracing::warn!(cage = cage.index(), "a cage was let out of quarantine");
            let name = self.cages.get(index).map(|held| held.name.clone());
            self.facts
                .extend(name.map(|cage| Fact::CageReleased { cage }));
            self.fill(index, now);
        }
        released
    }

    /// Stops gates that were frozen and go on.
    pub fn stop_overdue(&mut self, now: Now) {
        for supervised in &mut self.cages {
            if let Some(post) = &mut supervised.post
                && post.hold.overdue(now)
            {
                tracing::warn!(
                    cage = supervised.cage.index(),
                    "a frozen gate had to be stopped"
                );
                post.process.stop();
            }
        }
    }

    /// When [`Gates::stop_overdue`] is due.
    #[must_use]
    pub fn next_due(&self) -> Option<Now> {
        let posts = self.cages.iter().filter_map(|s| s.post.as_ref());
        posts.filter_map(|post| post.hold.due()).min()
    }

    /// Asks every gate what its cage has used. Returns cages whose gate is lost over it.
    pub fn ask_usage(&mut self, now: Now) -> Vec<CageId> {
        let mut lost = Vec::new();
        for index in 0..self.cages.len() {
            let post = self.cages.get_mut(index).and_then(|s| s.post.as_mut());
            if let Some(Err(offence)) = post.map(Post::ask_usage) {
                lost.extend(self.lose(index, &offence, now));
            }
        }
        lost
    }

    /// Whether every gate that was asked has answered.
    #[must_use]
    pub fn usage_known(&self) -> bool {
        let posts = self.cages.iter().filter_map(|s| s.post.as_ref());
        !posts.into_iter().any(|post| post.asked)
    }

    /// What there is to know of a cage's gate.
    #[must_use]
    pub fn info(&self, cage: CageId) -> Option<Info> {
        let supervised = self.cages.get(self.index(cage)?)?;
        let post = supervised.post.as_ref();
        let sums = post.and_then(|post| post.used.as_ref());
        let counted = |(limit, used): (Limit, &Option<u64>)| used.map(|used| (limit, used));
        Some(Info {
            pid: post.map(|post| post.process.pid()),
            state: supervised.state(),
            deaths: supervised.record.total(),
            used: sums
                .map(|sums| Limit::all().zip(&sums.0).filter_map(counted).collect())
                .unwrap_or_default(),
        })
    }

    /// Takes what is to be recorded of gates, leaving nothing.
    pub fn take_facts(&mut self) -> Vec<Fact> {
        std::mem::take(&mut self.facts)
    }

    /// The cages in quarantine.
    pub fn quarantined(&self) -> impl Iterator<Item = CageId> {
        let held = self.cages.iter().filter(|s| s.record.quarantined());
        held.map(|supervised| supervised.cage)
    }

    fn index(&self, cage: CageId) -> Option<usize> {
        self.cages.iter().position(|s| s.cage == cage)
    }

    /// The cages whose gate has something to say.
    fn readable(&self) -> Vec<usize> {
        let mut events: Vec<Event> = Vec::with_capacity(self.cages.len().max(1));
        let at_once = Timespec::default();
        if let Err(error) = epoll::wait(&self.epoll, spare_capacity(&mut events), Some(&at_once)) {
            tracing::debug!(%error, "nothing to be read from the gates");
        }
        let index = |event: &Event| usize::try_from(event.data.u64()).ok();
        events.iter().filter_map(index).collect()
    }

    /// A gate died or broke its word: its cage alone pays for it.
    fn lose(&mut self, index: usize, offence: &Offence, now: Now) -> Option<CageId> {
        self.retire(index);
        let supervised = self.cages.get_mut(index)?;
        tracing::error!(
            cage = supervised.name,
            why = %offence,
            deaths = supervised.record.total().saturating_add(1),
            "a gate is gone, and the connections of its cage with it"
        );
        let (cage, name) = (supervised.cage, supervised.name.clone());
        let verdict = supervised.record.died(now);
        self.facts.push(Fact::GateDied {
            cage: name.clone(),
            why: offence.to_string(),
            deaths: supervised.record.total(),
        });
        match verdict {
            Verdict::Restart => self.fill(index, now),
            Verdict::Quarantine => {
                tracing::error!(
                    cage = name,
                    "its gates died three times within a minute: nobody comes in until \
                     `liserectl cage release` lets the cage out of quarantine"
                );
                self.facts.push(Fact::CageQuarantined { cage: name });
            }
        }
        Some(cage)
    }

    /// Takes a gate from its post and ends it.
    fn retire(&mut self, index: usize) {
        let post = self.cages.get_mut(index).and_then(|s| s.post.take());
        if let Some(post) = post {
            let _ = epoll::delete(&self.epoll, post.trunk());
            let mut process = post.process;
            process.kill();
            if !process.ended() {
                self.dying.push(process);
            }
        }
    }

    /// Puts a gate at an empty post, as often as its record allows.
    fn fill(&mut self, index: usize, now: Now) {
        let Some(supervised) = self.cages.get_mut(index) else {
            return;
        };
        let idle = |supervised: &Supervised| {
            supervised.post.is_none() && !supervised.record.quarantined() && !supervised.asleep
        };
        while idle(supervised) {
            let started = supervised.start(&self.program, &self.epoll, index, now);
            if let Err(error) = started {
                tracing::error!(cage = supervised.name, %error, "a gate could not be started");
                let verdict = supervised.record.died(now);
                let cage = supervised.name.clone();
                self.facts.push(Fact::GateDied {
                    cage: cage.clone(),
                    why: "it could not be started".to_owned(),
                    deaths: supervised.record.total(),
                });
                if verdict == Verdict::Quarantine {
                    self.facts.push(Fact::CageQuarantined { cage });
                }
            }
        }
    }
}

impl Supervised {
    fn start(
        &mut self,
        program: &std::path::Path,
        epoll: &OwnedFd,
        index: usize,
        now: Now,
    ) -> io::Result<()> {
        let token = EventData::new_u64(u64::try_from(index).unwrap_or(u64::MAX));
        let mut post = Post::new(Process::start(program, self.listener.try_clone()?)?);
        let hello = ToGate::Hello {
            limits: Box::new(self.limits.clone()),
            gpu: self.gpu,
        };
        let told = post.tell(&hello, None).and_then(|()| {
            if self.frozen {
                post.freeze(now)
            } else {
                Ok(())
            }
        });
        told.map_err(io::Error::other)?;
        epoll::add(epoll, post.trunk(), token, EventFlags::IN)?;
        self.post = Some(post);
        Ok(())
    }

    fn state(&self) -> State {
        match (self.record.quarantined(), self.frozen) {
            (true, _) => State::Quarantined,
            (false, true) => State::Frozen,
            (false, false) => State::Running,
        }
    }
}

impl AsFd for Gates {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.epoll.as_fd()
    }
}

impl Drop for Gates {
    fn drop(&mut self) {
        // A stopped gate would not see its trunk close.
        for supervised in &mut self.cages {
            if let Some(post) = &mut supervised.post {
                post.process.kill();
            }
        }
    }
}
