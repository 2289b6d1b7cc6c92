//! A chord ends every program of the cage that has the keys; programs of others go on, and new
//! ones may come.

use lisere_tests::{Fixture, paint};

#[test]
fn killing_ends_a_cage_only() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let page = fixture.window(&web, (200, 120), paint::RED);
    fixture.spread([&page]);
    let work = [fixture.client("work"), fixture.client("work")];
    let first = fixture.window(&work[0], (100, 80), paint::BLUE);
    let second = fixture.window(&work[1], (100, 80), paint::GREEN);
    fixture.put(&first, (340, 80));
    fixture.put(&second, (340, 250));
    fixture.click_into(&first, 20, 20);
    work.iter().for_each(|client| client.courts_its_end());

    fixture.chord(&["KEY_LEFTMETA", "KEY_LEFTSHIFT", "KEY_BACKSPACE"]);
    fixture.frame();
    assert!(work.iter().all(|client| client.ended()));
    assert_eq!(fixture.shown(paint::BLUE) + fixture.shown(paint::GREEN), 0);
    assert_eq!(fixture.focused(), None, "keys never fall into another cage");
    assert!(fixture.shown(paint::RED) > 20_000);

    let next = fixture.client("work");
    let window = fixture.window(&next, (100, 80), paint::BLUE);
    fixture.click_into(&window, 20, 20);
    fixture.type_text("new");
    assert_eq!(next.typed(), "new");
}
