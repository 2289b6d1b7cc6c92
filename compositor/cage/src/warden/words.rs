//! What comes out of a cage as text, made fit to be shown and of bounded length.

use lisere_policy::{TextCleaning, clean_text};

use crate::message::{Refusal, code};
use crate::reason::Reason;

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
        reason: untrusted.reason.cleaned(cleaned),
    }
}

/// The same of what is said by the init of a cage that stands, which has no say in what is
/// missing outside.
pub(super) fn refusal_within(untrusted: &Refusal) -> Refusal {
    let mut refusal = refusal(untrusted);
    if !refusal.reason.known_within() {
        refusal.reason = Reason::Other;
    }
    refusal
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
            reason: Reason::Tool("\u{1b}[2J".into(), "x".repeat(9_000)),
        };
        let heard = refusal(&said);
        assert_eq!(heard.code, code::FAILED);
        assert!(heard.message.starts_with("a[2J b"), "{}", heard.message);
        assert_eq!(heard.message.len(), LONGEST);
        assert_eq!(heard.help, "olleh");
        let tool = Reason::Tool("[2J".into(), "x".repeat(LONGEST));
        assert_eq!(heard.reason, tool);
        assert_eq!(refusal_within(&said).reason, Reason::Other);
    }
}
