//! The attention key while a program floods the core and another is frozen: it is there at the
//! press, before anything of theirs is heard.

use lisere_tests::{Fixture, args, paint};

#[test]
fn attention_under_a_flood() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let letter = fixture.window(&work, (200, 120), paint::BLUE);
    let page = fixture.window(&web, (200, 120), paint::RED);
    fixture.spread([&letter, &page]);
    fixture.click_into(&page, 20, 20);
    let raw = fixture.raw("web");
    let (region, surface) = (raw.region(), raw.surface());
    for _ in 0..20_000 {
        raw.tell(surface, "set_opaque_region", args![region]);
    }
    fixture.round();
    web.forget();
    fixture.press_now("KEY_LEFTMETA");
    fixture.press_now("KEY_ESC");
    assert!(fixture.core.focus.attention());
    assert_eq!(fixture.core.seats.keyboard_focus(), None);
    assert_eq!(fixture.core.seats.pointer_focus(), None);
    fixture.frame();
    assert_eq!(fixture.focused(), None);
    fixture.key_up("KEY_ESC");
    fixture.key_up("KEY_LEFTMETA");
    fixture.key("KEY_ESC");
    assert_eq!(fixture.focused(), Some(web.cage()));

    fixture.chord(&["KEY_LEFTMETA", "KEY_BACKSPACE"]);
    fixture.chord(&["KEY_LEFTMETA", "KEY_ESC"]);
    assert!(fixture.core.focus.attention(), "a frozen cage has no say");
    fixture.key("KEY_ESC");
    assert_eq!(fixture.focused(), None, "and is frozen still");
}
