//! A window is maximised and comes back to the place and size it had.

use lisere_tests::{Fixture, paint};
use wayland_protocols::xdg::shell::client::xdg_toplevel::State;

#[test]
fn maximised_fills_the_work_area() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let window = fixture.window(&web, (220, 110), paint::RED);
    fixture.put(&window, (150, 130));
    let before = fixture.content(&window);

    window.toplevel.set_maximized();
    fixture.frame();
    assert!(window.state(State::Maximized));
    assert_eq!(window.configured().size, (640 - 16, 400 - 36 - 16 - 28));
    window.obey(paint::RED);
    fixture.frame();
    assert_eq!(fixture.content(&window).size, (624, 320).into());
    assert_eq!(fixture.shown(paint::RED), 624 * 320);

    window.toplevel.unset_maximized();
    fixture.frame();
    assert!(!window.state(State::Maximized));
    assert_eq!(window.configured().size, (220, 110));
    window.obey(paint::RED);
    fixture.frame();
    assert_eq!(fixture.content(&window), before);
}
