//! A program goes while answers and files wait for it, and while its own are unread (LC-04).

use lisere_tests::args;
use lisere_tests::rawwl::memory;

use crate::trial::{CAGE, Trial};

#[test]
fn gone_with_everything_unread() {
    let mut trial = Trial::new();
    for _ in 0..5 {
        let raw = trial.fixture.raw(CAGE);
        raw.turn_deaf(true);
        for _ in 0..30 {
            raw.make(raw.bound("wl_seat"), "get_keyboard", args![]);
            raw.make(raw.display(), "get_registry", args![]);
            raw.pool(memory(4096), 4096);
        }
        trial.fixture.round();
        for _ in 0..20 {
            raw.pool(memory(4096), 4096);
        }
        trial.fixture.cut(&raw);
    }
    trial.finish();
}
