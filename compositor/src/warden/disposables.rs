//! Disposable cages: which are free, and which comes next. A name is not used again at once.

use std::time::Duration;

use lisere_policy::{Cage, CageId, Policy};

use crate::clock::Now;

/// A cage that was used stays out of use for so long.
const REST: Duration = Duration::from_secs(30);
/// One that nothing was started in is free again after so long.
const PATIENCE: Duration = Duration::from_secs(600);

/// The copies of all cages.
#[derive(Debug, Default)]
pub struct Disposables {
    copies: Vec<Copy>,
}

#[derive(Debug)]
struct Copy {
    cage: CageId,
    model: CageId,
    phase: Phase,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// From then on, if it was in use.
    Free(Option<Now>),
    /// Since then, and nothing has been started in it.
    Taken(Now),
    /// Something runs in it.
    Used,
}

/// Why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoCopy {
    /// The policy has none of this cage.
    #[error("there are no disposable cages like it: the policy says how many, as `disposables`")]
    NotAllowed,
    /// They are all in use, or were just now.
    #[error("all disposable cages like it are in use: close the programs of one, and wait a while")]
    AllTaken,
}

impl Disposables {
    /// Those of a policy, all free.
    #[must_use]
    pub fn new(policy: &Policy) -> Self {
        let copy = |cage: &Cage| {
            Some(Copy {
                cage: cage.id(),
                model: cage.model()?,
                phase: Phase::Free(None),
            })
        };
        Self {
            copies: policy.cages().iter().filter_map(copy).collect(),
        }
    }

    /// Takes the free copy that was in use longest ago.
    ///
    /// # Errors
    /// When there is none.
    pub fn take(&mut self, model: CageId, now: Now) -> Result<CageId, NoCopy> {
        let copies = self.copies.iter_mut().filter(|copy| copy.model == model);
        let mut copies: Vec<_> = copies.collect();
        if copies.is_empty() {
            return Err(NoCopy::NotAllowed);
        }
        copies.retain(|copy| copy.free(now));
        let longest = copies.into_iter().min_by_key(|copy| match copy.phase {
            Phase::Free(from) => from,
            Phase::Taken(_) | Phase::Used => Some(now),
        });
        let copy = longest.ok_or(NoCopy::AllTaken)?;
        copy.phase = Phase::Taken(now);
        Ok(copy.cage)
    }

    /// Whether there is such a cage now: any that is no copy, and copies that are in use.
    #[must_use]
    pub fn there(&self, cage: CageId, now: Now) -> bool {
        let copy = self.copies.iter().find(|copy| copy.cage == cage);
        copy.is_none_or(|copy| match copy.phase {
            Phase::Free(_) => false,
            Phase::Taken(since) => now < since.after(PATIENCE),
            Phase::Used => true,
        })
    }

    /// Something runs in it.
    pub fn used(&mut self, cage: CageId) {
        if let Some(copy) = self.copy(cage) {
            copy.phase = Phase::Used;
        }
    }

    /// Nothing runs in it any more.
    pub fn stopped(&mut self, cage: CageId, now: Now) {
        if let Some(copy) = self.copy(cage)
            && copy.phase == Phase::Used
        {
            copy.phase = Phase::Free(Some(now.after(REST)));
        }
    }

    fn copy(&mut self, cage: CageId) -> Option<&mut Copy> {
        self.copies.iter_mut().find(|copy| copy.cage == cage)
    }
}

impl Copy {
    fn free(&self, now: Now) -> bool {
        match self.phase {
            Phase::Free(from) => from.is_none_or(|from| from <= now),
            Phase::Taken(since) => since.after(PATIENCE) <= now,
            Phase::Used => false,
        }
    }
}
