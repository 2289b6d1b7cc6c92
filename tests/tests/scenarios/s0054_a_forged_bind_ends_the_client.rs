//! A client binds what it was never offered, or more of it than offered: that is its end (LS-18).

use lisere_tests::{Fixture, paint};
use wayland_client::protocol::wl_compositor::WlCompositor;

#[test]
fn a_forged_bind_ends_the_client() {
    let mut fixture = Fixture::new("home");
    let honest = fixture.client("web");
    let window = fixture.window(&honest, (200, 100), paint::RED);
    let seat = honest
        .registry()
        .into_iter()
        .find(|global| global.interface == "wl_seat")
        .expect("a seat");

    for (name, version) in [
        (0, 1),
        (4711, 1),
        (u32::MAX, 1),
        (seat.name, 1),
        (seat.name, 99),
    ] {
        let forger = fixture.stranger("web");
        forger.courts_its_end();
        // As a compositor: for the seat's number that is the wrong interface.
        let _object: WlCompositor =
            forger
                .registry_object()
                .bind(name, version, forger.queue(), ());
        fixture.settle();
        assert!(forger.ended(), "bind of {name}, version {version}");
    }
    fixture.click_into(&window, 5, 5);
    assert_eq!(honest.presses(), 1, "its neighbour goes on");
}
