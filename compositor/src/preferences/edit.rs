//! Changing one thing in a file of preferences, all else in it as it was. Pure.

use lisere_shell::Language;
use toml_edit::{DocumentMut, Item, TableLike, Value, table};

use super::Preferences;

/// What is changed.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Change<'a> {
    /// What trusted UI speaks.
    Language(Language),
    /// The keyboard's layout, and its variant or "".
    Keyboard {
        /// Such as `fr`.
        layout: &'a str,
        /// Such as `bepo`.
        variant: &'a str,
    },
}

/// The text of preferences with a change made. `None` where the text has faults, or nobody can
/// say where the change would belong: then it is for the user to make.
pub(crate) fn changed(text: &str, change: Change<'_>) -> Option<String> {
    Preferences::parse(text).ok()?;
    let mut document: DocumentMut = text.parse().ok()?;
    match change {
        Change::Language(language) => set(document.as_table_mut(), "language", language.code()),
        Change::Keyboard { layout, variant } => {
            let keyboard = document.entry("keyboard").or_insert_with(table);
            let keyboard = keyboard.as_table_like_mut()?;
            set(keyboard, "layout", layout);
            match variant {
                "" => drop(keyboard.remove("variant")),
                variant => set(keyboard, "variant", variant),
            }
        }
    }
    let text = document.to_string();
    Preferences::parse(&text).ok().map(|_| text)
}

/// Gives a key a value; what stands round an old one stays.
fn set(table: &mut dyn TableLike, key: &str, word: &str) {
    let mut value = Value::from(word);
    match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(old) => {
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        None => drop(table.insert(key, Item::Value(value))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYBOARD: Change<'static> = Change::Keyboard {
        layout: "fr",
        variant: "bepo",
    };

    #[test]
    fn an_empty_file_gets_what_is_chosen() {
        let text = changed("", Change::Language(Language::Fr)).unwrap();
        assert_eq!(text, "language = \"fr\"\n");
        let text = changed(&text, KEYBOARD).unwrap();
        let read = Preferences::parse(&text).unwrap();
        assert_eq!(read.language, Some(Language::Fr));
        assert_eq!(read.keyboard.layout, "fr");
        assert_eq!(read.keyboard.variant, "bepo");
    }

    #[test]
    fn all_else_stays_as_it_was() {
        let text = "# mine\nlanguage = \"en\" # for now\n\n[keyboard]\n# swap\n\
                    options = \"caps:escape\"\nlayout = \"fr\"\nvariant = \"oss\"\n\n[idle]\n";
        let text = changed(text, Change::Language(Language::Fr)).unwrap();
        let plain = Change::Keyboard {
            layout: "de",
            variant: "",
        };
        let text = changed(&text, plain).unwrap();
        assert_eq!(
            text,
            "# mine\nlanguage = \"fr\" # for now\n\n[keyboard]\n# swap\n\
             options = \"caps:escape\"\nlayout = \"de\"\n\n[idle]\n"
        );
    }

    #[test]
    fn keys_before_the_first_table_stay_there() {
        let text = "[keyboard]\nlayout = \"us\"\n";
        let text = changed(text, Change::Language(Language::Fr)).unwrap();
        assert!(text.starts_with("language = \"fr\"\n"), "{text}");
        let inline = changed("keyboard = { layout = \"us\" }\n", KEYBOARD).unwrap();
        assert_eq!(Preferences::parse(&inline).unwrap().keyboard.layout, "fr");
    }

    #[test]
    fn a_file_with_faults_is_left_alone() {
        for text in ["language = ", "bogus = 1\n", "keyboard = 3\n"] {
            assert!(changed(text, KEYBOARD).is_none(), "{text}");
        }
        let odd = Change::Keyboard {
            layout: "no such layout",
            variant: "",
        };
        assert!(changed("", odd).is_none());
    }
}
