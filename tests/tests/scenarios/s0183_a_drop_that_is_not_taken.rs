//! A destination that does not take a drop finds it on its clipboard, and the bar says so.

use lisere_tests::Fixture;
use wayland_client::protocol::wl_data_device_manager::DndAction;

#[test]
fn nobody_says_anything() {
    let mut fixture = Fixture::that_says("allow");
    let (web, page) = fixture.at_work("web", 0);
    let (bank, form) = fixture.at_work("bank", 1);
    let _source = fixture.drag_out_of(&web, &page);
    fixture.drop_on(&form);
    assert_eq!(web.answer(b"a number"), 1);
    fixture.advance(900);
    assert!(bank.dragged_over().is_some());
    fixture.advance(300);
    assert!(bank.dragged_over().is_none(), "it was taken away again");
    assert!(!bank.dropped_on());
    assert!(fixture.said().contains("clipboard"), "{}", fixture.said());
    fixture.click_into(&form, 5, 5);
    assert_eq!(fixture.pasted(&bank).as_deref(), Some("a number"));
}

#[test]
fn it_would_move_but_never_copy() {
    let mut fixture = Fixture::that_says("allow");
    let (web, page) = fixture.at_work("web", 0);
    let (bank, form) = fixture.at_work("bank", 1);
    let _source = fixture.drag_out_of(&web, &page);
    fixture.drop_on(&form);
    assert_eq!(web.answer(b"a number"), 1);
    fixture.advance(100);
    let offer = bank.dragged_over().expect("an offer");
    offer.accept(0, Some("text/plain".into()));
    offer.set_actions(DndAction::Move, DndAction::Move);
    fixture.advance(1_200);
    assert!(!bank.dropped_on(), "what is given is a copy");
    let late = bank.ask(&offer);
    fixture.settle();
    assert_eq!(late.text(), "", "the offer is over");
    fixture.click_into(&form, 5, 5);
    assert_eq!(fixture.pasted(&bank).as_deref(), Some("a number"));
}
