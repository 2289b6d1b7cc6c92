//! Gates as processes: the real programs, their deaths, their sandbox and whoever supervises them.

mod deaths;
mod hands;
mod lists;
mod outsiders;
#[path = "../nested/patience.rs"]
mod patience;
#[path = "../nested/program.rs"]
#[allow(dead_code, reason = "keys are for tests of a nested session")]
mod program;
mod sandbox;
mod session;
