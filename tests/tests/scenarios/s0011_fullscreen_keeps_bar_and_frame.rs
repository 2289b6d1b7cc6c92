//! A window goes fullscreen and paints a bar of its own: the real one and the frame stay (LS-11).

use lisere::scene::Owner;
use lisere_tests::{Fixture, paint};
use wayland_protocols::xdg::shell::client::xdg_toplevel::State;

#[test]
fn fullscreen_keeps_bar_and_frame() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let window = fixture.window(&web, (200, 100), paint::RED);

    window.toplevel.set_fullscreen(None);
    fixture.frame();
    assert!(window.state(State::Fullscreen));
    assert_eq!(window.configured().size, (640 - 16, 400 - 36 - 16));
    window.obey(paint::RED);
    fixture.frame();

    assert_eq!(fixture.owner(320, 10), Owner::Trusted);
    assert_eq!(
        fixture.owner(320, 40),
        Owner::Frame(web.cage()),
        "a border right under the bar"
    );
    assert_eq!(
        fixture.owner(320, 46),
        Owner::Client(web.cage()),
        "and no strip"
    );
    for (x, y) in [(3, 200), (636, 200), (320, 396)] {
        assert_eq!(fixture.owner(x, y), Owner::Frame(web.cage()));
    }

    window.toplevel.unset_fullscreen();
    fixture.frame();
    assert_eq!(window.configured().size, (200, 100), "it floats as before");
}
