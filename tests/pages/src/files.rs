//! The pages of files: written by people, with the program's own tables put in.

use std::fmt::Write;

use lisere::bindings::{Bindings, KeyAction};
use lisere::preferences::input::Kind;
use lisere_policy::{Limit, Pattern, Rights};

use crate::Page;

const PAGES: [(&str, &str); 2] = [
    (
        "lisere-policy.5",
        include_str!("../../../assets/man/lisere-policy.5"),
    ),
    (
        "lisere-preferences.5",
        include_str!("../../../assets/man/lisere-preferences.5"),
    ),
];

/// Both pages.
pub(crate) fn pages() -> Vec<Page> {
    let page = |(name, text): &(&str, &str)| ((*name).to_owned(), filled(text).into_bytes());
    PAGES.iter().map(page).collect()
}

/// A page with the tables where its marks stand, each on a line of its own.
fn filled(text: &str) -> String {
    let mut page = String::new();
    for line in text.lines() {
        let table = match line {
            "@actions@" => actions(),
            "@chords@" => chords(),
            "@kinds@" => words(Kind::ALL.into_iter().map(Kind::name)),
            "@limits@" => limits(),
            "@rights@" => words(Rights::NAMES.into_iter()),
            "@patterns@" => words(Pattern::ALL.iter().map(|pattern| pattern.name())),
            line => line.replace("@version@", env!("CARGO_PKG_VERSION")) + "\n",
        };
        page.push_str(&table);
    }
    page
}

fn plain(text: &str) -> String {
    text.replace('\\', "\\e").replace('-', "\\-")
}

fn words<'w>(words: impl Iterator<Item = &'w str>) -> String {
    let words: Vec<String> = words
        .map(|word| format!("\\fB{}\\fR", plain(word)))
        .collect();
    words.join(", ") + ".\n"
}

fn actions() -> String {
    let names: Vec<String> = KeyAction::names()
        .filter(|name| !name.starts_with("workspace-") && !name.starts_with("move-to-workspace-"))
        .collect();
    words(names.iter().map(String::as_str))
}

fn chords() -> String {
    let mut table = String::new();
    for (chord, action) in Bindings::default().iter() {
        let (chord, action) = (plain(&chord.to_string()), plain(&action.to_string()));
        let _ = write!(table, ".TP\n\\fB{chord}\\fR\n{action}\n");
    }
    table
}

fn limits() -> String {
    let mut table = String::new();
    for limit in Limit::all() {
        let (name, most) = (plain(limit.name()), limit.ceiling());
        let default = limit.default_value();
        let _ = write!(table, ".TP\n\\fB{name}\\fR\n{default}, at most {most}\n");
    }
    table
}
