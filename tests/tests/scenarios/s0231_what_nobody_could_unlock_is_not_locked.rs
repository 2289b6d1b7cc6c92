//! Where nobody can be asked for a password the chord says why, and all goes on.

use lisere_tests::{Fixture, paint};

#[test]
fn what_nobody_could_unlock_is_not_locked() {
    let mut fixture = Fixture::new("home");
    let work = fixture.client("work");
    let window = fixture.window(&work, (200, 100), paint::BLUE);
    fixture.click_into(&window, 20, 20);
    fixture.chord(&["KEY_LEFTMETA", "KEY_L"]);
    fixture.frame();
    assert!(!fixture.locked());
    let said = fixture.core.bar_messages();
    assert!(said.contains(&lisere_shell::Message::NotLocked), "{said:?}");
    fixture.type_text("on");
    assert_eq!(work.typed(), "on");
    let why = fixture.core.lock.possible().unwrap_err().to_string();
    assert!(why.contains("password"), "{why}");
}
