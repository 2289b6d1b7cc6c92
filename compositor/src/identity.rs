//! Whether a process that comes to a cage's socket is one of the cage's.
//!
//! Decisions rest on the socket alone; this catches a socket that got into the wrong hands. The
//! kernel says who connects. Another user is refused by the core itself; whether a process of
//! this user runs inside of a cage's sandbox only the warden can see, who is asked first.

use std::time::Duration;

use lisere_gate::{Claim, Peer};

use crate::clock::Now;

/// How long the warden may take to say whose a process is: then nobody is let in.
const PATIENCE: Duration = Duration::from_secs(10);

/// A program that comes to a cage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visitor {
    /// Who it is, as the kernel says.
    pub peer: Peer,
    /// What is said of it by the program at whose security context it came in: shown as a
    /// saying, and never a reason to let it do anything.
    pub claim: Option<Claim>,
}

/// A process that waits at a cage's gate until it is known whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Examination {
    /// Names it.
    pub act: u64,
    /// Who it is.
    pub visitor: Visitor,
    due: Now,
}

/// All that are not over. There are never more than gates let programs wait.
#[derive(Debug, Default)]
pub struct Examinations {
    open: Vec<Examination>,
}

/// Why a process can't be one of any cage's; `None` if it may be. Inside of a sandbox everybody
/// is, for the kernel, the user that runs this session: `own`.
#[must_use]
pub fn stranger(peer: Peer, own: u32) -> Option<&'static str> {
    if peer == Peer::UNKNOWN {
        return Some("the kernel can't say who it is");
    }
    (peer.uid != own).then_some("it is another user's")
}

impl Examinations {
    /// The warden is asked, by this number, whose a process is.
    pub fn begin(&mut self, act: u64, visitor: Visitor, now: Now) {
        let due = now.after(PATIENCE);
        self.open.push(Examination { act, visitor, due });
    }

    /// One is over; `None` if it was already.
    pub fn end(&mut self, act: u64) -> Option<Examination> {
        let at = self.open.iter().position(|open| open.act == act)?;
        Some(self.open.swap_remove(at))
    }

    /// Those that took too long.
    pub fn overdue(&mut self, now: Now) -> Vec<Examination> {
        self.open.extract_if(.., |open| open.due <= now).collect()
    }

    /// When the next one has taken too long.
    #[must_use]
    pub fn next_due(&self) -> Option<Now> {
        self.open.iter().map(|open| open.due).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: u64) -> Now {
        Now(Duration::from_millis(millis))
    }

    #[test]
    fn strangers_are_told_by_their_user() {
        let peer = |uid| Peer { pid: 7, uid };
        assert_eq!(stranger(peer(1_000), 1_000), None);
        assert_eq!(stranger(peer(0), 0), None);
        assert!(stranger(peer(0), 1_000).is_some(), "not even root");
        assert!(stranger(peer(1_001), 1_000).is_some());
        assert!(stranger(Peer::UNKNOWN, u32::MAX).is_some());
    }

    #[test]
    fn each_examination_ends_once_and_none_lasts() {
        let peer = Visitor {
            peer: Peer { pid: 7, uid: 1 },
            claim: None,
        };
        let mut examinations = Examinations::default();
        let (one, two) = (8, 9);
        examinations.begin(one, peer.clone(), at(0));
        examinations.begin(two, peer.clone(), at(500));
        assert_eq!(examinations.next_due(), Some(at(10_000)));
        assert_eq!(examinations.end(two).map(|ended| ended.visitor), Some(peer));
        assert_eq!(examinations.end(two), None);
        assert!(examinations.overdue(at(9_999)).is_empty());
        assert_eq!(
            examinations.overdue(at(10_000)).first().map(|e| e.act),
            Some(one)
        );
        assert_eq!(examinations.next_due(), None);
    }
}
