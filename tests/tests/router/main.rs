//! The key router against a reference model: after each of many random events every program was
//! told exactly what the model says, and the bar names whom the model gives the keys.

use lisere_tests::chance::{number, seed};
use lisere_tests::router::Bench;

/// How many keys are played unless `LISERE_EVENTS` says otherwise.
const EVENTS: u64 = 20_000;
/// A core is used for so many before another begins.
const ROUND: u64 = 50_000;

#[test]
fn the_router_does_what_its_model_says() {
    let first = seed();
    let events = number("LISERE_EVENTS").unwrap_or(EVENTS);
    let (mut left, mut seed, mut told, mut locks) = (events, first, 0, 0);
    while left > 0 {
        let mut bench = Bench::new(seed);
        let tally = bench.play(left.min(ROUND));
        let tally = tally.unwrap_or_else(|difference| panic!("seed {seed}: {difference}"));
        assert!(
            tally.moves > tally.keys / 200,
            "{tally:?}: the keys stand still"
        );
        (told, locks) = (told + tally.told, locks + tally.locks);
        left = left.saturating_sub(ROUND);
        seed += 1;
    }
    assert!(told > events / 10, "{told} messages of {events} keys");
    assert!(locks > 0, "never locked");
    println!("{events} keys, {told} messages, {locks} times locked");
}

/// A model that says something wrong is found out: the comparison sees what it is to see.
#[test]
fn a_wrong_model_is_found_out() {
    let mut bench = Bench::new(1);
    bench.model.choose(2);
    let told = bench.play(1);
    assert!(told.is_err(), "the keys went nowhere, and nobody noticed");
}
