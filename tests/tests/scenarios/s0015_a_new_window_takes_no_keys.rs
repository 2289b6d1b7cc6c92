//! While the user types, another cage opens window after window: not a letter is lost (FI-01).

use lisere_tests::{Fixture, paint};

#[test]
fn a_new_window_takes_no_keys() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let letter = fixture.window(&work, (200, 100), paint::BLUE);
    fixture.click_into(&letter, 5, 5);

    fixture.type_text("dear ");
    for _ in 0..8 {
        fixture.window(&web, (150, 80), paint::RED);
        fixture.type_text("x");
    }
    assert_eq!(work.typed(), "dear xxxxxxxx");
    assert_eq!(web.typed(), "");
    assert!(web.keyboard_enters().is_empty());
    assert_eq!(fixture.focused(), Some(work.cage()));
}
