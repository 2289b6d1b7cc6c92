//! Dead keys and the compose key make letters where trusted UI is typed into: in the password of
//! a locked session, and in what the launcher seeks.

use std::ffi::OsStr;

use lisere_auth::{Said, Why};
use lisere_tests::Fixture;

/// A keyboard with dead keys; false where this machine knows no sequences for them.
fn with_dead_keys(fixture: &mut Fixture) -> bool {
    fixture.prefer("[keyboard]\nlayout = \"us\"\nvariant = \"intl\"\n");
    let keys = &mut fixture.core.input.keys;
    let known = keys.compose_in(OsStr::new("en_US.UTF-8"));
    if !known {
        eprintln!("libX11's sequences of keys are missing (libx11-data): plain keys are tried");
    }
    known
}

#[test]
fn a_password_has_its_accents() {
    let mut fixture = Fixture::new("home");
    let porter = fixture.lockable(None);
    let known = with_dead_keys(&mut fixture);
    fixture.chord(&["KEY_LEFTMETA", "KEY_L"]);
    fixture.frame();
    assert!(porter.ask());
    fixture.key("KEY_APOSTROPHE");
    fixture.key("KEY_E");
    // Escape breaks a sequence off, and clears nothing that was typed.
    fixture.key("KEY_APOSTROPHE");
    fixture.key("KEY_ESC");
    fixture.key("KEY_T");
    // What makes no letter together makes none.
    fixture.key("KEY_APOSTROPHE");
    fixture.key("KEY_Q");
    fixture.key("KEY_U");
    fixture.key("KEY_ENTER");
    let answer = porter.answer();
    if known {
        assert_eq!(answer.as_deref(), Some("étu"));
    } else {
        assert_eq!(answer.as_deref(), Some("tqu"));
    }
    // What was begun at one lock is not there at the next.
    assert!(porter.say(&Said::Failed(Why::Wrong)));
    fixture.settle();
    assert!(porter.ask());
    fixture.key("KEY_APOSTROPHE");
    assert!(porter.say(&Said::Passed));
    fixture.frame();
    assert!(!fixture.locked());
    fixture.chord(&["KEY_LEFTMETA", "KEY_L"]);
    fixture.frame();
    assert!(porter.ask());
    fixture.key("KEY_E");
    fixture.key("KEY_ENTER");
    fixture.settle();
    assert_eq!(porter.answer().as_deref(), Some("e"));
}

#[test]
fn the_launcher_seeks_with_accents() {
    let mut fixture = Fixture::new("home");
    let known = with_dead_keys(&mut fixture);
    let _asked = fixture.open_launcher();
    fixture.key("KEY_APOSTROPHE");
    fixture.key("KEY_E");
    fixture.key("KEY_A");
    fixture.frame();
    let typed = fixture.launcher().map(|launcher| launcher.typed);
    let expected = if known { "éa" } else { "ea" };
    assert_eq!(typed.as_deref(), Some(expected));
}
