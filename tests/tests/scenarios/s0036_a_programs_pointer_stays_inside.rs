//! A program's own pointer image is cut to its content and gone outside it (LS-24).

use lisere::scene::Owner;
use lisere_tests::{Fixture, paint};

#[test]
fn a_programs_pointer_stays_inside() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let window = fixture.window(&web, (240, 120), paint::RED);
    fixture.put(&window, (200, 160));
    fixture.point_into(&window, 100, 60);
    let image = web.shown_surface((32, 32), paint::GREEN);
    web.bound()
        .hands
        .pointer
        .set_cursor(web.enter_serial(), Some(&image), 4, 4);
    fixture.frame();
    assert_eq!(fixture.pixels().count(paint::GREEN), 32 * 32);
    assert_eq!(fixture.pointer_owner(), Some(Owner::Client(web.cage())));

    fixture.point_into(&window, 230, 60);
    assert_eq!(
        fixture.pixels().count(paint::GREEN),
        (240 - 226) * 32,
        "cut at the right edge"
    );
    fixture.point_into(&window, 2, 118);
    assert_eq!(
        fixture.pixels().count(paint::GREEN),
        30 * 6,
        "cut at the lower left corner"
    );

    fixture.point_at_strip(&window);
    assert_eq!(fixture.pixels().count(paint::GREEN), 0);
    assert_eq!(fixture.pointer_owner(), Some(Owner::Trusted));
}
