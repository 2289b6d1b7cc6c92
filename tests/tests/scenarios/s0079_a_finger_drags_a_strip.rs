//! A finger takes a window by its title strip: the window follows, and no program hears of it.

use lisere_tests::{Fixture, paint};

#[test]
fn a_finger_drags_a_strip() {
    let mut fixture = Fixture::new("home");
    let work = fixture.client("work");
    let letter = fixture.window(&work, (200, 120), paint::BLUE);
    fixture.put(&letter, (40, 100));
    work.forget();

    fixture.touch_down(0, 60.0, 86.0);
    for step in 1..=5 {
        fixture.touch_move(
            0,
            60.0 + f64::from(step) * 20.0,
            86.0 + f64::from(step) * 10.0,
        );
        fixture.frame();
    }
    fixture.touch_up(0);
    fixture.frame();

    assert_eq!(fixture.content(&letter).loc, (140, 150).into());
    assert_eq!(work.touches(), []);
    assert_eq!(work.presses(), 0);
    assert_eq!(work.pointer_enters(), []);
}
