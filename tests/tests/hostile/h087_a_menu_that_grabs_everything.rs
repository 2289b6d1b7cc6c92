//! Popups grab with serials that are none, old, or given too late (FI-04).

use lisere_tests::args;

use crate::trial::{Trial, click, raw_popup, raw_window};

/// xdg_popup.invalid_grab.
const INVALID_GRAB: u32 = 0;

#[test]
fn a_menu_that_grabs_everything() {
    let mut trial = Trial::new();
    for serial in [0, 1, 5, 50, 1_000, 1 << 31, u32::MAX] {
        trial.lives(|fixture, raw| {
            let win = raw_window(fixture, raw, 100, 100);
            let popup = raw.popup(win.xdg, 50, 50);
            raw.tell(popup.role, "grab", args![raw.bound("wl_seat"), serial]);
            raw.commit(popup.surface);
            fixture.frame();
            assert!(
                raw.last(popup.role, "popup_done").is_some(),
                "it is over at once"
            );
        });
    }
    trial.dies(INVALID_GRAB, |fixture, raw| {
        let win = raw_window(fixture, raw, 100, 100);
        let serial = click(fixture, raw);
        let popup = raw_popup(fixture, raw, win.xdg, 50, 50);
        raw.tell(popup.role, "grab", args![raw.bound("wl_seat"), serial]);
        popup.role
    });
    // Above one that has none.
    trial.dies(INVALID_GRAB, |fixture, raw| {
        let win = raw_window(fixture, raw, 100, 100);
        let serial = click(fixture, raw);
        let below = raw_popup(fixture, raw, win.xdg, 50, 50);
        let popup = raw.popup(below.xdg, 30, 30);
        raw.tell(popup.role, "grab", args![raw.bound("wl_seat"), serial]);
        popup.role
    });
    trial.fixture.move_to(320.0, 5.0);
    trial.fixture.frame();
    trial.innocent.forget();
    trial.finish();
}
