//! A frozen cage is ended: its windows go, and it is thawed for whoever comes next.

use lisere_tests::{Fixture, paint};

#[test]
fn a_frozen_cage_can_be_killed() {
    let mut fixture = Fixture::new("home");
    let work = fixture.client("work");
    let window = fixture.window(&work, (200, 120), paint::BLUE);
    fixture.click_into(&window, 20, 20);
    fixture.chord(&["KEY_LEFTMETA", "KEY_BACKSPACE"]);
    fixture.frame();
    work.courts_its_end();
    fixture.chord(&["KEY_LEFTMETA", "KEY_LEFTSHIFT", "KEY_BACKSPACE"]);
    fixture.frame();
    assert!(work.ended());
    assert_eq!(fixture.newest(), None, "no window is left");
    let next = fixture.client("work");
    fixture.window(&next, (200, 120), paint::GREEN);
    assert!(fixture.shown(paint::GREEN) > 20_000, "shown undimmed");
}
