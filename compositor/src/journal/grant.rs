//! The permission for exactly one transfer, which exists only once it is recorded.

use lisere_policy::{CageId, Channel, Digest};

use super::GrantAsk;

/// The permission for exactly one transfer. Only the journal makes one, when the record is
/// written; it cannot be copied, and carrying uses it up.
///
/// Nobody else makes one, not even from another one:
/// ```compile_fail,E0451
/// # use lisere::journal::Grant;
/// fn forge(grant: Grant) -> Grant {
///     Grant { act: 7, ..grant }
/// }
/// ```
/// ```
/// # use lisere::journal::Grant;
/// fn forge(grant: Grant) -> Grant {
///     grant
/// }
/// ```
///
/// Nor before its record is written:
/// ```compile_fail,E0624
/// # use lisere::journal::{Grant, GrantAsk};
/// fn hasten(ask: &GrantAsk) -> u64 {
///     Grant::recorded(ask).act()
/// }
/// ```
/// ```
/// # use lisere::journal::{Grant, GrantAsk};
/// fn hasten(ask: &GrantAsk) -> u64 {
///     ask.transfer.act
/// }
/// ```
///
/// It is not copied, as other things may be:
/// ```compile_fail,E0277
/// # use lisere::journal::Grant;
/// fn copy<T: Clone>(thing: &T) -> T {
///     thing.clone()
/// }
/// fn two(grant: &Grant) -> Grant {
///     copy(grant)
/// }
/// ```
/// ```
/// # use lisere::journal::Grant;
/// fn copy<T: Clone>(thing: &T) -> T {
///     thing.clone()
/// }
/// fn two(grant: &Grant) -> u64 {
///     copy(&grant.act())
/// }
/// ```
///
/// And it is used once:
/// ```compile_fail,E0382
/// # use lisere::journal::Grant;
/// # fn carry(_: Grant) {}
/// fn twice(grant: Grant, other: Grant) {
///     carry(grant);
///     carry(grant);
/// }
/// ```
/// ```
/// # use lisere::journal::Grant;
/// # fn carry(_: Grant) {}
/// fn twice(grant: Grant, other: Grant) {
///     carry(grant);
///     carry(other);
/// }
/// ```
#[derive(Debug)]
pub struct Grant {
    act: u64,
    from: Option<CageId>,
    to: CageId,
    channel: Channel,
    sha256: Digest,
}

impl Grant {
    /// The grant of a transfer whose record is written.
    pub(super) fn recorded(ask: &GrantAsk) -> Grant {
        Grant {
            act: ask.transfer.act,
            from: ask.from,
            to: ask.to,
            channel: ask.transfer.channel,
            sha256: ask.transfer.sha256,
        }
    }

    /// The act it belongs to.
    #[must_use]
    pub fn act(&self) -> u64 {
        self.act
    }

    /// The source; `None` for the user's own side.
    #[must_use]
    pub fn from(&self) -> Option<CageId> {
        self.from
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

    /// Of the only content that it lets through.
    #[must_use]
    pub fn sha256(&self) -> Digest {
        self.sha256
    }
}
