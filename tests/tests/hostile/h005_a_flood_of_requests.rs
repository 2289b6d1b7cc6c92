//! Four connections say all they can at once; another cage's round trip is not in their queue (LIB-06, RX-06).

use lisere_tests::args;
use wayland_client::Proxy;

use lisere_tests::client::Heard;

use crate::trial::{CAGE, Trial};

/// Rounds in which an answer has to be there, however much the others say.
const SOON: usize = 3;

#[test]
fn a_flood_of_requests() {
    let mut trial = Trial::new();
    let floods: Vec<_> = (0..4).map(|_| trial.fixture.raw(CAGE)).collect();
    for raw in &floods {
        let region = raw.region();
        let surface = raw.surface();
        for _ in 0..30_000 {
            raw.tell(surface, "set_opaque_region", args![region]);
        }
    }
    trial.fixture.round();
    let display = trial.innocent.connection().display();
    let asked = display.sync(trial.innocent.queue(), ()).id();
    for _ in 0..SOON {
        trial.fixture.round();
    }
    let done = trial.innocent.told(|heard| match heard {
        Heard::Callback(at, _) if *at == asked => Some(()),
        _ => None,
    });
    assert_eq!(done.len(), 1, "an answer waits for the flood");
    trial.innocent.forget();
    trial.fixture.settle();
    for raw in &floods {
        assert!(!raw.closed(), "much is not wrong: {:?}", raw.fault());
    }
    trial.finish();
}
