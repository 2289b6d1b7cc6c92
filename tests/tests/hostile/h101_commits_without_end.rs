//! A surface is committed tens of thousands of times between two frames (RX-16).

use lisere_tests::args;

use crate::trial::{Trial, raw_window};

#[test]
fn commits_without_end() {
    let mut trial = Trial::new();
    let before = trial.fixture.checked;
    trial.lives(|fixture, raw| {
        let win = raw_window(fixture, raw, 100, 100);
        let buffers = [raw.buffer(100, 100), raw.buffer(100, 100)];
        for n in 0..10_000 {
            raw.tell(win.surface, "attach", args![buffers[n % 2], 0, 0]);
            raw.tell(win.surface, "damage", args![0, 0, 1, 1]);
            raw.commit(win.surface);
        }
        fixture.frame();
    });
    let drawn = trial.fixture.checked - before;
    assert!(drawn < 20, "{drawn} frames are drawn for it");
    trial.finish();
}
