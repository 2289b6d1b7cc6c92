//! Plays random sequences, and shortens the first one that fails.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook, take_hook};
use std::sync::Once;

use lisere_tests::chance;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};

use crate::ops::Op;
use crate::play::play;
use crate::strategies::sequence;

/// How many sequences are played in all unless `LISERE_SEQUENCES` says otherwise.
const SEQUENCES: u32 = 2000;
/// How many tests share them.
const SHARES: u32 = 4;
/// How many shorter sequences are tried once one has failed.
const SHORTER: u32 = 4000;

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
    static LAST: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Plays one share of the sequences on outputs of these scales.
pub(crate) fn run(share: u8, scales: &[f64]) {
    hush();
    let config = Config {
        cases: chance::number("LISERE_SEQUENCES").map_or(SEQUENCES, |all| all as u32) / SHARES,
        max_shrink_iters: SHORTER,
        failure_persistence: None,
        ..Config::default()
    };
    let seed = seed(share, chance::seed());
    let mut runner =
        TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
    let scale = proptest::sample::select(scales.to_vec());
    let outcome = runner.run(&(scale, sequence()), |(scale, ops)| attempt(scale, &ops));
    match outcome {
        Ok(()) => {}
        Err(TestError::Fail(why, (scale, ops))) => {
            let ops: Vec<String> = ops.iter().map(|op| format!("        {op:?},\n")).collect();
            panic!(
                "{why}\nplay(\n    {scale:?},\n    &[\n{}    ],\n);",
                ops.concat()
            );
        }
        Err(TestError::Abort(why)) => panic!("{why}"),
    }
}

/// Plays one sequence; a panic anywhere fails it, without its noise.
fn attempt(scale: f64, ops: &[Op]) -> Result<(), TestCaseError> {
    QUIET.set(true);
    let played = catch_unwind(AssertUnwindSafe(|| play(scale, ops)));
    QUIET.set(false);
    played.map_err(|_: Box<dyn Any + Send>| TestCaseError::fail(LAST.take()))
}

/// Keeps the panics of attempts from being printed thousands of times.
fn hush() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let loud = take_hook();
        set_hook(Box::new(move |info: &PanicHookInfo<'_>| {
            if QUIET.get() {
                LAST.set(info.to_string());
            } else {
                loud(info);
            }
        }));
    });
}

fn seed(share: u8, chosen: u64) -> [u8; 32] {
    let mut seed = [share; 32];
    seed[..8].copy_from_slice(&chosen.to_le_bytes());
    seed
}
