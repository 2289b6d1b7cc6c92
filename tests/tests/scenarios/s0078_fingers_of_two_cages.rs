//! Two hands on two windows of different cages: each program sees only its own fingers, numbered from zero.

use lisere_tests::{Client, Fixture, Heard, paint};
use wayland_client::protocol::wl_touch::Event;

/// Where fingers of a client moved to: number and place.
fn motions(client: &Client) -> Vec<(i32, f64, f64)> {
    client.told(|heard| match heard {
        Heard::Touch(_, Event::Motion { id, x, y, .. }) => Some((*id, *x, *y)),
        _ => None,
    })
}

#[test]
fn fingers_of_two_cages() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let letter = fixture.window(&work, (200, 120), paint::BLUE);
    let page = fixture.window(&web, (200, 120), paint::RED);
    fixture.put(&letter, (40, 100));
    fixture.put(&page, (340, 100));

    fixture.touch_down(5, 50.0, 110.0);
    fixture.touch_down(7, 350.0, 110.0);
    fixture.touch_down(9, 360.0, 120.0);
    assert_eq!(work.touches(), [(0, 10.0, 10.0)]);
    assert_eq!(web.touches(), [(0, 10.0, 10.0), (1, 20.0, 20.0)]);
    let focus = fixture.core.focus.cage();
    assert_eq!(focus, Some(web.cage()), "the newest finger chose");

    fixture.touch_move(5, 55.0, 115.0);
    fixture.touch_move(9, 365.0, 125.0);
    assert_eq!(motions(&work), [(0, 15.0, 15.0)]);
    assert_eq!(motions(&web), [(1, 25.0, 25.0)]);

    fixture.touch_up(7);
    fixture.touch_down(3, 370.0, 130.0);
    let newest = web.touches().last().copied();
    assert_eq!(newest, Some((0, 30.0, 30.0)), "the lowest free number");
    assert_eq!((work.touch_ups(), web.touch_ups()), (0, 1));
    for slot in [3, 5, 9] {
        fixture.touch_up(slot);
    }
    assert_eq!((work.touch_ups(), web.touch_ups()), (1, 3));
}
