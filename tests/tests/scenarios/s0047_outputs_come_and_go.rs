//! The only output is pulled out and plugged in again: the windows are back, framed as before.

use lisere_tests::{Fixture, Screen, paint};

#[test]
fn outputs_come_and_go() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let window = fixture.window(&web, (200, 100), paint::RED);
    fixture.click_into(&window, 5, 5);
    let only = fixture.output(0);

    fixture.unplug(only);
    assert_eq!(fixture.core.outputs.iter().count(), 0);
    fixture.move_to(100.0, 100.0);
    fixture.type_text("x");
    let late = web.toplevel();
    fixture.settle();
    late.draw((100, 60), paint::GREEN);
    fixture.advance(100);

    let again = fixture.plug(Screen::new(800, 500, 1.25));
    fixture.frame();
    assert!(fixture.shows(again, paint::RED, (250, 125)));
    assert!(
        fixture.shown(paint::GREEN) > 0,
        "also the one that came in the dark"
    );
    assert_eq!(
        web.registry()
            .iter()
            .filter(|global| global.interface == "wl_output")
            .count(),
        1
    );
}
