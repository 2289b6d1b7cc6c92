//! The attention key while a menu holds a grab: the menu is over, its program cannot open
//! another, and its window is where it was.

use lisere_tests::client::Spot;
use lisere_tests::{Fixture, paint};

const ATTENTION: [&str; 2] = ["KEY_LEFTMETA", "KEY_ESC"];

#[test]
fn attention_ends_a_menu() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let window = fixture.window(&web, (200, 100), paint::RED);
    fixture.click_into(&window, 20, 20);
    let serial = web.press_serial();
    let menu = web.popup(&window.xdg, Spot::at(30, 30, (80, 60)));
    menu.grab(serial);
    menu.commit();
    fixture.settle();
    menu.draw((80, 60), paint::GREEN);
    fixture.frame();
    fixture.type_text("m");
    assert_eq!(web.typed(), "m");

    let place = fixture.content(&window);
    fixture.chord(&ATTENTION);
    fixture.frame();
    assert!(menu.dismissed());
    menu.destroy();
    let again = web.popup(&window.xdg, Spot::at(30, 30, (80, 60)));
    again.grab(serial);
    again.commit();
    fixture.frame();
    assert!(again.dismissed(), "nobody grabs meanwhile");
    web.forget();
    fixture.type_text("cab");
    fixture.point_into(&window, 40, 40);
    assert_eq!(web.heard_count(), 0, "{}", web.transcript());
    assert_eq!(fixture.content(&window), place);
}
