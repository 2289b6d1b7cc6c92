//! The attention key while other keys are held: their taker hears that the keys left it, which
//! lifts all of them, and nothing when they really go up.

use lisere_tests::{Fixture, paint};

#[test]
fn attention_with_keys_held() {
    let mut fixture = Fixture::new("home");
    let work = fixture.client("work");
    let letter = fixture.window(&work, (200, 120), paint::BLUE);
    fixture.click_into(&letter, 20, 20);
    fixture.key_down("KEY_A");
    // As it may be when it sticks: the chord is found all the same.
    fixture.key_down("KEY_LEFTSHIFT");
    work.forget();

    fixture.chord(&["KEY_LEFTMETA", "KEY_ESC"]);
    fixture.frame();
    assert!(fixture.core.focus.attention());
    assert_eq!(work.keyboard_leaves(), 1, "which lifts every key");
    assert_eq!(work.keys().len(), 0, "{}", work.transcript());

    work.forget();
    fixture.key_up("KEY_A");
    fixture.key("KEY_ESC");
    fixture.frame();
    assert!(!fixture.core.focus.attention());
    assert_eq!(fixture.focused(), None, "not before everything is up");
    fixture.key_up("KEY_LEFTSHIFT");
    fixture.frame();
    assert_eq!(fixture.focused(), Some(work.cage()));
    assert_eq!(work.keys().len(), 0, "{}", work.transcript());
    fixture.type_text("a");
    assert_eq!(work.typed(), "a", "in small letters: nothing is held");
}
