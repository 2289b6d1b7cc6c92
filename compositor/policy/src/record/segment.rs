//! The journal's files: what they are called, and the note of how far the journal goes.

use crate::Digest;

/// What stands before and after a segment's number.
const AROUND: (&str, &str) = ("journal-", ".jsonl");
/// Digits of a number.
const DIGITS: usize = 10;

/// The name of a segment's file.
#[must_use]
pub fn segment_name(number: u64) -> String {
    let (before, after) = AROUND;
    format!("{before}{number:0DIGITS$}{after}")
}

/// The number of a segment's file; none of any other name.
#[must_use]
pub fn segment_number(name: &str) -> Option<u64> {
    let number = name.strip_prefix(AROUND.0)?.strip_suffix(AROUND.1)?;
    let number = number.parse().ok().filter(|number| *number > 0)?;
    (segment_name(number) == name).then_some(number)
}

/// How far the journal goes, noted beside it after each batch that is on disk. It is never
/// ahead of the journal, so that a journal which ends before it was cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The last record's number.
    pub seq: u64,
    /// Of the last line, without its end.
    pub line: Digest,
}

impl Head {
    /// The name of its file.
    pub const NAME: &'static str = "head";

    /// As it is written: always equally long.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{:020} {}\n", self.seq, self.line)
    }

    /// Reads what [`Head::text`] wrote, and nothing else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (seq, line) = text.strip_suffix('\n')?.split_once(' ')?;
        let head = Self {
            seq: seq.parse().ok()?,
            line: Digest::parse(line)?,
        };
        (head.text() == text).then_some(head)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_both_ways() {
        for number in [1, 64, 9_999_999_999, u64::MAX] {
            assert_eq!(segment_number(&segment_name(number)), Some(number));
        }
        for name in [
            "journal-1.jsonl",
            "journal-0000000000.jsonl",
            "journal-0000000001.jsonl~",
            "journal-+000000001.jsonl",
            "head",
        ] {
            assert_eq!(segment_number(name), None, "{name}");
        }
    }

    #[test]
    fn a_head_goes_both_ways() {
        let head = Head {
            seq: 7,
            line: Digest::of(b"x"),
        };
        let text = head.text();
        assert_eq!(Head::parse(&text), Some(head));
        for at in 0..text.len() {
            assert_eq!(Head::parse(&text[..at]), None);
        }
    }
}
