//! What a cage is told does not depend on what other cages do.
//!
//! `LISERE_PAIRS` says how many pairs of worlds are played in all, `LISERE_SEED` which ones.

mod channels;
mod pairs;
