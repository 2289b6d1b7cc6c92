//! A cage may say anything of what it offers: far too much, names that hide or turn round, programs
//! that are none. What is shown is cleaned, what runs is whole, and typing stays quick.

use lisere_cage::message::Entry;
use lisere_shell::LauncherState;
use lisere_tests::Fixture;
use lisere_tests::panels::entry;

fn rubbish() -> Vec<Entry> {
    let long = "very ".repeat(500);
    let mut entries = vec![
        entry("turned", "\u{202e}exe.knab\u{202c}", &["turned"]),
        entry("bell", "a\u{7}\n\r\u{1b}[31mb", &["bell"]),
        entry("zalgo", &format!("z{}", "\u{301}".repeat(300)), &["zalgo"]),
        entry("long", &long, &["long", &long]),
        entry("nothing", "Nothing", &[]),
        entry("", "", &["x"]),
        entry("\u{200b}", "\u{200b}", &["x"]),
        entry("../../etc", "Path", &["path"]),
    ];
    let many = (0..4_000).map(|n| entry(&format!("p{n}"), &format!("Program {n}"), &["p"]));
    entries.extend(many);
    entries
}

#[test]
fn a_cage_offers_rubbish() {
    let mut fixture = Fixture::new("home");
    let asked = fixture.open_launcher();
    fixture.offer(&asked[0], rubbish());
    let model = fixture.launcher().expect("a launcher");
    let LauncherState::Known { all, .. } = model.state else {
        panic!("{:?}", model.state);
    };
    assert!((1_000..=2_000).contains(&all), "{all}");
    assert!(model.below > 900 && model.lines.len() <= 8);
    for name in ["turned", "bell", "zalgo", "long", "path", "nothing"] {
        fixture.chord(&["KEY_LEFTCTRL", "KEY_U"]);
        fixture.type_text(name);
        for line in fixture.launcher().expect("a launcher").lines {
            assert!(line.name.len() <= 256 && !line.name.contains(char::is_control));
            assert!(!line.name.contains(['\u{202e}', '\u{200b}']), "{line:?}");
            assert!(line.detail.is_ascii() && !line.detail.contains('/'));
        }
    }
    fixture.key("KEY_ENTER");
    let (_, argv, _) = fixture.to_run().expect("what was typed");
    assert_eq!(argv, ["nothing"], "an entry without a program is none");
}

#[test]
fn an_answer_that_nobody_waits_for_changes_nothing() {
    let mut fixture = Fixture::new("home");
    let asked = fixture.open_launcher();
    fixture.core.offered(asked[0].act + 7, Ok(rubbish()));
    assert!(fixture.launcher_lines().is_empty());
    fixture.offer(&asked[0], vec![entry("foot", "Foot", &["foot"])]);
    fixture.core.offered(asked[0].act, Ok(rubbish()));
    assert_eq!(fixture.launcher_lines(), ["Foot"]);
    fixture.core.launched(99, None);
    assert!(fixture.launcher().is_some());
    let long = "x".repeat(400);
    fixture.type_text(&long);
    let typed = fixture.launcher().map(|model| model.typed.len());
    assert_eq!(typed, Some(256), "there is an end to what is typed");
}
