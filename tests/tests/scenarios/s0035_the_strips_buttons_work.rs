//! Close asks the program, maximise and minimise are the core's; letting go elsewhere does nothing.

use lisere::desk::Mode;
use lisere_shell::Hot;
use lisere_tests::{Fixture, paint};

#[test]
fn the_strips_buttons_work() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let window = fixture.window(&web, (260, 120), paint::RED);

    fixture.click_on(&window, Hot::Close);
    assert_eq!(window.close_requests(), 1);
    assert!(
        fixture.core.desk.is_visible(window.id),
        "whether it closes is the program's choice"
    );

    let (x, y) = fixture.hot(&window, Hot::Close);
    fixture.drag_from_to((x, y), (x - 100.0, y + 60.0));
    assert_eq!(window.close_requests(), 1);

    fixture.click_on(&window, Hot::Maximise);
    assert_eq!(fixture.entry(&window).mode, Mode::Maximised);
    fixture.click_on(&window, Hot::Maximise);
    assert_eq!(fixture.entry(&window).mode, Mode::Floating);
    fixture.click_on(&window, Hot::Minimise);
    assert!(!fixture.core.desk.is_visible(window.id));
    assert_eq!(web.presses(), 0);
}
