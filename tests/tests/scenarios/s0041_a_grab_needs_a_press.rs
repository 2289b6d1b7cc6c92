//! A popup that grabs without the user having pressed anything is over at once (FI-04).

use lisere_tests::client::Spot;
use lisere_tests::{Fixture, paint};

#[test]
fn a_grab_needs_a_press() {
    let mut fixture = Fixture::new("home");
    let (web, work) = (fixture.client("web"), fixture.client("work"));
    let window = fixture.window(&web, (200, 100), paint::RED);
    let other = fixture.window(&work, (200, 100), paint::BLUE);
    fixture.spread([&window, &other]);
    fixture.click_into(&other, 5, 5);
    for serial in [0, 1, work.press_serial(), u32::MAX] {
        let menu = web.popup(&window.xdg, Spot::at(30, 30, (80, 60)));
        menu.grab(serial);
        menu.commit();
        fixture.frame();
        assert!(menu.dismissed(), "serial {serial}");
        menu.destroy();
        fixture.frame();
    }
    assert_eq!(fixture.focused(), Some(work.cage()));
    assert!(web.keyboard_enters().is_empty());
}
