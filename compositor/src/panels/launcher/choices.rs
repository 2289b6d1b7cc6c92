//! The launcher's lines: which programs fit what is typed, and in which cage each would run.

use std::rc::Rc;

use lisere_policy::{Cage, CageId};

use super::offer::Offered;
use crate::panels::find::{Fit, fit, folded};
use crate::state::Compositor;

/// A line that can be chosen.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    /// In which cage it would run.
    pub(super) cage: CageId,
    pub(super) what: What,
    /// Whether it was among those opened last.
    pub(super) recent: bool,
}

/// What would run.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// A program among those that the same cage offers.
    Program(Rc<[Offered]>, usize),
    /// Exactly what was typed.
    Typed,
}

/// What comes first: how well it fits, how lately it was opened, its name.
type Rank = (Fit, usize, String);

impl Choice {
    pub(super) fn program(&self) -> Option<&Offered> {
        match &self.what {
            What::Program(all, at) => all.get(*at),
            What::Typed => None,
        }
    }

    pub(super) fn id(&self) -> Option<&str> {
        self.program().map(|program| program.id.as_str())
    }
}

impl Compositor {
    /// All lines, the best first. What a cage offers is only ever run in that same cage.
    pub(super) fn launcher_choices(&self) -> Vec<Choice> {
        let Some(launcher) = self.launcher() else {
            return Vec::new();
        };
        let Some(here) = launcher.cage() else {
            return Vec::new();
        };
        let typed = launcher.typed();
        let sought = folded(typed.trim());
        let mut ranked = Vec::new();
        if !typed.starts_with('@') {
            self.fitting(here, &sought, &mut ranked);
            for cage in self.ruled_cages(here, launcher.named) {
                self.fitting(cage, &sought, &mut ranked);
            }
        }
        let mut programs: Vec<(Rank, Choice)> = ranked;
        programs.retain(|(_, choice)| launcher.named || self.belongs(choice, here));
        programs.sort_by(|(a, _), (b, _)| a.cmp(b));
        // Several words are a command sooner than letters of a name.
        let command = typed.trim().contains(char::is_whitespace);
        let loose = programs.iter().position(|(rank, _)| rank.0 == Fit::Letters);
        let at = loose.filter(|_| command).unwrap_or(programs.len());
        let mut choices: Vec<Choice> = programs.into_iter().map(|(_, choice)| choice).collect();
        if !typed.trim().is_empty() && !typed.starts_with('@') {
            let typed = Choice {
                cage: here,
                what: What::Typed,
                recent: false,
            };
            choices.insert(at, typed);
        }
        choices
    }

    /// Whether a program is listed for its cage: where a rule sends it, else where one is.
    fn belongs(&self, choice: &Choice, here: CageId) -> bool {
        choice.cage == self.ruled(choice).unwrap_or(here)
    }

    /// Adds the programs of a cage that fit, with what ranks them.
    fn fitting(&self, cage: CageId, sought: &str, into: &mut Vec<(Rank, Choice)>) {
        let programs = &self.kept.programs;
        let Some(offer) = programs.offer(cage).filter(|_| !self.lock.covers(cage)) else {
            return;
        };
        let name = self.policy.cage(cage).map_or("", Cage::name);
        for (at, program) in offer.programs.iter().enumerate() {
            let by_id = || fit(sought, &program.id.to_lowercase());
            let Some(fit) = fit(sought, &program.key).or_else(by_id) else {
                continue;
            };
            let since = programs.recent.since(name, &program.id);
            let rank = (fit, since.unwrap_or(usize::MAX), program.key.clone());
            let choice = Choice {
                cage,
                what: What::Program(offer.programs.clone(), at),
                recent: since.is_some(),
            };
            into.push((rank, choice));
        }
    }

    /// The other cages that rules send programs to; none once the user named the cage.
    fn ruled_cages(&self, here: CageId, named: bool) -> Vec<CageId> {
        let rules = self.preferences.launcher.iter().filter(|_| !named);
        let cages = rules.filter_map(|rule| self.policy.cage_named(&rule.cage).map(Cage::id));
        let mut cages: Vec<CageId> = cages.filter(|cage| *cage != here).collect();
        cages.sort_unstable();
        cages.dedup();
        cages
    }

    /// The cage that a rule of the user's names for a program; the first that speaks of it.
    fn ruled(&self, choice: &Choice) -> Option<CageId> {
        let program = choice.program()?;
        let mut rules = self.preferences.launcher.iter();
        let rule = rules.find(|rule| rule.means(&program.id, &program.name))?;
        self.policy.cage_named(&rule.cage).map(Cage::id)
    }
}
