//! A cage's life: it starts with what is wanted of it, and ends by order, by idleness or by
//! itself.

use std::time::Duration;

use super::super::cell::{Cell, Tools};
use super::super::complain;
use super::super::emptying::{Emptying, Step};
use super::super::media;
use super::{BUILDING, GRACE, Held, IDLE, Phase};
use crate::message::{News, Refusal, Task};
use crate::reason::Reason;

impl Held {
    /// Starts a sandbox for what waits, or hands it over to the one that stands.
    pub(super) fn advance(&mut self, tools: &Tools, now: Duration, out: &mut Vec<News>) {
        let none = matches!(self.phase, Phase::Stopped | Phase::Failed(_));
        if none && !self.queue.is_empty() && self.emptying.is_none() {
            match Cell::start(tools, &self.recipe) {
                Ok(cell) => {
                    self.phase = Phase::Starting(cell);
                    self.idle = true;
                    self.due = Some(now.saturating_add(BUILDING));
                }
                Err(refusal) => self.give_up(refusal, now, out),
            }
        }
        self.hand_over(now, out);
        self.watch_idleness(now);
        self.tell_state(out);
    }

    /// The sandbox stands.
    pub(super) fn stands(&mut self, now: Duration, out: &mut Vec<News>) {
        if !matches!(self.phase, Phase::Starting(_)) {
            return;
        }
        if let Phase::Starting(mut cell) = std::mem::replace(&mut self.phase, Phase::Stopped) {
            cell.equip(&self.recipe);
            self.phase = Phase::Running(cell);
        }
        for lacking in media::lacks(&self.recipe) {
            complain(&format!("the cage {}: {lacking}", self.name()));
        }
        self.due = None;
        if self.frozen {
            self.set_frozen(true);
        }
        self.hand_over(now, out);
        self.tell_state(out);
    }

    /// The sandbox can't be built; its child ends by itself.
    pub(super) fn fails(&mut self, refusal: Refusal, now: Duration, out: &mut Vec<News>) {
        if matches!(self.phase, Phase::Starting(_)) {
            self.give_up(refusal, now, out);
        }
    }

    /// Says no to all, and ends what there is of a sandbox.
    fn give_up(&mut self, refusal: Refusal, now: Duration, out: &mut Vec<News>) {
        self.refuse_all(&refusal, now, out);
        self.due = None;
        self.phase = match std::mem::replace(&mut self.phase, Phase::Stopped) {
            Phase::Starting(mut cell) => {
                cell.kill();
                Phase::Failing(cell, refusal)
            }
            _ => Phase::Failed(refusal),
        };
        self.tell_state(out);
    }

    /// Buries a sandbox that has ended.
    pub(super) fn bury(&mut self, now: Duration, out: &mut Vec<News>) {
        if !self.cell_mut().is_some_and(Cell::ended) {
            return;
        }
        // What it said before it ended counts.
        self.hear(now, out);
        let words = self.cell().map(Cell::last_words).unwrap_or_default();
        let name = self.name().to_owned();
        match std::mem::replace(&mut self.phase, Phase::Stopped) {
            Phase::Starting(_) => {
                let message = format!("the sandbox of the cage {name} ended at once: {words}");
                let help = "the session's log may say more";
                let refusal = Refusal::failed(Reason::EndedAtOnce, message, help);
                self.give_up(refusal, now, out);
            }
            Phase::Running(_) => {
                let message = format!("the sandbox of the cage {name} ended by itself {words}");
                let help = "it starts anew with its next program";
                let refusal = Refusal::failed(Reason::Ended, message.trim_end(), help);
                self.give_up(refusal, now, out);
            }
            Phase::Stopping(_) => {
                self.refuse_asked(&stopped(&name), now, out);
                self.due = None;
            }
            Phase::Failing(_, refusal) | Phase::Failed(refusal) => {
                self.phase = Phase::Failed(refusal);
            }
            Phase::Stopped => {}
        }
        self.empty();
        self.tell_state(out);
    }

    /// Halts its programs, or lets them go on.
    pub(in super::super) fn set_frozen(&mut self, frozen: bool) {
        self.frozen = frozen && !self.recipe.bare;
        // One that is being built is halted when it stands.
        if let Phase::Running(cell) | Phase::Stopping(cell) = &mut self.phase {
            cell.freeze(frozen);
        }
    }

    /// Asks its programs to end, and makes them after a while.
    pub(in super::super) fn stop(&mut self, now: Duration, out: &mut Vec<News>) {
        self.programs.rest();
        if self.frozen {
            self.set_frozen(false);
        }
        self.refuse_queue(&stopped(self.name()), now, out);
        self.take_down(now);
    }

    /// Ends its programs now.
    pub(in super::super) fn kill(&mut self, now: Duration, out: &mut Vec<News>) {
        self.programs.rest();
        self.frozen = false;
        self.refuse_queue(&stopped(self.name()), now, out);
        self.end_now(now);
    }

    fn end_now(&mut self, now: Duration) {
        if let Some(cell) = self.cell_mut() {
            cell.kill();
            self.begin_stopping(now);
        }
    }

    /// Has its programs asked to end.
    fn take_down(&mut self, now: Duration) {
        match &mut self.phase {
            Phase::Running(cell) => {
                cell.tell(&Task::Stop, Vec::new());
                self.begin_stopping(now);
            }
            // Nobody has seen anything of it.
            Phase::Starting(_) => self.end_now(now),
            _ => {}
        }
    }

    /// Ends what is being stopped once its last program has ended: its init waits for others.
    pub(super) fn hasten(&mut self) {
        if let Phase::Stopping(cell) = &mut self.phase
            && std::mem::take(&mut self.idle)
        {
            cell.kill();
        }
    }

    fn begin_stopping(&mut self, now: Duration) {
        self.due = Some(now.saturating_add(GRACE));
        self.phase = match std::mem::replace(&mut self.phase, Phase::Stopped) {
            Phase::Starting(cell) | Phase::Running(cell) => Phase::Stopping(cell),
            other => other,
        };
    }

    /// Does what is due.
    pub(super) fn keep_time(&mut self, now: Duration, out: &mut Vec<News>) {
        if self.due.is_none_or(|due| due > now) {
            return;
        }
        self.due = None;
        match &mut self.phase {
            Phase::Starting(_) => {
                let message = format!("the cage {} does not start", self.name());
                let help = "the session's log may say why";
                let refusal = Refusal::failed(Reason::Late, message, help);
                self.give_up(refusal, now, out);
            }
            Phase::Stopping(cell) => {
                cell.kill();
                self.due = Some(now.saturating_add(GRACE));
            }
            Phase::Running(_) => self.take_down(now),
            Phase::Stopped | Phase::Failed(_) | Phase::Failing(..) => {}
        }
    }

    /// Without programs and wishes it is stopped after a while; a disposable one at once.
    fn watch_idleness(&mut self, now: Duration) {
        if !matches!(self.phase, Phase::Running(_)) {
            return;
        }
        let idle = self.idle && self.asked.is_empty() && self.queue.is_empty() && !self.frozen;
        let wait = match self.recipe.disposable {
            true => Duration::ZERO,
            false => IDLE,
        };
        self.due = match (idle, self.due) {
            (false, _) => None,
            (true, Some(due)) => Some(due),
            (true, None) => Some(now.saturating_add(wait)),
        };
    }

    /// Begins to empty the home of a disposable cage.
    pub(super) fn empty(&mut self) {
        let Some(home) = self.recipe.home.as_ref().filter(|_| self.recipe.disposable) else {
            return;
        };
        match Emptying::begin(home) {
            Ok(emptying) => self.emptying = Some(emptying),
            Err(error) => complain(&format!("can't empty {}: {error}", home.display())),
        }
    }

    pub(super) fn go_on_emptying(&mut self) {
        let Some(emptying) = &mut self.emptying else {
            return;
        };
        if let Step::Done(stubborn) = emptying.step() {
            self.emptying = None;
            if stubborn > 0 {
                let home = self.recipe.home.as_deref().unwrap_or_else(|| "".as_ref());
                complain(&format!(
                    "{stubborn} files of the cage {} can't be removed: see {}",
                    self.name(),
                    home.display()
                ));
            }
        }
    }
}

fn stopped(name: &str) -> Refusal {
    Refusal::failed(Reason::Stopped, format!("the cage {name} was stopped"), "")
}
