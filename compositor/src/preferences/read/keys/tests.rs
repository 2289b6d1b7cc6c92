//! Chords, modes and programs that are right, and what is said of those that are not.

use lisere_policy::{Code, Policy};

use super::super::Preferences;
use super::Where;
use crate::bindings::{KeyAction, Modifiers};

fn faults(text: &str) -> Vec<(usize, usize, String)> {
    let faults = Preferences::parse(text).unwrap_err();
    let told = faults.iter();
    told.map(|fault| {
        let help = fault.suggestion.clone().unwrap_or_default();
        (
            fault.line,
            fault.column,
            format!("{} ({help})", fault.message),
        )
    })
    .collect()
}

/// The only fault.
fn fault(text: &str) -> (usize, usize, String) {
    let mut all = faults(text);
    assert_eq!(all.len(), 1, "{text}: {all:#?}");
    all.remove(0)
}

#[test]
fn modes_and_programs_are_read() {
    let text = r#"
        [keys]
        "Super+R" = "mode stack"
        "Super+Return" = { run = ["foot", "-e", "top"], in = "work" }
        "Super+D" = { in = "focused", run = ["xterm"] }
        [mode.stack]
        "J" = "lower"
        "Shift+J" = "raise"
        "R" = "mode other"
        [mode.other]
    "#;
    let bindings = Preferences::parse(text).unwrap().bindings;
    let names: Vec<&str> = bindings
        .modes()
        .iter()
        .map(|mode| mode.name.as_str())
        .collect();
    assert_eq!(names, ["stack", "other"]);
    let none = Modifiers::default();
    let found = bindings.action_in(Some(0), none, &[u32::from(b'j')]);
    assert_eq!(found, Some(KeyAction::Lower));
    let found = bindings.action_in(Some(0), none, &[u32::from(b'r')]);
    assert_eq!(found, Some(KeyAction::Mode(1)));
    let places: Vec<_> = bindings.programs().iter().map(|one| &one.place).collect();
    assert!(places.contains(&&Where::Focused));
    assert!(places.contains(&&Where::Cage("work".into())));
}

#[test]
fn two_spellings_of_a_chord_name_each_other() {
    let (line, column, said) = fault("[keys]\n\"Super+W\" = \"close\"\n\"logo+w\" = \"quit\"\n");
    assert_eq!((line, column), (3, 1));
    assert!(
        said.contains("`logo+w`") && said.contains("`Super+W` in line 2"),
        "{said}"
    );
    let (line, _, said) = fault("[mode.a]\n\"J\" = \"close\"\n\"j\" = \"quit\"\n");
    assert!(line == 3 && said.contains("`J` in line 2"), "{said}");
    // The same chord in two modes is two chords.
    assert!(
        Preferences::parse("[mode.a]\n\"J\" = \"close\"\n[mode.b]\n\"J\" = \"close\"\n").is_ok()
    );
}

#[test]
fn nothing_lies_over_the_attention_key() {
    for over in ["Super+Shift+Escape", "Super+Ctrl+Alt+Escape"] {
        let (line, column, said) = fault(&format!("[keys]\n\"{over}\" = \"close\"\n"));
        assert_eq!((line, column), (2, 1));
        assert!(
            said.contains(over) && said.contains("Super+Escape, the attention"),
            "{said}"
        );
    }
    let (line, _, said) = fault("[mode.a]\n\"Super+Escape\" = \"close\"\n");
    assert!(line == 2 && said.contains("attention"), "{said}");
    // Where the key is another one, so is what lies over it; what is taken away does not.
    for fine in [
        "\"Super+Shift+Escape\" = \"none\"",
        "\"Super+Shift+Escape\" = \"attention\"",
        "\"Super+Escape\" = \"none\"\n\"Super+F12\" = \"attention\"\n\"Super+Shift+Escape\" = \"close\"",
    ] {
        let read = Preferences::parse(&format!("[keys]\n{fine}\n"));
        assert!(read.is_ok(), "{fine}: {:?}", read.err());
    }
    let (line, column, said) =
        fault("[keys]\n\"Super+Q\" = \"none\"\n\"Super+V\" = \"attention\"\n");
    assert_eq!((line, column), (3, 1));
    assert!(
        said.contains("Super+Shift+V, which is `open-here`"),
        "{said}"
    );
}

#[test]
fn what_can_never_be_pressed_is_refused() {
    for key in ["Escape", "Return", "KP_Enter"] {
        let (line, _, said) = fault(&format!("[mode.a]\n\"{key}\" = \"close\"\n"));
        assert!(line == 2 && said.contains("leaves the mode"), "{said}");
    }
    let (_, _, said) = fault("[keys]\n\"Ctrl+Alt+F3\" = \"close\"\n");
    assert!(said.contains("another console"), "{said}");
}

#[test]
fn modes_that_are_none_are_explained() {
    let (line, column, said) = fault("[keys]\n\"Super+R\" = \"mode resize\"\n");
    assert_eq!((line, column), (2, 13));
    assert!(
        said.contains("no mode `resize`") && said.contains("[mode.resize]"),
        "{said}"
    );
    let (_, _, said) = fault("[keys]\n\"Super+R\" = \"mode resiez\"\n[mode.resize]\n");
    assert!(said.contains("did you mean `resize`?"), "{said}");
    let (line, _, said) = fault("[mode.\"a b\"]\n");
    assert!(line == 1 && said.contains("1 to 16 letters"), "{said}");
    let (_, _, said) = fault("[mode.a]\n\"J\" = \"none\"\n");
    assert!(said.contains("nothing to take away"), "{said}");
    let many: String = (0..17).map(|n| format!("[mode.m{n}]\n")).collect();
    let (line, _, said) = fault(&many);
    assert!(line == 17 && said.contains("16 modes at most"), "{said}");
    assert_eq!(fault("mode = 1\n").0, 1);
}

#[test]
fn programs_that_are_none_are_explained() {
    for (value, word) in [
        ("{ run = [\"foot\"] }", "in = \"work\""),
        ("{ in = \"work\" }", "run = [\"foot\"]"),
        ("{ run = \"foot\", in = \"work\" }", "each a text"),
        ("{ run = [], in = \"work\" }", "each a text"),
        ("{ run = [\"\"], in = \"work\" }", "each a text"),
        ("{ run = [\"foot\", 1], in = \"work\" }", "each a text"),
        ("{ run = [\"a\\u0000\"], in = \"work\" }", "each a text"),
        ("{ run = [\"foot\"], in = 1 }", "a text in quotes"),
        ("{ run = [\"foot\"], at = \"work\" }", "no key `at`"),
        ("7", "the name of an action"),
        ("[\"foot\"]", "the name of an action"),
    ] {
        let (line, _, said) = fault(&format!("[keys]\n\"Super+X\" = {value}\n"));
        assert!(line == 2 && said.contains(word), "{value}: {said}");
    }
}

#[test]
fn cages_are_those_of_the_policy() {
    let home = Policy::preset("home").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("preferences.toml");
    let said = |cage: &str| {
        let text = format!("[keys]\n\"Super+X\" = {{ run = [\"foot\"], in = \"{cage}\" }}\n");
        std::fs::write(&path, text).unwrap();
        let alone = Preferences::read(&path, None);
        assert!(alone.is_ok(), "without a policy nobody can say");
        Preferences::read(&path, Some(&home))
            .err()
            .map(|error| error.to_string())
    };
    assert_eq!(said("work"), None);
    assert_eq!(said("focused"), None);
    let wrong = said("wrok").unwrap();
    assert!(wrong.contains("preferences.toml:2:36: "), "{wrong}");
    assert!(wrong.contains("did you mean `work`?"), "{wrong}");
    // A disposable cage is there only while it is in use.
    assert!(said("disposable-1").is_some());
}

#[test]
fn faults_have_codes() {
    let codes = |text: &str| -> Vec<Code> {
        let faults = Preferences::parse(text).unwrap_err();
        faults.iter().map(|fault| fault.code).collect()
    };
    assert_eq!(
        codes("[keys]\n\"Super+Shift+Escape\" = \"close\"\n"),
        [Code::Duplicate]
    );
    assert_eq!(codes("[keys]\n\"Super+X\" = {}\n"), [Code::Missing]);
}
