//! Two clicks on a title strip within 400 ms maximise the window; two more bring it back.

use lisere::desk::Mode;
use lisere_tests::{Fixture, paint};

#[test]
fn a_double_click_maximises() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let window = fixture.window(&web, (240, 120), paint::RED);
    fixture.point_at_strip(&window);
    fixture.click();
    fixture.advance(200);
    fixture.click();
    fixture.frame();
    assert_eq!(fixture.entry(&window).mode, Mode::Maximised);

    for pause in [450, 1000] {
        fixture.advance(1000);
        fixture.point_at_strip(&window);
        fixture.click();
        fixture.advance(pause);
    }
    fixture.frame();
    assert_eq!(
        fixture.entry(&window).mode,
        Mode::Maximised,
        "single clicks change nothing"
    );

    fixture.advance(1000);
    fixture.point_at_strip(&window);
    fixture.click();
    fixture.click();
    fixture.frame();
    assert_eq!(fixture.entry(&window).mode, Mode::Floating);
}
