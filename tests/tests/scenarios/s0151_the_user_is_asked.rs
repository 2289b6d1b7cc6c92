//! Where the rule says ask, trusted UI has keys and pointer until the user has answered; an
//! answer counts once it was possible to read the question, and only then something goes.

use lisere_tests::Fixture;

#[test]
fn the_user_is_asked() {
    let mut fixture = Fixture::that_says("ask");
    let (web, page) = fixture.at_work("web", 0);
    let (bank, form) = fixture.at_work("bank", 1);
    fixture.carry_text(&web, &page, "a number");
    fixture.click_into(&form, 5, 5);
    bank.forget();
    fixture.paste_here();
    assert!(fixture.core.crossing.asks());
    assert_eq!(fixture.focused(), None, "no cage has the keys");

    fixture.type_text("y");
    fixture.chord(&["KEY_TAB"]);
    fixture.chord(&["KEY_ENTER"]);
    assert!(fixture.core.crossing.asks(), "too early to be an answer");
    assert_eq!(bank.keys().len(), 0, "{}", bank.transcript());
    assert!(bank.clipboard().is_none());

    fixture.allow();
    assert_eq!(fixture.focused(), Some(bank.cage()), "the keys go back");
    assert_eq!(fixture.pasted(&bank).as_deref(), Some("a number"));
    fixture.paste_here();
    assert!(!fixture.core.crossing.asks(), "it was for one time");
    assert!(
        fixture.said().contains("take something first"),
        "{}",
        fixture.said()
    );
}

#[test]
fn enter_alone_is_a_no() {
    let mut fixture = Fixture::that_says("ask");
    let (web, page) = fixture.at_work("web", 0);
    let (bank, form) = fixture.at_work("bank", 1);
    fixture.carry_text(&web, &page, "a number");
    fixture.click_into(&form, 5, 5);
    fixture.paste_here();
    fixture.look_at_prompt();
    fixture.chord(&["KEY_ENTER"]);
    fixture.frame();
    assert!(!fixture.core.crossing.asks());
    assert!(bank.clipboard().is_none());
    assert!(fixture.said().starts_with("Denied"), "{}", fixture.said());
    // What is held may be tried again, and the question comes again.
    fixture.paste_here();
    fixture.allow();
    assert_eq!(fixture.pasted(&bank).as_deref(), Some("a number"));
}

#[test]
fn nobody_answers() {
    let mut fixture = Fixture::that_says("ask");
    let (web, page) = fixture.at_work("web", 0);
    let (bank, form) = fixture.at_work("bank", 1);
    fixture.carry_text(&web, &page, "a number");
    fixture.click_into(&form, 5, 5);
    fixture.paste_here();
    fixture.advance(29_900);
    assert!(fixture.core.crossing.asks());
    fixture.advance(200);
    assert!(!fixture.core.crossing.asks());
    assert!(fixture.said().contains("in time"), "{}", fixture.said());
    assert!(bank.clipboard().is_none());
}

#[test]
fn the_attention_key_is_a_no() {
    let mut fixture = Fixture::that_says("ask");
    let (web, page) = fixture.at_work("web", 0);
    let (bank, form) = fixture.at_work("bank", 1);
    fixture.carry_text(&web, &page, "a number");
    fixture.click_into(&form, 5, 5);
    fixture.paste_here();
    fixture.chord(&["KEY_LEFTMETA", "KEY_ESC"]);
    fixture.frame();
    assert!(!fixture.core.crossing.asks());
    assert!(fixture.core.focus.attention());
    assert!(bank.clipboard().is_none());
}

#[test]
fn a_question_that_nobody_sees_is_a_no() {
    let mut fixture = Fixture::that_says("ask");
    let (web, page) = fixture.at_work("web", 0);
    let (bank, form) = fixture.at_work("bank", 1);
    fixture.carry_text(&web, &page, "a number");
    fixture.click_into(&form, 5, 5);
    fixture.paste_here();
    assert!(fixture.core.crossing.asks());
    let output = fixture.output(0);
    fixture.unplug(output);
    assert!(!fixture.core.crossing.asks());
    assert!(bank.clipboard().is_none());
}
