//! Window geometry that leaves out, moves or goes beyond what is shown (LS-04).

use lisere_tests::args;

use crate::trial::{Trial, raw_window};

#[test]
fn a_window_smaller_than_its_picture() {
    let mut trial = Trial::new();
    trial.lives(|fixture, raw| {
        let win = raw_window(fixture, raw, 300, 200);
        for [x, y, w, h] in [
            [-50, -50, 500, 400],
            [0, 0, 1, 1],
            [290, 190, 300, 200],
            [0, 0, i32::MAX, i32::MAX],
            [i32::MIN, i32::MIN, i32::MAX, i32::MAX],
            [i32::MAX, i32::MAX, 1, 1],
            [299, 199, 1, 1],
        ] {
            raw.tell(win.xdg, "set_window_geometry", args![x, y, w, h]);
            raw.commit(win.surface);
            fixture.frame();
            raw.show(win.surface, raw.buffer(300, 200));
            fixture.frame();
        }
    });
    trial.finish();
}
