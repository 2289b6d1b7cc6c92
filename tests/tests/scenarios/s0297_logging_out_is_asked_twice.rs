//! Q in the lens ends the session only when it is pressed twice.

use lisere_tests::{Fixture, paint};

#[test]
fn logging_out_is_asked_twice() {
    let mut fixture = Fixture::new("home");
    let work = fixture.client("work");
    let letter = fixture.window(&work, (200, 120), paint::BLUE);
    fixture.click_into(&letter, 20, 20);
    fixture.attention();
    fixture.key("KEY_Q");
    fixture.key("KEY_TAB");
    fixture.key("KEY_Q");
    fixture.key("KEY_ESC");
    fixture.attention();
    fixture.key("KEY_Q");
    fixture.frame();
    assert!(!fixture.core.work.ended);
    fixture.key("KEY_Q");
    assert!(fixture.core.work.ended);
}
