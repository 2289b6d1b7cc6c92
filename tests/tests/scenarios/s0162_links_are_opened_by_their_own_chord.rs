//! A link is carried like anything else; a chord of its own has it opened where the keys are, by
//! the program that the policy names there, and by the rules for links.

use lisere_tests::Fixture;
use lisere_tests::crossing::home_that_says;

/// A policy by which links are opened in `bank`.
fn with_handler() -> String {
    let text = home_that_says("allow");
    text.replace(
        "name = \"bank\"",
        "name = \"bank\"\nopens-links-with = [\"browser\"]",
    )
}

fn carry_link(fixture: &mut Fixture, list: &str) {
    let (web, _page) = fixture.at_work("web", 0);
    drop(web.copy_types(&["text/uri-list"], web.press_serial()));
    fixture.settle();
    fixture.carry();
    assert_eq!(web.answer(list.as_bytes()), 1);
    fixture.advance(100);
}

#[test]
fn a_cage_without_a_program_for_links_says_so() {
    let mut fixture = Fixture::of_text(&with_handler());
    carry_link(&mut fixture, "https://kernel.org/\r\n");
    let (work, _letter) = fixture.at_work("work", 1);
    fixture.chord(&["KEY_LEFTMETA", "KEY_LEFTSHIFT", "KEY_V"]);
    fixture.frame();
    assert!(
        fixture.said().contains("what opens links there"),
        "{}",
        fixture.said()
    );
    assert!(work.clipboard().is_none());
}

#[test]
fn pasted_it_is_text_like_any_other() {
    let mut fixture = Fixture::of_text(&with_handler());
    carry_link(&mut fixture, "https://kernel.org/\r\n");
    let (bank, _form) = fixture.at_work("bank", 1);
    fixture.paste_here();
    assert_eq!(
        fixture.pasted(&bank).as_deref(),
        Some("https://kernel.org/")
    );
}

#[test]
fn what_may_look_like_another_is_no_link() {
    let mut fixture = Fixture::of_text(&with_handler());
    for list in [
        "https://bank@evil.org/",
        "javascript:alert(1)",
        "https://b\u{430}nk.org/",
    ] {
        carry_link(&mut fixture, list);
        assert!(
            fixture.said().contains("nothing is carried"),
            "{list}: {}",
            fixture.said()
        );
    }
}
