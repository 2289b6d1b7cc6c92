//! Pointer images that are too large, or that point from outside themselves, are replaced by the core's (LS-24).

use lisere::scene::Owner;
use lisere_tests::{Fixture, paint};

#[test]
fn a_pointer_larger_than_64_is_refused() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let window = fixture.window(&web, (300, 200), paint::RED);
    fixture.point_into(&window, 150, 100);
    let cases = [
        ((65, 10), (0, 0)),
        ((10, 65), (0, 0)),
        ((32, 32), (32, 0)),
        ((32, 32), (-1, 4)),
        ((1, 1), (i32::MIN, i32::MAX)),
    ];
    for (size, hotspot) in cases {
        let image = web.shown_surface(size, paint::GREEN);
        web.bound().hands.pointer.set_cursor(
            web.enter_serial(),
            Some(&image),
            hotspot.0,
            hotspot.1,
        );
        fixture.frame();
        assert_eq!(
            fixture.pointer_owner(),
            Some(Owner::Trusted),
            "{size:?} {hotspot:?}"
        );
        assert_eq!(fixture.pixels().count(paint::GREEN), 0);
    }
    let image = web.shown_surface((64, 64), paint::GREEN);
    web.bound()
        .hands
        .pointer
        .set_cursor(web.enter_serial(), Some(&image), 63, 63);
    fixture.frame();
    assert_eq!(fixture.pixels().count(paint::GREEN), 64 * 64);
}
