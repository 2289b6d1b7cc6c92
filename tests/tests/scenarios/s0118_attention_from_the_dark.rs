//! The attention key while the screens are dark: its first key wakes them, and the chord counts.

use lisere_tests::{Fixture, paint};

#[test]
fn attention_from_the_dark() {
    let mut fixture = Fixture::new("home");
    let work = fixture.client("work");
    let letter = fixture.window(&work, (200, 120), paint::BLUE);
    fixture.click_into(&letter, 20, 20);
    fixture.advance(601_000);
    work.forget();
    fixture.chord(&["KEY_LEFTMETA", "KEY_ESC"]);
    fixture.frame();
    assert!(fixture.core.focus.attention());
    assert_eq!(work.keys().len(), 0, "{}", work.transcript());
    assert_eq!(fixture.focused(), None);
}
