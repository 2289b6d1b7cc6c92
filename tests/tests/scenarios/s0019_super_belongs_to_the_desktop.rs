//! Super, and what is typed with it, never reaches a program.

use lisere_tests::{Fixture, paint};

#[test]
fn super_belongs_to_the_desktop() {
    let mut fixture = Fixture::new("home");
    let work = fixture.client("work");
    let window = fixture.window(&work, (200, 100), paint::BLUE);
    fixture.click_into(&window, 5, 5);
    work.forget();

    fixture.key("KEY_LEFTMETA");
    fixture.key("KEY_RIGHTMETA");
    fixture.chord(&["KEY_LEFTMETA", "KEY_Y"]);
    fixture.chord(&["KEY_LEFTMETA", "KEY_LEFTSHIFT", "KEY_Z"]);
    assert!(work.keys().is_empty(), "{}", work.transcript());

    fixture.type_text("a");
    assert_eq!(work.typed(), "a");
}
