//! What is dragged shows an icon of at most 128 pixels, in its cage's frame, below the bar (LS-26).

use lisere::scene::Owner;
use lisere_tests::{Fixture, paint};

#[test]
fn a_drag_icon_is_small_and_framed() {
    let mut fixture = Fixture::new("home");
    let (web, work) = (fixture.client("web"), fixture.client("work"));
    let window = fixture.window(&web, (200, 100), paint::RED);
    let other = fixture.window(&work, (300, 200), paint::BLUE);
    fixture.put(&other, (300, 100));
    fixture.point_into(&window, 50, 50);
    fixture.press();
    let icon = web.surface();
    let _source = web.drag(&window.surface, Some(&icon), web.press_serial());
    icon.attach(Some(&web.buffer((600, 500), paint::GREEN)), 0, 0);
    icon.commit();
    fixture.frame();

    fixture.point_into(&window, 60, 60);
    assert_eq!(fixture.shown(paint::GREEN), 128 * 128);
    fixture.point_into(&other, 40, 40);
    assert_eq!(fixture.owner_in(&other, 50, 45), Owner::Client(web.cage()));
    assert_eq!(fixture.owner_in(&other, 36, 60), Owner::Frame(web.cage()));
    fixture.move_to(400.0, 5.0);
    fixture.frame();
    assert_eq!(fixture.owner(420, 20), Owner::Trusted, "never over the bar");
    fixture.release();
    fixture.frame();
    assert_eq!(fixture.shown(paint::GREEN), 0);
}
