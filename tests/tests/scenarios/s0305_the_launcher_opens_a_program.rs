//! A chord, a few letters, Enter: a program is found among those that the cage in use offers, and
//! runs there. No program gets a key meanwhile.

use lisere_cage::message::Refusal;
use lisere_cage::reason::Reason;
use lisere_shell::{LauncherRowKind, LauncherState};
use lisere_tests::panels::entry;
use lisere_tests::{Fixture, Screen, paint};

#[test]
fn the_launcher_opens_a_program() {
    let mut fixture = Fixture::on("home", &[Screen::new(1280, 800, 1.0)]);
    let work = fixture.client("work");
    let letter = fixture.window(&work, (200, 120), paint::BLUE);
    fixture.click_into(&letter, 20, 20);
    work.forget();
    let asked = fixture.open_launcher();
    let model = fixture.launcher().expect("a launcher");
    assert_eq!(model.cage, work.cage(), "the cage in use is chosen");
    assert_eq!(model.state, LauncherState::Reading);
    assert_eq!(fixture.focused(), None, "the keys are with trusted UI");
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].cage, work.cage());

    let programs = vec![
        entry("writer", "LibreOffice Writer", &["libreoffice", "--writer"]),
        entry("editor", "Éditeur de texte", &["gnome-text-editor"]),
        entry("foot", "Foot", &["foot"]),
    ];
    fixture.offer(&asked[0], programs.clone());
    assert_eq!(
        fixture.launcher_lines(),
        ["Éditeur de texte", "Foot", "LibreOffice Writer"]
    );
    fixture.type_text("edit");
    assert_eq!(fixture.launcher_lines(), ["Éditeur de texte", "edit"]);
    assert_eq!(work.keys().len(), 0, "{}", work.transcript());

    fixture.key("KEY_ENTER");
    let (launch, argv, disposable) = fixture.to_run().expect("a program to run");
    assert_eq!(launch.cage, work.cage());
    assert_eq!(
        (argv, disposable),
        (vec!["gnome-text-editor".into()], false)
    );
    let opening = fixture.launcher().map(|model| model.state);
    assert_eq!(opening, Some(LauncherState::Opening));
    fixture.key("KEY_ENTER");
    assert!(fixture.to_run().is_none(), "once is enough");
    fixture.core.launched(launch.act, None);
    fixture.frame();
    assert!(
        fixture.launcher().is_none(),
        "it closes once the program runs"
    );
    assert_eq!(fixture.focused(), Some(work.cage()), "the keys go back");

    // What was opened last comes first, and is known before the cage has answered again.
    let asked = fixture.open_launcher();
    assert_eq!(asked.len(), 1, "it is asked anew");
    let first = &fixture.launcher().expect("a launcher").lines[0];
    assert_eq!(first.name, "Éditeur de texte");
    assert_eq!(first.kind, LauncherRowKind::Recent);
    fixture.offer(&asked[0], programs);
    fixture.key("KEY_ESC");
    assert!(fixture.launcher().is_none());
    fixture.type_text("after");
    assert_eq!(work.typed(), "after");
}

#[test]
fn exactly_what_was_typed_runs_too() {
    let mut fixture = Fixture::on("home", &[Screen::new(1280, 800, 1.0)]);
    let asked = fixture.open_launcher();
    fixture.offer(&asked[0], Vec::new());
    let model = fixture.launcher().expect("a launcher");
    assert_eq!(model.state, LauncherState::Known { found: 0, all: 0 });
    fixture.type_text("foot nano");
    fixture.key("KEY_ENTER");
    let (_, argv, _) = fixture.to_run().expect("a program to run");
    assert_eq!(argv, ["foot", "nano"]);
}

#[test]
fn a_list_that_fails_meanwhile_keeps_nothing_open() {
    let mut fixture = Fixture::on("home", &[Screen::new(1280, 800, 1.0)]);
    let asked = fixture.open_launcher();
    fixture.type_text("foot");
    fixture.key("KEY_ENTER");
    let (launch, ..) = fixture.to_run().expect("a program to run");
    let refusal = Refusal::failed(Reason::Late, "there is no list", "");
    fixture.core.offered(asked[0].act, Err(refusal));
    let state = fixture.launcher().map(|model| model.state);
    assert_eq!(state, Some(LauncherState::Opening));
    fixture.core.launched(launch.act, None);
    fixture.frame();
    assert!(fixture.launcher().is_none());
}
