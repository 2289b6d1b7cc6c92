//! A subsurface moves, or goes below another, under a pointer that stays: its program hears of it.

use lisere_tests::{Client, Fixture, paint};

#[test]
fn a_surface_moves_under_a_still_pointer() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let window = fixture.window(&web, (200, 120), paint::RED);
    fixture.put(&window, (100, 120));
    let (child, role) = web.subsurface(&window.surface, (20, 20), (60, 40), paint::GREEN);
    window.surface.commit();
    fixture.frame();
    fixture.point_into(&window, 30, 30);
    // Where it came in tells the surfaces apart.
    let last = |web: &Client| web.pointer_enters().last().map(|(_, x, y)| (*x, *y));
    assert_eq!(last(&web), Some((10.0, 10.0)));

    role.set_position(100, 20);
    window.surface.commit();
    fixture.frame();
    assert_eq!(last(&web), Some((30.0, 30.0)), "the window is there now");

    role.set_position(20, 20);
    window.surface.commit();
    fixture.frame();
    assert_eq!(last(&web), Some((10.0, 10.0)), "it came back");

    let (_other, below) = web.subsurface(&window.surface, (15, 15), (60, 40), paint::BLUE);
    window.surface.commit();
    fixture.frame();
    assert_eq!(last(&web), Some((15.0, 15.0)));
    below.place_below(&child);
    window.surface.commit();
    fixture.frame();
    assert_eq!(last(&web), Some((10.0, 10.0)));
}

#[test]
fn what_stays_is_told_nothing() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let window = fixture.window(&web, (200, 120), paint::RED);
    fixture.put(&window, (100, 120));
    fixture.point_into(&window, 30, 30);
    fixture.frame();
    web.forget();
    window.draw((200, 120), paint::BLUE);
    fixture.frame();
    assert_eq!(fixture.shown(paint::BLUE), 200 * 120);
    assert!(web.pointer_enters().is_empty());
    assert_eq!(web.pointer_leaves(), 0);
}
