//! What is recorded in English, said in another language.

use super::fr::{REASONS, RECORDS};

/// What stands for a name or number.
const HOLE: &str = "{}";

/// In French; of words that are none of those known, that they are in the journal.
pub(super) fn french(why: &str) -> String {
    let mut known = REASONS.iter().chain(RECORDS);
    let found = known.find_map(|(english, french)| Some(filled(french, &holes(english, why)?)));
    match found {
        Some(words) => words,
        None if why.is_empty() => String::new(),
        None => "le journal dit pourquoi".to_owned(),
    }
}

/// What stands in the holes of a pattern; `None` where a text is not made by it.
fn holes<'t>(pattern: &str, text: &'t str) -> Option<Vec<&'t str>> {
    let mut parts = pattern.split(HOLE);
    let mut rest = text.strip_prefix(parts.next()?)?;
    let mut found = Vec::new();
    for part in parts {
        let end = match part.is_empty() {
            true => rest.len(),
            false => rest.find(part)?,
        };
        let (hole, after) = rest.split_at_checked(end)?;
        found.push(hole);
        rest = after.strip_prefix(part)?;
    }
    rest.is_empty().then_some(found)
}

/// A pattern with its holes filled; those that it has not are left out.
fn filled(pattern: &str, holes: &[&str]) -> String {
    let mut holes = holes.iter();
    let mut parts = pattern.split(HOLE);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        text + holes.next().copied().unwrap_or_default() + part
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_said_in_french() {
        for (said, french_words) in [
            (
                "the cage has all its surfaces",
                "la cage a toutes ses surfaces",
            ),
            ("process 71 has ended", "le processus 71 n’existe plus"),
            (
                "process 7 is in the group /a/b, the cage in /c",
                "le processus 7 est dans le groupe /a/b, la cage dans /c",
            ),
            (
                "the trunk failed: Broken pipe (os error 32)",
                "sa liaison a cédé",
            ),
            ("the moon is full", "le journal dit pourquoi"),
            ("process 71 has ended now", "le journal dit pourquoi"),
            ("", ""),
        ] {
            assert_eq!(french(said), french_words, "{said}");
        }
    }

    #[test]
    fn french_has_no_holes_that_english_has_not() {
        for (english, french) in RECORDS {
            let count = |text: &str| text.matches(HOLE).count();
            assert!(count(french) <= count(english), "{english}");
            assert_ne!(english, french);
            for mark in [" :", " ;", "'", " »", "« "] {
                assert!(!french.contains(mark), "{french}");
            }
        }
    }
}
