//! A program asks to be moved, or drags something, while the user holds a pen down on it: the pen does it.

use lisere_tests::client::Spot;
use lisere_tests::{Client, Fixture, Pen, Window, paint, pen};
use smithay::utils::Point;
use wayland_client::protocol::wl_data_device_manager::DndAction;

fn tip(fixture: &mut Fixture, pen: &Pen, window: &Window) -> (f64, f64) {
    let at = fixture.inside(window, 50, 50);
    fixture.hover_pen(pen, at);
    fixture.pen_down(pen, at);
    at
}

fn tip_serial(client: &Client) -> u32 {
    client.last_tip().expect("a tip that came down")
}

#[test]
fn a_pen_carries_a_window() {
    let mut fixture = Fixture::new("home");
    let (web, work) = (fixture.client("web"), fixture.client("work"));
    let page = fixture.window(&web, (200, 100), paint::RED);
    let other = fixture.window(&work, (200, 100), paint::BLUE);
    fixture.spread([&page, &other]);
    let pen = pen(1, 5);
    let at = tip(&mut fixture, &pen, &page);
    let places = (fixture.content(&page).loc, fixture.content(&other).loc);
    let serial = tip_serial(&web);
    for forged in (0..64).filter(|forged| *forged != serial) {
        page.toplevel._move(&web.bound().hands.seat, forged);
    }
    other.toplevel._move(&work.bound().hands.seat, serial);
    fixture.settle();
    fixture.hover_pen(&pen, (at.0 + 9.0, at.1));
    let now = (fixture.content(&page).loc, fixture.content(&other).loc);
    assert_eq!(now, places, "no such press");

    web.forget();
    let carried = places.0 + Point::from((40, 30));
    page.toplevel._move(&web.bound().hands.seat, serial);
    fixture.settle();
    assert_eq!(
        web.tablets(),
        ["up", "out", "frame"],
        "it is the core's now"
    );
    fixture.hover_pen(&pen, (at.0 + 49.0, at.1 + 30.0));
    fixture.pen_up(&pen, (at.0 + 49.0, at.1 + 30.0));
    fixture.frame();
    assert_eq!(fixture.content(&page).loc, carried);
    fixture.hover_pen(&pen, at);
    assert_eq!(fixture.content(&page).loc, carried);
    page.toplevel._move(&web.bound().hands.seat, serial);
    fixture.frame();
    fixture.hover_pen(&pen, (at.0 + 60.0, at.1));
    assert_eq!(fixture.content(&page).loc, carried);
}

#[test]
fn a_pen_drags_something() {
    let mut fixture = Fixture::new("home");
    let (files, mail, web) = (
        fixture.client("work"),
        fixture.client("work"),
        fixture.client("web"),
    );
    let a = fixture.window(&files, (200, 100), paint::BLUE);
    let b = fixture.window(&mail, (200, 100), paint::GREEN);
    let page = fixture.window(&web, (200, 100), paint::RED);
    fixture.spread([&a, &b, &page]);
    web.forget();
    let pen = pen(1, 5);
    tip(&mut fixture, &pen, &a);
    let _refused = files.drag(&a.surface, None, tip_serial(&files) + 1);
    fixture.settle();
    assert!(fixture.core.seats.drag().is_none(), "no such press");
    let _source = files.drag(&a.surface, None, tip_serial(&files));
    fixture.frame();
    assert!(fixture.core.seats.drag().is_some());

    let over = fixture.inside(&page, 30, 30);
    fixture.hover_pen(&pen, over);
    assert_eq!(web.heard_count(), 0, "{}", web.transcript());
    let to = fixture.inside(&b, 30, 30);
    fixture.hover_pen(&pen, to);
    let offer = mail.dragged_over().expect("an offer");
    offer.accept(0, Some("text/plain".into()));
    offer.set_actions(DndAction::Copy, DndAction::Copy);
    fixture.settle();
    fixture.pen_up(&pen, to);
    assert!(mail.dropped_on());
    assert!(fixture.core.seats.drag().is_none());
    fixture.frame();
    assert_eq!(mail.tablets(), [""; 0], "until the pen moves again");
    fixture.hover_pen(&pen, (to.0 + 1.0, to.1));
    assert!(mail.tablets().contains(&"in".into()));
}

#[test]
fn a_tip_may_open_a_menu() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let page = fixture.window(&web, (200, 100), paint::RED);
    let pen = pen(1, 5);
    tip(&mut fixture, &pen, &page);
    let menu = web.popup(&page.xdg, Spot::at(30, 30, (80, 60)));
    menu.grab(tip_serial(&web));
    menu.commit();
    fixture.frame();
    assert!(!menu.dismissed());
}
