//! The last refusals of a session, kept for the user who asks why.

use lisere_policy::record::Fact;
use lisere_shell::Why;

use crate::clock::{Clock, Moment};

/// Refusals that are kept for one cage: no cage pushes out those of another.
const EACH: usize = 12;

/// Something that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// When.
    pub moment: Moment,
    /// What is recorded of it.
    pub fact: Fact,
    /// Why, as a value, where there is one; records have it in English.
    pub why: Option<Why>,
}

/// Those that are kept, oldest first.
#[derive(Debug, Default)]
pub(super) struct Refusals(Vec<Refusal>);

impl Refusals {
    /// Keeps a fact, if it is a refusal.
    pub(super) fn note(&mut self, fact: &Fact, clock: &Clock) {
        if !refuses(fact) {
            return;
        }
        let same = |known: &Refusal| known.fact.doer() == fact.doer();
        if self.0.iter().filter(|known| same(known)).count() >= EACH
            && let Some(oldest) = self.0.iter().position(same)
        {
            self.0.remove(oldest);
        }
        self.0.push(Refusal {
            moment: clock.moment(),
            fact: fact.clone(),
            why: None,
        });
    }

    /// Says why the last was refused, if it is what was recorded of that.
    pub(super) fn because(&mut self, why: &Why) {
        let words = why.to_string();
        let last = self.0.last_mut();
        if let Some(refusal) = last.filter(|last| said(&last.fact) == Some(&words)) {
            refusal.why = Some(why.clone());
        }
    }

    pub(super) fn all(&self) -> &[Refusal] {
        &self.0
    }
}

/// Why a transfer came to nothing, as it is recorded.
fn said(fact: &Fact) -> Option<&String> {
    match fact {
        Fact::TransferDenied { why, .. } | Fact::TransferDropped { why, .. } => Some(why),
        _ => None,
    }
}

/// Whether somebody did not get what they wanted.
fn refuses(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::TransferDenied { .. }
            | Fact::TransferDropped { .. }
            | Fact::ProgramKilled { .. }
            | Fact::Refused { .. }
            | Fact::IdentityMismatch { .. }
            | Fact::ProgramRefused { .. }
            | Fact::GateDied { .. }
            | Fact::CageQuarantined { .. }
            | Fact::PreferencesRefused { .. }
    )
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use lisere_policy::record::End;

    use super::*;

    fn refused(cage: &str, count: u32) -> Fact {
        Fact::Refused {
            cage: cage.to_owned(),
            quota: true,
            interface: String::new(),
            why: String::new(),
            count,
        }
    }

    #[test]
    fn no_cage_pushes_out_those_of_another() {
        let clock = Clock::Manual(Rc::default());
        let mut refusals = Refusals::default();
        refusals.note(&refused("bank", 1), &clock);
        for count in 0..1_000 {
            refusals.note(&refused("web", count), &clock);
        }
        assert_eq!(refusals.all().len(), 1 + EACH);
        assert_eq!(refusals.all()[0].fact, refused("bank", 1));
        assert_eq!(refusals.all()[EACH].fact, refused("web", 999));
    }

    #[test]
    fn a_value_stays_with_its_own_record() {
        let clock = Clock::Manual(Rc::default());
        let mut refusals = Refusals::default();
        let dropped = |why: &Why| Fact::TransferDropped {
            act: 1,
            from: End::trusted(),
            why: why.to_string(),
        };
        refusals.note(&dropped(&Why::NoFile), &clock);
        refusals.because(&Why::NoHomes);
        assert_eq!(refusals.all()[0].why, None);
        refusals.because(&Why::NoFile);
        assert_eq!(refusals.all()[0].why, Some(Why::NoFile));
    }

    #[test]
    fn only_refusals_are_kept() {
        let clock = Clock::Manual(Rc::default());
        let mut refusals = Refusals::default();
        refusals.note(&Fact::SessionEnded {}, &clock);
        refusals.note(&Fact::PreferencesRefused { line: 3 }, &clock);
        assert_eq!(refusals.all().len(), 1);
    }
}
