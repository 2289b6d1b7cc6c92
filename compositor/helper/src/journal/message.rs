//! What the core and the journal's writer say to each other, a message a packet.

use lisere_policy::record::Head;

/// The longest batch in bytes: bodies of records, a line end between two of them.
pub const MAX_BATCH: usize = 64 * 1024;
/// The longest reason in bytes.
const REASON: usize = 1024;

/// What became of a batch, or of opening the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// All that was sent is on disk, and this is the last line.
    Written(Head),
    /// Nothing of it is.
    Failed(String),
}

impl Answer {
    /// As bytes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        match self {
            Self::Written(head) => format!("ok {}", head.text()).into_bytes(),
            Self::Failed(why) => {
                let end = why.floor_char_boundary(REASON);
                let why = why.get(..end).unwrap_or_default();
                format!("no {why}").into_bytes()
            }
        }
    }

    /// Reads what [`Answer::encode`] wrote; reasons come out as one line of plain text.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        if let Some(head) = text.strip_prefix("ok ") {
            return Head::parse(head).map(Self::Written);
        }
        let why = text.strip_prefix("no ").filter(|why| why.len() <= REASON)?;
        let plain = |c: char| if c.is_control() { ' ' } else { c };
        Some(Self::Failed(why.chars().map(plain).collect()))
    }
}

#[cfg(test)]
mod tests {
    use lisere_policy::Digest;

    use super::*;

    #[test]
    fn answers_go_both_ways() {
        let head = Head {
            seq: 3,
            line: Digest::of(b"x"),
        };
        for answer in [Answer::Written(head), Answer::Failed("disk full".into())] {
            assert_eq!(Answer::decode(&answer.encode()), Some(answer));
        }
        let long = Answer::Failed("é".repeat(2000)).encode();
        assert!(matches!(Answer::decode(&long), Some(Answer::Failed(_))));
        for bytes in [&b""[..], b"ok", b"ok 1", b"yes", b"no\xff", &[b'n'; 9000]] {
            assert_eq!(Answer::decode(bytes), None);
        }
    }
}
