//! Programs that the policy names for a cage: when they start, and when they start again.

use std::os::fd::OwnedFd;
use std::time::Duration;

use lisere_policy::{Program, Restart};
use lisere_post::{PostError, Wait, pair, receive};

use crate::message::{Run, Up, code};

/// Between an end and the next start: at first, and at most.
const FIRST: Duration = Duration::from_secs(1);
const LAST: Duration = Duration::from_secs(60);
/// Who has run for so long has not failed at once.
const LONG: Duration = Duration::from_secs(60);
/// A connection that has held for so long stands again.
const STANDS: Duration = Duration::from_secs(5);
/// What `ssh` ends with when it is the connection that failed.
const CUT: u8 = 255;
/// The exit code of what ended with its cage: as if by signal 9.
const ENDED: u8 = code::SIGNALLED + 9;

/// All programs of one cage.
#[derive(Debug, Default)]
pub(super) struct Programs {
    each: Vec<Kept>,
    /// Whether another machine runs them.
    remote: bool,
}

#[derive(Debug)]
struct Kept {
    run: Run,
    restart: Restart,
    phase: Phase,
    wait: Duration,
    cut: bool,
}

#[derive(Debug)]
enum Phase {
    /// To be started then.
    Due(Duration),
    /// It is being started, or runs since then; along the line it says how it ends.
    Runs(OwnedFd, Duration),
    /// It has ended for good.
    Over,
}

impl Programs {
    /// Those of a policy, due now.
    pub(super) fn new(programs: &[Program], remote: bool, now: Duration) -> Self {
        let kept = |program: &Program| Kept {
            run: Run {
                argv: program.run.clone(),
                env: Vec::new(),
                folder: None,
                terminal: None,
            },
            restart: program.restart,
            phase: Phase::Due(now),
            wait: FIRST,
            cut: false,
        };
        let each = programs.iter().map(kept).collect();
        Self { each, remote }
    }

    /// Those to be started now, each with its number and the end of its line that goes along.
    pub(super) fn take_due(&mut self, now: Duration) -> Vec<(usize, Run, OwnedFd)> {
        let mut due = Vec::new();
        for (index, kept) in self.each.iter_mut().enumerate() {
            if !matches!(kept.phase, Phase::Due(when) if when <= now) {
                continue;
            }
            match pair() {
                Ok((ours, theirs)) => {
                    kept.phase = Phase::Runs(ours, now);
                    due.push((index, kept.run.clone(), theirs));
                }
                // There is no descriptor left: there may be one later.
                Err(_) => kept.ended(code::FAILED, self.remote, now),
            }
        }
        due
    }

    /// One was not started.
    pub(super) fn refused(&mut self, index: usize, now: Duration) {
        if let Some(kept) = self.each.get_mut(index) {
            kept.ended(code::FAILED, self.remote, now);
        }
    }

    /// Nobody hears of this one's end.
    pub(super) fn on_its_own(&mut self, index: usize) {
        if let Some(kept) = self.each.get_mut(index) {
            kept.phase = Phase::Over;
        }
    }

    /// Hears which have ended.
    pub(super) fn hear(&mut self, now: Duration) {
        for kept in &mut self.each {
            let Phase::Runs(line, since) = &kept.phase else {
                continue;
            };
            if kept.cut && since.saturating_add(STANDS) <= now {
                kept.cut = false;
            }
            match receive::<Up>(line, Wait::No).map(|received| received.message) {
                Ok(Up::Terminal) | Err(PostError::Nothing) => {}
                Ok(Up::Ended(code)) => kept.ended(code, self.remote, now),
                Err(PostError::End | PostError::Bad) => kept.ended(ENDED, self.remote, now),
            }
        }
    }

    /// None is started any more.
    pub(super) fn rest(&mut self) {
        for kept in &mut self.each {
            kept.phase = Phase::Over;
            kept.cut = false;
        }
    }

    /// Whether the connection to the other machine is cut.
    pub(super) fn cut(&self) -> bool {
        self.each.iter().any(|kept| kept.cut)
    }

    /// When something is due.
    pub(super) fn deadline(&self) -> Option<Duration> {
        let due = |kept: &Kept| match &kept.phase {
            Phase::Due(when) => Some(*when),
            Phase::Runs(_, since) if kept.cut => Some(since.saturating_add(STANDS)),
            Phase::Runs(..) | Phase::Over => None,
        };
        self.each.iter().filter_map(due).min()
    }

    /// What to watch for reading.
    pub(super) fn lines(&self) -> impl Iterator<Item = &OwnedFd> {
        self.each.iter().filter_map(|kept| match &kept.phase {
            Phase::Runs(line, _) => Some(line),
            Phase::Due(_) | Phase::Over => None,
        })
    }
}

impl Kept {
    fn ended(&mut self, code: u8, remote: bool, now: Duration) {
        if let Phase::Runs(_, since) = &self.phase
            && since.saturating_add(LONG) <= now
        {
            self.wait = FIRST;
        }
        self.cut = remote && code == CUT;
        let again = match self.restart {
            // Nobody ended it: it is only out of sight.
            _ if self.cut => true,
            Restart::Never => false,
            Restart::OnFailure => code != 0,
            Restart::Always => true,
        };
        self.phase = match again {
            true => Phase::Due(now.saturating_add(self.wait)),
            false => Phase::Over,
        };
        self.wait = self.wait.saturating_mul(2).min(LAST);
    }
}

#[cfg(test)]
mod tests {
    use lisere_post::{packed, send};

    use super::*;

    fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn one(restart: Restart, remote: bool) -> Programs {
        let run = vec!["mail".to_owned()];
        Programs::new(&[Program { run, restart }], remote, at(0))
    }

    /// Starts it and has it end; when it is due again.
    fn end(programs: &mut Programs, code: u8, from: u64, to: u64) -> Option<u64> {
        let mut due = programs.take_due(at(from));
        let (_, _, line) = due.pop().unwrap();
        send(&line, &packed(&Up::Ended(code)), &[], Wait::No).unwrap();
        programs.hear(at(to));
        programs.deadline().map(|due| due.as_secs())
    }

    #[test]
    fn the_rules_say_who_starts_again() {
        assert_eq!(end(&mut one(Restart::Never, false), 1, 0, 5), None);
        assert_eq!(end(&mut one(Restart::OnFailure, false), 0, 0, 5), None);
        assert_eq!(end(&mut one(Restart::OnFailure, false), 1, 0, 5), Some(6));
        assert_eq!(end(&mut one(Restart::Always, false), 0, 0, 5), Some(6));
    }

    #[test]
    fn waits_grow_up_to_a_minute_and_begin_anew() {
        let mut programs = one(Restart::Always, false);
        let mut now = 0;
        let mut waits = Vec::new();
        for _ in 0..8 {
            let due = end(&mut programs, 1, now, now).unwrap();
            waits.push(due - now);
            now = due;
        }
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 60, 60]);
        assert_eq!(end(&mut programs, 1, now, now + 61), Some(now + 62));
    }

    #[test]
    fn a_cut_connection_is_tried_again_until_it_stands() {
        let mut programs = one(Restart::Never, true);
        assert_eq!(end(&mut programs, CUT, 0, 1), Some(2));
        assert!(programs.cut());
        let due = programs.take_due(at(2));
        programs.hear(at(6));
        assert!(programs.cut());
        assert_eq!(programs.deadline(), Some(at(7)));
        programs.hear(at(7));
        assert!(!programs.cut());
        drop(due);
        programs.hear(at(8));
        assert_eq!(programs.deadline(), None, "its cage ended");
    }

    #[test]
    fn what_rests_stays_ended() {
        let mut programs = one(Restart::Always, false);
        programs.rest();
        assert!(programs.take_due(at(100)).is_empty());
        assert_eq!(programs.lines().count(), 0);
    }
}
