//! A finger on a window reaches its program; a finger on a strip moves the window.

use lisere_tests::{Fixture, paint};

#[test]
fn a_finger_touches_and_drags() {
    let mut fixture = Fixture::new("home");
    let (web, work) = (fixture.client("web"), fixture.client("work"));
    let window = fixture.window(&web, (200, 100), paint::RED);
    let other = fixture.window(&work, (200, 100), paint::BLUE);
    fixture.put(&window, (60, 120));
    fixture.put(&other, (400, 250));

    fixture.touch_down(3, 70.0, 140.0);
    assert_eq!(
        web.touches(),
        [(0, 10.0, 20.0)],
        "ids are counted per client"
    );
    fixture.touch_move(3, 450.0, 300.0);
    fixture.touch_up(3);
    assert_eq!(web.touch_ups(), 1, "where it went down is where it goes up");
    assert!(work.touches().is_empty());
    assert_eq!(fixture.focused(), Some(web.cage()));

    fixture.frame();
    fixture.touch_down(0, 80.0, 106.0);
    fixture.touch_move(0, 120.0, 166.0);
    fixture.frame();
    fixture.touch_up(0);
    fixture.frame();
    assert_eq!(fixture.content(&window).loc, (100, 180).into());
    assert_eq!(web.touches().len(), 1);
}
