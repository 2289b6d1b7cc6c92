//! The lock chord: from then on no window is seen, no program hears of keys or pointer, until
//! the password is right.

use lisere_auth::{Said, Why};
use lisere_tests::{Fixture, paint};

#[test]
fn a_locked_session_shows_and_tells_nothing() {
    let mut fixture = Fixture::new("home");
    let porter = fixture.lockable(None);
    let web = fixture.client("web");
    let window = fixture.window(&web, (300, 200), paint::RED);
    fixture.click_into(&window, 20, 20);
    fixture.type_text("seen");
    assert_eq!(web.typed(), "seen");

    fixture.chord(&["KEY_LEFTMETA", "KEY_L"]);
    fixture.frame();
    assert!(fixture.locked());
    assert_eq!(fixture.shown(paint::RED & 0xff_ffff), 0);
    web.forget();
    fixture.type_text("wrong");
    fixture.point_into(&window, 40, 40);
    fixture.click();
    fixture.scroll(30.0);
    window.draw((300, 200), paint::GREEN);
    fixture.frame();
    let input = |fixture: &Fixture| fixture.core.seats.keyboard_focus().is_some();
    assert!(!input(&fixture));
    assert_eq!(web.typed(), "seen");
    assert_eq!(fixture.shown(paint::GREEN & 0xff_ffff), 0);

    // What is typed goes to whoever asks, once it does, and a no makes the next try wait.
    assert!(porter.ask());
    fixture.key("KEY_ENTER");
    assert_eq!(porter.answer().as_deref(), Some("wrong"));
    assert!(porter.say(&Said::Failed(Why::Wrong)));
    fixture.settle();
    assert_eq!(porter.conversations(), 2, "another conversation begins");
    assert!(porter.ask());
    fixture.type_text("right");
    fixture.key("KEY_ENTER");
    fixture.advance(1900);
    assert_eq!(porter.answer(), None, "three seconds have not passed");
    fixture.advance(1200);
    assert_eq!(porter.answer().as_deref(), Some("right"));
    assert!(fixture.locked());
    assert!(porter.say(&Said::Passed));
    fixture.frame();
    assert!(!fixture.locked());
    assert!(fixture.shown(paint::GREEN & 0xff_ffff) > 0);
    assert_eq!(fixture.focused(), Some(web.cage()));
    fixture.type_text("again");
    assert_eq!(web.typed(), "seenagain");
}
