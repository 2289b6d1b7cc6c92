//! The seat as clients see it: nothing of it crosses from one cage to another.
// A test that finds a thing missing should stop there and say so.
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::indexing_slicing
)]

mod client;
mod dragging;
mod input;
mod random;
mod selections;
mod world;
