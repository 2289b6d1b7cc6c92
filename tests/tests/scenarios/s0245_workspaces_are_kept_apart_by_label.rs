//! Workspaces by label: a window goes to the workspace of its label, and no other takes it.

use lisere::preferences::Preferences;
use lisere_tests::{Fixture, paint};

#[test]
fn workspaces_are_kept_apart_by_label() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let text = "[layout]\nworkspaces_by_label = true\n";
    let preferences = Preferences::parse(text).expect("sound preferences");
    let now = fixture.now();
    assert!(fixture.core.apply_preferences(preferences, now).is_ok());

    let a = fixture.window(&work, (200, 100), paint::BLUE);
    let b = fixture.window(&web, (200, 100), paint::RED);
    let c = fixture.window(&web, (200, 100), paint::GREEN);
    let on = |fixture: &Fixture, window| fixture.entry(window).workspace.number();
    assert_eq!([&a, &b, &c].map(|window| on(&fixture, window)), [1, 2, 2]);
    assert_eq!(fixture.shown(paint::RED), 0);

    fixture.click_into(&a, 20, 20);
    fixture.chord(&["KEY_LEFTMETA", "KEY_LEFTSHIFT", "KEY_2"]);
    fixture.frame();
    assert_eq!(on(&fixture, &a), 1, "that one shows another label");
    fixture.chord(&["KEY_LEFTMETA", "KEY_LEFTSHIFT", "KEY_5"]);
    fixture.frame();
    assert_eq!(on(&fixture, &a), 5);
}
