//! Windows of one pixel, and as thin as a hair (LS-14).

use crate::trial::{Trial, raw_window};

#[test]
fn windows_of_a_pixel() {
    let mut trial = Trial::new();
    trial.lives(|fixture, raw| {
        for (w, h) in [(1, 1), (1, 2_000), (2_000, 1), (2, 3)] {
            raw_window(fixture, raw, w, h);
        }
        for _ in 0..30 {
            raw_window(fixture, raw, 1, 1);
        }
    });
    trial.finish();
}
