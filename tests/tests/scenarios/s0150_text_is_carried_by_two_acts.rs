//! What one cage copied goes to another by two chords, where a rule allows it: the program
//! there pastes it as it pastes anything.

use lisere_tests::crossing::home_that_says;
use lisere_tests::{Fixture, paint};

#[test]
fn text_is_carried_by_two_acts() {
    let mut fixture = Fixture::of_text(&home_that_says("allow"));
    let (web, bank) = (fixture.client("web"), fixture.client("bank"));
    let page = fixture.window(&web, (200, 100), paint::BLUE);
    let form = fixture.window(&bank, (200, 100), paint::RED);
    fixture.spread([&page, &form]);
    fixture.click_into(&page, 5, 5);
    let _source = web.copy(web.press_serial());
    fixture.settle();
    web.forget();
    bank.forget();

    fixture.chord(&["KEY_LEFTMETA", "KEY_C"]);
    assert_eq!(web.answer(b"an account number"), 1, "the source is asked");
    fixture.advance(100);
    assert_eq!(bank.heard_count(), 0, "{}", bank.transcript());
    assert_eq!(web.heard_count(), 0, "{}", web.transcript());

    fixture.click_into(&form, 5, 5);
    assert!(bank.clipboard().is_none(), "the keys alone bring nothing");
    fixture.chord(&["KEY_LEFTMETA", "KEY_V"]);
    fixture.frame();
    let offer = bank.clipboard().expect("an offer");
    let types = bank.types_of(&offer);
    assert!(
        types.contains(&"text/plain;charset=utf-8".to_owned()),
        "{types:?}"
    );
    let (first, second) = (bank.ask(&offer), bank.ask(&offer));
    fixture.settle();
    assert_eq!(first.text(), "an account number");
    assert_eq!(second.text(), "an account number", "as often as one pastes");
    assert!(!web.cancelled(), "and the source keeps its own");

    fixture.advance(60_000);
    assert!(bank.clipboard().is_none(), "it is not kept for ever");
    let late = bank.ask(&offer);
    fixture.settle();
    assert_eq!(late.text(), "");
}
