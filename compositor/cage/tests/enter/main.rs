//! A cage's sandbox from `--enter` on, with the tests in the warden's place.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod notices;
mod programs;
mod sight;
mod warden;
