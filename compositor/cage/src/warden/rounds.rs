//! The warden's loop: hear the core and every cage, do what is due, wait.

use std::os::fd::{AsFd, OwnedFd};
use std::time::Duration;

use lisere_policy::Engine;
use lisere_post::{PostError, Received, Wait, receive};
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::cell::{Cell, Tools};
use super::complain;
use super::held::{Asker, Held, What, Wish};
use super::media::{self, Mixer};
use super::outbox::Outbox;
use super::peers::mismatch;
use super::survey::shares;
use super::time::now;
use crate::message::{News, Order, Refusal, Survey};
use crate::reason::Reason;

/// Orders that are heard in one round.
const HEARD: usize = 64;
/// Messages that may wait for the core: beyond, cages are not listened to.
const WAITING: usize = 512;
/// How long the last of it may take.
const LAST: Duration = Duration::from_secs(3);

/// All cages of a session.
#[derive(Debug)]
pub(super) struct Warden<S> {
    core: S,
    outbox: Outbox,
    tools: Tools,
    cages: Vec<Held>,
    mixer: Mixer,
}

impl<S: AsFd> Warden<S> {
    /// One without cages, at a socket of the core.
    pub(super) fn new(core: S, tools: Tools) -> Self {
        Self {
            core,
            outbox: Outbox::default(),
            tools,
            cages: Vec::new(),
            mixer: Mixer::default(),
        }
    }

    /// Serves until the core has gone; then all is taken down.
    pub(super) fn serve(&mut self) {
        while self.round(now()) {
            self.wait(now());
        }
        self.finish();
    }

    /// Hears and does what there is; `false` once the core has gone.
    pub(super) fn round(&mut self, now: Duration) -> bool {
        for _ in 0..HEARD {
            match receive::<Order>(&self.core, Wait::No) {
                Ok(Received { message, fds, .. }) => self.take(message, fds, now),
                Err(PostError::Nothing) => break,
                Err(PostError::End) => return false,
                Err(PostError::Bad) => {
                    complain("the core said what makes no sense; are both of one version?");
                    return false;
                }
            }
        }
        let mut news = Vec::new();
        let quiet = self.quiet();
        for held in &mut self.cages {
            if !quiet {
                held.hear(now, &mut news);
            }
            held.tick(&self.tools, now, &mut news);
        }
        news.extend(self.mixer.tick(now));
        self.say(news)
    }

    /// Whether the core has enough to hear already.
    fn quiet(&self) -> bool {
        self.outbox.len() >= WAITING
    }

    fn say(&mut self, news: Vec<News>) -> bool {
        for one in news {
            self.outbox.add(&one, Vec::new());
        }
        self.outbox.flush(&self.core).is_ok()
    }

    fn take(&mut self, order: Order, fds: Vec<OwnedFd>, now: Duration) {
        let mut news = Vec::new();
        match order {
            Order::Cage(recipe) => self.cages.push(Held::new(*recipe, now)),
            Order::Run { act, cage, run } => {
                self.wish(act, &cage, What::Run(run), fds, now, &mut news);
            }
            Order::Entries { act, cage } => {
                self.wish(act, &cage, What::Entries, fds, now, &mut news);
            }
            Order::Freeze { cage } => self.on(&cage, |held| held.set_frozen(true)),
            Order::Thaw { cage } => self.on(&cage, |held| held.set_frozen(false)),
            Order::Stop { cage } => self.on(&cage, |held| held.stop(now, &mut news)),
            Order::Kill { cage } => self.on(&cage, |held| held.kill(now, &mut news)),
            Order::Survey { act } => news.push(News::Surveyed {
                act,
                cages: self.survey(),
            }),
            Order::Examine { act, cage, pid } => news.push(News::Examined {
                act,
                mismatch: self.examine(&cage, pid),
            }),
            Order::FollowVolume => self.mixer.follow(now),
            Order::Volume(wish) => self.mixer.want(wish, now),
        }
        for one in news {
            self.outbox.add(&one, Vec::new());
        }
    }

    fn on(&mut self, cage: &str, act: impl FnOnce(&mut Held)) {
        if let Some(held) = self.cages.iter_mut().find(|held| held.recipe.name == cage) {
            act(held);
        }
    }

    fn wish(
        &mut self,
        act: u64,
        cage: &str,
        what: What,
        fds: Vec<OwnedFd>,
        now: Duration,
        news: &mut Vec<News>,
    ) {
        let asker = Asker::Core(act);
        let held = self.cages.iter_mut().find(|held| held.recipe.name == cage);
        match held {
            Some(held) => held.want(Wish { asker, what, fds }, &self.tools, now, news),
            None => {
                let reason = Reason::NoCage(cage.to_owned());
                let message = format!("there is no cage {cage}");
                let refusal = Some(Refusal::failed(reason, message, ""));
                news.push(News::Ran { act, refusal });
            }
        }
    }

    /// How all cages are that have something of them running.
    fn survey(&self) -> Vec<Survey> {
        let spaces = self.cages.iter().filter_map(|held| held.cell()?.space());
        let shares = shares(&spaces.collect::<Vec<_>>());
        let one = |held: &Held| {
            let cell = held.cell();
            let share = cell
                .and_then(Cell::space)
                .and_then(|space| shares.get(&space));
            let (memory, _) = cell.map_or((None, None), Cell::usage);
            Survey {
                cage: held.recipe.name.clone(),
                state: held.state(),
                // Its init is ours.
                processes: share.map(|share| share.processes.saturating_sub(1)),
                memory_bytes: memory.or(share.map(|share| share.memory)),
                held_by: self.tools.keeper.name().to_owned(),
                lacks: media::lacks(&held.recipe),
            }
        };
        self.cages.iter().map(one).collect()
    }

    /// Why a process is none of the cage's.
    fn examine(&self, cage: &str, pid: u32) -> Option<String> {
        let Some(held) = self.cages.iter().find(|held| held.recipe.name == cage) else {
            return Some(format!("there is no cage {cage}"));
        };
        let free = held.recipe.bare || held.recipe.sandbox.engine == Engine::Socket;
        match held.cell().and_then(|cell| Some((cell, cell.space()?))) {
            _ if free => None,
            Some((cell, space)) => mismatch(pid, space, cell.control_group()),
            None => Some(format!("nothing of the cage {cage} runs")),
        }
    }

    /// Waits until somebody says something, or something is due.
    fn wait(&self, now: Duration) {
        let due = self.cages.iter().filter_map(Held::deadline);
        let due = due.chain(self.mixer.deadline()).min();
        let wait = due.map(|due| due.saturating_sub(now));
        let wait = wait.and_then(|wait| Timespec::try_from(wait).ok());
        let quiet = self.quiet();
        let flags = |busy| match busy {
            true => PollFlags::IN | PollFlags::OUT,
            false => PollFlags::IN,
        };
        let watched: Vec<_> = self
            .cages
            .iter()
            .flat_map(|held| held.watched(quiet))
            .collect();
        let mut fds = vec![PollFd::new(&self.core, flags(self.outbox.len() > 0))];
        fds.extend(
            watched
                .iter()
                .map(|(fd, busy)| PollFd::from_borrowed_fd(*fd, flags(*busy))),
        );
        let mixer = self.mixer.watched();
        fds.extend(mixer.map(|fd| PollFd::from_borrowed_fd(fd, PollFlags::IN)));
        // A signal, or too little memory: then it is tried again at once.
        let _ = poll(&mut fds, wait.as_ref());
    }

    /// Ends every cage, and removes what disposable ones had.
    fn finish(&mut self) {
        let end = now().saturating_add(LAST);
        let mut unheard = Vec::new();
        for held in &mut self.cages {
            held.kill(now(), &mut unheard);
        }
        while now() < end {
            for held in &mut self.cages {
                held.hear(now(), &mut unheard);
                held.tick(&self.tools, now(), &mut unheard);
            }
            if self.cages.iter().all(Held::gone) {
                return;
            }
            let watched: Vec<_> = self
                .cages
                .iter()
                .flat_map(|held| held.watched(false))
                .collect();
            let mut fds: Vec<_> = watched
                .iter()
                .map(|(fd, _)| PollFd::from_borrowed_fd(*fd, PollFlags::IN))
                .collect();
            let emptying = self
                .cages
                .iter()
                .any(|held| held.deadline() == Some(Duration::ZERO));
            let left = end.saturating_sub(now());
            let wait = if emptying { Duration::ZERO } else { left };
            let _ = poll(&mut fds, Timespec::try_from(wait).ok().as_ref());
        }
    }
}
