//! What random tests are told by the environment. Without it each run plays the same, so that
//! one who has changed nothing sees nothing new fail.

use std::env;

use proptest::prelude::ProptestConfig;
use proptest::test_runner::RngSeed;

/// The number that a variable holds.
///
/// # Panics
/// Where it holds something else.
#[must_use]
pub fn number(name: &str) -> Option<u64> {
    let text = env::var(name).ok()?;
    let number = text.parse();
    Some(number.unwrap_or_else(|_| panic!("{name} is no number: {text}")))
}

/// What is played first: `LISERE_SEED`, or 0.
///
/// # Panics
/// Where that is no number.
#[must_use]
pub fn seed() -> u64 {
    number("LISERE_SEED").unwrap_or(0)
}

/// One of several tests that share so many random schedules: no two of them play the same.
/// `LISERE_SCHEDULES` says how many each plays instead.
///
/// # Panics
/// Where that is no number that fits.
#[must_use]
pub fn schedules(cases: u32, share: u64) -> ProptestConfig {
    let wished = number("LISERE_SCHEDULES").map(|all| u32::try_from(all).expect("fewer schedules"));
    ProptestConfig {
        cases: wished.unwrap_or(cases),
        failure_persistence: None,
        max_shrink_iters: 200,
        // Far from what the next seeds play.
        rng_seed: RngSeed::Fixed(seed().wrapping_add(share << 48)),
        ..ProptestConfig::default()
    }
}
