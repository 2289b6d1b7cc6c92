//! Where the rules say no, nothing goes, nobody is told but the user, and the bar says which
//! rule it was.

use lisere_tests::Fixture;
use lisere_tests::crossing::home_with;

#[test]
fn a_denial_explains_itself() {
    let mut fixture = Fixture::new("home");
    let (personal, letter) = fixture.at_work("personal", 0);
    let (web, page) = fixture.at_work("web", 1);
    fixture.carry_text(&personal, &letter, "dear diary");
    fixture.click_into(&page, 5, 5);
    web.forget();
    personal.forget();
    fixture.paste_here();
    assert!(!fixture.core.crossing.asks());
    let said = fixture.said();
    assert!(
        said.contains("Personal → Web") && said.contains("line"),
        "{said}"
    );
    assert_eq!(web.heard_count(), 0, "{}", web.transcript());
    assert_eq!(personal.heard_count(), 0, "{}", personal.transcript());
    assert!(web.clipboard().is_none());
}

#[test]
fn what_no_rule_names_is_denied() {
    let mut fixture = Fixture::of_text(&home_with(""));
    let (web, page) = fixture.at_work("web", 0);
    let (bank, form) = fixture.at_work("bank", 1);
    fixture.carry_text(&web, &page, "a number");
    fixture.click_into(&form, 5, 5);
    fixture.paste_here();
    assert!(fixture.said().contains("no rule"), "{}", fixture.said());
    assert!(bank.clipboard().is_none());
}

#[test]
fn it_says_which_kinds_would_go() {
    let rule = "[[rule]]\nrelation = \"up\"\nchannels = [\"clipboard\"]\nanswer = \"allow\"\n\
                types = [\"text\"]\n";
    let mut fixture = Fixture::of_text(&home_with(rule));
    let (web, _page) = fixture.at_work("web", 0);
    drop(web.copy_types(&["text/html"], web.press_serial()));
    fixture.settle();
    fixture.carry();
    assert_eq!(web.answer(b"<b>bold</b>"), 1);
    fixture.advance(100);
    let (bank, _form) = fixture.at_work("bank", 1);
    fixture.paste_here();
    assert!(bank.clipboard().is_none());
    let said = fixture.said();
    assert!(said.contains("What may go to Bank is text"), "{said}");
}
