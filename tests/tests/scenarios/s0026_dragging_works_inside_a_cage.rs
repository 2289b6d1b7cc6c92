//! Something is dragged from one window of a cage and dropped on another of it.

use lisere_tests::{Fixture, paint};

use wayland_client::protocol::wl_data_device_manager::DndAction;

#[test]
fn dragging_works_inside_a_cage() {
    let mut fixture = Fixture::new("home");
    let (files, mail) = (fixture.client("work"), fixture.client("work"));
    let a = fixture.window(&files, (200, 100), paint::BLUE);
    let b = fixture.window(&mail, (200, 100), paint::GREEN);
    fixture.spread([&a, &b]);
    fixture.point_into(&a, 50, 50);
    fixture.press();
    let _source = files.drag(&a.surface, None, files.press_serial());
    fixture.frame();

    fixture.point_into(&b, 30, 30);
    let offer = mail.dragged_over().expect("an offer");
    offer.accept(0, Some("text/plain".into()));
    offer.set_actions(DndAction::Copy, DndAction::Copy);
    fixture.settle();
    fixture.release();
    assert!(mail.dropped_on());
    let pipe = mail.ask(&offer);
    fixture.settle();
    assert_eq!(files.send("a file"), 1);
    assert_eq!(pipe.text(), "a file");
    offer.finish();
    fixture.frame();
    assert!(!files.cancelled() && fixture.core.seats.drag().is_none());
}
