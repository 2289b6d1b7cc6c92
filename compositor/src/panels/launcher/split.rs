//! A command line as a shell reads its words: quotes and backslashes, and nothing else. Pure.

/// The words of a command; `None` where a quotation mark is left open, or there is no word.
/// Nothing is looked up, expanded or run here.
#[must_use]
pub(super) fn words(line: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (Some(mark), _) if letter == mark => quote = None,
            // Within double quotes a backslash hides only what would mean something there.
            (Some('"'), '\\') => {
                let hidden = letters.next()?;
                let word = word.get_or_insert_default();
                if !matches!(hidden, '"' | '\\' | '$' | '`') {
                    word.push('\\');
                }
                word.push(hidden);
            }
            (Some(_), _) => word.get_or_insert_default().push(letter),
            (None, '\'' | '"') => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            (None, '\\') => word.get_or_insert_default().push(letters.next()?),
            (None, _) if letter.is_whitespace() => words.extend(word.take()),
            (None, _) => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    let program = words.first().is_some_and(|program| !program.is_empty());
    (quote.is_none() && program).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_are_split_as_by_a_shell() {
        for (line, expected) in [
            ("foot", &["foot"][..]),
            ("  foot   -e  nano ", &["foot", "-e", "nano"]),
            ("foot -e 'nano my notes'", &["foot", "-e", "nano my notes"]),
            (r#"a "b \"c\" \d" '\'"#, &["a", r#"b "c" \d"#, r"\"]),
            (r"a\ b c''d ''", &["a b", "cd", ""]),
            ("a $HOME *.txt ; b", &["a", "$HOME", "*.txt", ";", "b"]),
        ] {
            assert_eq!(words(line).unwrap(), expected, "{line}");
        }
    }

    #[test]
    fn what_is_left_open_is_no_command() {
        for line in ["", "   ", "a 'b", "a \"b", "a \\", "\"a\\", "'' b"] {
            assert_eq!(words(line), None, "{line}");
        }
    }
}
