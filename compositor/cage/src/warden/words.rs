//! What comes out of a cage as text, made fit to be shown and of bounded length.

use lisere_policy::{TextCleaning, clean_text};

use crate::message::{Refusal, code};

/// Bytes of a text that are passed on.
const LONGEST: usize = 512;

/// The text on one line, of visible characters in their usual order.
pub(super) fn cleaned(text: &str) -> String {
    let text = clean_text(text.as_bytes(), TextCleaning::Clean).replace('\n', " ");
    let text = text.trim();
    let end = text.floor_char_boundary(LONGEST);
    text.get(..end).unwrap_or_default().to_owned()
}

/// What a cage says of why it did not do something.
pub(super) fn refusal(untrusted: &Refusal) -> Refusal {
    Refusal {
        code: untrusted.code.clamp(code::FAILED, code::MISSING),
        message: cleaned(&untrusted.message),
        help: cleaned(&untrusted.help),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cage_cannot_say_what_steers_a_terminal_or_never_ends() {
        let said = Refusal {
            code: 3,
            message: format!("a\u{1b}[2J\nb{}", "x".repeat(9_000)),
            help: "\u{202e}olleh".into(),
        };
        let heard = refusal(&said);
        assert_eq!(heard.code, code::FAILED);
        assert!(heard.message.starts_with("a[2J b"), "{}", heard.message);
        assert_eq!(heard.message.len(), LONGEST);
        assert_eq!(heard.help, "olleh");
    }
}
