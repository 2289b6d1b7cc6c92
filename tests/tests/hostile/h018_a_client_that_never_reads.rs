//! A client asks and asks and reads no answer (LIB-14, RX-08).

use lisere_tests::args;

use crate::trial::{CAGE, Trial};

#[test]
fn a_client_that_never_reads() {
    let mut trial = Trial::new();
    let raw = trial.fixture.raw(CAGE);
    raw.turn_deaf(true);
    // A registry is told of every global: some 1,500 bytes for 12.
    for _ in 0..40 {
        for _ in 0..50 {
            raw.make(raw.display(), "get_registry", args![]);
        }
        trial.fixture.settle();
    }
    raw.turn_deaf(false);
    trial.fixture.settle();
    assert!(
        raw.closed(),
        "two megabytes wait for a client that does not read"
    );
    trial.finish();
}
