//! Dialogs of themselves, and of their own dialogs (PA-22).

use lisere_tests::args;

use crate::trial::{Trial, raw_window};

/// xdg_toplevel.invalid_parent.
const INVALID_PARENT: u32 = 1;

#[test]
fn a_window_that_is_its_own_parent() {
    let mut trial = Trial::new();
    trial.dies(INVALID_PARENT, |_, raw| {
        let win = raw.toplevel();
        raw.tell(win.role, "set_parent", args![win.role]);
        win.role
    });
    for length in [2, 5] {
        trial.dies(INVALID_PARENT, |fixture, raw| {
            let wins: Vec<_> = (0..length)
                .map(|_| raw_window(fixture, raw, 60, 60))
                .collect();
            for pair in wins.windows(2) {
                raw.tell(pair[1].role, "set_parent", args![pair[0].role]);
            }
            fixture.frame();
            raw.tell(wins[0].role, "set_parent", args![wins[length - 1].role]);
            wins[0].role
        });
    }
    trial.finish();
}
