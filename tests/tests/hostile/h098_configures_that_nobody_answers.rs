//! A window asks to be told its size a thousand times and never acknowledges (RX-21).

use lisere_tests::args;

use crate::trial::{CAGE, Trial, raw_window};

#[test]
fn configures_that_nobody_answers() {
    let mut trial = Trial::new();
    let raw = trial.fixture.raw(CAGE);
    let win = raw_window(&mut trial.fixture, &raw, 100, 100);
    for _ in 0..500 {
        raw.tell(win.role, "set_maximized", args![]);
        raw.pause();
        raw.tell(win.role, "unset_maximized", args![]);
        raw.pause();
    }
    trial.fixture.settle();
    trial.assert_served();
    if !raw.closed() {
        let told = raw.count("xdg_surface", "configure");
        assert!(told < 1_100, "{told} configures");
    }
    trial.finish();
}
