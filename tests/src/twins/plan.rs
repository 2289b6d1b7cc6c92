//! What a pair of worlds has in common: the watched cage's script, and when the user does what.

use super::dice::Dice;
use super::low::Act;

/// How long everything takes, in milliseconds, a phase after the other.
const PHASE: u64 = 700;
/// Phases after the first windows have appeared.
const PHASES: u64 = 4;
/// When the first phase begins.
const OPENED: u64 = 200;
/// The cages of the policy `home` that take turns in being watched.
const CAGES: [&str; 3] = ["web", "work", "vault"];

/// Where the user's attention is. What the user does at one window tells another
/// something, which is no business of other cages: so it is the same in both worlds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// On other cages' windows and on trusted UI, on the first output.
    Away,
    /// Keys go to the watched cage; the pointer rests on the bar.
    Typing,
    /// Keys, pointer and fingers go to the watched cage.
    Pointing,
}

/// A script of the watched cage and the user's hands on it.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The watched cage.
    pub watched: &'static str,
    /// The other cages.
    pub others: [&'static str; 2],
    /// Scales of the two outputs.
    pub scales: [f64; 2],
    /// The phases, with the milliseconds at which each ends.
    pub phases: Vec<(Phase, u64)>,
    /// What happens in both worlds, by milliseconds from the start.
    pub acts: Vec<(u64, Act)>,
}

impl Plan {
    /// The plan of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Plan {
        let mut dice = Dice::new(seed ^ 0x5eed);
        let turn = dice.below(CAGES.len());
        let cage = |by: usize| CAGES[(turn + by) % CAGES.len()];
        let mut phases = vec![(Phase::Typing, OPENED)];
        for number in 1..=PHASES {
            let kind = dice.pick(&[Phase::Away, Phase::Away, Phase::Typing, Phase::Pointing]);
            phases.push((kind, OPENED + number * PHASE));
        }
        let mut plan = Plan {
            watched: cage(0),
            others: [cage(1), cage(2)],
            scales: [1.0, dice.pick(&[1.0, 1.0, 1.25, 2.0])],
            phases,
            acts: vec![(0, Act::Join), (10, Act::Open((200, 100)))],
        };
        plan.fill(&mut dice);
        plan.acts.sort_by_key(|(at, _)| *at);
        plan
    }

    /// When everything ends, in milliseconds.
    #[must_use]
    pub fn end(&self) -> u64 {
        self.phases.last().map_or(0, |(_, end)| end + 1100)
    }

    /// The phase at a time.
    #[must_use]
    pub fn phase(&self, at: u64) -> Phase {
        let now = self.phases.iter().find(|(_, end)| at < *end);
        now.map_or(Phase::Typing, |(phase, _)| *phase)
    }

    fn fill(&mut self, dice: &mut Dice) {
        let mut start = 0;
        for (phase, end) in self.phases.clone() {
            if start > 0 {
                self.program(dice, phase, start..end);
                self.acts.push((start, Act::Phase(phase)));
            }
            match phase {
                Phase::Away => {}
                Phase::Typing => self.typing(dice, start + 60..end - 40),
                Phase::Pointing => self.pointing(dice, start + 60..end - 100),
            }
            self.acts.push((end - 1, Act::HandsOff));
            start = end;
        }
    }

    /// What the watched cage's programs do by themselves.
    fn program(&mut self, dice: &mut Dice, phase: Phase, span: std::ops::Range<u64>) {
        let mut at = span.start + 5;
        while at < span.end {
            let act = match phase {
                Phase::Pointing => Act::quiet(dice),
                _ => Act::of_program(dice, phase == Phase::Away),
            };
            self.acts.push((at, act));
            at += dice.below(90) as u64 + 1;
        }
    }

    fn typing(&mut self, dice: &mut Dice, span: std::ops::Range<u64>) {
        let mut at = span.start;
        while at < span.end {
            let act = Act::of_keyboard(dice);
            self.acts.push((at, act));
            at += dice.below(70) as u64 + 1;
        }
    }

    /// People see a frame before they point into it: no pause is shorter than two.
    fn pointing(&mut self, dice: &mut Dice, span: std::ops::Range<u64>) {
        let mut at = span.start;
        self.acts.push((at, Act::Point(50, 50)));
        while at < span.end {
            at += dice.below(60) as u64 + 34;
            self.acts.push((at, Act::of_pointer(dice)));
        }
    }
}
