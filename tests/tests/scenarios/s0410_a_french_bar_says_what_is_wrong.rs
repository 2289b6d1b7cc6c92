//! Who prefers French is told in French what is wrong with preferences that were saved, and
//! commands go on in English.

use lisere_shell::Language;
use lisere_tests::{Fixture, Screen};

/// What is saved, and what the bar then says of it in French and in English.
const SAVED: [(&str, &str, &str); 6] = [
    (
        "language = \"fr\"\n[keyboard]\nrepeat_rate = 900\n",
        "ligne\u{a0}3, colonne\u{a0}15\u{a0}: ce nombre va de 0 à 200",
        "preferences.toml:3:15: the number goes from 0 to 200",
    ),
    (
        "language = \"fr\"\nspeed = 3\n",
        "ligne\u{a0}2, colonne\u{a0}1\u{a0}: il n’y a pas de clé «\u{a0}speed\u{a0}» ici",
        "preferences.toml:2:1: there is no key `speed` here",
    ),
    (
        "language = \"fr\"\nthis is no toml\n",
        "ligne\u{a0}2, colonne\u{a0}6\u{a0}: ce n’est pas du TOML",
        "preferences.toml:2:6: this is no TOML",
    ),
    (
        "[keys]\n\"Super+Qq\" = \"close\"\n",
        "«\u{a0}Qq\u{a0}» n’est pas une touche\u{a0}: prenez les noms de XKB",
        "preferences.toml:2:1: `Qq` is no key: use XKB's names",
    ),
    (
        "[keys]\n\"Super+W\" = { run = [\"foot\"], in = \"wrok\" }\n",
        "la politique n’a pas de cage «\u{a0}wrok\u{a0}»",
        "the policy has no cage `wrok`",
    ),
    (
        "[keyboard]\nlayout = \"frr\"\n",
        "la disposition de clavier «\u{a0}frr\u{a0}» n’existe pas",
        "unknown keyboard layout \"frr\" (variant \"\")",
    ),
];

#[test]
fn a_french_bar_says_what_is_wrong() {
    let mut fixture = Fixture::on("home", &[Screen::new(1280, 800, 1.0)]);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("preferences.toml");
    let save = |fixture: &mut Fixture, text: &str| {
        std::fs::write(&path, text).expect("a file");
        let now = fixture.now();
        fixture.core.reload_preferences(&path, now);
        fixture.frame();
    };
    save(&mut fixture, "language = \"fr\"\n");
    let quiet = fixture.pixels();
    for (text, french, english) in SAVED {
        save(&mut fixture, text);
        let messages = fixture.core.bar_messages();
        let said = Language::Fr.say_all(&messages);
        assert!(said.starts_with("Préférences inchangées\u{a0}: "), "{said}");
        assert!(said.contains(french), "{said}");
        let said = Language::En.say_all(&messages);
        assert!(said.contains(english), "{said}");
        let shown = fixture.pixels();
        assert_ne!(shown, quiet, "the bar says so");
        fixture.core.pictures.speak(Some(Language::En));
        fixture.core.work.rearrange();
        fixture.frame();
        assert_ne!(fixture.pixels(), shown, "in French");
        fixture.core.pictures.speak(Some(Language::Fr));
    }

    std::fs::remove_file(&path).expect("it is there");
    let now = fixture.now();
    fixture.core.reload_preferences(&path, now);
    let said = Language::Fr.say_all(&fixture.core.bar_messages());
    assert!(said.contains("impossible de lire /"), "{said}");
    assert!(said.ends_with("\u{a0}: introuvable"), "{said}");

    save(&mut fixture, "language = \"fr\"\n");
    assert_eq!(fixture.pixels(), quiet, "and no longer");
}

#[test]
fn what_is_quoted_is_plain_and_not_endless() {
    let mut fixture = Fixture::new("home");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("preferences.toml");
    let key = format!("\"\\u001b[2J\\n{}\" = 1\n", "x".repeat(100_000));
    std::fs::write(&path, key).expect("a file");
    let now = fixture.now();
    let refused = fixture.core.reload_preferences(&path, now);
    assert!(refused.is_some_and(|refused| refused.faults.len() == 1));
    for language in Language::ALL {
        let said = language.say_all(&fixture.core.bar_messages());
        assert!(!said.contains(['\u{1b}', '\n']), "{said:?}");
        assert!(said.chars().count() < 500, "{}", said.len());
    }
    fixture.frame();
}
