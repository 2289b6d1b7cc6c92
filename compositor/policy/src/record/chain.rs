//! The chain as its writer keeps it: each line carries the digest of the one before.

use super::{Head, line};
use crate::Digest;

/// Where the chain stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chain {
    seq: u64,
    last: Digest,
}

impl Default for Chain {
    fn default() -> Self {
        Self {
            seq: 0,
            last: Digest([0; 32]),
        }
    }
}

impl Chain {
    /// A chain whose last line is this one.
    #[must_use]
    pub fn after(head: Head) -> Self {
        Self {
            seq: head.seq,
            last: head.line,
        }
    }

    /// The number and digest of the last line; number 0 and zeros before the first.
    #[must_use]
    pub fn head(&self) -> Head {
        Head {
            seq: self.seq,
            line: self.last,
        }
    }

    /// Adds a record and returns its line, end included. None, and no change, if `body` is
    /// no JSON object on one line or longer than [`super::MAX_BODY`].
    #[must_use]
    pub fn append(&mut self, body: &str) -> Option<String> {
        let plain = body.len() <= super::MAX_BODY && !body.contains('\n');
        let object = || serde_json::from_str::<serde_json::Map<_, _>>(body).ok();
        let fields = Some(body).filter(|_| plain).and_then(|_| object())?;
        let seq = self.seq.checked_add(1).filter(|_| !fields.is_empty())?;
        let mut line = line::write(seq, self.last, body)?;
        self.last = Digest::of(line.as_bytes());
        self.seq = seq;
        line.push('\n');
        Some(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Line;

    #[test]
    fn lines_follow_each_other() {
        let mut chain = Chain::default();
        let one = chain.append(r#"{"kind":"locked"}"#).unwrap();
        let two = chain.append(r#"{"kind":"unlocked"}"#).unwrap();
        let one = Line::parse(one.trim_end().as_bytes()).unwrap();
        let two = Line::parse(two.trim_end().as_bytes()).unwrap();
        assert_eq!((one.seq, one.prev), (1, Digest([0; 32])));
        assert_eq!((two.seq, two.prev), (2, one.digest));
        assert_eq!(chain, Chain::after(chain.head()));
    }

    #[test]
    fn what_is_no_record_is_not_added() {
        let mut chain = Chain::default();
        let long = format!("{{\"why\":\"{}\"}}", "x".repeat(9000));
        for body in ["", "{}", "[1]", "{\"a\":1}\n{\"b\":2}", "{\"a\":}", &long] {
            assert_eq!(chain.append(body), None, "{body}");
        }
        assert_eq!(chain, Chain::default());
    }
}
