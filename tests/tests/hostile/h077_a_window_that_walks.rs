//! A window asks to be shifted with every picture, to carry its frame off the screen (LS-16).

use lisere_tests::args;

use crate::trial::{CAGE, Trial, raw_window};

#[test]
fn a_window_that_walks() {
    let mut trial = Trial::new();
    let raw = trial.fixture.raw(CAGE);
    let win = raw_window(&mut trial.fixture, &raw, 100, 100);
    let newest = trial.fixture.newest().expect("a window");
    let place = |trial: &Trial| {
        trial
            .fixture
            .core
            .desk
            .entry(newest)
            .expect("a place")
            .content
    };
    let before = place(&trial);
    for (x, y) in [
        (500, 0),
        (0, -500),
        (-500, 500),
        (i32::MAX, i32::MIN),
        (1, 1),
    ] {
        raw.tell(win.surface, "offset", args![x, y]);
        raw.show(win.surface, raw.buffer(100, 100));
        trial.fixture.frame();
        assert_eq!(place(&trial), before);
    }
    trial.finish();
}
