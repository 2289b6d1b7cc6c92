//! With Super held a window is moved and resized from anywhere in it, and hears nothing of it.

use lisere_tests::{Fixture, paint};
use smithay::utils::Rectangle;

#[test]
fn super_and_a_drag_move_and_resize() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let window = fixture.window(&web, (240, 120), paint::RED);
    fixture.put(&window, (200, 160));

    fixture.key_down("KEY_LEFTMETA");
    fixture.drag_from_to((260.0, 200.0), (300.0, 230.0));
    assert_eq!(fixture.content(&window).loc, (240, 190).into());

    fixture.move_to(450.0, 290.0);
    fixture.frame();
    fixture.press_right();
    fixture.move_to(470.0, 300.0);
    fixture.frame();
    window.obey(paint::RED);
    fixture.release_right();
    fixture.key_up("KEY_LEFTMETA");
    fixture.frame();
    assert_eq!(
        fixture.content(&window),
        Rectangle::new((240, 190).into(), (260, 130).into())
    );
    assert_eq!((web.presses(), web.keys().len()), (0, 0));
}
