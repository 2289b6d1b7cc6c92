//! A program that opens a menu for a chord may be slower than the fingers: it names the last
//! serial that it has, of a key that went up, and its menu stays.

use lisere_tests::client::Spot;
use lisere_tests::{Fixture, paint};

#[test]
fn a_menu_comes_after_its_chord() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let window = fixture.window(&web, (200, 100), paint::RED);
    fixture.click_into(&window, 5, 5);
    web.forget();
    fixture.chord(&["KEY_LEFTALT", "KEY_F"]);
    let told = web.keys();
    assert_eq!(told.len(), 4, "{told:?}");
    for key in told {
        let menu = web.popup(&window.xdg, Spot::at(30, 30, (80, 60)));
        menu.grab(key.serial);
        menu.commit();
        fixture.frame();
        assert!(!menu.dismissed(), "{key:?}");
        menu.destroy();
        fixture.frame();
    }
}
