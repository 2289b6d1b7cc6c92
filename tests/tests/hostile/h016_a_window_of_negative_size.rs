//! Window geometry of nothing or less than nothing (LIB-13, LS-04).

use lisere_tests::args;

use crate::trial::{Trial, raw_window};

/// xdg_surface.invalid_size.
const INVALID_SIZE: u32 = 5;

#[test]
fn a_window_of_negative_size() {
    let mut trial = Trial::new();
    for (w, h) in [(0, 100), (100, 0), (-1, 100), (100, i32::MIN), (0, 0)] {
        trial.dies(INVALID_SIZE, |fixture, raw| {
            let win = raw_window(fixture, raw, 100, 100);
            raw.tell(win.xdg, "set_window_geometry", args![0, 0, w, h]);
            win.xdg
        });
    }
    trial.finish();
}
