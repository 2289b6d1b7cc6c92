//! Buffers of twice the density and turned by a quarter: the window is as large as it says.

use lisere::desk::Mode;
use lisere_tests::{Fixture, paint};

use wayland_client::protocol::wl_output::Transform;

#[test]
fn buffers_may_be_scaled_and_turned() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let window = fixture.window(&web, (200, 100), paint::WHITE);

    window.surface.set_buffer_scale(2);
    window.draw((480, 240), paint::RED);
    fixture.frame();
    assert_eq!(fixture.content(&window).size, (240, 120).into());
    assert_eq!(fixture.shown(paint::RED), 240 * 120);

    window.surface.set_buffer_scale(1);
    window.surface.set_buffer_transform(Transform::_90);
    let tall = web.painted(
        (100, 220),
        |_, y| if y < 110 { paint::RED } else { paint::GREEN },
    );
    window.show(&tall);
    fixture.frame();
    assert_eq!(fixture.content(&window).size, (220, 100).into());
    assert_eq!(fixture.shown(paint::RED), 110 * 100);
    assert_eq!(fixture.shown(paint::GREEN), 110 * 100);
    assert_eq!(fixture.entry(&window).mode, Mode::Floating);
}
