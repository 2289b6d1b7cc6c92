//! The words that phrases are made of: short, distinct, nobody's secret.

use lisere_shell::Language;

const EN: &str = include_str!("en.txt");
const FR: &str = include_str!("fr.txt");

/// The words of a language.
fn list(language: Language) -> impl Iterator<Item = &'static str> + Clone {
    match language {
        Language::En => EN.split_whitespace(),
        Language::Fr => FR.split_whitespace(),
    }
}

/// Four words, chosen by eight random bytes.
pub(super) fn phrase_of(numbers: &[u8; 8], language: Language) -> String {
    let words = list(language);
    let count = words.clone().count().max(1);
    let (pairs, _) = numbers.as_chunks::<2>();
    let chosen = pairs.iter().filter_map(|pair| {
        let number = usize::from(u16::from_le_bytes(*pair));
        words.clone().nth(number.checked_rem(count)?)
    });
    chosen.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn there_are_words_enough_and_each_is_there_once() {
        for language in Language::ALL {
            let words: HashSet<&str> = list(language).collect();
            assert_eq!(words.len(), list(language).count());
            // A number of two bytes meets each of 512 equally often.
            assert_eq!(words.len(), 512);
            assert!(words.iter().all(|word| word.chars().count() <= 9));
        }
    }

    #[test]
    fn the_longest_phrase_is_short_enough() {
        for language in Language::ALL {
            let longest = list(language).map(|word| word.chars().count()).max();
            assert!(longest.unwrap() * 4 + 3 <= super::super::LONGEST);
        }
        assert_eq!(
            phrase_of(&[0, 0, 1, 0, 0, 2, 255, 1], Language::En),
            "acorn adder acorn zinc"
        );
    }
}
