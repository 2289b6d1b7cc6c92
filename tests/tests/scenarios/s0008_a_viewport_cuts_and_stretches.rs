//! A window shows the left half of its buffer, stretched: its frame fits what shows.

use lisere_tests::{Fixture, paint};

#[test]
fn a_viewport_cuts_and_stretches() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let window = fixture.window(&web, (200, 100), paint::WHITE);
    let halves = web.painted(
        (240, 80),
        |x, _| if x < 120 { paint::RED } else { paint::GREEN },
    );

    let viewport = web.viewport(&window.surface);
    viewport.set_source(0.0, 0.0, 120.0, 80.0);
    viewport.set_destination(240, 160);
    window.show(&halves);
    fixture.frame();

    assert_eq!(fixture.content(&window).size, (240, 160).into());
    let output = fixture.output(0);
    assert!(fixture.shows(output, paint::RED, (240, 160)));
    assert_eq!(fixture.shown(paint::GREEN), 0);
}
