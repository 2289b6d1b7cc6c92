//! What the warden was asked, and to whom its answers go.

use lisere_cage::message::{Entry, Refusal, code};
use lisere_cage::reason::Reason;
use lisere_policy::CageId;
use lisere_policy::record::Fact;

use super::{ANEW, GONE, Heard, Warden};
use crate::control::ConnectionId;

/// Programs on offer that are kept of one cage.
const ENTRIES: usize = 4_096;

/// Somebody who waits for the warden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// A program at the control socket.
    Control(ConnectionId),
    /// An act of crossing, which opens a link.
    Link(u64),
    /// The user, who pressed a chord that starts a program in this cage.
    Chord(CageId),
    /// The launcher, by the number of its question.
    Launcher(u64),
}

/// What is not answered yet.
#[derive(Debug)]
pub(super) enum Asked {
    Run(Who, CageId),
    Entries(Who, Vec<Entry>),
    Examine,
    Survey,
}

/// What the warden answers.
#[derive(Debug)]
pub enum Answered {
    /// A program runs, or why it does not.
    Ran(Who, Option<Refusal>),
    /// The programs that a cage offers; untrusted.
    Entries(Who, Result<Vec<Entry>, Refusal>),
    /// Why a process is none of a cage's, by the number of the question.
    Examined(u64, Option<String>),
}

impl Warden {
    /// Notes a question. Returns its number.
    pub(super) fn ask(&mut self, asked: Asked) -> u64 {
        self.last = self.last.wrapping_add(1);
        self.asked.insert(self.last, asked);
        self.last
    }

    pub(super) fn ran(&mut self, act: u64, refusal: Option<Refusal>) -> Option<Heard> {
        match self.asked.remove(&act)? {
            Asked::Run(who, cage) => {
                if let Some(refusal) = &refusal {
                    self.facts.push(Fact::ProgramRefused {
                        cage: self.name(cage),
                        why: kind(refusal).to_owned(),
                    });
                }
                Some(Heard::Answer(Answered::Ran(who, refusal)))
            }
            // A cage that the warden does not know offers nothing.
            Asked::Entries(who, _) => {
                let answer = refusal.map_or(Ok(Vec::new()), Err);
                Some(Heard::Answer(Answered::Entries(who, answer)))
            }
            Asked::Examine => Some(Heard::Answer(Answered::Examined(
                act,
                Some(GONE.to_owned()),
            ))),
            Asked::Survey => None,
        }
    }

    pub(super) fn entries(
        &mut self,
        act: u64,
        entries: Vec<Entry>,
        last: bool,
        refusal: Option<Refusal>,
    ) -> Option<Heard> {
        let Asked::Entries(who, all) = self.asked.get_mut(&act)? else {
            return None;
        };
        let room = ENTRIES.saturating_sub(all.len());
        all.extend(entries.into_iter().take(room));
        let (who, all) = (*who, std::mem::take(all));
        if !last {
            self.asked.insert(act, Asked::Entries(who, all));
            return None;
        }
        self.asked.remove(&act);
        let answer = refusal.map_or(Ok(all), Err);
        Some(Heard::Answer(Answered::Entries(who, answer)))
    }

    /// The warden has gone: all who wait are told so.
    pub(super) fn refuse_all(&mut self) -> Vec<Heard> {
        let acts: Vec<u64> = self.asked.keys().copied().collect();
        let gone = || Some(Refusal::failed(Reason::Gone, GONE, ANEW));
        acts.into_iter()
            .filter_map(|act| self.ran(act, gone()))
            .collect()
    }
}

/// Why a program was refused, for records: never which one, and nothing in the words of the
/// cage, whose init may have said it.
fn kind(refusal: &Refusal) -> &'static str {
    match refusal.code {
        code::MISSING => "there is no such program",
        code::CANNOT => "it can't be started",
        _ => "the cage can't run it",
    }
}
