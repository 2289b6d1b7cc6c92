//! The command line does by name what a chord would do, to the focused window or the one named.

use lisere::desk::Mode;
use lisere_tests::{Fixture, paint};
use liserectl::{Failure, FailureCode};

fn act(
    fixture: &mut Fixture,
    name: &str,
    window: Option<u64>,
    output: Option<&str>,
) -> Result<(), Failure> {
    let now = fixture.now();
    let done = fixture.core.act(name, window, output, now).map(drop);
    fixture.frame();
    done
}

#[test]
fn actions_do_what_chords_do() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let letter = fixture.window(&work, (200, 120), paint::BLUE);
    let page = fixture.window(&web, (200, 120), paint::RED);
    let no_focus = act(&mut fixture, "close", None, None).unwrap_err();
    assert_eq!(no_focus.code, FailureCode::NotAllowed);
    assert!(no_focus.help.contains("--window"), "{no_focus:?}");

    fixture.spread([&letter, &page]);
    fixture.click_into(&letter, 20, 20);
    act(&mut fixture, "maximise", None, None).unwrap();
    assert_eq!(fixture.entry(&letter).mode, Mode::Maximised);
    act(&mut fixture, "fullscreen", Some(page.id.0), None).unwrap();
    assert_eq!(fixture.entry(&page).mode, Mode::Fullscreen);
    act(&mut fixture, "close", Some(page.id.0), None).unwrap();
    assert_eq!((letter.close_requests(), page.close_requests()), (0, 1));
    act(&mut fixture, "freeze-cage", Some(page.id.0), None).unwrap();
    assert!(fixture.core.connections.frozen(web.cage()));
    assert!(!fixture.core.connections.frozen(work.cage()));
    act(&mut fixture, "workspace-3", None, Some("HEADLESS-1")).unwrap();
    let shown = fixture.core.desk.places()[0].active;
    assert_eq!(shown.number(), 3);

    for (name, window, output, code, word) in [
        ("clsoe", None, None, FailureCode::UnknownAction, "`close`"),
        ("", None, None, FailureCode::UnknownAction, "actions are"),
        ("mode x", None, None, FailureCode::UnknownAction, ""),
        ("run", None, None, FailureCode::UnknownAction, ""),
        ("\u{1b}[2J", None, None, FailureCode::UnknownAction, ""),
        (
            "close",
            Some(999),
            None,
            FailureCode::UnknownWindow,
            "windows",
        ),
        (
            "workspace-1",
            None,
            Some("DP-9"),
            FailureCode::UnknownOutput,
            "HEADLESS-1",
        ),
        (
            "quit",
            Some(letter.id.0),
            None,
            FailureCode::BadRequest,
            "--list",
        ),
        (
            "close",
            None,
            Some("HEADLESS-1"),
            FailureCode::BadRequest,
            "--list",
        ),
    ] {
        let refused = act(&mut fixture, name, window, output).unwrap_err();
        assert_eq!(refused.code, code, "{name}");
        assert!(refused.help.contains(word), "{name}: {refused:?}");
        assert!(!refused.message.contains('\u{1b}'), "{refused:?}");
    }
    assert!(!fixture.core.work.ended);
}

#[test]
fn every_action_is_listed_with_its_chords() {
    let mut fixture = Fixture::new("home");
    fixture.prefer(
        "[keys]\n\"Super+W\" = \"close\"\n\"Super+R\" = \"mode stack\"\n[mode.stack]\n\"J\" = \"lower\"\n",
    );
    let actions = fixture.core.action_infos();
    let found = |name: &str| actions.iter().find(|action| action.name == name).cloned();
    assert_eq!(found("close").unwrap().chords, ["Super+Q", "Super+W"]);
    assert_eq!(found("mode stack").unwrap().chords, ["Super+R"]);
    assert!(found("screens-off").unwrap().chords.is_empty());
    assert!(actions.iter().all(|action| !action.what.is_empty()));
    act(&mut fixture, "mode stack", None, None).unwrap();
    assert_eq!(fixture.core.mode_name(), Some("stack"));
    act(&mut fixture, "leave-mode", None, None).unwrap();
    assert_eq!(fixture.core.mode_name(), None);
}
