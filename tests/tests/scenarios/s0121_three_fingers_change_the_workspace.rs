//! Three fingers pull the next workspace in, and no program hears of them.

use lisere::input::GestureKind;
use lisere_tests::{Fixture, Screen, paint};

fn active(fixture: &Fixture, index: usize) -> u8 {
    let place = fixture.core.desk.place(fixture.output(index));
    place.expect("an output").active.number()
}

#[test]
fn three_fingers_change_the_workspace() {
    let screens = [Screen::new(640, 400, 1.0), Screen::new(640, 400, 1.0)];
    let mut fixture = Fixture::on("home", &screens);
    let web = fixture.client("web");
    let page = fixture.window(&web, (200, 100), paint::RED);
    fixture.put(&page, (20, 80));
    fixture.point_into(&page, 50, 50);
    web.forget();

    fixture.swipe(3, -100.0, 0.0);
    fixture.swipe(3, -300.0, 400.0);
    fixture.swipe(3, 300.0, 0.0);
    assert_eq!(
        active(&fixture, 0),
        1,
        "too short, too steep, and none before"
    );
    fixture.gesture_begin(GestureKind::Swipe, 3);
    fixture.swipe_by(-400.0, 0.0);
    fixture.gesture_end(GestureKind::Swipe, true);
    assert_eq!(active(&fixture, 0), 1, "it was something else");
    assert_eq!(web.gestures(), [""; 0]);

    fixture.swipe(3, -300.0, 20.0);
    assert_eq!((active(&fixture, 0), active(&fixture, 1)), (2, 1));
    fixture.swipe(3, -300.0, 0.0);
    assert_eq!(active(&fixture, 0), 3);
    fixture.swipe(3, 300.0, 0.0);
    fixture.gesture_begin(GestureKind::Swipe, 3);
    fixture.advance(100);
    fixture.swipe_by(80.0, 0.0);
    fixture.gesture_end(GestureKind::Swipe, false);
    assert_eq!(active(&fixture, 0), 1, "a flick is enough");
    assert_eq!(web.gestures(), [""; 0]);

    fixture.move_to(900.0, 200.0);
    fixture.swipe(3, -300.0, 0.0);
    let both = (active(&fixture, 0), active(&fixture, 1));
    assert_eq!(both, (1, 2), "of the output under the pointer");
}

#[test]
fn the_users_own_number_of_fingers() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let page = fixture.window(&web, (200, 100), paint::RED);
    fixture.point_into(&page, 50, 50);
    fixture.core.preferences.gestures.workspace_swipe_fingers = 4;
    fixture.swipe(3, -300.0, 0.0);
    assert_eq!(active(&fixture, 0), 1);
    assert_eq!(web.gestures().len(), 6);
    fixture.core.preferences.gestures.workspace_swipe_fingers = 0;
    fixture.swipe(4, -300.0, 0.0);
    assert_eq!(active(&fixture, 0), 1);
    assert_eq!(web.gestures().len(), 12);
}
