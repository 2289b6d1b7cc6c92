//! The words of a notice made plain: no markup, nothing hidden, no more than a card could show.

use lisere_policy::{TextCleaning, Untrusted, clean_text};

/// Lines of a notice that are looked at.
const LINES: usize = 500;
/// Characters of each that are.
const CHARACTERS: usize = 1_000;
/// Lines that are kept: one more than a card has room for, so that it says that they go on.
const KEPT: usize = 5;
/// The elements that notices may be marked up with, by the specification of desktops; what
/// looks like any other is text.
const ELEMENTS: [&str; 5] = ["b", "i", "u", "a", "img"];
/// The longest tag that is taken for one, in bytes.
const TAG: usize = 1_024;
/// Characters that have to be named in marked up text.
const NAMED: [(&str, char); 6] = [
    ("&amp;", '&'),
    ("&lt;", '<'),
    ("&gt;", '>'),
    ("&quot;", '"'),
    ("&apos;", '\''),
    ("&#39;", '\''),
];

/// A headline: one line of visible characters.
pub(super) fn headline(summary: &str) -> String {
    Untrusted::new(summary).clean_title().to_string()
}

/// A body: a few lines of visible characters, none of them blank.
pub(super) fn body(body: &str) -> String {
    let lines = body
        .lines()
        .take(LINES)
        .map(|line| match line.char_indices().nth(CHARACTERS) {
            Some((end, _)) => line.get(..end).unwrap_or_default(),
            None => line,
        });
    let bounded = lines.collect::<Vec<_>>().join("\n");
    let clean = clean_text(unmarked(&bounded).as_bytes(), TextCleaning::Clean);
    let lines = clean.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.take(KEPT).collect::<Vec<_>>().join("\n")
}

/// Text without its markup.
fn unmarked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, marked) = rest.split_at(at);
        out.push_str(before);
        rest = match (tag(marked), named(marked)) {
            (Some(behind), _) => behind,
            (None, Some((c, behind))) => {
                out.push(c);
                behind
            }
            (None, None) => {
                let mut plain = marked.chars();
                out.extend(plain.next());
                plain.as_str()
            }
        };
    }
    out.push_str(rest);
    out
}

/// What stands behind the tag that the text begins with, if it does.
fn tag(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('<')?;
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let name = inner.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
    if !ELEMENTS
        .iter()
        .any(|known| known.eq_ignore_ascii_case(name))
    {
        return None;
    }
    let end = inner.bytes().take(TAG).position(|byte| byte == b'>')?;
    inner.get(end.saturating_add(1)..)
}

/// The character that is named where the text begins, and what stands behind its name.
fn named(text: &str) -> Option<(char, &str)> {
    let mut known = NAMED.iter();
    known.find_map(|(name, c)| Some((*c, text.strip_prefix(name)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_goes_and_all_else_stays() {
        for (text, plain) in [
            ("<b>bold</b> and <i>so</i> on", "bold and so on"),
            ("<a href=\"https://x.org/?a=1\">a link</a>", "a link"),
            ("see <img src='/etc/passwd' alt='x'/>here", "see here"),
            ("1 < 2 &amp;&amp; 3 &gt; 2", "1 < 2 && 3 > 2"),
            ("Bob <bob@example.org> wrote", "Bob <bob@example.org> wrote"),
            ("an &eacute; & a <", "an &eacute; & a <"),
            ("&amp;lt;b&gt;", "&lt;b>"),
            ("<b", "<b"),
            ("", ""),
        ] {
            assert_eq!(body(text), plain, "{text}");
        }
    }

    #[test]
    fn lines_are_kept_and_blank_ones_are_not() {
        assert_eq!(
            body("one\r\n\n  \u{202e}two \x1b[31m\nthree"),
            "one\ntwo [31m\nthree"
        );
        assert_eq!(body(&"x\n".repeat(600)).lines().count(), KEPT);
    }

    #[test]
    fn no_text_is_too_long() {
        let long = body(&"<x".repeat(100_000));
        assert_eq!(long.chars().count(), CHARACTERS);
        let deep = body(&format!("{}\n", "<a ".repeat(300)).repeat(600));
        assert!(deep.len() <= KEPT * (CHARACTERS + 1));
        assert!(headline(&"wide ".repeat(1_000)).len() <= 128);
        assert_eq!(headline("a\nb\u{202e}c"), "a bc");
    }
}
