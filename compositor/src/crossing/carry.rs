//! The only place where content crosses: against a grant, which it uses up.

use lisere_policy::{CageId, Channel};

use super::content::Content;
use crate::journal::Grant;

/// Content that may be delivered, to one cage by one way. Only carrying makes one.
#[derive(Debug)]
pub struct Delivery {
    act: u64,
    to: CageId,
    channel: Channel,
    content: Content,
}

/// The content is not what the grant was given for.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("the content is not what was granted")]
pub struct NotGranted;

/// Uses a grant up for exactly the content that was recorded.
///
/// # Errors
/// When the content is another.
pub fn carry(grant: Grant, content: Content) -> Result<Delivery, NotGranted> {
    if content.digest() != grant.sha256() {
        return Err(NotGranted);
    }
    Ok(Delivery {
        act: grant.act(),
        to: grant.to(),
        channel: grant.channel(),
        content,
    })
}

impl Delivery {
    /// The act that it ends.
    #[must_use]
    pub fn act(&self) -> u64 {
        self.act
    }

    /// The destination.
    #[must_use]
    pub fn to(&self) -> CageId {
        self.to
    }

    /// The way.
    #[must_use]
    pub fn channel(&self) -> Channel {
        self.channel
    }

    /// Whether files have to be placed for it.
    #[must_use]
    pub fn moves_files(&self) -> bool {
        matches!(self.content, Content::Files(_))
    }

    /// The content.
    #[must_use]
    pub fn into_content(self) -> Content {
        self.content
    }
}
