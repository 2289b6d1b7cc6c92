//! Keys go to the next tile, through a stack and back; what comes to be covered loses the keys.

use lisere_tests::{Fixture, paint};

#[test]
fn keys_go_from_tile_to_tile() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let vault = fixture.client("vault");
    fixture.chord(&["KEY_LEFTMETA", "KEY_T"]);
    let a = fixture.window(&work, (200, 100), paint::BLUE);
    let _b = fixture.window(&web, (200, 100), paint::RED);
    let _c = fixture.window(&vault, (200, 100), paint::GREEN);
    fixture.click_into(&a, 20, 20);
    assert_eq!(fixture.focused(), Some(work.cage()));

    fixture.chord(&["KEY_LEFTMETA", "KEY_RIGHT"]);
    let right = fixture.focused();
    assert!(right.is_some() && right != Some(work.cage()));
    fixture.chord(&["KEY_LEFTMETA", "KEY_DOWN"]);
    if fixture.focused() == right {
        fixture.chord(&["KEY_LEFTMETA", "KEY_UP"]);
    }
    fixture.frame();
    let other = fixture.focused();
    assert!(other.is_some() && other != right && other != Some(work.cage()));
    fixture.type_text("x");
    let typed = [&web, &vault].map(|client| client.typed());
    assert_eq!(typed.concat(), "x", "one of them has the keys: {typed:?}");

    fixture.chord(&["KEY_LEFTMETA", "KEY_LEFT"]);
    assert_eq!(fixture.focused(), Some(work.cage()));
    fixture.chord(&["KEY_LEFTMETA", "KEY_LEFTSHIFT", "KEY_RIGHT"]);
    fixture.frame();
    let (at, width) = (fixture.content(&a).loc.x, 640);
    assert!(at > width / 2 || fixture.entry(&a).stack.is_some(), "{at}");
}
