//! One cage as the warden keeps it: what it is in, what waits for it, and when it ends.

mod asks;
mod life;
mod notices;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, VecDeque};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::time::Duration;

use lisere_policy::Engine;

use self::notices::Tap;
use super::cell::{Cell, Tools};
use super::emptying::Emptying;
use super::programs::Programs;
use crate::message::{CageState, News, Refusal, Run, Uses};
use crate::recipe::Recipe;

/// Wishes that wait for a sandbox to stand.
const QUEUE: usize = 256;
/// A cage without programs stands for so long.
const IDLE: Duration = Duration::from_secs(10);
/// Programs that are asked to end have so long.
const GRACE: Duration = Duration::from_secs(5);
/// A sandbox has so long to stand.
const BUILDING: Duration = Duration::from_secs(30);
/// Messages of one cage that are heard in one round.
const HEARD: usize = 32;
/// Programs on offer that are passed on of one cage.
const ENTRIES: usize = 4_096;

/// One cage.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) recipe: Recipe,
    phase: Phase,
    queue: VecDeque<Wish>,
    /// What the init was asked and has not answered, by the numbers it was given.
    asked: BTreeMap<u64, Asked>,
    last: u64,
    programs: Programs,
    frozen: bool,
    /// Whether no program runs, as its init says.
    idle: bool,
    /// When it is stopped for idleness, killed, or given up.
    due: Option<Duration>,
    told: CageState,
    used: Uses,
    /// What a disposable cage left behind, on its way out.
    emptying: Option<Emptying>,
    notices: Tap,
}

#[derive(Debug)]
enum Phase {
    Stopped,
    Failed(Refusal),
    /// Its child is on its way out.
    Failing(Cell, Refusal),
    Starting(Cell),
    Running(Cell),
    Stopping(Cell),
}

/// Somebody who waits for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asker {
    /// The core, by its number for it.
    Core(u64),
    /// A program of the policy.
    Program(usize),
}

/// What is wanted of a cage.
#[derive(Debug)]
pub(super) struct Wish {
    pub(super) asker: Asker,
    pub(super) what: What,
    pub(super) fds: Vec<OwnedFd>,
}

/// Which.
#[derive(Debug)]
pub(super) enum What {
    /// A program is run.
    Run(Run),
    /// What programs there are is said.
    Entries,
}

/// What an init was asked.
#[derive(Clone, Copy, Debug)]
struct Asked {
    asker: Asker,
    /// Programs on offer that were passed on, if that was asked.
    entries: Option<usize>,
}

impl Held {
    /// A cage that nothing runs in. What a disposable one has of an earlier session goes.
    pub(super) fn new(recipe: Recipe, now: Duration) -> Self {
        let remote = matches!(recipe.sandbox.engine, Engine::Ssh(_));
        let programs = Programs::new(&recipe.sandbox.programs, remote, now);
        let mut held = Self {
            recipe,
            phase: Phase::Stopped,
            queue: VecDeque::new(),
            asked: BTreeMap::new(),
            last: 0,
            programs,
            frozen: false,
            idle: true,
            due: None,
            told: CageState::Stopped,
            used: Uses::default(),
            emptying: None,
            notices: Tap::default(),
        };
        held.empty();
        held
    }

    /// Does what has come due, and says what has changed.
    pub(super) fn tick(&mut self, tools: &Tools, now: Duration, out: &mut Vec<News>) {
        self.bury(now, out);
        self.go_on_emptying();
        self.programs.hear(now);
        for (index, run, line) in self.programs.take_due(now) {
            let wish = Wish {
                asker: Asker::Program(index),
                what: What::Run(run),
                fds: vec![line],
            };
            self.want(wish, tools, now, out);
        }
        self.keep_time(now, out);
        self.hasten();
        self.advance(tools, now, out);
        self.carry(now);
        self.tell_state(out);
        self.tell_uses(out);
    }

    /// When [`Held::tick`] has to be called at the latest.
    pub(super) fn deadline(&self) -> Option<Duration> {
        if self.emptying.is_some() {
            return Some(Duration::ZERO);
        }
        let carried = self.cell().and_then(Cell::deadline);
        [self.due, self.programs.deadline(), carried]
            .into_iter()
            .flatten()
            .min()
    }

    /// What to watch for reading, each with whether it waits for room too.
    pub(super) fn watched(&self, quiet: bool) -> Vec<(BorrowedFd<'_>, bool)> {
        let cell = self.cell().filter(|_| !quiet);
        let cell = cell.into_iter().flat_map(Cell::watched);
        let lines = self.programs.lines().map(|fd| (fd.as_fd(), false));
        cell.chain(lines).collect()
    }

    /// Whether nothing of it is left.
    pub(super) fn gone(&self) -> bool {
        self.cell().is_none() && self.emptying.is_none()
    }

    /// How it is.
    pub(super) fn state(&self) -> CageState {
        match &self.phase {
            Phase::Failed(refusal) | Phase::Failing(_, refusal) => {
                CageState::Failed(refusal.clone())
            }
            _ if self.programs.cut() => CageState::Reconnecting,
            // It is to be empty before it is free.
            Phase::Stopped if self.emptying.is_some() => CageState::Starting,
            Phase::Stopped => CageState::Stopped,
            Phase::Starting(_) => CageState::Starting,
            Phase::Running(_) | Phase::Stopping(_) if self.frozen => CageState::Frozen,
            Phase::Running(_) | Phase::Stopping(_) => CageState::Running,
        }
    }

    pub(super) fn cell(&self) -> Option<&Cell> {
        match &self.phase {
            Phase::Stopped | Phase::Failed(_) => None,
            Phase::Starting(cell)
            | Phase::Running(cell)
            | Phase::Stopping(cell)
            | Phase::Failing(cell, _) => Some(cell),
        }
    }

    fn cell_mut(&mut self) -> Option<&mut Cell> {
        match &mut self.phase {
            Phase::Stopped | Phase::Failed(_) => None,
            Phase::Starting(cell)
            | Phase::Running(cell)
            | Phase::Stopping(cell)
            | Phase::Failing(cell, _) => Some(cell),
        }
    }

    fn tell_state(&mut self, out: &mut Vec<News>) {
        let state = self.state();
        if state != self.told {
            self.told = state.clone();
            let cage = self.recipe.name.clone();
            out.push(News::State { cage, state });
        }
    }

    /// Carries what its programs say and hear.
    fn carry(&mut self, now: Duration) {
        if let Some(cell) = self.cell_mut() {
            cell.carry(now);
        }
    }

    fn tell_uses(&mut self, out: &mut Vec<News>) {
        let uses = self.cell().map(Cell::uses).unwrap_or_default();
        if uses != self.used {
            self.used = uses;
            let cage = self.recipe.name.clone();
            out.push(News::Uses { cage, uses });
        }
    }

    fn name(&self) -> &str {
        &self.recipe.name
    }
}
