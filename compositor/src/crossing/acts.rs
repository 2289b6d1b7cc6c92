//! Which act of the user stands where: pure, and the only judge of what is stale.
//!
//! Every act has a number. Whatever comes back later (a source's bytes, an answer at the
//! prompt, a record that is written) names the act it belongs to, and counts only while
//! that act still waits for exactly that.

#[cfg(test)]
mod tests;

use std::time::Duration;

use lisere_policy::CageId;

use super::Side;
use crate::clock::Now;

/// After a source closed its pipe, so long it must have lived for its answer to be whole: a
/// program that is killed closes it too, and its end may be heard of a little later.
const GRACE: Duration = Duration::from_millis(30);

/// How long each thing may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Patience {
    /// Without a byte from the source.
    pub(crate) idle: Duration,
    /// For all bytes from the source.
    pub(crate) total: Duration,
    /// What was carried is kept.
    pub(crate) hold: Duration,
}

/// Where something that is read goes at once, without a second act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Goal {
    pub(crate) to: CageId,
    /// Whether it is only for as long as that cage has the keys.
    pub(crate) focused: bool,
    /// What is to be done with it there.
    pub(crate) wish: Wish,
}

/// What is to be done with what is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    /// It becomes the clipboard.
    Paste,
    /// It is a link, which is opened.
    Open,
    /// It is files, which are placed and nothing more.
    Send,
}

#[derive(Clone, Copy, Debug)]
struct Reading {
    act: u64,
    from: Side,
    goal: Option<Goal>,
    patience: Patience,
    idle: Now,
    total: Now,
    /// All bytes are there, and it is whole from then on.
    whole: Option<Now>,
}

/// Something carried, which waits to be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Held {
    pub(crate) act: u64,
    pub(crate) from: Side,
    pub(crate) until: Now,
}

/// What a giving waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// That the content is cleaned and the rules have answered.
    Preparing,
    /// The user.
    Asking { until: Now },
    /// The journal.
    Recording,
}

#[derive(Clone, Copy, Debug)]
struct Giving {
    act: u64,
    /// The act that it gives on.
    of: u64,
    goal: Goal,
    stage: Stage,
}

/// What pressing *paste-here* comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paste {
    /// Nothing has been carried.
    Nothing,
    /// It was carried from this very cage, whose own clipboard has it.
    Same,
    /// It is given as soon as it is there.
    Later,
    /// It is being given, which is an act of its own.
    Give { act: u64, held: Held },
    /// It is being given already.
    Busy,
}

/// What has come to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Due {
    /// A source's answer is whole: it is held, and given at once by another act where it
    /// was to go somewhere.
    Whole {
        held: Held,
        give: Option<(u64, Goal)>,
    },
    /// A source did not answer in time.
    Silent { act: u64, from: Side },
    /// What was held is to be wiped.
    Wipe { act: u64 },
    /// The user did not answer in time.
    Unanswered { act: u64 },
}

/// The acts that wait for something.
#[derive(Debug, Default)]
pub(crate) struct Acts {
    last: u64,
    reading: Option<Reading>,
    held: Option<Held>,
    giving: Option<Giving>,
}

impl Acts {
    /// The newest act wins: whatever was before is over. Returns the new act's number.
    pub(crate) fn carry(
        &mut self,
        from: Side,
        goal: Option<Goal>,
        patience: Patience,
        now: Now,
    ) -> u64 {
        let act = self.number();
        self.held = None;
        self.giving = None;
        self.reading = Some(Reading {
            act,
            from,
            goal,
            patience,
            idle: now.after(patience.idle),
            total: now.after(patience.total),
            whole: None,
        });
        act
    }

    /// Where what is read or given goes.
    pub(crate) fn goal(&self) -> Option<CageId> {
        let read = self.reading.and_then(|reading| reading.goal);
        let given = self.giving.map(|giving| giving.goal);
        given.or(read).map(|goal| goal.to)
    }

    fn number(&mut self) -> u64 {
        self.last = self.last.saturating_add(1);
        self.last
    }

    /// The number of an act that the rules deny before anything is read.
    pub(crate) fn deny(&mut self) -> u64 {
        self.number()
    }

    /// Where what is read, or given, goes, where that is known.
    pub(crate) fn destination(&self) -> Option<CageId> {
        let reading = self.reading.and_then(|reading| reading.goal);
        let giving = self.giving.map(|giving| giving.goal);
        reading.or(giving).map(|goal| goal.to)
    }

    /// A source has sent something: it is not silent.
    pub(crate) fn progress(&mut self, act: u64, now: Now) {
        if let Some(reading) = self.reading_of(act) {
            reading.idle = now.after(reading.patience.idle);
        }
    }

    /// A helper reads for the core and has a clock of its own.
    pub(crate) fn no_hurry(&mut self, act: u64, until: Now) {
        if let Some(reading) = self.reading_of(act) {
            (reading.idle, reading.total) = (until, until);
        }
    }

    /// A source has sent all it had.
    pub(crate) fn ended(&mut self, act: u64, now: Now) {
        if let Some(reading) = self.reading_of(act) {
            reading.whole.get_or_insert(now.after(GRACE));
        }
    }

    /// Reading, or giving, came to nothing.
    pub(crate) fn fail(&mut self, act: u64) {
        self.reading.take_if(|reading| reading.act == act);
        let given = self.giving.take_if(|giving| giving.act == act);
        self.not_given(given);
    }

    /// What had one destination from the beginning is not kept for another.
    fn not_given(&mut self, given: Option<Giving>) {
        if let Some(giving) = given.filter(|giving| !giving.goal.focused) {
            self.held.take_if(|held| held.act == giving.of);
        }
    }

    /// The user wants nothing of what is carried any more.
    pub(crate) fn drop_all(&mut self) {
        (self.reading, self.held, self.giving) = (None, None, None);
    }

    /// Gives what is held to a cage.
    pub(crate) fn paste(&mut self, to: CageId, wish: Wish) -> Paste {
        if self.giving.is_some() {
            return Paste::Busy;
        }
        let goal = Goal {
            to,
            focused: true,
            wish,
        };
        if let Some(reading) = &mut self.reading {
            if reading.from == Side::Cage(to) {
                return Paste::Same;
            }
            reading.goal.get_or_insert(goal);
            return Paste::Later;
        }
        match self.held {
            None => Paste::Nothing,
            Some(held) if held.from == Side::Cage(to) => Paste::Same,
            Some(held) => {
                let act = self.give(held.act, goal);
                Paste::Give { act, held }
            }
        }
    }

    fn give(&mut self, of: u64, goal: Goal) -> u64 {
        let (act, stage) = (self.number(), Stage::Preparing);
        self.giving = Some(Giving {
            act,
            of,
            goal,
            stage,
        });
        act
    }

    /// What is given is clean and allowed, or the user is asked until then. False where
    /// nobody waits for that any more.
    pub(crate) fn prepared(&mut self, act: u64, ask_until: Option<Now>) -> bool {
        let stage = match ask_until {
            Some(until) => Stage::Asking { until },
            None => Stage::Recording,
        };
        self.step(act, |stage| *stage == Stage::Preparing, stage)
    }

    /// The user said yes; what remains is the record. False where it was not asked.
    pub(crate) fn agreed(&mut self, act: u64) -> bool {
        let asking = |stage: &Stage| matches!(stage, Stage::Asking { .. });
        self.step(act, asking, Stage::Recording)
    }

    fn step(&mut self, act: u64, from: impl Fn(&Stage) -> bool, to: Stage) -> bool {
        let giving = self.giving.as_mut().filter(|giving| giving.act == act);
        let giving = giving.filter(|giving| from(&giving.stage));
        giving.map(|giving| giving.stage = to).is_some()
    }

    /// The record is written: whether what it grants is still wanted. It is then over, and
    /// so is what was held unless it may be given again.
    pub(crate) fn recorded(&mut self, act: u64, again: bool) -> bool {
        let waits = |giving: &mut Giving| giving.act == act && giving.stage == Stage::Recording;
        let Some(giving) = self.giving.take_if(waits) else {
            return false;
        };
        if !again || !giving.goal.focused {
            self.held.take_if(|held| held.act == giving.of);
        }
        true
    }

    /// The keys are for another cage now, or for none: what was to be given where they
    /// were is not. Returns the act that this ends.
    pub(crate) fn focus(&mut self, cage: Option<CageId>) -> Option<u64> {
        let away = |goal: &Goal| goal.focused && Some(goal.to) != cage;
        if let Some(reading) = &mut self.reading {
            reading.goal.take_if(|goal| away(goal));
        }
        let ended = self.giving.take_if(|giving| away(&giving.goal));
        ended.map(|giving| giving.act)
    }

    /// A source is gone before its answer was whole. Returns the act that this ends.
    pub(crate) fn source_died(&mut self, act: u64) -> bool {
        self.reading.take_if(|reading| reading.act == act).is_some()
    }

    /// A cage has no program left. Returns the act that this ends.
    pub(crate) fn cage_died(&mut self, cage: CageId) -> Option<u64> {
        let side = Side::Cage(cage);
        if let Some(reading) = &mut self.reading {
            reading.goal.take_if(|goal| goal.to == cage && goal.focused);
        }
        let goes_there = |goal: Option<Goal>| goal.is_some_and(|goal| goal.to == cage);
        let read = self
            .reading
            .take_if(|reading| reading.from == side || goes_there(reading.goal));
        let given = self.giving.take_if(|giving| giving.goal.to == cage);
        self.not_given(given);
        read.map(|reading| reading.act)
            .or(given.map(|giving| giving.act))
    }

    /// The user ended a cage: nothing of it goes anywhere any more.
    pub(crate) fn cage_ended(&mut self, cage: CageId) {
        let side = Side::Cage(cage);
        self.cage_died(cage);
        if self.held.take_if(|held| held.from == side).is_some() {
            self.giving = None;
        }
    }

    /// Whether an act is still read, looked at, or asked about.
    pub(crate) fn undecided(&self, act: u64) -> bool {
        let read = self.reading.is_some_and(|reading| reading.act == act);
        let given = self.giving.filter(|giving| giving.act == act);
        read || given.is_some_and(|giving| giving.stage != Stage::Recording)
    }

    /// Everything is over.
    pub(crate) fn end_all(&mut self) {
        (self.reading, self.held, self.giving) = (None, None, None);
    }

    /// What has come to its end by `now`; to be asked until there is no more.
    pub(crate) fn expire(&mut self, now: Now) -> Option<Due> {
        if let Some(reading) = self.reading {
            if reading.whole.is_some_and(|whole| whole <= now) {
                return Some(self.whole(reading, now));
            }
            if reading.whole.is_none() && reading.idle.min(reading.total) <= now {
                let (act, from) = (reading.act, reading.from);
                self.reading = None;
                return Some(Due::Silent { act, from });
            }
        }
        let asked = self
            .giving
            .take_if(|giving| matches!(giving.stage, Stage::Asking { until } if until <= now));
        self.not_given(asked);
        if let Some(giving) = asked {
            return Some(Due::Unanswered { act: giving.act });
        }
        // What is just being given is wiped when that is over.
        let over = |held: &mut Held| held.until <= now && self.giving.is_none();
        let held = self.held.take_if(over);
        held.map(|held| Due::Wipe { act: held.act })
    }

    fn whole(&mut self, reading: Reading, now: Now) -> Due {
        let held = Held {
            act: reading.act,
            from: reading.from,
            until: now.after(reading.patience.hold),
        };
        self.reading = None;
        self.held = Some(held);
        let goal = reading.goal;
        let give = goal.map(|goal| (self.give(held.act, goal), goal));
        Due::Whole { held, give }
    }

    /// When [`Acts::expire`] has something next.
    pub(crate) fn next(&self) -> Option<Now> {
        let reading = self.reading.map(|reading| match reading.whole {
            Some(whole) => whole,
            None => reading.idle.min(reading.total),
        });
        let asked = self.giving.and_then(|giving| match giving.stage {
            Stage::Asking { until } => Some(until),
            Stage::Preparing | Stage::Recording => None,
        });
        let held = self.held.filter(|_| self.giving.is_none());
        let held = held.map(|held| held.until);
        reading.into_iter().chain(asked).chain(held).min()
    }

    /// What is held.
    pub(crate) fn held(&self) -> Option<Held> {
        self.held
    }

    /// The act that is being read, and whose it is.
    pub(crate) fn reading(&self) -> Option<(u64, Side)> {
        self.reading.map(|reading| (reading.act, reading.from))
    }

    /// To whom something is given that only a program can take which runs already.
    pub(crate) fn needs_program(&self) -> Option<CageId> {
        let giving = self
            .giving
            .filter(|giving| giving.goal.wish == Wish::Paste)?;
        Some(giving.goal.to)
    }

    /// Whether anybody waits for an act any more.
    pub(crate) fn wants(&self, act: u64) -> bool {
        self.reading.is_some_and(|reading| reading.act == act)
            || self.held.is_some_and(|held| held.act == act)
            || self.giving.is_some_and(|giving| giving.act == act)
    }

    fn reading_of(&mut self, act: u64) -> Option<&mut Reading> {
        self.reading.as_mut().filter(|reading| reading.act == act)
    }
}
