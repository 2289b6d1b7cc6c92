//! Tries to get out of cages: every probe must fail in one, and succeed outside of all.
//!
//! A probe that fails proves nothing by itself. So there are **baits**, on the host and in
//! another cage, and each probe runs twice: outside as the same user, where it has to reach its
//! bait, and inside, where it must not. What can't succeed outside on some machine is not
//! counted as held inside.

pub mod bait;
pub mod baits;
mod call;
mod child;
pub mod limits;
pub mod outcome;
pub mod probes;
pub mod runner;
pub mod suite;
