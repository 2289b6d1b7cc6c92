//! A synchronised subsurface changes with its window's commit, a free one by itself.

use lisere_tests::{Fixture, paint};
use wayland_client::protocol::wl_surface::WlSurface;

#[test]
fn a_subsurface_waits_for_its_window() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let window = fixture.window(&web, (240, 120), paint::RED);
    let (child, role) = web.subsurface(&window.surface, (20, 20), (60, 40), paint::GREEN);
    window.surface.commit();
    fixture.frame();
    assert_eq!(fixture.shown(paint::GREEN), 60 * 40);

    let blue = |child: &WlSurface| {
        child.attach(Some(&web.buffer((60, 40), paint::BLUE)), 0, 0);
        child.damage_buffer(0, 0, 60, 40);
        child.commit();
    };
    blue(&child);
    fixture.frame();
    assert_eq!(fixture.shown(paint::BLUE), 0, "not yet");
    window.surface.commit();
    fixture.frame();
    assert_eq!(fixture.shown(paint::BLUE), 60 * 40);

    role.set_desync();
    role.place_below(&window.surface);
    window.surface.commit();
    fixture.frame();
    assert_eq!(fixture.shown(paint::BLUE), 0, "hidden beneath its window");
}
