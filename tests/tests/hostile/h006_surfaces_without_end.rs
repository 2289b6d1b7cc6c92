//! A client makes surface after surface and shows nothing in them (LIB-07, RX-01).

use crate::trial::{CAGE, NO_MEMORY, Trial};

#[test]
fn surfaces_without_end() {
    let mut trial = Trial::new();
    trial.dies_at_once(NO_MEMORY, |_, raw| {
        for _ in 0..5_000 {
            raw.surface();
        }
    });
    // The quota is the cage's, not each connection's.
    let first = trial.fixture.raw(CAGE);
    for _ in 0..4_000 {
        first.surface();
    }
    trial.fixture.settle();
    assert!(!first.closed(), "{:?}", first.fault());
    trial.dies_at_once(NO_MEMORY, |_, raw| {
        for _ in 0..200 {
            raw.surface();
        }
    });
    assert!(!first.closed(), "who was within the quota stays");
    trial.fixture.cut(&first);
    trial.lives(|_, raw| {
        for _ in 0..4_000 {
            raw.surface();
        }
    });
    trial.finish();
}
