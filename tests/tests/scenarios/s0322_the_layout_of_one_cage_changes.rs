//! A press on the keyboard layout: the cage with the keys gets the next one, and no other
//! cage hears of it.

use lisere_shell::BarHot;
use lisere_tests::{Client, Fixture, Heard, Screen, paint};
use wayland_client::protocol::wl_keyboard::Event;

fn groups(client: &Client) -> Vec<u32> {
    client.told(|heard| match heard {
        Heard::Keyboard(_, Event::Modifiers { group, .. }) => Some(*group),
        _ => None,
    })
}

fn shown(fixture: &mut Fixture) -> String {
    fixture.frame();
    let cage = fixture.focused().expect("somebody has the keys");
    fixture.core.seats.layout_name(cage)
}

fn press_layout(fixture: &mut Fixture) {
    let output = fixture.output(0);
    let place = fixture.core.pictures.bar_part(output, BarHot::Layout);
    let place = place.expect("the layout is on the bar");
    fixture.move_to(f64::from(place.x + 4), f64::from(place.y + 8));
    fixture.click();
}

#[test]
fn the_layout_of_one_cage_changes() {
    let mut fixture = Fixture::on("home", &[Screen::new(1280, 400, 1.0)]);
    fixture.prefer("[keyboard]\nlayout = \"fr,us\"\n");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let letter = fixture.window(&work, (300, 120), paint::BLUE);
    let page = fixture.window(&web, (300, 120), paint::RED);
    fixture.spread([&letter, &page]);
    fixture.click_into(&letter, 20, 20);
    assert_eq!(shown(&mut fixture), "fr");
    work.forget();
    web.forget();
    press_layout(&mut fixture);
    assert_eq!(groups(&work), [1]);
    assert_eq!(web.heard_count(), 0, "{}", web.transcript());
    assert_eq!(shown(&mut fixture), "us");

    fixture.click_into(&page, 20, 20);
    assert_eq!(shown(&mut fixture), "fr", "the other cage has its own");
    fixture.click_into(&letter, 20, 20);
    assert_eq!(shown(&mut fixture), "us");

    // By keyboard the layout is that of the window which had the keys.
    // The core's own layout is French, on which the key marked A is where Q is on others.
    fixture.chord(&["KEY_LEFTMETA", "KEY_Q"]);
    fixture.frame();
    fixture.key("KEY_END");
    fixture.key("KEY_LEFT");
    fixture.key("KEY_ENTER");
    fixture.key("KEY_ESC");
    assert_eq!(shown(&mut fixture), "fr");
}

#[test]
fn one_layout_stays() {
    let mut fixture = Fixture::on("home", &[Screen::new(1280, 400, 1.0)]);
    let work = fixture.client("work");
    let letter = fixture.window(&work, (300, 120), paint::BLUE);
    fixture.click_into(&letter, 20, 20);
    work.forget();
    press_layout(&mut fixture);
    assert!(groups(&work).is_empty(), "{}", work.transcript());
}
