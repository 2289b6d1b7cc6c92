//! A key is held while the user clicks into another cage: the newcomer never learns of it (FI-14).

use lisere_tests::{Fixture, paint};

#[test]
fn a_held_key_stays_behind() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let a = fixture.window(&work, (200, 100), paint::BLUE);
    let b = fixture.window(&web, (200, 100), paint::RED);
    fixture.spread([&a, &b]);
    fixture.click_into(&a, 5, 5);

    fixture.key_down("KEY_K");
    fixture.click_into(&b, 5, 5);
    assert_eq!(work.keyboard_leaves(), 1, "the keys leave at once");
    assert!(
        web.keyboard_enters().is_empty(),
        "and arrive when none is held"
    );
    assert_eq!(fixture.focused(), None);

    fixture.key_up("KEY_K");
    fixture.frame();
    assert_eq!(fixture.focused(), Some(web.cage()));
    assert_eq!(web.keyboard_enters(), [Vec::<u8>::new()]);
    assert!(web.keys().is_empty(), "the release belongs to nobody there");
    fixture.type_text("ok");
    assert_eq!(web.typed(), "ok");
    assert_eq!(work.typed(), "k");
}
