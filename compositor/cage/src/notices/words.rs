//! As much of a notice's words as goes in one message; cleaned they are on the trusted side.

/// Characters of a headline.
const HEADLINE: usize = 1_000;
/// Lines of a body, and characters of each.
const LINES: usize = 500;
const CHARACTERS: usize = 1_000;
/// Bytes of a body: JSON may write a byte as six, and a message has fewer than 96 KiB.
const BYTES: usize = 14_000;

/// The beginning of a headline.
pub(crate) fn headline(text: &str) -> String {
    text.chars().take(HEADLINE).collect()
}

/// The beginning of a body, and of each of its lines.
pub(crate) fn body(text: &str) -> String {
    let mut out = String::new();
    for line in text.split('\n').take(LINES) {
        if !out.is_empty() {
            out.push('\n');
        }
        out.extend(line.chars().take(CHARACTERS));
        if out.len() > BYTES {
            let end = out.floor_char_boundary(BYTES);
            out.truncate(end);
            break;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use lisere_post::{LONGEST, packed};

    use super::*;
    use crate::message::{Notice, Tiding};

    #[test]
    fn words_that_fit_are_as_they_were() {
        assert_eq!(body("one\n\ntwo\r\n"), "one\n\ntwo\r\n");
        assert_eq!(headline("a <b>headline</b>"), "a <b>headline</b>");
    }

    #[test]
    fn the_longest_words_go_in_one_message() {
        for text in [
            "\u{1}".repeat(2_000_000),
            "é\n".repeat(100_000),
            "🎉".repeat(100_000),
        ] {
            let notice = Notice {
                id: u32::MAX,
                summary: headline(&text),
                body: body(&text),
                lasts_ms: Some(u32::MAX),
                withdrawn: false,
            };
            assert!(packed(&Tiding::Notice(notice)).len() < LONGEST);
        }
    }
}
