//! Whether whoever sits at a locked screen may unlock it: only PAM knows, and only here it is asked.
//!
//! A library with a thin binary, as the gate is. The core never loads a module of PAM. It
//! starts *keepers* before it gives up its own rights, since what a process has given up its
//! children never get back, and PAM's modules need some of it: `unix_chkpwd` reads the
//! passwords by the rights of its file. A keeper does nothing but start others: one *talk* at
//! a time, a process that holds one conversation and ends, and a new keeper for one that is
//! gone.

pub mod keeper;
pub mod message;
mod pam;
pub mod sandbox;
pub mod service;
pub mod talk;

pub use keeper::{Greeting, Person, Start};
pub use message::{Said, Secret, Why};
