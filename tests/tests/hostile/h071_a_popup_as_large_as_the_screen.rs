//! A popup without a grab fills the screen and stays (LS-07).

use crate::trial::{CAGE, Trial, raw_popup, raw_window};

#[test]
fn a_popup_as_large_as_the_screen() {
    let mut trial = Trial::new();
    let raw = trial.fixture.raw(CAGE);
    let win = raw_window(&mut trial.fixture, &raw, 200, 100);
    raw_popup(&mut trial.fixture, &raw, win.xdg, 640, 400);
    raw_popup(&mut trial.fixture, &raw, win.xdg, 4_000, 4_000);
    trial.fixture.advance(60_000);
    trial.fixture.frame();
    assert!(!raw.closed());
    trial.finish();
}
