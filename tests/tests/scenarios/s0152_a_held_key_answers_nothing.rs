//! A key that was down when the question appeared answers nothing, however long it is held.

use lisere_tests::Fixture;

#[test]
fn a_held_key_answers_nothing() {
    let mut fixture = Fixture::that_says("ask");
    let (web, page) = fixture.at_work("web", 0);
    let (bank, form) = fixture.at_work("bank", 1);
    fixture.carry_text(&web, &page, "a number");
    fixture.click_into(&form, 5, 5);
    fixture.key_down("KEY_LEFTMETA");
    fixture.key_down("KEY_V");
    assert!(fixture.core.crossing.asks());
    fixture.advance(2_000);
    fixture.chord(&["KEY_TAB"]);
    fixture.chord(&["KEY_ENTER"]);
    assert!(
        fixture.core.crossing.asks(),
        "while Super+V is held nothing counts"
    );
    fixture.key_up("KEY_V");
    fixture.key_up("KEY_LEFTMETA");
    fixture.advance(20);
    fixture.chord(&["KEY_TAB"]);
    fixture.chord(&["KEY_ENTER"]);
    fixture.frame();
    assert_eq!(fixture.pasted(&bank).as_deref(), Some("a number"));
}
