//! Popups by the hundred beside each other, and popup on popup on popup (RX-20).

use lisere_tests::args;

use crate::trial::{NO_MEMORY, Trial, raw_popup, raw_window};

#[test]
fn popups_without_end() {
    let mut trial = Trial::new();
    trial.dies_at_once(NO_MEMORY, |fixture, raw| {
        let win = raw_window(fixture, raw, 100, 100);
        for _ in 0..80 {
            let popup = raw.popup(win.xdg, 20, 20);
            raw.commit(popup.surface);
        }
    });
    trial.dies_at_once(NO_MEMORY, |fixture, raw| {
        let win = raw_window(fixture, raw, 100, 100);
        let mut parent = win.xdg;
        for _ in 0..30 {
            let popup = raw.popup(parent, 20, 20);
            raw.commit(popup.surface);
            parent = popup.xdg;
        }
    });
    trial.lives(|fixture, raw| {
        let win = raw_window(fixture, raw, 100, 100);
        let popup = raw_popup(fixture, raw, win.xdg, 20, 20);
        let positioner = raw.positioner(30, 30);
        for token in 0..500 {
            raw.tell(popup.role, "reposition", args![positioner, token]);
        }
        fixture.frame();
    });
    trial.finish();
}
