//! The first lines of a text for a prompt, with marks for what cannot be seen.

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use crate::untrusted::unwanted;

/// The longest that one character can become, in bytes: an escape in its brackets.
const LONGEST: usize = "‹U+10FFFF›".len();

/// The first `lines` lines of a text, each of at most `columns` characters.
///
/// A tab is `→`, a space that is not the plain one `␣`, a plain one at the end of a line
/// `·`; what has no shape, steers or turns is escaped, such as `‹U+202E›`. A line that goes
/// on ends with `…`, and so does a text. Like the text itself it is never moved in memory.
#[must_use]
pub fn preview(text: &str, lines: usize, columns: usize) -> String {
    let each = columns.saturating_add(2);
    let most = each.saturating_mul(lines).min(text.len().saturating_mul(2));
    let mut out = String::with_capacity(most.saturating_mul(LONGEST).saturating_add(LONGEST));
    let mut rest = text.split('\n');
    for place in 0..lines {
        let Some(line) = rest.next() else {
            return out;
        };
        if place > 0 {
            out.push('\n');
        }
        show_line(&mut out, line, columns);
    }
    if rest.any(|line| !line.is_empty()) && !out.ends_with('…') {
        out.push('…');
    }
    out
}

fn show_line(out: &mut String, line: &str, columns: usize) {
    let bare = line.trim_end_matches(' ').len();
    let mut left = columns;
    for (at, c) in line.char_indices() {
        let room = left.checked_sub(width(c));
        let Some(room) = room.filter(|room| *room > 0 || at + c.len_utf8() == line.len()) else {
            out.push('…');
            return;
        };
        left = room;
        show(out, c, at >= bare);
    }
}

/// How many columns a character is given.
fn width(c: char) -> usize {
    match escaped(c) {
        true if u32::from(c) > 0xf_ffff => LONGEST.saturating_sub(4),
        true => "<U+1234>"
            .len()
            .saturating_add(usize::from(u32::from(c) > 0xffff)),
        false => 1,
    }
}

fn escaped(c: char) -> bool {
    !matches!(c, '\t') && c != '\u{2800}' && unwanted(c) || c == '\u{2028}' || c == '\u{2029}'
}

fn show(out: &mut String, c: char, at_end: bool) {
    match c {
        '\t' => out.push('→'),
        ' ' if at_end => out.push('·'),
        ' ' => out.push(' '),
        '\u{2800}' => out.push('␣'),
        c if escaped(c) => escape(out, c),
        c if c.general_category() == GeneralCategory::SpaceSeparator => out.push('␣'),
        c => out.push(c),
    }
}

/// Adds a character by its number, as in `‹U+202E›`.
pub(crate) fn escape(out: &mut String, c: char) {
    let number = u32::from(c);
    out.push_str("‹U+");
    let digits = (1..=6)
        .rev()
        .find(|digits| number >> (4 * (digits - 1)) > 0);
    for digit in (0..digits.unwrap_or(1).max(4)).rev() {
        let value = number >> (4 * digit) & 0xf;
        let digit = char::from_digit(value, 16).unwrap_or('0');
        out.push(digit.to_ascii_uppercase());
    }
    out.push('›');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_shown_as_it_is() {
        assert_eq!(preview("one\ntwo", 5, 20), "one\ntwo");
        assert_eq!(preview("", 5, 20), "");
        assert_eq!(preview("été 東京 🎉", 1, 20), "été 東京 🎉");
    }

    #[test]
    fn what_goes_on_ends_with_an_ellipsis() {
        assert_eq!(preview("abcdef", 1, 6), "abcdef");
        assert_eq!(preview("abcdefg", 1, 6), "abcde…");
        assert_eq!(preview("a\nb\nc", 2, 6), "a\nb…");
        assert_eq!(preview("a\nb\n", 2, 6), "a\nb");
        assert_eq!(preview("a", 0, 0), "…");
    }

    #[test]
    fn what_cannot_be_seen_is_marked() {
        assert_eq!(preview("a\tb  ", 1, 20), "a→b··");
        assert_eq!(preview("a\u{a0}b", 1, 20), "a␣b");
        assert_eq!(preview("\u{202e}gpj\0", 1, 40), "‹U+202E›gpj‹U+0000›");
        assert_eq!(preview("\u{10fffd}", 1, 40), "‹U+10FFFD›");
        assert_eq!(preview("\u{e000}\u{200d}\u{feff}", 1, 6), "…");
    }

    #[test]
    fn it_never_moves() {
        for text in [
            "\u{10fffd}\n".repeat(50),
            "a".repeat(900),
            "\u{1}".repeat(3),
        ] {
            let shown = preview(&text, 10, 80);
            let each = 82 * 10;
            let most = each.min(text.len() * 2) * LONGEST + LONGEST;
            assert!(shown.len() <= most && shown.capacity() == most);
        }
    }
}
