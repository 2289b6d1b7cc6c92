//! A program destroys the surface that a finger is on: the finger is up for it, once.

use lisere_tests::{Fixture, paint};

#[test]
fn a_finger_is_up_when_its_surface_is_gone() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let window = fixture.window(&web, (200, 120), paint::RED);
    fixture.put(&window, (100, 120));
    let (child, role) = web.subsurface(&window.surface, (20, 20), (60, 40), paint::GREEN);
    window.surface.commit();
    fixture.frame();
    fixture.touch_down(0, 130.0, 150.0);
    assert_eq!(web.touches(), [(0, 10.0, 10.0)]);

    role.destroy();
    child.destroy();
    fixture.settle();
    assert_eq!(web.touch_ups(), 1);
    fixture.touch_move(0, 140.0, 150.0);
    fixture.touch_up(0);
    assert_eq!(web.touch_ups(), 1, "not once more");
    fixture.touch_down(0, 110.0, 130.0);
    assert_eq!(web.touches().last(), Some(&(0, 10.0, 10.0)));
}
