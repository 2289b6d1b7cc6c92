//! The user goes to another workspace and back: the window used last on each has the keys.

use lisere_tests::{Fixture, paint};

#[test]
fn a_workspace_keeps_its_focus() {
    let mut fixture = Fixture::new("home");
    let (web, work) = (fixture.client("web"), fixture.client("work"));
    let page = fixture.window(&web, (200, 120), paint::RED);
    let letter = fixture.window(&work, (200, 120), paint::BLUE);
    fixture.put(&page, (20, 80));
    fixture.put(&letter, (350, 80));
    fixture.click_into(&letter, 10, 10);
    fixture.click_into(&page, 10, 10);

    fixture.chord(&["KEY_LEFTMETA", "KEY_2"]);
    fixture.frame();
    assert_eq!(fixture.core.focus.chosen(), None, "an empty workspace");
    let note = fixture.window(&work, (200, 120), paint::GREEN);
    fixture.click_into(&note, 10, 10);

    fixture.chord(&["KEY_LEFTMETA", "KEY_1"]);
    fixture.frame();
    assert_eq!(fixture.core.focus.chosen(), Some(page.id));
    fixture.type_text("one");
    fixture.chord(&["KEY_LEFTMETA", "KEY_2"]);
    fixture.frame();
    assert_eq!(fixture.core.focus.chosen(), Some(note.id));
    fixture.type_text("two");
    assert_eq!((web.typed(), work.typed()), ("one".into(), "two".into()));
}
