//! A menu with a grab gets the keys and is over once the user clicks into another cage (FI-04).

use lisere_tests::client::Spot;
use lisere_tests::{Fixture, paint};

#[test]
fn a_menu_closes_on_a_click_elsewhere() {
    let mut fixture = Fixture::new("home");
    let (web, work) = (fixture.client("web"), fixture.client("work"));
    let window = fixture.window(&web, (200, 100), paint::RED);
    let other = fixture.window(&work, (200, 100), paint::BLUE);
    fixture.spread([&window, &other]);
    fixture.click_into(&window, 20, 20);

    let menu = web.popup(&window.xdg, Spot::at(30, 30, (80, 60)));
    menu.grab(web.press_serial());
    menu.commit();
    fixture.settle();
    menu.draw((80, 60), paint::GREEN);
    fixture.frame();
    assert_eq!(fixture.shown(paint::GREEN), 80 * 60);
    assert_eq!(fixture.focused(), Some(web.cage()));
    fixture.type_text("m");
    assert_eq!(web.typed(), "m");

    fixture.click_into(&window, 5, 90);
    assert!(
        !menu.dismissed(),
        "a click into its own window is its program's to judge"
    );
    fixture.click_into(&other, 10, 10);
    assert!(menu.dismissed());
    assert_eq!(fixture.focused(), Some(work.cage()));
    menu.destroy();
    fixture.frame();
    assert_eq!(fixture.shown(paint::GREEN), 0);
}
