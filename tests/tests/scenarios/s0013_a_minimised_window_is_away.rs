//! A window minimises itself: nothing of it shows until the user takes it back.

use lisere_tests::{Fixture, paint};

#[test]
fn a_minimised_window_is_away() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let window = fixture.window(&web, (200, 100), paint::RED);
    fixture.click_into(&window, 10, 10);
    assert_eq!(fixture.focused(), Some(web.cage()));

    window.toplevel.set_minimized();
    fixture.frame();
    assert_eq!(fixture.shown(paint::RED), 0);
    assert_eq!(fixture.focused(), None, "what can't be seen gets no keys");

    fixture.chord(&["KEY_LEFTALT", "KEY_TAB"]);
    fixture.frame();
    assert_eq!(fixture.shown(paint::RED), 200 * 100);
    assert_eq!(fixture.focused(), Some(web.cage()));
}
