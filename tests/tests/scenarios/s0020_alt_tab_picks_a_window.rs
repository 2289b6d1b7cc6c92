//! Alt+Tab shows a trusted panel; letting go gives the keys to the window chosen.

use lisere::scene::Owner;
use lisere_tests::{Fixture, paint};

#[test]
fn alt_tab_picks_a_window() {
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
    assert_eq!(
        fixture.owner(320, 218),
        Owner::Trusted,
        "the panel lies over the windows, between their likenesses"
    );
    web.forget();
    fixture.key("KEY_S");
    assert_eq!(
        web.heard_count(),
        0,
        "nothing is typed to a program meanwhile"
    );

    fixture.key_up("KEY_LEFTALT");
    fixture.frame();
    assert!(fixture.core.input.switcher().is_none());
    assert_eq!(fixture.focused(), Some(work.cage()));
    assert!(!work.typed().contains('s'));

    fixture.key_down("KEY_LEFTALT");
    fixture.key("KEY_TAB");
    fixture.key("KEY_ESC");
    fixture.key_up("KEY_LEFTALT");
    fixture.frame();
    assert_eq!(
        fixture.focused(),
        Some(work.cage()),
        "Escape changes nothing"
    );
}
