//! Rules of the preferences: by cage, program and title; none gives a window the keys.

use lisere::preferences::Preferences;
use lisere_tests::{Fixture, Window, paint};

const RULES: &str = r#"
[[workspace]]
number = 3
name = "mail"
[[rule]]
app_id = "org.mail*"
workspace = "mail"
[[rule]]
cage = "web"
title = "*Player*"
sticky = true
size = [320, 180]
[[rule]]
cage = "work"
app_id = "notes"
minimised = true
"#;

/// A window that says what it is before it appears.
fn window(fixture: &mut Fixture, client: &lisere_tests::Client, says: (&str, &str)) -> Window {
    let mut window = client.toplevel();
    window.toplevel.set_app_id(says.0.into());
    window.toplevel.set_title(says.1.into());
    fixture.settle();
    window.draw((200, 100), paint::RED);
    fixture.settle();
    window.id = fixture.newest().expect("a window");
    fixture.frame();
    window
}

#[test]
fn rules_say_where_windows_go() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let preferences = Preferences::parse(RULES).expect("sound rules");
    let now = fixture.now();
    let applied = fixture.core.apply_preferences(preferences, now);
    assert!(applied.is_ok());

    let mail = window(&mut fixture, &web, ("Org.Mail.Client", "Inbox"));
    assert_eq!(fixture.entry(&mail).workspace.number(), 3);
    assert_eq!(fixture.shown(paint::RED), 0);
    assert_eq!(fixture.focused(), None, "a rule gives nobody the keys");

    let player = window(&mut fixture, &web, ("player", "Music Player"));
    assert!(fixture.entry(&player).sticky);
    assert_eq!(player.configured().size, (320, 180));
    fixture.chord(&["KEY_LEFTMETA", "KEY_3"]);
    fixture.frame();
    assert!(fixture.core.desk.is_visible(player.id));

    let same_title = window(&mut fixture, &work, ("player", "Music Player"));
    assert!(!fixture.entry(&same_title).sticky, "of another cage");
    let notes = window(&mut fixture, &work, ("notes", "Notes"));
    assert!(fixture.entry(&notes).minimised);
}
