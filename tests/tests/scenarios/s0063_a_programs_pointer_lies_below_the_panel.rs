//! The panel of Alt+Tab opens under a program's pointer image: the image gives way to the core's.

use lisere::scene::Owner;
use lisere_tests::{Fixture, paint};

#[test]
fn a_programs_pointer_lies_below_the_panel() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let window = fixture.window(&web, (300, 200), paint::RED);
    fixture.click_into(&window, 150, 100);
    let image = web.shown_surface((16, 16), paint::GREEN);
    let pointer = &web.bound().hands.pointer;
    pointer.set_cursor(web.enter_serial(), Some(&image), 0, 0);
    fixture.frame();
    assert_eq!(fixture.pixels().count(paint::GREEN), 16 * 16);

    fixture.key_down("KEY_LEFTALT");
    fixture.key("KEY_TAB");
    fixture.frame();
    assert_eq!(fixture.pixels().count(paint::GREEN), 0);
    assert_eq!(fixture.pointer_owner(), Some(Owner::Trusted));
    fixture.key_up("KEY_LEFTALT");
    fixture.frame();
}
