//! A text that fills more than a whole message may have (PA-03, LS-29).

use lisere_tests::args;

use crate::trial::{INVALID_METHOD, Trial};

#[test]
fn a_message_too_long_for_anybody() {
    let mut trial = Trial::new();
    for length in [4_090, 5_000, 60_000] {
        trial.dies_at_once(INVALID_METHOD, |_, raw| {
            let win = raw.toplevel();
            raw.tell(win.role, "set_title", args!["x".repeat(length)]);
        });
    }
    trial.lives(|_, raw| {
        let win = raw.toplevel();
        raw.tell(win.role, "set_title", args!["x".repeat(4_000)]);
    });
    trial.finish();
}
