//! Toplevels by the hundred, and opened and closed as fast as it goes (RX-21).

use lisere_tests::args;

use crate::trial::{NO_MEMORY, Trial, raw_window};

#[test]
fn windows_without_end() {
    let mut trial = Trial::new();
    trial.dies_at_once(NO_MEMORY, |_, raw| {
        for _ in 0..140 {
            raw.commit(raw.toplevel().surface);
        }
    });
    trial.lives(|fixture, raw| {
        for _ in 0..40 {
            let win = raw_window(fixture, raw, 20, 20);
            raw.tell(win.role, "destroy", args![]);
            raw.tell(win.xdg, "destroy", args![]);
            raw.tell(win.surface, "destroy", args![]);
        }
    });
    trial.finish();
}
