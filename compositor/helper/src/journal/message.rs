//! What the core and the journal's writer say to each other, a message a packet.

use lisere_policy::record::Head;

use super::JournalError;

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
    Failed {
        /// Why, in a few words for the bar.
        why: String,
        /// What, where, and what to do, for the log.
        whole: String,
    },
}

impl Answer {
    /// That something failed.
    #[must_use]
    pub fn failed(error: &JournalError) -> Self {
        Self::Failed {
            why: error.short(),
            whole: error.to_string(),
        }
    }

    /// As bytes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        match self {
            Self::Written(head) => format!("ok {}", head.text()).into_bytes(),
            Self::Failed { why, whole } => format!("no {}\n{}", cut(why), cut(whole)).into_bytes(),
        }
    }

    /// Reads what [`Answer::encode`] wrote; reasons come out as one line of plain text.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        if let Some(head) = text.strip_prefix("ok ") {
            return Head::parse(head).map(Self::Written);
        }
        let (why, whole) = text.strip_prefix("no ")?.split_once('\n')?;
        Some(Self::Failed {
            why: cut(why),
            whole: cut(whole),
        })
    }
}

/// One line of plain text, of bounded length.
fn cut(text: &str) -> String {
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    let end = text.floor_char_boundary(REASON);
    let kept = text.get(..end).unwrap_or_default();
    kept.chars().map(plain).collect()
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
        let failed = |why: &str| Answer::Failed {
            why: why.to_owned(),
            whole: format!("{why}: can't"),
        };
        for answer in [Answer::Written(head), failed("disk full")] {
            assert_eq!(Answer::decode(&answer.encode()), Some(answer));
        }
        let long = failed(&"é\n".repeat(2000)).encode();
        assert!(long.len() < 2 * REASON + 8);
        assert!(Answer::decode(&long).is_some());
        for bytes in [&b""[..], b"ok", b"ok 1", b"yes", b"no\xff", &[b'n'; 9000]] {
            assert_eq!(Answer::decode(bytes), None);
        }
    }
}
