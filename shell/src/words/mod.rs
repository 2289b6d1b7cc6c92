//! The languages that trusted UI speaks, and what it says in them: one file each.

mod en;
mod fr;
mod lens;

use crate::prompt::{Cleaning, Course, Kind, Way};

pub use lens::{LensBar, LensCard, LensKeys, LensRefused, LensWords};

/// A language of trusted UI.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// French.
    Fr,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::En, Self::Fr];

    /// The word for it in preferences, as ISO 639-1 has it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
        }
    }

    /// The language of a code (`fr`) or of a locale's name (`fr_FR.UTF-8`), if it is spoken.
    #[must_use]
    pub fn named(locale: &str) -> Option<Self> {
        let code = locale.split(['_', '.', '@', '-']).next()?;
        Self::ALL.into_iter().find(|known| known.code() == code)
    }

    /// What kind of thing and how much of it, in a few words: “text, 1.2 kB”.
    #[must_use]
    pub fn carried(self, kind: Kind, count: usize, bytes: u64) -> String {
        let words = self.words();
        let name = (words.content.thing)(kind, count);
        format!("{name}, {}", self.rough(bytes))
    }

    /// What a chord does with what is carried: “Super+V pastes it here”.
    #[must_use]
    pub fn paste_hint(self, chord: &str) -> String {
        (self.words().bar.paste_hint)(chord)
    }

    /// A program that a chord was to start in a cage does not run: it is missing there, or
    /// can't be started.
    #[must_use]
    pub fn not_started(self, cage: &str, missing: bool) -> String {
        (self.words().bar.not_started)(cage, missing)
    }

    /// A program was to be started where the keys are, and they are nowhere.
    #[must_use]
    pub fn no_cage_to_run_in(self) -> &'static str {
        self.words().bar.no_cage_to_run_in
    }

    /// What is done to a thing on its way, in a few words.
    #[must_use]
    pub fn cleaned(self, how: Cleaning) -> &'static str {
        (self.words().content.cleaning)(how)
    }

    /// What the lens says.
    #[must_use]
    pub const fn lens(self) -> &'static LensWords {
        &self.words().lens
    }

    /// Bytes counted exactly, the digits in groups: “1,234,567 bytes”.
    #[must_use]
    pub fn exact(self, bytes: u64) -> String {
        let content = &self.words().content;
        let unit = if content.few.contains(&bytes) {
            content.byte
        } else {
            content.bytes
        };
        format!("{}\u{a0}{unit}", self.grouped(bytes))
    }

    /// Bytes in the unit that suits them, three digits at most: “1.2 MB”.
    #[must_use]
    pub fn rough(self, bytes: u64) -> String {
        let content = &self.words().content;
        let mut unit = 1_000_u64;
        let mut name = None;
        for known in content.units {
            if bytes < unit {
                break;
            }
            name = Some((known, unit));
            unit = unit.saturating_mul(1_000);
        }
        let Some((name, unit)) = name else {
            return self.exact(bytes);
        };
        let (whole, tenth) = (bytes / unit, bytes % unit * 10 / unit);
        if whole < 10 && tenth > 0 {
            format!("{whole}{}{tenth}\u{a0}{name}", content.point)
        } else {
            format!("{whole}\u{a0}{name}")
        }
    }

    /// A number with its digits in groups of three.
    pub(crate) fn grouped(self, number: u64) -> String {
        let digits = number.to_string();
        let mut text = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push(self.words().content.group);
            }
            text.push(digit);
        }
        text
    }

    pub(crate) const fn words(self) -> &'static Words {
        match self {
            Self::En => &en::WORDS,
            Self::Fr => &fr::WORDS,
        }
    }
}

/// What trusted UI says in one language.
pub(crate) struct Words {
    pub(crate) bar: BarWords,
    pub(crate) content: ContentWords,
    pub(crate) prompt: PromptWords,
    pub(crate) keys: KeyWords,
    pub(crate) lens: LensWords,
}

/// The bar's fixed texts, and a frame's.
pub(crate) struct BarWords {
    /// The warning that stands on every nested session's bar.
    pub(crate) nested: &'static str,
    /// What stands in the cage's place while no window gets the keys.
    pub(crate) nobody: &'static str,
    /// What stands there once the attention key took the keys.
    pub(crate) attention: &'static str,
    /// On the strip of a frozen window.
    pub(crate) frozen: &'static str,
    /// Beside the name of a cage whose programs run on another machine.
    pub(crate) remote: &'static str,
    /// The mode of keys that is on.
    pub(crate) mode: fn(&str) -> String,
    paste_hint: fn(&str) -> String,
    not_started: fn(&str, bool) -> String,
    no_cage_to_run_in: &'static str,
}

/// Words for contents, numbers and sizes.
pub(crate) struct ContentWords {
    /// A thing within a sentence: “an image”, “3 files”.
    pub(crate) thing: fn(Kind, usize) -> String,
    /// The same as a heading.
    pub(crate) kind: fn(Kind, usize) -> &'static str,
    cleaning: fn(Cleaning) -> &'static str,
    byte: &'static str,
    bytes: &'static str,
    /// The counts that go with `byte`.
    few: &'static [u64],
    units: [&'static str; 4],
    point: char,
    group: char,
    /// Between the sides of a picture's size and after them.
    pub(crate) pixels: &'static str,
    /// Files that there is no room for.
    pub(crate) others: fn(usize) -> String,
    /// Of what nothing can be shown.
    pub(crate) nothing: &'static str,
    /// Of text without a visible character.
    pub(crate) blank: &'static str,
}

/// The prompt's sentences.
pub(crate) struct PromptWords {
    /// What is asked; the source is named unless it is the user's own side.
    pub(crate) question: fn(Way, &str, Option<&str>, &str) -> String,
    pub(crate) course: fn(Course) -> &'static str,
    /// The user's own side, and its level.
    pub(crate) own: [&'static str; 2],
    pub(crate) deny: &'static str,
    pub(crate) allow: &'static str,
    pub(crate) deny_all: fn(&str) -> String,
    /// The same where there is no room for the name.
    pub(crate) deny_all_short: &'static str,
    pub(crate) beyond: &'static str,
    pub(crate) cleaned: fn(&str) -> String,
    /// Why Allow does nothing yet.
    pub(crate) asleep: &'static str,
    pub(crate) left: fn(u32) -> String,
    /// In the place of a seal that there is not.
    pub(crate) no_seal: &'static str,
}

/// Keys and what they do at a prompt.
pub(crate) struct KeyWords {
    pub(crate) choose: [&'static str; 2],
    pub(crate) confirm: [&'static str; 2],
    pub(crate) deny: [&'static str; 2],
}

#[cfg(test)]
mod tests {
    use super::Language::{En, Fr};
    use super::*;

    #[test]
    fn locales_are_understood() {
        for (locale, language) in [
            ("fr_FR.UTF-8", Some(Fr)),
            ("fr", Some(Fr)),
            ("en_GB", Some(En)),
            ("fr-CA@euro", Some(Fr)),
            ("C.UTF-8", None),
            ("frr_DE", None),
            ("", None),
        ] {
            assert_eq!(Language::named(locale), language, "{locale}");
        }
    }

    #[test]
    fn sizes_read_as_each_language_writes_them() {
        for (bytes, exact, rough) in [
            (0, "0 bytes", "0 bytes"),
            (1, "1 byte", "1 byte"),
            (999, "999 bytes", "999 bytes"),
            (1_234_567, "1,234,567 bytes", "1.2 MB"),
            (34_000, "34,000 bytes", "34 kB"),
        ] {
            assert_eq!(En.exact(bytes).replace('\u{a0}', " "), exact);
            assert_eq!(En.rough(bytes).replace('\u{a0}', " "), rough);
        }
        assert_eq!(Fr.exact(0), "0\u{a0}octet");
        assert_eq!(Fr.exact(1_234_567), "1\u{202f}234\u{202f}567\u{a0}octets");
        assert_eq!(Fr.rough(1_234_567), "1,2\u{a0}Mo");
        assert_eq!(Fr.rough(u64::MAX), "18446744\u{a0}To");
    }
}
