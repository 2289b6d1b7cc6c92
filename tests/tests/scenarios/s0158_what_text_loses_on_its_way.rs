//! Text crosses without what steers a terminal, hides or turns writing round; by a rule that asks
//! for it, as plain ASCII, and formatted text as its characters.

use lisere_tests::Fixture;
use lisere_tests::crossing::{home_that_says, home_with};

fn carried(fixture: &mut Fixture, types: &[&str], bytes: &[u8]) -> Option<String> {
    let (web, _page) = fixture.at_work("web", 0);
    drop(web.copy_types(types, web.press_serial()));
    fixture.settle();
    fixture.carry();
    assert_eq!(web.answer(bytes), 1);
    fixture.advance(100);
    let (bank, _form) = fixture.at_work("bank", 1);
    fixture.paste_here();
    fixture.pasted(&bank)
}

const STEERING: &str = "pay\u{202e}001\u{202c} to\u{200b} \x1b[31mBob\r\ne\u{301}";

#[test]
fn controls_and_bidi_are_gone() {
    let mut fixture = Fixture::of_text(&home_that_says("allow"));
    let text = carried(
        &mut fixture,
        &["text/plain;charset=utf-8"],
        STEERING.as_bytes(),
    );
    assert_eq!(text.as_deref(), Some("pay001 to [31mBob\n\u{e9}"));
}

#[test]
fn by_another_rule_it_is_ascii() {
    let rule = "[[rule]]\nrelation = \"up\"\nchannels = [\"clipboard\"]\nanswer = \"allow\"\n\
                sanitise = { text = \"ascii\" }\n";
    let mut fixture = Fixture::of_text(&home_with(rule));
    let text = carried(
        &mut fixture,
        &["UTF8_STRING"],
        "caf\u{e9} \u{1f600}".as_bytes(),
    );
    let text = text.expect("text");
    assert!(text.starts_with("caf") && text.is_ascii(), "{text}");
}

#[test]
fn by_another_rule_it_is_kept() {
    let rule = "[[rule]]\nrelation = \"up\"\nchannels = [\"clipboard\"]\nanswer = \"allow\"\n\
                sanitise = { text = \"keep\" }\n";
    let mut fixture = Fixture::of_text(&home_with(rule));
    let text = carried(
        &mut fixture,
        &["text/plain;charset=utf-8"],
        STEERING.as_bytes(),
    );
    assert_eq!(text.as_deref(), Some(STEERING));
}

#[test]
fn formatted_text_becomes_plain() {
    let mut fixture = Fixture::of_text(&home_that_says("allow"));
    let html = b"<p>Dear <b>Ada</b>,<script>alert(1)</script><br>hello";
    let text = carried(&mut fixture, &["text/html"], html);
    assert_eq!(text.as_deref(), Some("Dear Ada,\nhello"));
}
