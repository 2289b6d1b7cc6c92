//! The pointer gets a new image thousands of times a frame (RX-30).

use lisere_tests::args;

use crate::trial::{CAGE, Trial, hover, raw_window};

#[test]
fn pointer_images_without_end() {
    let mut trial = Trial::new();
    let raw = trial.fixture.raw(CAGE);
    raw_window(&mut trial.fixture, &raw, 100, 100);
    let (pointer, serial) = hover(&mut trial.fixture, &raw);
    let before = trial.fixture.checked;
    let buffer = raw.buffer(64, 64);
    for _ in 0..1_000 {
        let cursor = raw.surface();
        raw.tell(pointer, "set_cursor", args![serial, cursor, 0, 0]);
        raw.show(cursor, buffer);
    }
    trial.fixture.frame();
    assert!(!raw.closed(), "{:?}", raw.fault());
    assert!(trial.fixture.checked - before < 10, "one image a frame");
    trial.fixture.move_to(320.0, 5.0);
    trial.fixture.frame();
    trial.finish();
}
