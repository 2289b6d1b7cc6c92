//! Where workspaces are kept apart by label, a window that is sent to one of another label stays,
//! and the bar says why.

use lisere_shell::Message;
use lisere_tests::{Fixture, paint};

#[test]
fn a_window_of_another_label_is_not_sent() {
    let mut fixture = Fixture::new("home");
    fixture.prefer("[layout]\nworkspaces_by_label = true\n");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let letter = fixture.window(&work, (200, 100), paint::BLUE);
    fixture.window(&web, (200, 100), paint::RED);
    fixture.click_into(&letter, 20, 20);
    let said = |fixture: &Fixture| {
        let messages = fixture.core.bar_messages().into_iter();
        messages.collect::<Vec<_>>()
    };
    assert_eq!(said(&fixture), []);
    fixture.chord(&["KEY_LEFTMETA", "KEY_LEFTSHIFT", "KEY_2"]);
    fixture.frame();
    assert_eq!(fixture.entry(&letter).workspace.number(), 1);
    let web = fixture.core.policy.cage_named("web").expect("a cage");
    let why = Message::KeptApart {
        workspace: 2,
        cage: web.title().to_owned(),
    };
    assert_eq!(said(&fixture), [why]);
    fixture.chord(&["KEY_LEFTMETA", "KEY_LEFTSHIFT", "KEY_5"]);
    fixture.frame();
    assert_eq!(fixture.entry(&letter).workspace.number(), 5);
}
