//! A program is frozen while the user holds a button, a key and a finger on it: it hears of
//! their end no more, and nobody else does.

use lisere_tests::{Fixture, paint};

#[test]
fn freezing_takes_what_is_held() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let letter = fixture.window(&work, (200, 120), paint::BLUE);
    let page = fixture.window(&web, (200, 120), paint::RED);
    fixture.spread([&letter, &page]);
    fixture.click_into(&letter, 20, 20);
    fixture.point_into(&letter, 30, 30);
    fixture.press();
    fixture.chord(&["KEY_LEFTMETA", "KEY_BACKSPACE"]);
    work.forget();
    web.forget();
    fixture.point_into(&page, 30, 30);
    fixture.release();
    fixture.type_text("x");
    assert_eq!(work.heard_count(), 0, "{}", work.transcript());
    let keys = web.typed();
    assert_eq!(keys, "", "keys go to nobody until the user chooses");
    fixture.click_into(&page, 40, 40);
    fixture.type_text("y");
    assert_eq!(web.typed(), "y");
}
