//! What the core has others do: write the journal, decode pictures, copy files.
//!
//! A library with a thin binary, as the gate is: tests drive it in their own thread.

pub mod files;
pub mod image;
pub mod journal;
pub mod logind;
pub mod sandbox;
