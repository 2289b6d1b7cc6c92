//! What holds for every language and every message.

pub(crate) mod faults;
pub(crate) mod samples;
mod texts;

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
fn days_read_as_each_language_writes_them() {
    let date = |weekday, day, month| Date {
        year: 2026,
        weekday,
        day,
        month,
    };
    let said = |language: Language, date| (language.words().lock.date)(date);
    assert_eq!(said(En, date(0, 30, 11)), "Monday 30 November");
    assert_eq!(said(Fr, date(6, 1, 2)), "Dimanche 1er février");
    assert_eq!(said(Fr, date(3, 31, 12)), "Jeudi 31 décembre");
    // What is no day of any calendar breaks nothing.
    assert_eq!(said(En, date(u8::MAX, 0, 0)).trim(), "0");
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

/// The variants of the enums that a file declares.
fn variants(source: &str) -> Vec<&str> {
    let inside = |line: &&str| line.starts_with("    ") && !line.starts_with("     ");
    let lines = source.lines().filter(inside).map(str::trim);
    let named = lines.filter(|line| line.starts_with(|c: char| c.is_ascii_uppercase()));
    named
        .map(|line| {
            let end = line.find(|c: char| !c.is_ascii_alphanumeric());
            line.get(..end.unwrap_or(line.len())).unwrap_or_default()
        })
        .collect()
}

/// Everything that can be said, once in each language.
fn said() -> Vec<(String, [String; 2])> {
    let both = |say: &dyn Fn(Language) -> String| Language::ALL.map(say);
    let tag = |language: Language, tag: &Tag| {
        let text = language.tag(tag);
        format!("{}\n{}", text.head, text.lines.join("\n"))
    };
    let messages = samples::messages().into_iter();
    let messages = messages.map(|message| (format!("{message:?}"), both(&|l| l.say(&message))));
    let tags = samples::tags().into_iter();
    let tags = tags.map(|sample| (format!("{sample:?}"), both(&|l| tag(l, &sample))));
    messages.chain(tags).chain(said_in_panels()).collect()
}

/// What the launcher, the lock screen and the assistant say of what is wrong.
fn said_in_panels() -> Vec<(String, [String; 2])> {
    let refusal = |fault: &CageFault| {
        Language::ALL.map(|language| {
            let refusal = crate::LauncherRefusal::Cage(fault);
            let (why, help) = language.words().launcher.refusal(refusal, "Web");
            format!("{why}\n{help}")
        })
    };
    let cages = faults::cages().into_iter();
    let cages = cages.map(|fault| (format!("{fault:?}"), refusal(&fault)));
    let locks = faults::locks().into_iter();
    let locks = locks.map(|fault| {
        let said = |language: Language| language.lock_fault(fault);
        (format!("{fault:?}"), Language::ALL.map(said))
    });
    let choices = faults::choices().into_iter();
    let choices = choices.map(|fault| {
        let note = crate::WelcomeNote::Failed(&fault);
        let said = |language: Language| language.words().welcome.note(&note);
        (format!("{fault:?}"), Language::ALL.map(said))
    });
    cages.chain(locks).chain(choices).collect()
}

#[test]
fn samples_are_of_everything() {
    let said: String = said().into_iter().map(|(sample, _)| sample).collect();
    for source in [
        include_str!("../message.rs"),
        include_str!("../tag.rs"),
        include_str!("../preferences/mod.rs"),
        include_str!("../preferences/devices.rs"),
        include_str!("../cages/mod.rs"),
        include_str!("../files.rs"),
        include_str!("../lock.rs"),
        include_str!("../system.rs"),
    ] {
        let variants = variants(source);
        assert!(variants.len() > 5, "{variants:?}");
        for variant in variants {
            assert!(said.contains(variant), "no sample of {variant}");
        }
    }
}

#[test]
fn everything_is_said_in_both_languages() {
    for (sample, [english, french]) in said() {
        for words in [&english, &french] {
            let sound = !words.trim().is_empty() && !words.contains("  ") && !words.contains("()");
            assert!(sound, "{sample}: {words:?}");
        }
        assert_ne!(english, french, "{sample}");
    }
}

/// A space before these marks must not break, and words are joined by the curved apostrophe.
#[test]
fn french_is_set_as_french_is() {
    for (sample, [english, french]) in said() {
        for mark in [" :", " ;", " ?", " !", " »", "« ", " %"] {
            assert!(!french.contains(mark), "{sample}: {french:?}");
        }
        for words in [english, french] {
            // What commands print is plain.
            let printed = ["another user's", "mode's", "keyboard's", "XKB's"];
            let printed = printed.iter().any(|part| words.contains(part));
            assert!(printed || !words.contains('\''), "{sample}: {words:?}");
        }
    }
}

/// English words that French has not, nor any command or name among what is said.
const ENGLISH: [&str; 12] = [
    "the", "is", "are", "and", "of", "can’t", "cannot", "there", "with", "which", "from", "its",
];

#[test]
fn no_english_is_said_in_french() {
    for (sample, [_, french]) in said() {
        // What a cage says, it says in its own words.
        if sample.contains("Said(") {
            continue;
        }
        let mut words = french.split([' ', '\u{a0}', '\u{202f}', '\n', '(', ')', ',', ':']);
        let english = words.find(|word| ENGLISH.contains(word));
        assert_eq!(english, None, "{sample}: {french:?}");
    }
}
