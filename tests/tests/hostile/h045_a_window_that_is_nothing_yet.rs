//! An xdg_surface is used before it is a window or a popup (PA-16).

use lisere_tests::args;

use crate::trial::Trial;

/// xdg_surface.not_constructed.
const NOT_CONSTRUCTED: u32 = 1;

#[test]
fn a_window_that_is_nothing_yet() {
    let mut trial = Trial::new();
    trial.dies(NOT_CONSTRUCTED, |_, raw| {
        let xdg = raw.xdg(raw.surface());
        raw.tell(xdg, "set_window_geometry", args![0, 0, 10, 10]);
        xdg
    });
    trial.dies(NOT_CONSTRUCTED, |_, raw| {
        let xdg = raw.xdg(raw.surface());
        raw.tell(xdg, "ack_configure", args![1]);
        xdg
    });
    trial.dies(NOT_CONSTRUCTED, |_, raw| {
        let surface = raw.surface();
        let xdg = raw.xdg(surface);
        raw.commit(surface);
        xdg
    });
    trial.finish();
}
