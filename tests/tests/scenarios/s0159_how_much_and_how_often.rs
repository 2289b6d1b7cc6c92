//! More than usual is asked about, more than a rule allows is denied, and so is more often.

use lisere_tests::Fixture;
use lisere_tests::crossing::home_with;

fn rule(terms: &str) -> String {
    home_with(&format!(
        "[[rule]]\nrelation = \"up\"\nchannels = [\"clipboard\"]\nanswer = \"allow\"\n{terms}\n"
    ))
}

#[test]
fn a_rule_bounds_the_size() {
    let mut fixture = Fixture::of_text(&rule("max-bytes = 10"));
    let (web, page) = fixture.at_work("web", 0);
    let (bank, form) = fixture.at_work("bank", 1);
    fixture.carry_text(&web, &page, "more than ten");
    fixture.click_into(&form, 5, 5);
    fixture.paste_here();
    assert!(
        fixture.said().contains("10 bytes at most"),
        "{}",
        fixture.said()
    );
    assert!(bank.clipboard().is_none());
    fixture.carry_text(&web, &page, "exactly 10");
    fixture.click_into(&form, 5, 5);
    fixture.paste_here();
    assert_eq!(fixture.pasted(&bank).as_deref(), Some("exactly 10"));
}

#[test]
fn a_rule_bounds_the_rate() {
    let mut fixture = Fixture::of_text(&rule("per-minute = 2"));
    let (web, page) = fixture.at_work("web", 0);
    let (bank, form) = fixture.at_work("bank", 1);
    for (text, goes) in [("one", true), ("two", true), ("three", false)] {
        fixture.carry_text(&web, &page, text);
        fixture.click_into(&form, 5, 5);
        fixture.paste_here();
        assert_eq!(
            fixture.pasted(&bank).as_deref() == Some(text),
            goes,
            "{text}"
        );
    }
    assert!(fixture.said().contains("2 a minute"), "{}", fixture.said());
    fixture.advance(60_000);
    fixture.carry_text(&web, &page, "four");
    fixture.click_into(&form, 5, 5);
    fixture.paste_here();
    assert_eq!(fixture.pasted(&bank).as_deref(), Some("four"));
}

#[test]
fn more_than_usual_is_asked_about() {
    let mut fixture = Fixture::of_text(&format!("{}\n[limits]\ntransfer-bytes = 20\n", rule("")));
    let (web, page) = fixture.at_work("web", 0);
    let (bank, form) = fixture.at_work("bank", 1);
    fixture.carry_text(&web, &page, "within twenty bytes");
    fixture.click_into(&form, 5, 5);
    fixture.paste_here();
    assert_eq!(
        fixture.pasted(&bank).as_deref(),
        Some("within twenty bytes")
    );
    fixture.carry_text(&web, &page, "longer than twenty bytes");
    fixture.click_into(&form, 5, 5);
    fixture.paste_here();
    fixture.allow();
    assert_eq!(
        fixture.pasted(&bank).as_deref(),
        Some("longer than twenty bytes")
    );
}

#[test]
fn all_of_a_cage_is_denied_for_ten_minutes() {
    let mut fixture = Fixture::that_says("ask");
    let (web, page) = fixture.at_work("web", 0);
    let (bank, form) = fixture.at_work("bank", 1);
    fixture.carry_text(&web, &page, "once");
    fixture.click_into(&form, 5, 5);
    fixture.paste_here();
    fixture.look_at_prompt();
    fixture.chord(&["KEY_UP"]);
    fixture.chord(&["KEY_ENTER"]);
    fixture.frame();
    fixture.paste_here();
    assert!(!fixture.core.crossing.asks());
    assert!(fixture.said().contains("ten minutes"), "{}", fixture.said());
    fixture.advance(600_000);
    // Screens have gone dark meanwhile; what wakes them does nothing else.
    fixture.move_to(300.0, 300.0);
    fixture.frame();
    fixture.carry_text(&web, &page, "twice");
    fixture.click_into(&form, 5, 5);
    fixture.paste_here();
    fixture.allow();
    assert_eq!(fixture.pasted(&bank).as_deref(), Some("twice"));
}

#[test]
fn questions_are_bounded_too() {
    let mut fixture = Fixture::that_says("ask");
    let (web, page) = fixture.at_work("web", 0);
    let (_bank, form) = fixture.at_work("bank", 1);
    fixture.carry_text(&web, &page, "again");
    fixture.click_into(&form, 5, 5);
    for _ in 0..12 {
        fixture.paste_here();
        assert!(fixture.core.crossing.asks(), "{}", fixture.said());
        fixture.chord(&["KEY_ESC"]);
        fixture.frame();
    }
    fixture.paste_here();
    assert!(!fixture.core.crossing.asks());
    assert!(
        fixture.said().contains("Too many questions"),
        "{}",
        fixture.said()
    );
}
