//! Two outputs of different scale: each has its bar, and a window that moves over is told.

use lisere_tests::{Fixture, Heard, Screen, paint};
use wayland_client::protocol::wl_surface;

#[test]
fn two_outputs_two_scales() {
    let mut fixture = Fixture::on(
        "home",
        &[Screen::new(640, 400, 1.0), Screen::new(800, 600, 2.0)],
    );
    let web = fixture.client("web");
    let window = fixture.window(&web, (200, 100), paint::RED);
    let (left, right) = (fixture.output(0), fixture.output(1));
    let checked = fixture.checked;
    assert_eq!(fixture.shown_on(left, paint::RED), 200 * 100);

    web.forget();
    fixture.put(&window, (640 + 100, 100));
    assert_eq!(fixture.shown_on(left, paint::RED), 0);
    assert!(fixture.shows(right, paint::RED, (400, 200)));
    let factor = web.told(|heard| match heard {
        Heard::Surface(_, wl_surface::Event::PreferredBufferScale { factor }) => Some(*factor),
        _ => None,
    });
    assert_eq!(factor, [2]);

    fixture.put(&window, (560, 120));
    assert_eq!(fixture.shown_on(left, paint::RED), 80 * 100);
    assert!(
        fixture.shows(right, paint::RED, (240, 200)),
        "across the seam"
    );
    assert!(
        fixture.checked >= checked + 4,
        "both outputs are held against the claims"
    );
}
