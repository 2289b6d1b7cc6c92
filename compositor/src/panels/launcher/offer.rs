//! What a cage says that it offers, cleaned and bounded: every word of it is a program's of the
//! cage.

use std::rc::Rc;

use lisere_cage::message::Entry;
use lisere_policy::Untrusted;

use crate::panels::find::folded;

/// Programs of one cage.
const MOST: usize = 2_000;
/// Bytes of all that is kept of one cage's programs.
const MOST_BYTES: usize = 1 << 20;
/// Words of a program and its arguments.
const MOST_WORDS: usize = 64;

/// A program that a cage offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Offered {
    /// Its id, cleaned.
    pub(crate) id: String,
    /// Its name, cleaned; never empty.
    pub(crate) name: String,
    /// The name as it is compared.
    pub(crate) key: String,
    /// What runs, as the cage has it: never shown, and never run anywhere else.
    pub(crate) argv: Vec<String>,
    /// Whether it wants a terminal.
    pub(crate) terminal: bool,
}

/// The programs of an answer that can be shown and run, by name, each id once.
pub(crate) fn offered(entries: Vec<Entry>) -> Rc<[Offered]> {
    let mut bytes = 0_usize;
    let mut all = Vec::new();
    for entry in entries.into_iter().take(MOST) {
        let Some(one) = clean(entry) else { continue };
        let words: usize = one.argv.iter().map(String::len).sum();
        bytes = bytes.saturating_add(words + one.id.len() + 2 * one.name.len());
        if bytes > MOST_BYTES {
            break;
        }
        all.push(one);
    }
    all.sort_by(|a: &Offered, b| (&a.id, &a.name).cmp(&(&b.id, &b.name)));
    all.dedup_by(|a, b| a.id == b.id);
    all.sort_by(|a, b| (&a.key, &a.id).cmp(&(&b.key, &b.id)));
    all.into()
}

fn clean(entry: Entry) -> Option<Offered> {
    let id = Untrusted::new(entry.id.as_str()).clean_app_id();
    let id = id.as_str().to_owned();
    let name = Untrusted::new(entry.name.as_str()).clean_title();
    let name = match name.as_str().trim() {
        "" => id.clone(),
        name => name.to_owned(),
    };
    let sound = |word: &String| !word.contains('\0');
    let runs = entry
        .argv
        .first()
        .is_some_and(|program| !program.is_empty())
        && entry.argv.len() <= MOST_WORDS
        && entry.argv.iter().all(sound);
    (runs && !id.is_empty() && !name.is_empty()).then(|| Offered {
        key: folded(&name),
        id,
        name,
        argv: entry.argv,
        terminal: entry.terminal,
    })
}

/// Terminals that are known, by what runs them, and what stands before a command of theirs.
const TERMINALS: [(&str, &[&str]); 8] = [
    ("xdg-terminal-exec", &[]),
    ("foot", &[]),
    ("footclient", &[]),
    ("kitty", &[]),
    ("alacritty", &["-e"]),
    ("konsole", &["-e"]),
    ("gnome-terminal", &["--"]),
    ("kgx", &["--"]),
];

/// The words that run a program in a terminal of its own, if the cage offers a terminal that
/// is known.
pub(crate) fn in_terminal(argv: &[String], offered: &[Offered]) -> Option<Vec<String>> {
    let runs = |name: &str| {
        let program = |one: &Offered| one.argv.first().cloned();
        let programs = offered.iter().filter(|one| !one.terminal);
        let mut programs = programs.filter_map(program);
        programs.find(|path| path.rsplit('/').next() == Some(name))
    };
    let found = TERMINALS
        .iter()
        .find_map(|(name, before)| Some((runs(name)?, before)));
    let (terminal, before) = found?;
    let mut words = vec![terminal];
    words.extend(before.iter().map(|word| (*word).to_owned()));
    words.extend(argv.iter().cloned());
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: &str, name: &str, argv: &[&str]) -> Entry {
        Entry {
            id: id.to_owned(),
            name: name.to_owned(),
            argv: argv.iter().map(|word| (*word).to_owned()).collect(),
            terminal: false,
            icon: String::new(),
        }
    }

    #[test]
    fn names_are_cleaned_and_bounded() {
        let all = offered(vec![
            entry("evil", "\u{202e}txt.exe\n\u{7}", &["a"]),
            entry("long", &"x".repeat(10_000), &["a"]),
            entry("b\u{0}ad/../id", "Bad", &["a"]),
            entry("blank", "\u{200b} ", &["a"]),
        ]);
        let names: Vec<&str> = all.iter().map(|one| one.name.as_str()).collect();
        assert!(names.contains(&"txt.exe") && names.contains(&"blank"));
        assert!(all.iter().all(|one| one.name.len() <= 128));
        assert!(all.iter().any(|one| one.id == "bad..id"));
    }

    #[test]
    fn what_cannot_run_is_left_out() {
        let many: Vec<&str> = vec!["a"; 100];
        let all = offered(vec![
            entry("none", "None", &[]),
            entry("empty", "Empty", &[""]),
            entry("nul", "Nul", &["a", "b\0c"]),
            entry("many", "Many", &many),
            entry("", "No id", &["a"]),
            entry("ok", "Ok", &["a"]),
        ]);
        assert_eq!(all.len(), 1);
    }

    #[test]
    fn there_is_an_end_to_what_is_kept() {
        let flood = (0..5_000).map(|n| entry(&format!("p{n}"), "P", &["a"]));
        assert_eq!(offered(flood.collect()).len(), MOST);
        let long = "x".repeat(4_000);
        let heavy = (0..1_000).map(|n| entry(&format!("p{n}"), "P", &["a", &long]));
        let kept = offered(heavy.collect());
        assert!(kept.len() < 300, "{}", kept.len());
        let twice = vec![entry("a", "One", &["a"]), entry("a", "Two", &["b"])];
        assert_eq!(offered(twice).len(), 1, "an id is there once");
    }

    #[test]
    fn programs_for_a_terminal_get_one_of_the_cage() {
        let argv = ["htop".to_owned()];
        let all = offered(vec![entry(
            "org.gnome.Terminal",
            "T",
            &["/usr/bin/gnome-terminal"],
        )]);
        let words = in_terminal(&argv, &all).unwrap();
        assert_eq!(words, ["/usr/bin/gnome-terminal", "--", "htop"]);
        assert_eq!(
            in_terminal(&argv, &offered(vec![entry("a", "A", &["a"])])),
            None
        );
    }
}
