//! Windows ask to be moved and resized with every serial, while the user presses elsewhere (FI-06).

use lisere_tests::args;

use crate::trial::{CAGE, Trial, raw_window};

#[test]
fn a_window_moved_by_guessing() {
    let mut trial = Trial::new();
    let raw = trial.fixture.raw(CAGE);
    let win = raw_window(&mut trial.fixture, &raw, 100, 100);
    let newest = trial.fixture.newest().expect("a window");
    let before = trial
        .fixture
        .core
        .desk
        .entry(newest)
        .expect("a place")
        .content;
    let calm = trial.calm.clone();
    trial.fixture.put(&calm, (20, 280));
    trial.fixture.point_into(&calm, 50, 50);
    trial.fixture.advance(600);
    trial.fixture.press();
    let seat = raw.bound("wl_seat");
    for serial in (0..400).chain([u32::MAX]) {
        raw.tell(win.role, "move", args![seat, serial]);
        raw.tell(win.role, "resize", args![seat, serial, 10]);
    }
    trial.fixture.settle();
    trial.fixture.move_to(200.0, 200.0);
    trial.fixture.frame();
    let after = trial
        .fixture
        .core
        .desk
        .entry(newest)
        .expect("a place")
        .content;
    assert_eq!(after, before);
    trial.fixture.release();
    trial.fixture.move_to(320.0, 5.0);
    trial.fixture.frame();
    trial.innocent.forget();
    trial.finish();
}
