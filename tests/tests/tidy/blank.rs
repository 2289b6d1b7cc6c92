//! Rust code without its comments, strings and characters, so that rules look at code only.

/// The text with every comment, string and character literal as spaces, line for line.
pub(crate) fn blank(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut code = bytes.to_vec();
    let mut at = 0;
    while at < bytes.len() {
        let length = not_code(&bytes[at..], at > 0 && word(bytes[at - 1]));
        let length = length.min(bytes.len() - at);
        erase(&mut code[at..at + length]);
        at += length.max(1);
    }
    String::from_utf8(code).expect("only whole literals were erased")
}

/// The code without items marked `#[cfg(test)]`, line for line.
pub(crate) fn blank_test_items(code: &str) -> String {
    let mut kept = code.as_bytes().to_vec();
    for (start, mark) in code.match_indices("#[cfg(test)]") {
        let item = start + mark.len();
        let end = code[item..]
            .find(['{', ';'])
            .map_or(code.len(), |end| item + end);
        erase(&mut kept[start..close(code, end)]);
    }
    String::from_utf8(kept).expect("only whole items were erased")
}

/// Where the block that opens at a place ends; the place itself when none opens there.
pub(crate) fn close(code: &str, open: usize) -> usize {
    let mut depth = 0;
    for (place, byte) in code.bytes().enumerate().skip(open) {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return place + 1;
        }
    }
    code.len()
}

/// Whether a byte can be part of a name.
pub(crate) fn word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

fn erase(bytes: &mut [u8]) {
    bytes
        .iter_mut()
        .filter(|byte| **byte != b'\n')
        .for_each(|byte| *byte = b' ');
}

/// How many bytes from here on are a comment or a literal; `in_word` rules out prefixes.
fn not_code(rest: &[u8], in_word: bool) -> usize {
    match rest {
        [b'/', b'/', ..] => until(rest, b"\n"),
        [b'/', b'*', ..] => block_comment(rest),
        [b'"', ..] => string(rest),
        [b'\'', ..] => character(rest),
        [b'r' | b'b' | b'c', ..] if !in_word => prefixed(rest),
        _ => 0,
    }
}

/// `r"…"`, `b"…"`, `br#"…"#`, `b'x'` and so on; nothing for a name such as `radius`.
fn prefixed(rest: &[u8]) -> usize {
    let letters = rest
        .iter()
        .take_while(|byte| matches!(byte, b'r' | b'b' | b'c'))
        .count();
    let (prefix, literal) = rest.split_at(letters);
    let raw = prefix.contains(&b'r');
    let length = match literal {
        [b'"' | b'#', ..] if raw => raw_string(literal),
        [b'"', ..] => string(literal),
        [b'\'', ..] => character(literal),
        _ => 0,
    };
    if length == 0 { 0 } else { letters + length }
}

fn raw_string(rest: &[u8]) -> usize {
    let hashes = rest.iter().take_while(|byte| **byte == b'#').count();
    // `r#name` is a name.
    if rest.get(hashes) != Some(&b'"') {
        return 0;
    }
    let end = [b"\"".as_slice(), &rest[..hashes]].concat();
    hashes + 1 + until(&rest[hashes + 1..], &end) + end.len()
}

fn string(rest: &[u8]) -> usize {
    let mut at = 1;
    while at < rest.len() && rest[at] != b'"' {
        at += if rest[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(rest.len())
}

/// A character literal; nothing for a lifetime, which has no second quote right after its first.
fn character(rest: &[u8]) -> usize {
    match rest {
        [_, b'\\', _, tail @ ..] => 3 + until(tail, b"'") + 1,
        [_, first, ..] => {
            let width = [0x00, 0xc0, 0xe0, 0xf0]
                .iter()
                .filter(|start| first >= start)
                .count();
            if rest.get(1 + width) == Some(&b'\'') {
                width + 2
            } else {
                0
            }
        }
        _ => 0,
    }
}

fn block_comment(rest: &[u8]) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        let step = match &rest[at..] {
            [b'/', b'*', ..] => 1,
            [b'*', b'/', ..] => -1,
            _ => 0,
        };
        depth += step;
        at += if step == 0 { 1 } else { 2 };
        if depth == 0 {
            break;
        }
    }
    at
}

/// How many bytes come before the next occurrence of some, or before the end.
fn until(rest: &[u8], end: &[u8]) -> usize {
    let found = rest.windows(end.len()).position(|window| window == end);
    found.unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> String {
        blank(text).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn comments_go_lines_stay() {
        assert_eq!(
            blank("a // b\nc /* d\n /* e */ f */ g"),
            "a     \nc     \n              g"
        );
        assert_eq!(kept("a // { unsafe"), "a");
    }

    #[test]
    fn strings_go() {
        assert_eq!(
            kept(r#"f("{ \" }", b"x", c"y", "a\\") + 1"#),
            "f( , , , ) + 1"
        );
        assert_eq!(kept(r##"f(r"\", r#"a " b"#, br"x") ;"##), "f( , , ) ;");
        assert_eq!(kept("for\"x\" r#type radius"), "for r#type radius");
    }

    #[test]
    fn characters_go_lifetimes_stay() {
        assert_eq!(
            kept(r"m('{', '\'', b'}', 'é', '\u{7b}', '\\') ;"),
            "m( , , , , , ) ;"
        );
        assert_eq!(
            kept("fn f<'a>(x: &'a str, y: &'static str) {}"),
            "fn f<'a>(x: &'a str, y: &'static str) {}"
        );
    }

    #[test]
    fn test_items_go() {
        let code = "a\n#[cfg(test)]\nmod t {\n fn x() { }\n}\nb\n#[cfg(test)]\nmod u;\nc";
        let kept = blank_test_items(code);
        assert_eq!(kept.lines().count(), code.lines().count());
        assert_eq!(kept.split_whitespace().collect::<Vec<_>>(), ["a", "b", "c"]);
    }
}
