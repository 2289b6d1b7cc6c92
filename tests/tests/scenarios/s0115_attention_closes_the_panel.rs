//! The attention key while the panel of windows is open: the panel closes without choosing.
//! Later the panel is a way back, to the window that it chooses.

use lisere_tests::{Fixture, paint};

#[test]
fn attention_closes_the_panel() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let a = fixture.window(&work, (200, 100), paint::BLUE);
    let b = fixture.window(&web, (200, 100), paint::RED);
    fixture.spread([&a, &b]);
    fixture.click_into(&a, 5, 5);
    fixture.click_into(&b, 5, 5);

    fixture.key_down("KEY_LEFTALT");
    fixture.key("KEY_TAB");
    fixture.frame();
    assert!(fixture.core.input.switcher().is_some());
    fixture.chord(&["KEY_LEFTMETA", "KEY_ESC"]);
    fixture.key_up("KEY_LEFTALT");
    fixture.frame();
    assert!(fixture.core.input.switcher().is_none());
    assert!(fixture.core.focus.attention());
    assert_eq!(fixture.focused(), None);
    fixture.key("KEY_ESC");
    fixture.frame();
    assert_eq!(
        fixture.focused(),
        Some(web.cage()),
        "as it was before the panel"
    );

    fixture.chord(&["KEY_LEFTMETA", "KEY_ESC"]);
    fixture.chord(&["KEY_LEFTALT", "KEY_TAB"]);
    fixture.frame();
    assert!(!fixture.core.focus.attention());
    assert_eq!(fixture.focused(), Some(work.cage()), "the panel's choice");
}
