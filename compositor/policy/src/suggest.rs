//! The nearest known word to one that is not known, for "did you mean".

/// Words longer than this are not worth comparing.
const LONGEST: usize = 64;

/// `did you mean …?`, where one of `known` is near enough to `word`.
pub(crate) fn did_you_mean<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
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
    let near = (word.len() / 3).max(1);
    let scored = known
        .into_iter()
        .map(|candidate| (distance(&word, candidate), candidate));
    let best = scored.min_by_key(|(distance, _)| *distance)?;
    (best.0 <= near).then_some(best.1)
}

/// Levenshtein's edit distance, one row at a time.
fn distance(word: &[char], other: &str) -> usize {
    let mut row: Vec<usize> = (0..=word.len()).collect();
    for (index, theirs) in other.chars().take(LONGEST).enumerate() {
        let mut diagonal = index;
        let mut left = index + 1;
        let mut next = vec![left];
        for (ours, above) in word.iter().zip(row.iter().skip(1)) {
            let swap = diagonal + usize::from(*ours != theirs);
            diagonal = *above;
            left = swap.min(left + 1).min(above + 1);
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_levenshtein() {
        let far = |a: &str, b| distance(&a.chars().collect::<Vec<_>>(), b);
        assert_eq!(far("kitten", "sitting"), 3);
        assert_eq!(far("", "abc"), 3);
        assert_eq!(far("secret", "secret"), 0);
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
        assert_eq!(did_you_mean(&"x".repeat(1000), known), None);
    }
}
