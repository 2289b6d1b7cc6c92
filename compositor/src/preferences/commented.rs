//! A file of preferences with every key, commented out: what may be said, and what is unless it is.

use std::fmt::Write;

use crate::bindings::KeyAction;

/// All but the chords, which come from the table of actions.
const TEXT: &str = include_str!("commented.toml");
/// Stands on a line of its own where chords go.
const KEYS: &str = "@keys@\n";

/// The whole file. A line `#key = value` is a default, a line `##…` an example, any other that
/// begins with `#` is for people.
#[must_use]
pub fn commented() -> String {
    TEXT.replace(KEYS, &keys())
}

/// Every action with its usual chord, those that have none as examples.
fn keys() -> String {
    let mut text = String::new();
    let mut free = (1..=12).rev().map(|number| format!("Super+F{number}"));
    for action in KeyAction::all() {
        let (name, what) = (action.to_string(), action.what());
        let (mark, chord) = match action.usual_chord() {
            Some(chord) => ("#", chord),
            None => ("##", free.next().unwrap_or_else(|| format!("Super+{name}"))),
        };
        let line = format!("{mark}\"{chord}\" = \"{name}\"");
        let _ = writeln!(text, "{line:<48}# {what}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preferences::Preferences;

    /// The file with the lines that begin with `mark` and a key or a table counting.
    fn with(mark: &str) -> String {
        let said = |line: &str| {
            let rest = line.strip_prefix(mark)?;
            let counts = rest.starts_with(|c: char| c.is_alphabetic() || c == '[' || c == '"');
            counts.then(|| rest.to_owned())
        };
        let lines = commented();
        let lines = lines.lines().map(|line| said(line).unwrap_or(line.into()));
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn as_it_is_it_says_nothing() {
        assert_eq!(
            Preferences::parse(&commented()).unwrap(),
            Preferences::default()
        );
    }

    #[test]
    fn what_is_commented_out_is_the_default() {
        let text = with("#");
        assert_eq!(
            Preferences::parse(&text).unwrap(),
            Preferences {
                bindings: Preferences::parse(&text).unwrap().bindings,
                ..Preferences::default()
            }
        );
        let mut read: Vec<_> = Preferences::parse(&text)
            .unwrap()
            .bindings
            .iter()
            .copied()
            .collect();
        let mut usual: Vec<_> = Preferences::default().bindings.iter().copied().collect();
        let by_name = |one: &(crate::bindings::Chord, KeyAction)| one.0.to_string();
        read.sort_by_key(by_name);
        usual.sort_by_key(by_name);
        assert_eq!(read, usual);
    }

    #[test]
    fn every_example_is_sound() {
        let read = Preferences::parse(&with("##"));
        assert!(read.is_ok(), "{:?}", read.err());
        assert_ne!(read.unwrap(), Preferences::default());
    }

    /// The keys that a table may have, as is said where there is none of that name.
    fn known(path: &str) -> Vec<String> {
        let text = match path {
            "" => "zzzzzzzzzzzz = 1".to_owned(),
            path => format!("{path}\nzzzzzzzzzzzz = 1"),
        };
        let Err(faults) = Preferences::parse(&text) else {
            return Vec::new();
        };
        let help = faults.iter().filter_map(|fault| fault.suggestion.clone());
        let keys = help.filter_map(|help| {
            let keys = help.strip_prefix("its keys are ")?;
            Some(keys.split(", ").map(str::to_owned).collect::<Vec<_>>())
        });
        keys.flatten().collect()
    }

    #[test]
    fn every_key_that_is_known_occurs() {
        let text = commented();
        let tables = known("");
        assert!(tables.len() >= 9, "{tables:?}");
        let mut missing = Vec::new();
        let mut seen = 0;
        for table in &tables {
            let inner = [format!("[{table}]"), format!("[[{table}]]")];
            let inner = inner.iter().flat_map(|path| known(path));
            for key in inner.filter(|key| !tables.contains(key)) {
                seen += 1;
                let there = [
                    format!("#{key} = "),
                    format!("##[{table}.{key}]"),
                    format!("##[[{table}.{key}]]"),
                ];
                // Kinds of devices all have the same keys.
                let kind = table == "input" && text.contains(&key);
                if !kind && !there.iter().any(|one| text.contains(one)) {
                    missing.push(format!("{table}.{key}"));
                }
            }
            let there = [
                format!("[{table}]"),
                format!("##[[{table}]]"),
                format!("##{table} = "),
                format!("##[{table}."),
            ];
            if !there.iter().any(|one| text.contains(one)) {
                missing.push(table.clone());
            }
        }
        for key in known("[input.mouse]")
            .iter()
            .chain(&known("[[input.device]]"))
        {
            seen += 1;
            if !text.contains(&format!("##{key} = ")) {
                missing.push(format!("input: {key}"));
            }
        }
        assert!(seen > 40, "{seen}");
        assert!(missing.is_empty(), "{missing:?}");
        for action in KeyAction::names() {
            assert!(text.contains(&format!("= \"{action}\"")), "{action}");
        }
    }
}
