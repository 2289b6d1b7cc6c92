//! A program asks to be moved with another's press, an old one or none: it stays (FI-06).

use lisere_tests::{Fixture, paint};
use smithay::utils::Point;
use wayland_protocols::xdg::shell::client::xdg_toplevel::ResizeEdge;

#[test]
fn a_forged_move_is_ignored() {
    let mut fixture = Fixture::new("home");
    let (vault, web) = (fixture.client("vault"), fixture.client("web"));
    let a = fixture.window(&vault, (200, 100), paint::BLUE);
    let b = fixture.window(&web, (200, 100), paint::RED);
    fixture.spread([&a, &b]);
    fixture.click_into(&b, 5, 5);
    let stale = web.press_serial();
    let places = (fixture.content(&a), fixture.content(&b));

    fixture.point_into(&a, 50, 50);
    fixture.press();
    for serial in (0..64).chain([stale, vault.press_serial()]) {
        b.toplevel._move(&web.bound().hands.seat, serial);
        b.toplevel
            .resize(&web.bound().hands.seat, serial, ResizeEdge::BottomRight);
    }
    fixture.settle();
    fixture.move_to(500.0, 300.0);
    fixture.frame();
    assert_eq!((fixture.content(&a), fixture.content(&b)), places);

    a.toplevel
        ._move(&vault.bound().hands.seat, vault.press_serial());
    fixture.settle();
    fixture.move_to(520.0, 320.0);
    fixture.frame();
    assert_eq!(
        fixture.content(&a).loc,
        places.0.loc + Point::from((20, 20)),
        "the real one counts"
    );
    fixture.release();
}
