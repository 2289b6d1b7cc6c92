//! Starting programs that open links: the warden does it, whoever speaks to it takes what is
//! to be started.

use std::collections::BTreeSet;
use std::time::Duration;

use lisere_policy::CageId;
use lisere_shell::Why;

use super::super::Worked;
use crate::clock::Now;

/// How long it may take: a cage may have to be built first.
const PATIENCE: Duration = Duration::from_secs(40);

/// A program to be started in a cage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// For this act.
    pub act: u64,
    /// In which.
    pub cage: CageId,
    /// It and its arguments.
    pub argv: Vec<String>,
}

/// What is to be started, and what is waited for.
#[derive(Debug, Default)]
pub(super) struct Starter {
    wanted: Vec<Start>,
    /// What was to be started, where nobody starts anything: for tests.
    kept: Option<Vec<Start>>,
    acts: BTreeSet<u64>,
    answers: Vec<Worked>,
    due: Option<Now>,
}

impl Starter {
    /// One whose programs are kept and said to run.
    pub(super) fn in_thread() -> Self {
        Self {
            kept: Some(Vec::new()),
            ..Self::default()
        }
    }

    /// Has a program started.
    pub(super) fn start(&mut self, start: Start) {
        self.acts.insert(start.act);
        match &mut self.kept {
            Some(kept) => kept.push(start),
            None => self.wanted.push(start),
        }
    }

    /// What nobody has taken yet.
    pub(super) fn take(&mut self) -> Vec<Start> {
        std::mem::take(&mut self.wanted)
    }

    /// What came of it: why not, if not.
    pub(super) fn answer(&mut self, act: u64, why: Option<Why>) {
        self.due = None;
        if self.acts.remove(&act) {
            self.answers.push(match why {
                None => Worked::Opened { act },
                Some(why) => Worked::Failed { act, why },
            });
        }
    }

    /// What was to be started in this very thread.
    pub(super) fn kept(&self) -> &[Start] {
        self.kept.as_deref().unwrap_or_default()
    }

    /// Nothing is said any more of what is started for an act.
    pub(super) fn forget(&mut self, act: u64) {
        self.acts.remove(&act);
        self.wanted.retain(|start| start.act != act);
    }

    /// What has been answered.
    pub(super) fn ready(&mut self, now: Now, done: &mut Vec<Worked>) {
        done.append(&mut self.answers);
        if self.kept.is_some() {
            let acts = std::mem::take(&mut self.acts).into_iter();
            return done.extend(acts.map(|act| Worked::Opened { act }));
        }
        match self.due {
            _ if self.acts.is_empty() => self.due = None,
            None => self.due = Some(now.after(PATIENCE)),
            Some(due) if due <= now => {
                self.due = None;
                let acts = std::mem::take(&mut self.acts).into_iter();
                let why = Why::HandlerSilent;
                done.extend(acts.map(|act| Worked::Failed {
                    act,
                    why: why.clone(),
                }));
            }
            Some(_) => {}
        }
    }

    pub(super) fn next_deadline(&self) -> Option<Now> {
        let waits = !self.answers.is_empty() || (!self.acts.is_empty() && self.due.is_none());
        if waits {
            Some(Now::default())
        } else {
            self.due
        }
    }
}
