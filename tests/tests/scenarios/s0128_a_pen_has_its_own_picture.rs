//! A program draws its own pen: over its content only, and only with the serial of this approach.

use lisere::scene::Owner;
use lisere_tests::{Fixture, paint, pen};
use wayland_protocols::wp::cursor_shape::v1::client::wp_cursor_shape_device_v1::Shape;

#[test]
fn a_pen_has_its_own_picture() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let page = fixture.window(&web, (240, 120), paint::RED);
    fixture.put(&page, (200, 160));
    let pen = pen(1, 5);
    let at = fixture.inside(&page, 100, 60);
    fixture.hover_pen(&pen, at);
    assert_eq!(fixture.pointer_owner(), Some(Owner::Trusted));
    let (tool, (serial, _)) = (
        web.newest_tool().expect("a tool"),
        web.last_proximity().expect("an approach"),
    );
    let image = web.shown_surface((32, 32), paint::GREEN);
    for wrong in [0, serial - 1, serial + 1, u32::MAX] {
        tool.set_cursor(wrong, Some(&image), 4, 4);
    }
    fixture.frame();
    assert_eq!(
        fixture.pointer_owner(),
        Some(Owner::Trusted),
        "no such serial"
    );
    tool.set_cursor(serial, Some(&image), 4, 4);
    fixture.frame();
    assert_eq!(fixture.pixels().count(paint::GREEN), 32 * 32);
    assert_eq!(fixture.pointer_owner(), Some(Owner::Client(web.cage())));
    fixture.hover_pen(&pen, (at.0 + 130.0, at.1));
    assert_eq!(
        fixture.pixels().count(paint::GREEN),
        (240 - 226) * 32,
        "cut"
    );

    tool.set_cursor(serial, None, 0, 0);
    fixture.frame();
    assert_eq!(fixture.pointer_owner(), None);
    let shapes = web.bound().hands.shapes.clone();
    let device = shapes.get_tablet_tool_v2(&tool, web.queue(), ());
    device.set_shape(serial, Shape::Crosshair);
    fixture.frame();
    assert_eq!(fixture.pointer_owner(), Some(Owner::Trusted));

    tool.set_cursor(serial, Some(&image), 4, 4);
    fixture.hover_pen(&pen, fixture.inside(&page, 20, -14));
    assert_eq!(
        fixture.pixels().count(paint::GREEN),
        0,
        "not over the frame"
    );
    fixture.hover_pen(&pen, at);
    tool.set_cursor(serial, Some(&image), 4, 4);
    fixture.frame();
    assert_eq!(
        fixture.pixels().count(paint::GREEN),
        0,
        "that approach is over"
    );
}
