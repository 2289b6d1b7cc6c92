//! The user taps a window: it gets the finger, at its own coordinates, and then the keys.

use lisere_tests::{Fixture, paint};

#[test]
fn a_tap_focuses() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let letter = fixture.window(&work, (200, 120), paint::BLUE);
    let page = fixture.window(&web, (200, 120), paint::RED);
    fixture.put(&letter, (40, 100));
    fixture.put(&page, (340, 100));

    fixture.touch_down(0, 40.0 + 31.0, 100.0 + 17.0);
    assert_eq!(work.touches(), [(0, 31.0, 17.0)]);
    assert_eq!(fixture.core.focus.cage(), Some(work.cage()));
    fixture.touch_up(0);
    assert_eq!(work.touch_ups(), 1);
    fixture.type_text("hello");
    assert_eq!(work.typed(), "hello");

    assert_eq!(web.touches(), []);
    assert_eq!(web.keys().len(), 0);

    // A finger that slides off the window stays with it.
    fixture.touch_down(0, 60.0, 120.0);
    fixture.touch_move(0, 400.0, 150.0);
    fixture.touch_up(0);
    assert_eq!(work.touch_ups(), 2);
    assert_eq!(web.touches(), [], "the other cage was only passed over");
}
