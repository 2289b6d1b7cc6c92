//! The scratchpad: a window is kept aside, called over any workspace, and sent back.

use lisere_tests::{Fixture, paint};

#[test]
fn a_window_kept_aside() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let a = fixture.window(&work, (200, 100), paint::BLUE);
    let b = fixture.window(&web, (200, 100), paint::RED);
    fixture.spread([&a, &b]);
    fixture.click_into(&a, 20, 20);
    fixture.chord(&["KEY_LEFTMETA", "KEY_LEFTSHIFT", "KEY_X"]);
    fixture.frame();
    assert_eq!(fixture.shown(paint::BLUE), 0);
    assert_eq!(fixture.focused(), Some(web.cage()));

    fixture.chord(&["KEY_LEFTMETA", "KEY_2"]);
    fixture.chord(&["KEY_LEFTMETA", "KEY_X"]);
    fixture.frame();
    assert_eq!(fixture.shown(paint::BLUE), 200 * 100);
    assert_eq!(fixture.focused(), Some(work.cage()));
    fixture.chord(&["KEY_LEFTMETA", "KEY_X"]);
    fixture.frame();
    assert_eq!(fixture.shown(paint::BLUE), 0);
    assert_eq!(fixture.focused(), None);
}
