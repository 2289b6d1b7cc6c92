//! Who took a gesture goes away, is frozen, or the session loses its devices: nobody inherits it.

use lisere::actions::Action;
use lisere::input::GestureKind;
use lisere_tests::{Fixture, paint};

#[test]
fn a_program_ends_in_a_gesture() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let letter = fixture.window(&work, (200, 100), paint::BLUE);
    let page = fixture.window(&web, (200, 100), paint::RED);
    fixture.put(&letter, (20, 80));
    fixture.put(&page, (20, 80));
    fixture.point_into(&page, 50, 50);
    fixture.gesture_begin(GestureKind::Swipe, 4);
    assert_eq!(web.gestures(), ["swipe 4"]);
    fixture.disconnect(web);
    fixture.frame();
    fixture.swipe_by(10.0, 0.0);
    fixture.gesture_end(GestureKind::Swipe, false);
    assert_eq!(work.gestures(), [""; 0], "what is left of it is nobody's");

    fixture.gesture_begin(GestureKind::Swipe, 4);
    letter.destroy();
    fixture.frame();
    fixture.swipe_by(10.0, 0.0);
    let now = fixture.now();
    fixture.core.cancel_gesture(now);
    fixture.settle();
    fixture.swipe_by(10.0, 0.0);
    fixture.gesture_end(GestureKind::Swipe, false);
    assert_eq!(work.gestures(), ["swipe 4", "by 10 0", "swipe over 1"]);
}

#[test]
fn a_frozen_cage_hears_the_end() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let page = fixture.window(&web, (200, 100), paint::RED);
    fixture.point_into(&page, 50, 50);
    fixture.gesture_begin(GestureKind::Pinch, 2);
    fixture.core.perform(Action::FreezeCage(web.cage()));
    fixture.settle();
    assert_eq!(web.gestures(), ["pinch 2", "pinch over 1"]);
    fixture.pinch_to(2.0);
    fixture.gesture_end(GestureKind::Pinch, false);
    fixture.gesture_begin(GestureKind::Pinch, 2);
    assert_eq!(web.gestures().len(), 2);
}
