//! What is dropped on a window of another cage arrives as a drop, with the core as its source:
//! the destination takes a copy, and the source hears only that nothing came of its drag.

use lisere_tests::Fixture;
use wayland_client::protocol::wl_data_device_manager::DndAction;

#[test]
fn a_drop_arrives_in_another_cage() {
    let mut fixture = Fixture::that_says("allow");
    let (web, page) = fixture.at_work("web", 0);
    let (bank, form) = fixture.at_work("bank", 1);
    let _source = fixture.drag_out_of(&web, &page);
    fixture.point_into(&form, 30, 30);
    web.forget();
    bank.forget();
    fixture.release();
    assert!(!web.cancelled(), "it waits until it was read");
    assert_eq!(bank.offers(), 0, "nothing was granted yet");
    assert_eq!(web.answer(b"a number"), 1);
    fixture.advance(100);
    assert!(web.cancelled() && !web.finished(), "{}", web.transcript());

    let offer = bank.dragged_over().expect("an offer");
    let types = bank.types_of(&offer);
    assert!(types.contains(&"text/plain".to_owned()), "{types:?}");
    assert!(!bank.dropped_on(), "it has not said that it takes it");
    offer.accept(0, Some("text/plain".into()));
    offer.set_actions(DndAction::Move | DndAction::Copy, DndAction::Move);
    fixture.frame();
    assert!(bank.dropped_on());
    let pipe = bank.ask(&offer);
    fixture.settle();
    assert_eq!(pipe.text(), "a number");
    offer.finish();
    fixture.frame();
    assert!(fixture.said().contains("dropped"), "{}", fixture.said());
    assert!(bank.clipboard().is_none(), "its clipboard is its own");
    assert!(!bank.ended() && !web.ended());

    fixture.click_into(&page, 5, 5);
    fixture.paste_here();
    assert!(
        fixture.said().contains("take something first"),
        "a drop was for one destination: {}",
        fixture.said()
    );
}

#[test]
fn a_read_after_the_end_gives_nothing() {
    let mut fixture = Fixture::that_says("allow");
    let (web, page) = fixture.at_work("web", 0);
    let (bank, form) = fixture.at_work("bank", 1);
    let _source = fixture.drag_out_of(&web, &page);
    fixture.drop_on(&form);
    assert_eq!(web.answer(b"a number"), 1);
    fixture.advance(100);
    let offer = bank.dragged_over().expect("an offer");
    offer.accept(0, Some("text/plain".into()));
    offer.set_actions(DndAction::Copy, DndAction::Copy);
    fixture.frame();
    assert!(bank.dropped_on());
    // The time for which anything is kept.
    fixture.advance(61_000);
    let pipe = bank.ask(&offer);
    fixture.settle();
    assert_eq!(pipe.text(), "");
}
