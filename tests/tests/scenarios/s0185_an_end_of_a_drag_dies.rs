//! A source or a destination that is gone ends a drag across cages, at every step.

use lisere_tests::{Fixture, paint};
use wayland_client::protocol::wl_data_device_manager::DndAction;

#[test]
fn the_source_dies_while_it_is_read() {
    let mut fixture = Fixture::that_says("allow");
    let (web, page) = fixture.at_work("web", 0);
    let (bank, form) = fixture.at_work("bank", 1);
    let source = fixture.drag_out_of(&web, &page);
    fixture.drop_on(&form);
    drop((source, page));
    fixture.disconnect(web);
    fixture.advance(2_000);
    assert!(bank.dragged_over().is_none() && bank.clipboard().is_none());
    assert!(
        fixture.said().contains("nothing is carried"),
        "{}",
        fixture.said()
    );
}

#[test]
fn the_source_never_answers() {
    let mut fixture = Fixture::that_says("allow");
    let (web, page) = fixture.at_work("web", 0);
    let (bank, form) = fixture.at_work("bank", 1);
    let _source = fixture.drag_out_of(&web, &page);
    fixture.drop_on(&form);
    fixture.advance(1_900);
    assert!(!web.cancelled());
    fixture.advance(200);
    assert!(web.cancelled(), "it is let go");
    assert!(bank.dragged_over().is_none() && bank.clipboard().is_none());
}

#[test]
fn the_destination_dies_before_the_drop() {
    let mut fixture = Fixture::that_says("allow");
    let (web, page) = fixture.at_work("web", 0);
    let (bank, form) = fixture.at_work("bank", 1);
    let _source = fixture.drag_out_of(&web, &page);
    fixture.drop_on(&form);
    drop(form);
    fixture.disconnect(bank);
    assert_eq!(web.answer(b"a number"), 1);
    fixture.advance(100);
    assert!(web.cancelled() && !web.finished());
}

#[test]
fn the_window_closes_before_it_says_anything() {
    let mut fixture = Fixture::that_says("allow");
    let (web, page) = fixture.at_work("web", 0);
    let (bank, form) = fixture.at_work("bank", 1);
    let other = fixture.window(&bank, (100, 50), paint::GREEN);
    let _source = fixture.drag_out_of(&web, &page);
    fixture.drop_on(&form);
    assert_eq!(web.answer(b"a number"), 1);
    fixture.advance(100);
    assert!(bank.dragged_over().is_some());
    form.destroy();
    fixture.advance(100);
    assert!(bank.dragged_over().is_none());
    fixture.put(&other, (20, 300));
    fixture.click_into(&other, 5, 5);
    assert_eq!(fixture.pasted(&bank).as_deref(), Some("a number"));
}

#[test]
fn the_destination_dies_after_the_drop() {
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
    drop(form);
    fixture.disconnect(bank);
    fixture.advance(2_000);
    assert!(!web.ended() && !web.finished());
}
