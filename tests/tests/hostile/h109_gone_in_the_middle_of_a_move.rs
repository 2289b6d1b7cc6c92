//! A program ends while the user moves or resizes its window (LC-01).

use crate::trial::{CAGE, Trial, hover, raw_window};

#[test]
fn gone_in_the_middle_of_a_move() {
    let mut trial = Trial::new();
    for right in [true, false] {
        let raw = trial.fixture.raw(CAGE);
        raw_window(&mut trial.fixture, &raw, 100, 100);
        hover(&mut trial.fixture, &raw);
        trial.fixture.key_down("KEY_LEFTMETA");
        if right {
            trial.fixture.press_right();
        } else {
            trial.fixture.press();
        }
        trial.fixture.move_to(300.0, 200.0);
        trial.fixture.frame();
        trial.fixture.cut(&raw);
        trial.fixture.frame();
        trial.fixture.move_to(320.0, 5.0);
        trial.fixture.release();
        trial.fixture.release_right();
        trial.fixture.key_up("KEY_LEFTMETA");
        trial.fixture.frame();
        assert_eq!(trial.windows(), 0);
    }
    trial.innocent.forget();
    trial.finish();
}
