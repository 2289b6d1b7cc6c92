//! What is recorded of transfers: both ends, kind, size and digest; never contents or names.

use lisere_policy::record::{By, End, Fact, Transfer};
use lisere_shell::Why;

use super::Side;
use super::content::Content;
use super::give::{Gift, content_class, content_mime};
use crate::clock::Now;
use crate::journal::Grant;
use crate::state::Compositor;

impl Compositor {
    pub(super) fn transfer_of(&self, gift: &Gift, content: &Content) -> Transfer {
        Transfer {
            act: gift.act,
            from: self.end_of(gift.from),
            to: self.end_of(Side::Cage(gift.to)),
            channel: gift.channel,
            class: content_class(content),
            mime: content_mime(content).to_owned(),
            size: content.size(),
            sha256: content.digest(),
            because: gift.decision.because,
        }
    }

    pub(super) fn record_asked(&mut self, transfer: &Transfer, now: Now) {
        let transfer = transfer.clone();
        self.journal.record(Fact::TransferAsked { transfer }, now);
    }

    pub(super) fn record_denied(&mut self, transfer: &Transfer, by: By, why: &str, now: Now) {
        let (transfer, why) = (transfer.clone(), why.to_owned());
        let fact = Fact::TransferDenied { transfer, by, why };
        self.journal.record(fact, now);
    }

    pub(super) fn record_carried(&mut self, transfer: &Transfer, now: Now) {
        let fact = Fact::TransferCarried {
            act: transfer.act,
            to: transfer.to.clone(),
            size: transfer.size,
            sha256: transfer.sha256,
        };
        self.journal.record(fact, now);
    }

    /// A grant came too late: it is used for nothing.
    pub(super) fn record_unwanted(&mut self, grant: &Grant, now: Now) {
        let from = grant.from().map_or(Side::Trusted, Side::Cage);
        self.record_lost(grant.act(), from, "cancelled", now);
    }

    pub(super) fn record_dropped(&mut self, gift: &Gift, why: &Why, now: Now) {
        self.record_failed(gift.act, gift.from, why, now);
    }

    /// Nothing of a transfer arrived, for this reason.
    pub(super) fn record_failed(&mut self, act: u64, from: Side, why: &Why, now: Now) {
        let from = self.end_of(from);
        let words = why.to_string();
        let fact = Fact::TransferDropped {
            act,
            from,
            why: words,
        };
        self.journal.record_because(fact, why, now);
    }

    /// Nothing of a transfer arrived, whoever allowed it.
    pub(super) fn record_lost(&mut self, act: u64, from: Side, why: &str, now: Now) {
        let fact = Fact::TransferDropped {
            act,
            from: self.end_of(from),
            why: why.to_owned(),
        };
        self.journal.record(fact, now);
    }

    pub(super) fn end_of(&self, side: Side) -> End {
        match side {
            Side::Cage(cage) => End::of(&self.policy, cage),
            Side::Trusted => End::trusted(),
        }
    }
}
