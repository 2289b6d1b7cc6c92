//! An xdg_surface is destroyed while it is a window or a popup (PA-14).

use lisere_tests::args;

use crate::trial::{Trial, raw_popup, raw_window};

/// xdg_surface.defunct_role_object.
const DEFUNCT_ROLE_OBJECT: u32 = 6;

#[test]
fn a_window_goes_before_its_role() {
    let mut trial = Trial::new();
    trial.dies(DEFUNCT_ROLE_OBJECT, |fixture, raw| {
        let win = raw_window(fixture, raw, 100, 100);
        raw.tell(win.xdg, "destroy", args![]);
        win.xdg
    });
    trial.dies(DEFUNCT_ROLE_OBJECT, |fixture, raw| {
        let win = raw_window(fixture, raw, 100, 100);
        let popup = raw_popup(fixture, raw, win.xdg, 30, 30);
        raw.tell(popup.xdg, "destroy", args![]);
        popup.xdg
    });
    trial.finish();
}
