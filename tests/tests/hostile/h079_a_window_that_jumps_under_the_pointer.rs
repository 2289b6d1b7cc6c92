//! A window appears under the pointer in the moment of a click, goes, and appears again (LS-21).

use lisere_tests::args;

use crate::trial::{CAGE, Trial, raw_window};

#[test]
fn a_window_that_jumps_under_the_pointer() {
    let mut trial = Trial::new();
    let calm = trial.calm.clone();
    trial.fixture.point_into(&calm, 100, 50);
    trial.fixture.advance(600);
    let raw = trial.fixture.raw(CAGE);
    raw.pointer();
    for _ in 0..3 {
        let win = raw_window(&mut trial.fixture, &raw, 200, 100);
        let newest = trial.fixture.newest().expect("a window");
        trial.fixture.core.desk.move_to(newest, (20, 80).into());
        trial.fixture.frame();
        trial.fixture.click();
        let pressed = raw.count("wl_pointer", "button");
        assert_eq!(pressed, 0, "a click that was meant for another window");
        for object in [win.role, win.xdg, win.surface] {
            raw.tell(object, "destroy", args![]);
        }
        trial.fixture.advance(600);
    }
    trial.fixture.move_to(320.0, 5.0);
    trial.fixture.frame();
    trial.innocent.forget();
    trial.finish();
}
