//! Random programs and a random user: whatever they do, every frame keeps its claims.
//!
//! The sequences are the same in every run; `LISERE_SEED` draws others and
//! `LISERE_SEQUENCES` says how many.

mod ops;
mod play;
mod seen;
mod strategy;

use std::cell::RefCell;

use lisere_tests::Screen;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};

use play::World;
use seen::Seen;

/// How many sequences are played where nobody says otherwise.
const SEQUENCES: u32 = 150;

fn number(name: &str) -> Option<u32> {
    std::env::var(name).ok()?.parse().ok()
}

/// Plays a third of the sequences on an output of this scale.
fn play(scale: f64, stream: u32) {
    let cases = number("LISERE_SEQUENCES").unwrap_or(SEQUENCES).div_ceil(3);
    let config = Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 400,
        ..Config::default()
    };
    let mut seed = [0; 32];
    seed[..4].copy_from_slice(&number("LISERE_SEED").unwrap_or(1).to_le_bytes());
    seed[4..8].copy_from_slice(&stream.to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let seen = RefCell::new(Seen::default());
    let outcome = runner.run(&strategy::sequence(), |sequence| {
        let mut world = World::new(Screen::new(320, 240, scale));
        for op in &sequence {
            world.play(op);
        }
        seen.borrow_mut().add(world.finish());
        Ok::<(), TestCaseError>(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
    let missed = seen.borrow().missed();
    assert!(
        missed.is_empty() || cases < SEQUENCES / 3,
        "no sequence had {missed:?}"
    );
}

#[test]
fn claims_hold_at_scale_1() {
    play(1.0, 1);
}

#[test]
fn claims_hold_at_scale_1_25() {
    play(1.25, 2);
}

#[test]
fn claims_hold_at_scale_1_5() {
    play(1.5, 3);
}
