//! By which way records are written.

use lisere_helper::journal::Answer;
use lisere_policy::record::Fact;

use super::helper::Helper;

/// Facts that a journal in memory keeps.
const KEPT: usize = 1 << 16;

/// Who writes.
pub(super) enum Way {
    /// Nobody: what is recorded can be looked at.
    Memory(Vec<Fact>),
    /// This thread.
    Thread(Box<dyn FnMut(&str) -> Answer>),
    /// A process.
    Helper(Helper),
}

/// Keeps a fact in memory, and half of the others when there are too many.
pub(super) fn keep(facts: &mut Vec<Fact>, fact: &Fact) {
    if facts.len() >= KEPT {
        facts.drain(..KEPT / 2);
    }
    facts.push(fact.clone());
}
