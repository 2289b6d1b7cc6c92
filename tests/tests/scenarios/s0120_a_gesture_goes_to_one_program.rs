//! Fingers pinch over a window: its program hears all of it, wherever the pointer goes meanwhile.

use lisere::input::GestureKind;
use lisere_tests::{Fixture, paint};

#[test]
fn a_gesture_goes_to_one_program() {
    let mut fixture = Fixture::new("home");
    let (work, web, second) = (
        fixture.client("work"),
        fixture.client("web"),
        fixture.client("web"),
    );
    let letter = fixture.window(&work, (200, 100), paint::BLUE);
    let page = fixture.window(&web, (200, 100), paint::RED);
    let other = fixture.window(&second, (200, 100), paint::GREEN);
    fixture.spread([&letter, &page, &other]);
    fixture.click_into(&letter, 5, 5);
    fixture.point_into(&page, 50, 50);

    fixture.gesture_begin(GestureKind::Pinch, 2);
    fixture.pinch_to(1.5);
    fixture.point_into(&letter, 50, 50);
    work.forget();
    second.forget();
    fixture.pinch_to(2.0);
    fixture.gesture_end(GestureKind::Pinch, false);
    let told = web.gestures();
    let wanted = [
        "pinch 2",
        "by 1 2 to 1.5 round 15",
        "by 1 2 to 2 round 15",
        "pinch over 0",
    ];
    assert_eq!(told, wanted, "to whoever took its beginning");
    assert_eq!(work.heard_count() + second.heard_count(), 0);

    fixture.gesture_begin(GestureKind::Hold, 4);
    fixture.gesture_end(GestureKind::Hold, true);
    fixture.swipe(4, 300.0, 0.0);
    assert_eq!(work.gestures()[..3], ["hold 4", "hold over 1", "swipe 4"]);
    assert_eq!(web.gestures().len(), 4);
    assert_eq!(
        fixture.focused(),
        Some(work.cage()),
        "nothing of it focuses"
    );

    fixture.point_at_strip(&letter);
    work.forget();
    fixture.gesture_begin(GestureKind::Pinch, 2);
    fixture.pinch_to(3.0);
    fixture.gesture_end(GestureKind::Pinch, false);
    assert_eq!(work.gestures(), [""; 0], "the frame is not the program's");
}
