//! An output turned by a quarter: windows, frames and pointer are where they should be.

use lisere_tests::{Fixture, Screen, paint};
use smithay::utils::Transform;

#[test]
fn a_turned_output_shows_upright() {
    let mut screen = Screen::new(400, 640, 1.0);
    screen.transform = Transform::_90;
    let mut fixture = Fixture::on("home", &[screen]);
    let web = fixture.client("web");
    let window = fixture.window(&web, (240, 120), paint::RED);
    fixture.put(&window, (300, 200));
    assert_eq!(fixture.pixels().count(paint::RED), 240 * 120);

    let output = fixture.output(0);
    let upright = fixture.fresh(output, false);
    assert_eq!((upright.width, upright.height), (640, 400));
    assert_eq!(upright.at(310, 210), paint::RED & 0x00ff_ffff);
    fixture.click_into(&window, 30, 40);
    assert_eq!(
        web.pointer_enters().first().map(|(_, x, y)| (*x, *y)),
        Some((30.0, 40.0))
    );
}
