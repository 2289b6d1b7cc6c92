//! Fingers do something while a window is carried or the switcher is open: no program hears of it.

use lisere::input::GestureKind;
use lisere_tests::{Fixture, paint};

#[test]
fn no_gesture_while_something_is_held() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let page = fixture.window(&web, (200, 100), paint::RED);
    fixture.put(&page, (100, 150));
    let all = |fixture: &mut Fixture| {
        for fingers in [2, 3, 4] {
            fixture.swipe(fingers, -300.0, 0.0);
            fixture.gesture_begin(GestureKind::Pinch, fingers);
            fixture.pinch_to(2.0);
            fixture.gesture_end(GestureKind::Pinch, false);
        }
    };
    fixture.click_into(&page, 50, 50);
    fixture.press();
    all(&mut fixture);
    fixture.release();
    assert_eq!(web.gestures(), [""; 0], "a button is down");

    fixture.key_down("KEY_LEFTALT");
    fixture.key("KEY_TAB");
    fixture.frame();
    assert!(fixture.core.input.switcher().is_some());
    all(&mut fixture);
    fixture.key_up("KEY_LEFTALT");
    fixture.frame();
    assert_eq!(web.gestures(), [""; 0], "the switcher is open");

    fixture.point_at_strip(&page);
    fixture.press();
    all(&mut fixture);
    fixture.point_into(&page, 50, 50);
    fixture.release();
    let place = fixture.core.desk.places().first().expect("an output");
    assert_eq!(place.active.number(), 1, "nor does the desktop");
    assert_eq!(web.gestures(), [""; 0], "a window is carried");
    fixture.frame();
    fixture.point_into(&page, 50, 50);
    all(&mut fixture);
    assert!(web.gestures().contains(&"swipe 2".into()));
}
