//! Every probe: what it is called, what it tries, and what lets it through.

pub(crate) mod bus;
mod channels;
mod devices;
mod files;
mod init;
mod ipc;
mod kernel;
pub(crate) mod keys;
mod mounts;
mod namespaces;
mod network;
mod privileges;
mod processes;
mod session;
mod sound;
mod terminals;
mod watching;

use std::fmt::Write as _;

use crate::baits::Baits;
use crate::outcome::Tried;

/// One attempt to get out.
#[derive(Clone, Copy, Debug)]
pub struct Probe {
    /// Its name.
    pub id: &'static str,
    /// What it tries, in a sentence without its full stop.
    pub tries: &'static str,
    /// Tries it.
    pub run: fn(&Baits) -> Tried,
    /// What a policy may grant that lets it through: rights, and networks.
    pub let_by: &'static [&'static str],
    /// Whether outside of cages only root gets anywhere.
    pub root: bool,
    /// Whether it is known to be open between cages that work together: measured, not claimed.
    pub known: bool,
}

impl Probe {
    const fn new(id: &'static str, tries: &'static str, run: fn(&Baits) -> Tried) -> Self {
        Self {
            id,
            tries,
            run,
            let_by: &[],
            root: false,
            known: false,
        }
    }

    const fn let_by(self, let_by: &'static [&'static str]) -> Self {
        Self { let_by, ..self }
    }

    const fn as_root(self) -> Self {
        Self { root: true, ..self }
    }

    const fn known(self) -> Self {
        Self {
            known: true,
            ..self
        }
    }
}

/// All of them, in the order of the list.
pub fn all() -> impl Iterator<Item = &'static Probe> {
    let kinds: [&'static [Probe]; 17] = [
        files::ALL,
        session::ALL,
        processes::ALL,
        init::ALL,
        privileges::ALL,
        ipc::ALL,
        bus::ALL,
        keys::ALL,
        namespaces::ALL,
        mounts::ALL,
        kernel::ALL,
        devices::ALL,
        sound::ALL,
        terminals::ALL,
        network::ALL,
        watching::ALL,
        channels::ALL,
    ];
    kinds.into_iter().flatten()
}

/// What each tries, as it stands in the README.
#[must_use]
pub fn table() -> String {
    let mut text = String::from("| probe | tries to | let by |\n|---|---|---|\n");
    for probe in all().filter(|probe| !probe.known) {
        let let_by = probe.let_by.join(", ");
        let _ = writeln!(text, "| `{}` | {} | {let_by} |", probe.id, probe.tries);
    }
    text
}

/// What is known to be open, likewise.
#[must_use]
pub fn channels() -> String {
    let mut text = String::from("| channel | is open to |\n|---|---|\n");
    for probe in all().filter(|probe| probe.known) {
        let _ = writeln!(text, "| `{}` | {} |", probe.id, probe.tries);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_enough_and_each_has_its_name() {
        let mut ids: Vec<_> = all().map(|probe| probe.id).collect();
        assert!(all().filter(|probe| !probe.known).count() >= 60);
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count);
    }

    #[test]
    fn each_says_what_it_tries_in_one_line() {
        for probe in all() {
            let plain = |c: char| !matches!(c, '|' | '\n' | '`');
            assert!(probe.tries.chars().all(plain), "{}", probe.id);
            assert!(!probe.tries.ends_with('.'), "{}", probe.id);
        }
    }

    #[test]
    fn without_baits_nothing_is_reached_by_name() {
        let none = Baits::default();
        for id in ["home-of-user", "socket-of-control", "process-memory"] {
            let probe = all().find(|probe| probe.id == id).unwrap();
            assert!(matches!(
                (probe.run)(&none),
                Err(crate::outcome::Stop::Moot(_))
            ));
        }
    }
}
