//! A client begins a message and never ends it, or goes away in the middle of it (PA-03, RX-23).

use crate::trial::{CAGE, Trial};

#[test]
fn half_a_message() {
    let mut trial = Trial::new();
    for length in [1, 7, 8, 11] {
        let raw = trial.fixture.raw(CAGE);
        let (bytes, _) = raw.draft(raw.display(), "sync", Vec::new());
        raw.bytes(&bytes[..length], Vec::new());
        trial.fixture.settle();
        assert!(!raw.closed(), "it could still come");
        trial.assert_served();
        trial.fixture.cut(&raw);
    }
    trial.finish();
}
