//! The cage that has the keys is frozen by a chord: it is heard no more, it hears nothing, and
//! its window stays as it was, dimmed. The same chord lets it go on.

use lisere_tests::{Fixture, paint};

const FREEZE: [&str; 2] = ["KEY_LEFTMETA", "KEY_BACKSPACE"];

#[test]
fn a_frozen_cage_is_not_heard() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let letter = fixture.window(&work, (200, 120), paint::BLUE);
    let page = fixture.window(&web, (200, 120), paint::RED);
    fixture.spread([&letter, &page]);
    fixture.click_into(&letter, 20, 20);
    fixture.type_text("before");

    fixture.chord(&FREEZE);
    fixture.frame();
    assert_eq!(fixture.focused(), None, "the bar names nobody");
    assert_eq!(fixture.shown(paint::BLUE), 0, "it is dimmed");
    work.forget();
    fixture.type_text("lost");
    fixture.click();
    fixture.scroll(10.0);
    letter.draw((200, 120), paint::GREEN);
    fixture.frame();
    assert_eq!(work.heard_count(), 0, "{}", work.transcript());
    assert_eq!(fixture.shown(paint::GREEN), 0, "what it draws is not shown");
    let page_colour = fixture.shown(paint::RED);
    assert!(
        page_colour > 20_000,
        "other cages are as they were: {page_colour}"
    );

    fixture.chord(&FREEZE);
    fixture.frame();
    assert!(
        fixture.shown(paint::GREEN) > 20_000,
        "it goes on where it was"
    );
    fixture.type_text("after");
    assert_eq!(
        work.typed(),
        "after",
        "and nothing of what was typed meanwhile"
    );
}
