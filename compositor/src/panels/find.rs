//! Finding names by what is typed: letters count, their case and accents do not. Pure.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How well a name fits what was typed, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    /// It begins with that.
    Start,
    /// One of its words does.
    Word,
    /// Its letters are there in that order.
    Letters,
}

/// A text without case and accents, as it is compared.
#[must_use]
pub(crate) fn folded(text: &str) -> String {
    let plain = text.nfkd().filter(|c| !is_combining_mark(*c));
    plain.flat_map(char::to_lowercase).collect()
}

/// How a name fits what is sought, both [`folded`]; `None` where it does not. What is empty
/// fits everything.
#[must_use]
pub(crate) fn fit(sought: &str, name: &str) -> Option<Fit> {
    if name.starts_with(sought) {
        return Some(Fit::Start);
    }
    let mut before = ' ';
    for (at, letter) in name.char_indices() {
        let begins = letter.is_alphanumeric() && !before.is_alphanumeric();
        let rest = name.get(at..).unwrap_or_default();
        if begins && rest.starts_with(sought) {
            return Some(Fit::Word);
        }
        before = letter;
    }
    let mut letters = name.chars();
    let there = |wanted: char| letters.any(|letter| letter == wanted);
    let mut wanted = sought.chars().filter(|c| !c.is_whitespace());
    wanted.all(there).then_some(Fit::Letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(sought: &str, name: &str) -> Option<Fit> {
        fit(&folded(sought), &folded(name))
    }

    #[test]
    fn the_start_comes_before_a_word_and_that_before_letters() {
        assert_eq!(found("fire", "Firefox"), Some(Fit::Start));
        assert_eq!(found("writer", "LibreOffice Writer"), Some(Fit::Word));
        assert_eq!(found("text", "org.gnome.TextEditor"), Some(Fit::Word));
        assert_eq!(found("low", "LibreOffice Writer"), Some(Fit::Letters));
        assert_eq!(found("lo wr", "LibreOffice Writer"), Some(Fit::Letters));
        assert_eq!(found("xyz", "Firefox"), None);
        assert!(Fit::Start < Fit::Word && Fit::Word < Fit::Letters);
    }

    #[test]
    fn case_and_accents_do_not_count() {
        assert_eq!(found("edit", "Éditeur de texte"), Some(Fit::Start));
        assert_eq!(found("ÉDIT", "editeur"), Some(Fit::Start));
        assert_eq!(found("ecran", "Capture d’écran"), Some(Fit::Word));
        assert_eq!(found("ﬁle", "Files"), Some(Fit::Start));
    }

    #[test]
    fn nothing_typed_fits_everything() {
        assert_eq!(found("", "Firefox"), Some(Fit::Start));
        assert_eq!(found("", ""), Some(Fit::Start));
        assert_eq!(found("a", ""), None);
    }
}
