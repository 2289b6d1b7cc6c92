//! A chord turns a mode on: its keys need no modifiers, no program gets any, the bar names it.

use lisere_tests::{Fixture, paint};

const WISHES: &str = r#"
[keys]
"Super+R" = "mode stack"
[mode.stack]
"J" = "lower"
"K" = "raise"
"Shift+F" = "fullscreen"
"#;

#[test]
fn a_mode_has_keys_of_its_own() {
    let mut fixture = Fixture::new("home");
    fixture.prefer(WISHES);
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let page = fixture.window(&web, (200, 120), paint::RED);
    let letter = fixture.window(&work, (200, 120), paint::BLUE);
    fixture.put(&page, (20, 80));
    fixture.put(&letter, (60, 120));
    fixture.click_into(&letter, 150, 100);
    let quiet = fixture.pixels();
    let top = |fixture: &Fixture| fixture.core.desk.all().next().map(|(id, _)| id);

    fixture.chord(&["KEY_LEFTMETA", "KEY_R"]);
    fixture.frame();
    assert_eq!(fixture.core.mode_name(), Some("stack"));
    assert_ne!(fixture.pixels(), quiet, "the bar names it");
    work.forget();
    fixture.key("KEY_J");
    assert_eq!(top(&fixture), Some(page.id), "lowered");
    fixture.key("KEY_K");
    assert_eq!(top(&fixture), Some(letter.id), "raised");
    fixture.type_text("lost");
    assert_eq!(work.keys().len(), 0, "no program gets a key meanwhile");
    fixture.key("KEY_ESC");
    fixture.frame();
    assert_eq!(fixture.core.mode_name(), None);
    assert_eq!(fixture.pixels(), quiet, "as before");
    work.forget();
    fixture.type_text("kept");
    assert_eq!(work.typed(), "kept");

    // Usual chords go on in it, and the attention key ends it.
    fixture.chord(&["KEY_LEFTMETA", "KEY_R"]);
    fixture.chord(&["KEY_LEFTMETA", "KEY_2"]);
    assert_eq!(fixture.core.mode_name(), Some("stack"));
    fixture.chord(&["KEY_LEFTMETA", "KEY_ESC"]);
    assert_eq!(fixture.core.mode_name(), None);
    fixture.key("KEY_ESC");

    // So does what is saved meanwhile: its keys may be others.
    fixture.chord(&["KEY_LEFTMETA", "KEY_R"]);
    fixture.prefer("");
    assert_eq!(fixture.core.mode_name(), None);
}
