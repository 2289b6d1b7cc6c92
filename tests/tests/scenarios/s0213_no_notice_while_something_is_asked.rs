//! While the user is asked something, or has called the core, no card shows; it comes later.

use lisere_tests::crossing::home_that_says;
use lisere_tests::notices::{cards, said};
use lisere_tests::{Fixture, paint};

#[test]
fn no_notice_while_a_prompt_is_open() {
    let mut fixture = Fixture::of_text(&home_that_says("ask"));
    let (web, bank) = (fixture.client("web"), fixture.client("bank"));
    let page = fixture.window(&web, (200, 100), paint::BLUE);
    let form = fixture.window(&bank, (200, 100), paint::RED);
    fixture.put(&page, (20, 80));
    fixture.put(&form, (20, 250));
    fixture.notice("work", said("Before", ""));
    assert_eq!(cards(&fixture).len(), 1);

    fixture.click_into(&page, 5, 5);
    let _source = web.copy(web.press_serial());
    fixture.settle();
    fixture.chord(&["KEY_LEFTMETA", "KEY_C"]);
    assert_eq!(web.answer(b"words"), 1);
    fixture.advance(100);
    fixture.click_into(&form, 5, 5);
    fixture.chord(&["KEY_LEFTMETA", "KEY_V"]);
    fixture.frame();
    assert!(fixture.core.crossing.asks());
    assert!(cards(&fixture).is_empty(), "the card gives way");

    fixture.notice("web", said("Meanwhile", ""));
    fixture.advance(1_000);
    assert!(cards(&fixture).is_empty());
    fixture.key("KEY_ESC");
    fixture.frame();
    assert!(!fixture.core.crossing.asks());
    assert_eq!(cards(&fixture).len(), 1, "it is there when that is closed");
}

#[test]
fn no_notice_while_the_core_has_the_keys() {
    let mut fixture = Fixture::new("home");
    fixture.chord(&["KEY_LEFTMETA", "KEY_ESC"]);
    fixture.notice("web", said("Meanwhile", ""));
    fixture.advance(10_000);
    assert!(cards(&fixture).is_empty());
    fixture.key("KEY_ESC");
    fixture.frame();
    assert_eq!(cards(&fixture).len(), 1, "its time begins when it is seen");
}
