//! A client asks and asks and reads no answer (LIB-14, RX-08).

use lisere_tests::args;

use crate::trial::{CAGE, Trial};

#[test]
fn a_client_that_never_reads() {
    let mut trial = Trial::new();
    let raw = trial.fixture.raw(CAGE);
    raw.turn_deaf(true);
    // A screen says some 150 bytes of itself.
    for _ in 0..200 {
        for _ in 0..50 {
            raw.bind("wl_output", 4);
        }
        trial.fixture.settle();
    }
    raw.turn_deaf(false);
    trial.fixture.settle();
    assert!(
        raw.closed(),
        "more than a megabyte waits for a client that does not read"
    );
    trial.finish();
}

#[test]
fn a_client_that_reads_no_list_of_globals() {
    let mut trial = Trial::new();
    let raw = trial.fixture.raw(CAGE);
    raw.turn_deaf(true);
    // Each is told of every global, some 1,500 bytes for 12: that waits, and what is said
    // meanwhile is not heard.
    for _ in 0..40 {
        for _ in 0..50 {
            raw.make(raw.display(), "get_registry", args![]);
        }
        trial.fixture.settle();
    }
    trial.assert_served();
    raw.turn_deaf(false);
    let last = raw.sync();
    trial.fixture.settle();
    assert!(!raw.closed(), "it reads after all: {:?}", raw.fault());
    assert!(raw.answered(last), "and hears everything");
    trial.finish();
}
