//! A window on an output of scale 1.5 is told so, in both of the protocol's ways.

use lisere_tests::{Fixture, Heard, Screen, paint};
use wayland_client::protocol::wl_surface;
use wayland_protocols::wp::fractional_scale::v1::client::wp_fractional_scale_v1;

#[test]
fn sharpness_is_told() {
    let mut fixture = Fixture::on("home", &[Screen::new(640, 400, 1.5)]);
    let web = fixture.client("web");
    let window = fixture.window(&web, (200, 100), paint::RED);
    let drawing = &web.bound().drawing;
    let _told = drawing
        .fractional
        .get_fractional_scale(&window.surface, web.queue(), ());
    window.draw((200, 100), paint::RED);
    fixture.frame();

    let exact = web.told(|heard| match heard {
        Heard::Fractional(_, wp_fractional_scale_v1::Event::PreferredScale { scale }) => {
            Some(*scale)
        }
        _ => None,
    });
    assert_eq!(exact, [180]);
    let whole = web.told(|heard| match heard {
        Heard::Surface(_, wl_surface::Event::PreferredBufferScale { factor }) => Some(*factor),
        _ => None,
    });
    assert_eq!(whole, [2]);
    let output = fixture.output(0);
    assert!(fixture.shows(output, paint::RED, (300, 150)));
}
