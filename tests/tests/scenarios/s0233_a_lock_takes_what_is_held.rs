//! A lock in the middle of a drag, a menu and a carried text: nothing of it goes on, and
//! nothing is dropped, clicked or kept.

use lisere::lock::Why;
use lisere_auth::Said;
use lisere_tests::client::Spot;
use lisere_tests::{Fixture, paint};

#[test]
fn a_lock_ends_a_drag() {
    let mut fixture = Fixture::that_says("allow");
    let porter = fixture.lockable(None);
    let (web, from) = fixture.at_work("web", 0);
    let (_work, to) = fixture.at_work("work", 1);
    let _source = fixture.drag_out_of(&web, &from);
    let now = fixture.now();
    fixture
        .core
        .lock_session(Why::Command, now)
        .expect("a lock");
    fixture.frame();
    assert!(fixture.core.seats.drag().is_none());
    fixture.drop_on(&to);
    assert!(porter.say(&Said::Passed));
    fixture.frame();
    assert!(!fixture.locked());
    assert!(fixture.core.seats.drag().is_none());
}

#[test]
fn a_lock_wipes_what_is_carried() {
    let mut fixture = Fixture::that_says("allow");
    let porter = fixture.lockable(None);
    let (web, from) = fixture.at_work("web", 0);
    let (work, to) = fixture.at_work("work", 1);
    fixture.carry_text(&web, &from, "a text");
    fixture.click_into(&to, 20, 20);
    let now = fixture.now();
    fixture
        .core
        .lock_session(Why::Command, now)
        .expect("a lock");
    fixture.frame();
    assert!(porter.say(&Said::Passed));
    fixture.frame();
    fixture.paste_here();
    assert_eq!(fixture.pasted(&work), None);
}

#[test]
fn a_lock_ends_a_menu_and_a_held_key() {
    let mut fixture = Fixture::new("home");
    let porter = fixture.lockable(None);
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
    fixture.key_down("KEY_A");
    let now = fixture.now();
    fixture
        .core
        .lock_session(Why::Command, now)
        .expect("a lock");
    fixture.frame();
    assert!(menu.dismissed());
    web.forget();
    fixture.key_up("KEY_A");
    fixture.key("KEY_B");
    assert_eq!(web.heard_count(), 0, "{}", web.transcript());
    assert!(porter.say(&Said::Passed));
    fixture.frame();
    assert!(!fixture.locked());
}
