//! What an input brought about, as a set of marks: an input that leaves a new one is worth keeping.

use std::collections::BTreeMap;
use std::fmt::Write;

use lisere_gate::{Report, Usage};
use lisere_policy::Limit;

/// Marks, each with its name.
#[derive(Clone, Debug, Default)]
pub struct Behaviour(BTreeMap<u64, String>);

impl Behaviour {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names of all.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.values().map(String::as_str)
    }

    /// How many of these are new here.
    #[must_use]
    pub fn lacks(&self, other: &Behaviour) -> usize {
        let new = other.0.keys().filter(|mark| !self.0.contains_key(mark));
        new.count()
    }

    /// Adds all of these.
    pub fn extend(&mut self, other: Behaviour) {
        self.0.extend(other.0);
    }

    pub(crate) fn mark(&mut self, name: String) {
        self.0.entry(hash(name.as_bytes())).or_insert(name);
    }

    /// Why a program was ended.
    pub(crate) fn report(&mut self, report: &Report) {
        let Report {
            kind,
            interface,
            code,
            why,
            ..
        } = report;
        self.mark(format!("{kind:?} {} {code} {why}", interface.name()));
    }

    /// What a cage held, by its order of magnitude.
    pub(crate) fn usage(&mut self, usage: &Usage) {
        for limit in Limit::all() {
            let held = usage.get(limit);
            if held > 0 {
                self.mark(format!("holds {} {}", limit.name(), held.ilog2()));
            }
        }
    }

    /// How many of something there are, up to eight.
    pub(crate) fn count(&mut self, what: &str, count: usize) {
        let mut name = String::new();
        let _ = write!(name, "{what} {}", count.min(8));
        self.mark(name);
    }
}

/// FNV-1a: the same in every run, unlike the hashes of maps.
#[must_use]
pub fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
