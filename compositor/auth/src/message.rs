//! What a conversation and the core say to each other: plain bytes, wiped where they were.

use std::mem::MaybeUninit;
use std::os::fd::AsFd;

use lisere_post::PostError;
use rustix::io::Errno;
use rustix::net::{RecvFlags, SendFlags, recv, send};
use zeroize::{Zeroize, Zeroizing};

pub use lisere_post::{Wait, pair};

/// The longest secret in bytes. Source: what the lock screen takes.
pub const LONGEST_SECRET: usize = 1024;
/// The longest words of a module that are passed on, in bytes.
pub const LONGEST_WORDS: usize = 1024;
/// A packet: what kind it is, and words or a secret.
const PACKET: usize = 1 + 1024;

/// What a person typed. It is wiped when dropped.
pub type Secret = Zeroizing<String>;

/// Why a conversation ended without a yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// What was answered is not right.
    Wrong,
    /// It may be right, but this account may not log in now.
    Closed,
    /// PAM itself does not work here; with its own number for it.
    Broken(u8),
}

/// What a conversation says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// It waits for an answer.
    Prompt {
        /// What it asks, as the module says it.
        text: String,
        /// Whether what is typed may be seen.
        echo: bool,
    },
    /// It tells something.
    Info(String),
    /// It tells of a fault.
    Error(String),
    /// Yes.
    Passed,
    /// No.
    Failed(Why),
}

mod kind {
    pub(super) const HIDDEN: u8 = b'p';
    pub(super) const SHOWN: u8 = b'P';
    pub(super) const INFO: u8 = b'i';
    pub(super) const ERROR: u8 = b'e';
    pub(super) const PASSED: u8 = b'y';
    pub(super) const WRONG: u8 = b'n';
    pub(super) const CLOSED: u8 = b'c';
    pub(super) const BROKEN: u8 = b'b';
    pub(super) const ANSWER: u8 = b'a';
}

impl Said {
    /// Its bytes; words that are too long lose their end.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let (kind, words): (u8, &[u8]) = match self {
            Said::Prompt { text, echo: false } => (kind::HIDDEN, text.as_bytes()),
            Said::Prompt { text, echo: true } => (kind::SHOWN, text.as_bytes()),
            Said::Info(text) => (kind::INFO, text.as_bytes()),
            Said::Error(text) => (kind::ERROR, text.as_bytes()),
            Said::Passed => (kind::PASSED, b""),
            Said::Failed(Why::Wrong) => (kind::WRONG, b""),
            Said::Failed(Why::Closed) => (kind::CLOSED, b""),
            Said::Failed(Why::Broken(code)) => (kind::BROKEN, std::slice::from_ref(code)),
        };
        let words = words.iter().take(LONGEST_WORDS);
        std::iter::once(&kind).chain(words).copied().collect()
    }

    /// What bytes say; `None` if they are no message. Words that are no UTF-8 are mended.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Said> {
        let (kind, words) = bytes.split_first()?;
        let text = || String::from_utf8_lossy(words).into_owned();
        Some(match (*kind, words) {
            (kind::HIDDEN, _) => Said::Prompt {
                text: text(),
                echo: false,
            },
            (kind::SHOWN, _) => Said::Prompt {
                text: text(),
                echo: true,
            },
            (kind::INFO, _) => Said::Info(text()),
            (kind::ERROR, _) => Said::Error(text()),
            (kind::PASSED, []) => Said::Passed,
            (kind::WRONG, []) => Said::Failed(Why::Wrong),
            (kind::CLOSED, []) => Said::Failed(Why::Closed),
            (kind::BROKEN, [code]) => Said::Failed(Why::Broken(*code)),
            _ => return None,
        })
    }
}

/// Says something of a conversation to the core, waiting for room.
///
/// # Errors
/// When the core has gone.
pub fn say(socket: impl AsFd, said: &Said) -> Result<(), Errno> {
    lisere_post::send(socket, &said.encode(), &[], Wait::Yes)
}

/// What a conversation says, if it says anything now.
///
/// # Errors
/// When it says nothing, has gone, or says what is no message.
pub fn hear(socket: impl AsFd) -> Result<Said, PostError> {
    let bytes = receive(socket, Wait::No)?;
    Said::decode(&bytes).ok_or(PostError::Bad)
}

/// Gives a conversation an answer, never waiting.
///
/// # Errors
/// When it has gone, or has not read the last one.
pub fn answer(socket: impl AsFd, secret: &Secret) -> Result<(), Errno> {
    let mut packet = Zeroizing::new(Vec::with_capacity(PACKET));
    packet.push(kind::ANSWER);
    packet.extend(secret.bytes().take(LONGEST_SECRET));
    let sent = send(&socket, &packet, SendFlags::NOSIGNAL | SendFlags::DONTWAIT);
    sent.map(drop)
}

/// The core's answer, waited for or not.
///
/// # Errors
/// When there is none now, the core has gone, or it says what is no answer.
pub fn answered(socket: impl AsFd, wait: Wait) -> Result<Secret, PostError> {
    let bytes = receive(socket, wait)?;
    let secret = bytes.strip_prefix(&[kind::ANSWER]).ok_or(PostError::Bad)?;
    let secret = std::str::from_utf8(secret).map_err(|_| PostError::Bad)?;
    Ok(Zeroizing::new(secret.to_owned()))
}

fn receive(socket: impl AsFd, wait: Wait) -> Result<Zeroizing<Vec<u8>>, PostError> {
    // A byte more than there may be, to see that there is more.
    let mut space = [MaybeUninit::<u8>::uninit(); PACKET + 1];
    let flags = match wait {
        Wait::Yes => RecvFlags::empty(),
        Wait::No => RecvFlags::DONTWAIT,
    };
    let got = loop {
        match recv(&socket, &mut space, flags) {
            Err(Errno::INTR | Errno::CONNRESET) => {}
            Err(Errno::AGAIN) => return Err(PostError::Nothing),
            Err(_) => return Err(PostError::End),
            Ok(((bytes, _), _)) => {
                let copy = Zeroizing::new(bytes.to_vec());
                bytes.zeroize();
                break copy;
            }
        }
    };
    match got.len() {
        0 => Err(PostError::End),
        1..=PACKET => Ok(got),
        _ => Err(PostError::Bad),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all() -> Vec<Said> {
        vec![
            Said::Prompt {
                text: "Password: ".into(),
                echo: false,
            },
            Said::Prompt {
                text: "Code: ".into(),
                echo: true,
            },
            Said::Info("Touch the key".into()),
            Said::Error(String::new()),
            Said::Passed,
            Said::Failed(Why::Wrong),
            Said::Failed(Why::Closed),
            Said::Failed(Why::Broken(9)),
        ]
    }

    #[test]
    fn what_is_said_is_heard() {
        let (near, far) = pair().unwrap();
        for said in all() {
            say(&near, &said).unwrap();
            assert_eq!(hear(&far).unwrap(), said);
        }
        assert_eq!(hear(&far), Err(PostError::Nothing));
        drop(near);
        assert_eq!(hear(&far), Err(PostError::End));
    }

    #[test]
    fn an_answer_arrives_whole_and_empty_ones_count() {
        let (near, far) = pair().unwrap();
        for secret in ["", "Où est le chat ?", &"x".repeat(LONGEST_SECRET)] {
            answer(&near, &Zeroizing::new(secret.to_owned())).unwrap();
            assert_eq!(answered(&far, Wait::Yes).unwrap().as_str(), secret);
        }
        say(&near, &Said::Passed).unwrap();
        assert_eq!(answered(&far, Wait::No).unwrap_err(), PostError::Bad);
    }

    #[test]
    fn long_words_lose_their_end_and_long_packets_are_none() {
        let (near, far) = pair().unwrap();
        say(&near, &Said::Info("x".repeat(5000))).unwrap();
        assert_eq!(hear(&far), Ok(Said::Info("x".repeat(LONGEST_WORDS))));
        lisere_post::send(&near, &[b'i'; PACKET + 1], &[], Wait::No).unwrap();
        assert_eq!(hear(&far), Err(PostError::Bad));
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_message_or_none(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            if let Some(said) = Said::decode(&bytes) {
                prop_assert_eq!(Said::decode(&said.encode()), Some(said));
            }
        }
    }
}
