//! A surface is destroyed while its role object lives (LIB-13, PA-14).

use lisere_tests::args;

use crate::trial::{Trial, raw_window};

/// wl_surface.defunct_role_object.
const DEFUNCT_ROLE_OBJECT: u32 = 4;

#[test]
fn a_surface_gone_before_its_role() {
    let mut trial = Trial::new();
    trial.dies(DEFUNCT_ROLE_OBJECT, |fixture, raw| {
        let win = raw_window(fixture, raw, 100, 100);
        raw.tell(win.surface, "destroy", args![]);
        win.surface
    });
    trial.dies(DEFUNCT_ROLE_OBJECT, |_, raw| {
        let win = raw.popup(raw.toplevel().xdg, 10, 10);
        raw.tell(win.surface, "destroy", args![]);
        win.surface
    });
    trial.dies(DEFUNCT_ROLE_OBJECT, |_, raw| {
        let surface = raw.surface();
        raw.xdg(surface);
        raw.tell(surface, "destroy", args![]);
        surface
    });
    trial.finish();
}
