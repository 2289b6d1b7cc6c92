//! Nine workspaces: switching shows others' windows, sending moves one.

use lisere_tests::{Fixture, paint};

#[test]
fn workspaces_hold_windows_apart() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let a = fixture.window(&work, (200, 100), paint::BLUE);
    fixture.click_into(&a, 5, 5);

    fixture.chord(&["KEY_LEFTMETA", "KEY_2"]);
    fixture.frame();
    assert_eq!(fixture.pixels().count(paint::BLUE), 0);
    assert_eq!(fixture.focused(), None);
    fixture.type_text("x");
    assert_eq!(work.typed(), "");

    let b = fixture.window(&web, (200, 100), paint::RED);
    fixture.click_into(&b, 100, 50);
    fixture.chord(&["KEY_LEFTMETA", "KEY_LEFTSHIFT", "KEY_1"]);
    fixture.frame();
    assert_eq!(fixture.pixels().count(paint::RED), 0, "sent away");

    fixture.chord(&["KEY_LEFTMETA", "KEY_1"]);
    fixture.move_to(600.0, 380.0);
    fixture.frame();
    let picture = fixture.pixels();
    assert_eq!(
        (picture.count(paint::RED), picture.count(paint::BLUE)),
        (200 * 100, 200 * 100)
    );
}
