//! Who listens on the trusted side hears what changes, and can make of it what there is.

use lisere_tests::{Fixture, paint};
use liserectl::{Event, State};

/// What changed since `known`, by name; `known` is brought up to date by nothing else.
fn heard(fixture: &Fixture, known: &mut State) -> Vec<String> {
    let now = fixture.core.told_of_desk();
    let events = now.changes(known);
    events.iter().for_each(|event| known.apply(event));
    assert_eq!(*known, now, "{events:#?}");
    // It comes first.
    let name = |event: &Event| said(event).split('"').nth(3).unwrap_or_default().to_owned();
    events.iter().map(name).collect()
}

fn said(event: &Event) -> String {
    String::from_utf8(event.line()).expect("text")
}

#[test]
fn what_there_is_is_told() {
    let mut fixture = Fixture::new("home");
    fixture.prefer("[keys]\n\"Super+R\" = \"mode stack\"\n[mode.stack]\n\"J\" = \"lower\"\n");
    let mut known = State::default();
    assert!(heard(&fixture, &mut known).contains(&"output".to_owned()));
    assert_eq!(known.preferences.reloads, 1);
    assert_eq!(heard(&fixture, &mut known), [] as [&str; 0]);

    let work = fixture.client("work");
    let window = fixture.window(&work, (200, 120), paint::BLUE);
    let told = heard(&fixture, &mut known);
    assert_eq!(told, ["workspaces", "window-opened"]);
    let info = &known.windows[0];
    assert_eq!(
        (info.cage.as_str(), info.level.as_str()),
        ("work", "private")
    );
    fixture.click_into(&window, 20, 20);
    assert_eq!(
        heard(&fixture, &mut known),
        ["window-changed", "window-focused"]
    );
    assert_eq!(known.focus.cage.as_deref(), Some("work"));

    fixture.chord(&["KEY_LEFTMETA", "KEY_R"]);
    assert_eq!(heard(&fixture, &mut known), ["mode"]);
    fixture.chord(&["KEY_LEFTMETA", "KEY_ESC"]);
    let told = heard(&fixture, &mut known);
    for event in ["window-focused", "mode", "notice"] {
        assert!(told.contains(&event.to_owned()), "{event}: {told:?}");
    }
    assert!(known.focus.attention && known.notice.is_some());
    fixture.chord(&["KEY_LEFTMETA", "KEY_ESC"]);
    fixture.chord(&["KEY_LEFTMETA", "KEY_2"]);
    let told = heard(&fixture, &mut known);
    assert!(told.contains(&"workspaces".to_owned()), "{told:?}");

    fixture.disconnect(work);
    let told = heard(&fixture, &mut known);
    assert!(told.contains(&"window-closed".to_owned()), "{told:?}");
    assert!(known.windows.is_empty());
}

#[test]
fn a_transfer_is_told_without_contents() {
    let mut fixture = Fixture::that_says("allow");
    let (web, page) = fixture.at_work("web", 0);
    let mut known = fixture.core.told_of_desk();
    fixture.carry_text(&web, &page, "the launch code is 1234");
    let told = heard(&fixture, &mut known);
    assert!(told.contains(&"transfer-begun".to_owned()), "{told:?}");
    let transfer = known.transfer.clone().expect("something is carried");
    assert_eq!(transfer.from.as_deref(), Some("web"));
    assert_eq!(
        (transfer.class.as_str(), transfer.bytes),
        ("text", Some(23))
    );
    let all = said(&Event::State {
        state: Box::new(known.clone()),
    });
    assert!(!all.contains("1234"), "{all}");
    fixture.advance(60_000);
    let told = heard(&fixture, &mut known);
    assert!(told.contains(&"transfer-ended".to_owned()), "{told:?}");
    assert_eq!(known.transfer, None);
}
