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
    assert_eq!(fixture.shown(paint::BLUE), 0);
    assert_eq!(fixture.focused(), None);
    fixture.type_text("x");
    assert_eq!(work.typed(), "");

    let b = fixture.window(&web, (200, 100), paint::RED);
    fixture.put(&b, (20, 100));
    fixture.put(&a, (340, 250));
    fixture.click_into(&b, 100, 50);
    fixture.chord(&["KEY_LEFTMETA", "KEY_LEFTSHIFT", "KEY_1"]);
    fixture.frame();
    assert_eq!(fixture.shown(paint::RED), 0, "sent away");

    fixture.chord(&["KEY_LEFTMETA", "KEY_1"]);
    assert_eq!(
        (fixture.shown(paint::RED), fixture.shown(paint::BLUE)),
        (200 * 100, 200 * 100)
    );
}
