//! The integration library that wlcs loads: the real core, reached through a real gate.
//!
//! The runner calls the table in `suite.rs` on a thread that is the runner's own, and all that
//! runs lives in the [`world::World`] of that thread; only touch it calls from another one.

mod hands;
mod line;
mod mailbox;
mod reminder;
mod suite;
mod world;
