//! The journal's writer: records that are chained, on disk before anybody is told so.
//!
//! One file after the other, of about 8 MiB each, at most 64 of them. A batch of records is
//! one write, and `fdatasync` has returned before it is acknowledged; what was acknowledged
//! survives a crash of the core, of this helper and of the machine. What was not may stand
//! there all the same: a core that hears nothing sends its batch again, so that a record may
//! stand twice, never less than once.

mod error;
mod folder;
mod journald;
mod message;
mod resume;
mod service;
#[cfg(test)]
mod tests;
mod writer;

pub use error::JournalError;
pub use journald::Journald;
pub use message::{Answer, MAX_BATCH};
pub use service::{process, run, serve};
pub use writer::{Bounds, Writer};
