//! One line of the journal: its number, the line before, what it says, and its own digest.

use crate::Digest;

/// The longest body of a record in bytes: what it says, without what chains it.
pub const MAX_BODY: usize = 8192;
/// The longest line in bytes, its end not counted.
pub const MAX_LINE: usize = MAX_BODY + 256;

/// Where a line's own digest begins.
const HASH: &[u8] = b",\"hash\":\"";
/// Digits of a digest.
const DIGITS: usize = 64;

/// A line as it was read: sound in itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<'l> {
    /// Its number: counts from 1 through all segments.
    pub seq: u64,
    /// Of the line before; zeros in the first.
    pub prev: Digest,
    /// Of this line, without its end.
    pub digest: Digest,
    /// The whole line, a JSON object, without its end.
    pub text: &'l str,
}

impl<'l> Line<'l> {
    /// Reads a line without its end. Its form is fixed to the byte up to what the record
    /// says, which its digest covers, so that no byte of it can change unseen.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(bytes: &'l [u8]) -> Result<Self, &'static str> {
        if bytes.len() > MAX_LINE {
            return Err("the line is longer than any record");
        }
        let (covered, rest) = split(bytes).ok_or("the line does not end as a record does")?;
        if Digest::of(covered) != rest {
            return Err("the record is not what its digest says");
        }
        let text = std::str::from_utf8(bytes).map_err(|_| "the line is no text")?;
        let (seq, prev) = begin(text).ok_or("the line does not begin as a record does")?;
        Ok(Self {
            seq,
            prev,
            digest: Digest::of(bytes),
            text,
        })
    }

    /// What the record says, as JSON.
    #[must_use]
    pub fn value(&self) -> Option<serde_json::Value> {
        serde_json::from_str(self.text).ok()
    }
}

/// What a line's digest covers, and that digest.
fn split(bytes: &[u8]) -> Option<(&[u8], Digest)> {
    let whole = bytes.strip_suffix(b"\"}")?;
    let (before, digits) = whole.split_at_checked(whole.len().checked_sub(DIGITS)?)?;
    let digest = Digest::parse(std::str::from_utf8(digits).ok()?)?;
    Some((before.strip_suffix(HASH)?, digest))
}

fn begin(text: &str) -> Option<(u64, Digest)> {
    let rest = text.strip_prefix("{\"seq\":")?;
    let (seq, rest) = rest.split_once(",\"prev\":\"")?;
    let (prev, rest) = rest.split_once('"')?;
    let number: u64 = seq.parse().ok()?;
    // `+1` and `01` parse too.
    let same = number.to_string() == seq && rest.starts_with(',');
    same.then_some((number, Digest::parse(prev)?))
}

/// The line that says `body` as record `seq` after the line `prev`.
pub(super) fn write(seq: u64, prev: Digest, body: &str) -> Option<String> {
    let said = body.strip_prefix('{')?.strip_suffix('}')?;
    let covered = format!("{{\"seq\":{seq},\"prev\":\"{prev}\",{said}");
    let hash = Digest::of(covered.as_bytes());
    Some(format!("{covered},\"hash\":\"{hash}\"}}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_it_was_written() {
        let prev = Digest::of(b"before");
        let line = write(12, prev, r#"{"kind":"locked"}"#).unwrap();
        assert!(line.starts_with("{\"seq\":12,\"prev\":\""), "{line}");
        let read = Line::parse(line.as_bytes()).unwrap();
        assert_eq!((read.seq, read.prev), (12, prev));
        assert_eq!(read.digest, Digest::of(line.as_bytes()));
        assert_eq!(read.value().unwrap()["kind"], "locked");
    }

    #[test]
    fn any_changed_byte_is_seen() {
        let line = write(1, Digest([0; 32]), r#"{"kind":"locked"}"#).unwrap();
        for at in 0..line.len() {
            for bit in 0..8 {
                let mut bytes = line.clone().into_bytes();
                bytes[at] ^= 1 << bit;
                assert!(Line::parse(&bytes).is_err(), "byte {at}, bit {bit}");
            }
            assert!(Line::parse(&line.as_bytes()[..at]).is_err());
        }
    }

    #[test]
    fn what_is_no_object_has_no_line() {
        for body in ["", "{", "[]", "\"kind\"", "{}x"] {
            assert_eq!(write(1, Digest([0; 32]), body), None, "{body}");
        }
    }
}
