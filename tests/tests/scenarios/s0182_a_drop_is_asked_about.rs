//! Where the rule says ask, the user is asked after the drop; only a yes brings it there.

use lisere_tests::Fixture;
use wayland_client::protocol::wl_data_device_manager::DndAction;

#[test]
fn yes_drops_it() {
    let mut fixture = Fixture::that_says("ask");
    let (web, page) = fixture.at_work("web", 0);
    let (bank, form) = fixture.at_work("bank", 1);
    let _source = fixture.drag_out_of(&web, &page);
    fixture.drop_on(&form);
    bank.forget();
    assert_eq!(web.answer(b"a number"), 1);
    fixture.advance(100);
    assert!(web.cancelled());
    assert_eq!(bank.offers(), 0, "{}", bank.transcript());
    fixture.allow();
    fixture.advance(50);
    let offer = bank.dragged_over().expect("an offer");
    offer.accept(0, Some("text/plain".into()));
    offer.set_actions(DndAction::Copy, DndAction::Copy);
    fixture.frame();
    assert!(bank.dropped_on());
    let pipe = bank.ask(&offer);
    fixture.settle();
    assert_eq!(pipe.text(), "a number");
}

#[test]
fn no_brings_nothing_and_keeps_nothing() {
    let mut fixture = Fixture::that_says("ask");
    let (web, page) = fixture.at_work("web", 0);
    let (bank, form) = fixture.at_work("bank", 1);
    let _source = fixture.drag_out_of(&web, &page);
    fixture.drop_on(&form);
    assert_eq!(web.answer(b"a number"), 1);
    fixture.advance(100);
    fixture.look_at_prompt();
    fixture.chord(&["KEY_ENTER"]);
    fixture.frame();
    assert!(bank.dragged_over().is_none() && bank.clipboard().is_none());
    fixture.paste_here();
    assert!(!fixture.core.crossing.asks(), "nothing is held any more");
    assert!(
        fixture.said().contains("take something first"),
        "{}",
        fixture.said()
    );
}
