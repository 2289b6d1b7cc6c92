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

    fixture.plug(Screen::new(800, 500, 1.25));
    fixture.move_to(600.0, 390.0);
    fixture.frame();
    let picture = fixture.pixels();
    assert_eq!(picture.count(paint::RED), 250 * 125);
    assert!(
        picture.count(paint::GREEN) >= 125 * 75,
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
