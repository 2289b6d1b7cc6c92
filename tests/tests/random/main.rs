//! Random legal clients and a restless user: whatever they do, every frame keeps the claims.
//!
//! `LISERE_SEQUENCES` says how many sequences are played in all, `LISERE_SEED` which ones.

mod drawing;
mod hands;
mod ops;
mod play;
mod pointing;
mod popups;
mod regressions;
mod runner;
mod screens;
mod strategies;
mod surfaces;
mod windows;

#[test]
fn at_scale_one() {
    runner::run(1, &[1.0]);
}

#[test]
fn at_scale_one_and_a_quarter() {
    runner::run(2, &[1.25]);
}

#[test]
fn at_scale_one_and_a_half() {
    runner::run(3, &[1.5]);
}

#[test]
fn at_mixed_scales() {
    runner::run(4, &[1.0, 1.25, 1.5]);
}
