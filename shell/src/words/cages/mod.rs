//! Why a cage does not do something, as values: what keeps the cages says it in English, trusted
//! UI in the user's language.

mod en;
mod fr;

use super::{Language, SystemFault};

/// Why a cage does not run a program, or say what it offers. Where the system said why, that
/// comes along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CageFault {
    /// It has no such program.
    Missing,
    /// What is called so is no program.
    NotAProgram,
    /// It has the program, which can't be started.
    CantStart(Option<SystemFault>),
    /// No program is named.
    NoProgram,
    /// The folder that the program would start in is not there.
    NoFolder(String),
    /// It has so many programs as it may.
    TooManyPrograms,
    /// It is frozen.
    Frozen,
    /// A program that it needs is not on this machine; what its package is called.
    Tool(String, String),
    /// The kernel makes no network devices for it.
    NoTun,
    /// In its network its destinations can't be held to.
    Destinations,
    /// The rules for its destinations can't be loaded.
    Rules,
    /// Its network can't be made.
    Network(Option<SystemFault>),
    /// There is no network of this name.
    NoNetwork(String),
    /// A program of Liseré's own is missing.
    Incomplete(String),
    /// What filters the buses of the machine for it does not work.
    Filter,
    /// The machine has no bus of this kind.
    NoBus(String),
    /// Its resources can't be bounded.
    Unbounded(Option<SystemFault>),
    /// Its home is full: so many MiB of so many.
    HomeFull(u64, u64),
    /// Its home can't be looked at.
    Home(Option<SystemFault>),
    /// The disk with its home has only so many MiB left.
    DiskFull(u64),
    /// The private key in this file can't be read.
    NoKey(String, Option<SystemFault>),
    /// Others may read the private key in this file.
    OpenKey(String),
    /// It could not be closed off.
    NotClosed,
    /// The kernel can't close it off.
    OldKernel,
    /// Its sandbox can't be built.
    Sandbox(Option<SystemFault>),
    /// The kernel lets users have no namespaces; the setting that would, or "".
    NoNamespaces(String),
    /// A container hides what it needs.
    Contained,
    /// What builds sandboxes is too old.
    OldBubblewrap,
    /// Its sandbox ended as soon as it was begun.
    EndedAtOnce,
    /// Its sandbox ended by itself.
    Ended,
    /// It takes too long to start.
    Late,
    /// It was stopped.
    Stopped,
    /// It is started by others, who come to this socket.
    Elsewhere(String),
    /// It is being taken down for good.
    TakenDown,
    /// Too many programs wait for it.
    Queue,
    /// It does not hear what it is told.
    Deaf,
    /// There is none of this name.
    NoCage(String),
    /// What keeps cages has ended.
    Gone,
    /// In words of its own, cleaned, which nobody vouches for.
    Said(String),
}

impl Language {
    /// Why a cage does not do something, and what to do about it or "": parts of sentences.
    #[must_use]
    pub fn cage_fault(self, fault: &CageFault) -> (String, String) {
        match self {
            Self::En => (en::fault(fault), en::help(fault)),
            Self::Fr => (fr::fault(fault), fr::help(fault)),
        }
    }
}

/// A sentence of its own.
pub(super) fn sentence(part: &str) -> String {
    let mut letters = part.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters.as_str().chars()).collect()
}
