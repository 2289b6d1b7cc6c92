//! A program is ended while its menu has the keys: they stay in its cage, or with nobody.

use lisere_tests::client::Spot;
use lisere_tests::{Client, Fixture, Window, paint};

/// A window with an open menu that has the keys.
fn with_menu(fixture: &mut Fixture, client: &Client) -> Window {
    let window = fixture.window(client, (200, 120), paint::RED);
    fixture.put(&window, (60, 100));
    fixture.click_into(&window, 10, 10);
    let menu = client.popup(&window.xdg, Spot::at(20, 20, (80, 60)));
    menu.grab(client.press_serial());
    menu.commit();
    fixture.settle();
    menu.draw((80, 60), paint::GREEN);
    fixture.frame();
    window
}

#[test]
fn the_keys_go_to_nobody() {
    let mut fixture = Fixture::new("home");
    let (web, work) = (fixture.client("web"), fixture.client("work"));
    let letter = fixture.window(&work, (200, 120), paint::BLUE);
    fixture.put(&letter, (350, 100));
    fixture.click_into(&letter, 10, 10);
    with_menu(&mut fixture, &web);
    work.forget();

    fixture.disconnect(web);
    fixture.frame();
    assert_eq!(fixture.core.focus.cage(), None);
    fixture.type_text("secret");
    assert_eq!(work.keys().len(), 0, "another cage inherits nothing");
}

#[test]
fn the_keys_stay_in_the_cage() {
    let mut fixture = Fixture::new("home");
    let (web, other) = (fixture.client("web"), fixture.client("web"));
    let second = fixture.window(&other, (200, 120), paint::BLUE);
    fixture.put(&second, (350, 100));
    with_menu(&mut fixture, &web);

    fixture.disconnect(web);
    fixture.frame();
    assert_eq!(fixture.core.focus.cage(), Some(other.cage()));
    fixture.type_text("on");
    assert_eq!(other.typed(), "on");
}
