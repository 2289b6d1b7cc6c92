//! A request says more than it has to (PA-03).

use lisere_tests::args;
use lisere_tests::rawwl::DISPLAY;

use crate::trial::{INVALID_METHOD, Trial};

#[test]
fn a_message_longer_than_its_arguments() {
    let mut trial = Trial::new();
    for more in [1, 2, 100] {
        trial.dies_at_once(INVALID_METHOD, |_, raw| {
            let mut all = args![raw.next_id()];
            all.extend((0..more).map(|_| 0.into()));
            raw.message(DISPLAY, 0, all);
        });
    }
    trial.dies_at_once(INVALID_METHOD, |_, raw| {
        let surface = raw.surface();
        raw.message(surface.id, 6, args![0]);
    });
    trial.finish();
}
