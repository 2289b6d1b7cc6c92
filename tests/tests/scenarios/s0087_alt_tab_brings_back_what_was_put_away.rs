//! A window is put away: it is seen no more, and Alt+Tab brings it back with the keys.

use lisere::scene::Owner;
use lisere_tests::{Fixture, paint};

#[test]
fn alt_tab_brings_back_what_was_put_away() {
    let mut fixture = Fixture::new("home");
    let (web, work) = (fixture.client("web"), fixture.client("work"));
    let page = fixture.window(&web, (200, 120), paint::RED);
    let letter = fixture.window(&work, (200, 120), paint::BLUE);
    fixture.put(&page, (20, 80));
    fixture.put(&letter, (350, 80));
    fixture.click_into(&page, 10, 10);
    fixture.click_into(&letter, 10, 10);

    fixture.chord(&["KEY_LEFTMETA", "KEY_N"]);
    fixture.frame();
    assert_eq!(
        fixture.core.focus.cage(),
        None,
        "no other cage inherits the keys"
    );
    assert_eq!(fixture.pixels().count(paint::BLUE), 0);
    assert_eq!(fixture.owner_in(&letter, 5, 5), Owner::Trusted);

    fixture.chord(&["KEY_LEFTALT", "KEY_TAB"]);
    fixture.frame();
    assert_eq!(fixture.core.focus.chosen(), Some(letter.id));
    assert!(fixture.pixels().count(paint::BLUE) > 0);
    fixture.type_text("back");
    assert_eq!(work.typed(), "back");
}
