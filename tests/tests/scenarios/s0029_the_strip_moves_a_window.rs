//! A window is dragged by its title strip, over another cage's window and back under the bar.

use lisere_tests::{Fixture, paint};

#[test]
fn the_strip_moves_a_window() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let _below = fixture.window(&work, (200, 100), paint::BLUE);
    let window = fixture.window(&web, (200, 100), paint::RED);
    fixture.put(&window, (300, 150));

    fixture.drag_from_to((330.0, 136.0), (130.0, 236.0));
    assert_eq!(fixture.content(&window).loc, (100, 250).into());
    assert_eq!(web.presses(), 0, "the strip is not the program's");

    fixture.drag_from_to((130.0, 236.0), (130.0, 0.0));
    assert_eq!(
        fixture.content(&window).loc.y,
        36 + 36,
        "its strip never goes under the bar"
    );
    fixture.drag_from_to((130.0, 58.0), (-500.0, 900.0));
    let content = fixture.content(&window);
    assert!(
        content.loc.x + content.size.w >= 64 && content.loc.y <= 400,
        "and stays within reach"
    );
}
