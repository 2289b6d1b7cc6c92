//! Of two popups the one beneath is destroyed (PA-20).

use lisere_tests::args;

use crate::trial::{Trial, raw_popup, raw_window};

/// xdg_wm_base.not_the_topmost_popup.
const NOT_THE_TOPMOST_POPUP: u32 = 2;

#[test]
fn the_lower_popup_goes_first() {
    let mut trial = Trial::new();
    trial.dies(NOT_THE_TOPMOST_POPUP, |fixture, raw| {
        let win = raw_window(fixture, raw, 100, 100);
        let lower = raw_popup(fixture, raw, win.xdg, 50, 50);
        raw_popup(fixture, raw, lower.xdg, 30, 30);
        raw.tell(lower.role, "destroy", args![]);
        raw.bound("xdg_wm_base")
    });
    trial.finish();
}
