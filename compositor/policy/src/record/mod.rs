//! What the journal says: facts as values, without contents, titles or keys.

mod chain;
mod fact;
mod line;
mod segment;
mod stamp;
mod text;
mod verify;

use serde::Serialize;

pub use chain::Chain;
pub use fact::{Cut, Fact, FileSum, SegmentBefore, TornTail};
pub use line::{Line, MAX_BODY, MAX_LINE};
pub use segment::{Head, segment_name, segment_number};
pub use stamp::{Stamp, body, body_beside, since_1970};
pub use text::{summary, weight};
pub use verify::{Fault, Report, Tail, Verifier};

use crate::{Because, CageId, Channel, Digest, Policy, TypeClass};

/// One end of a transfer, as records name it: names stay readable when the policy changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct End {
    /// The cage's machine name; `trusted` for the user's own side.
    pub cage: String,
    /// The label as text.
    pub label: String,
}

impl End {
    /// A cage of a policy.
    #[must_use]
    pub fn of(policy: &Policy, cage: CageId) -> Self {
        let name = policy.cage(cage).map(|cage| cage.name().to_owned());
        Self {
            cage: name.unwrap_or_default(),
            label: policy.label_text(cage),
        }
    }

    /// The user's own side, which is no cage.
    #[must_use]
    pub fn trusted() -> Self {
        Self {
            cage: "trusted".to_owned(),
            label: String::new(),
        }
    }
}

/// What is, or would be, transferred.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Transfer {
    /// The act that it belongs to; counts from 1 in each session.
    pub act: u64,
    /// The source.
    pub from: End,
    /// The destination.
    pub to: End,
    /// By which way.
    pub channel: Channel,
    /// What kind of thing.
    pub class: TypeClass,
    /// The media type, cleaned.
    pub mime: String,
    /// In bytes.
    pub size: u64,
    /// Of the content as it arrives at the destination.
    pub sha256: Digest,
    /// The rule behind the answer.
    pub because: Because,
}

/// Who gave an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// The policy by itself.
    Rule,
    /// The user, at a prompt.
    User,
    /// Nobody: the time for it ran out.
    Timeout,
    /// The user's word that all from this cage is denied for a while.
    Standing,
    /// Something else ended the act: a focus that changed, an end that died, a limit.
    Core,
}
