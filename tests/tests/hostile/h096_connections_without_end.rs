//! Connections by the hundred, which say nothing or something (RX-23).

use crate::trial::{CAGE, THIRD, Trial};

/// What one cage may have at once.
const MOST: usize = 64;

#[test]
fn connections_without_end() {
    let mut trial = Trial::new();
    for greets in [false, true] {
        let all: Vec<_> = (0..100)
            .map(|_| {
                let raw = trial.fixture.bare(CAGE);
                if greets {
                    raw.greet();
                }
                trial.fixture.settle();
                raw
            })
            .collect();
        let open = all.iter().filter(|raw| !raw.closed()).count();
        assert!((1..=MOST).contains(&open), "{open} are let in");
        let other = trial.fixture.raw(THIRD);
        assert!(!other.closed(), "another cage has room of its own");
        trial.fixture.cut(&other);
        trial.assert_served();
        for raw in &all {
            trial.fixture.cut(raw);
        }
        trial.lives(|_, _| {});
    }
    for _ in 0..300 {
        let raw = trial.fixture.bare(CAGE);
        trial.fixture.cut(&raw);
    }
    trial.finish();
}
