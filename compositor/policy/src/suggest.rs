//! The nearest known word to one that is not known, for "did you mean".

/// Words longer than this are not worth comparing.
const LONGEST: usize = 64;

/// `did you mean …?`, where one of `known` is near enough to `word`.
#[must_use]
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(word, known).map(|found| format!("did you mean `{found}`?"))
}

/// The nearest word with at most a third of its letters wrong.
fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word
        .chars()
        .take(LONGEST + 1)
        .flat_map(char::to_lowercase)
        .collect();
    if word.len() > LONGEST {
        return None;
    }
    // A word that shares no letter with another is not near it, however short they are.
    let near = (word.len() / 3).max(1).min(word.len().saturating_sub(1));
    let scored = known
        .into_iter()
        .map(|candidate| (distance(&word, candidate), candidate));
    let best = scored.min_by_key(|(distance, _)| *distance)?;
    (best.0 <= near).then_some(best.1)
}

/// Levenshtein's edit distance, where swapping two neighbours also counts as one step.
fn distance(word: &[char], other: &str) -> usize {
    let mut rows = Rows {
        above: (0..=word.len()).collect(),
        before: Vec::new(),
    };
    let mut previous = None;
    for letter in other.chars().take(LONGEST) {
        rows = rows.next(word, letter, previous);
        previous = Some(letter);
    }
    rows.above.last().copied().unwrap_or_default()
}

/// The last two rows of the table of distances.
struct Rows {
    above: Vec<usize>,
    before: Vec<usize>,
}

impl Rows {
    fn next(self, word: &[char], letter: char, previous: Option<char>) -> Self {
        let at = |row: &[usize], place: usize| row.get(place).copied().unwrap_or(usize::MAX / 2);
        let mut left = at(&self.above, 0) + 1;
        let mut next = vec![left];
        for (place, ours) in word.iter().enumerate() {
            let change = at(&self.above, place) + usize::from(*ours != letter);
            left = change.min(left + 1).min(at(&self.above, place + 1) + 1);
            let swapped = place
                .checked_sub(1)
                .filter(|earlier| previous == Some(*ours) && word.get(*earlier) == Some(&letter));
            if let Some(earlier) = swapped {
                left = left.min(at(&self.before, earlier) + 1);
            }
            next.push(left);
        }
        Self {
            above: next,
            before: self.above,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_the_usual_ones() {
        let far = |a: &str, b| distance(&a.chars().collect::<Vec<_>>(), b);
        assert_eq!(far("kitten", "sitting"), 3);
        assert_eq!(far("", "abc"), 3);
        assert_eq!(far("secret", "secret"), 0);
        assert_eq!(far("lwo", "low"), 1);
    }

    #[test]
    fn only_near_words_are_offered() {
        let known = ["secret", "restricted"];
        assert_eq!(
            did_you_mean("secrt", known).unwrap(),
            "did you mean `secret`?"
        );
        assert_eq!(
            did_you_mean("Secret", known).unwrap(),
            "did you mean `secret`?"
        );
        assert_eq!(did_you_mean("banana", known), None);
        assert_eq!(did_you_mean("b", ["a"]), None);
        assert_eq!(did_you_mean(&"x".repeat(1000), known), None);
    }
}
