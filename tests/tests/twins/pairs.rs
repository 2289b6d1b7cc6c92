//! Pairs of worlds from consecutive seeds, in four shares so that they can run side by side.

use lisere_tests::chance;
use lisere_tests::twins::{noises, pair};

/// How many pairs are played in all unless `LISERE_PAIRS` says otherwise.
const PAIRS: u64 = 1000;
/// How many tests share them.
const SHARES: u64 = 4;

/// Says which seed it was when a pair panics.
struct Seed(u64);

impl Drop for Seed {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("seed {}", self.0);
        }
    }
}

fn share(number: u64) {
    let first = chance::seed();
    let pairs = chance::number("LISERE_PAIRS").unwrap_or(PAIRS);
    for seed in (first..first + pairs).filter(|seed| seed % SHARES == number) {
        let _seed = Seed(seed);
        if let Err(difference) = pair(seed) {
            panic!(
                "seed {seed}: {}\nwho did\n{:#?}",
                difference.text, difference.deeds
            );
        }
    }
    // So that nothing is levelled out that needs it no more.
    for noise in noises() {
        assert!(noise.count() > 0, "{} was never levelled out", noise.name);
    }
}

#[test]
fn first_share() {
    share(0);
}

#[test]
fn second_share() {
    share(1);
}

#[test]
fn third_share() {
    share(2);
}

#[test]
fn fourth_share() {
    share(3);
}
