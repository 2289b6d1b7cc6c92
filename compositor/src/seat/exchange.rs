//! What the two ends of a drag agree on: type, action, and whether it came to its end.

use std::os::fd::OwnedFd;

use smithay::reexports::wayland_server::Resource;
use smithay::reexports::wayland_server::protocol::wl_data_device_manager::DndAction;
use smithay::reexports::wayland_server::protocol::wl_data_offer::WlDataOffer;
use smithay::reexports::wayland_server::protocol::wl_data_source::WlDataSource;

use super::giver::{ACTIONS_SINCE, Giver};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// The drag is over the target.
    Over,
    /// It left, or was cancelled: the offer is dead.
    Left,
    /// It was dropped here, and the target is fetching.
    Dropped,
    /// The target has all it wanted.
    Finished,
}

/// A request on an offer that came at the wrong time, or made no sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Nothing but `destroy` is allowed after `finish`.
    AfterFinish,
    /// `finish` before the drop, or without an agreement.
    EarlyFinish,
    /// Actions that the protocol does not know.
    BadMask,
    /// A preferred action that is not one of the actions given.
    BadPreference,
}

/// The dealings between a drag's source and one target it came over.
#[derive(Debug)]
pub(crate) struct Exchange {
    giver: Giver,
    types: Vec<String>,
    phase: Phase,
    accepted: bool,
    wanted: DndAction,
    preferred: DndAction,
    chosen: DndAction,
    /// How many offers of it live: one for each data device of the target.
    offers: usize,
    /// The target can say that it has finished.
    finishes: bool,
}

impl Exchange {
    pub(crate) fn new(giver: Giver) -> Exchange {
        Exchange {
            types: giver.types(),
            giver,
            phase: Phase::Over,
            accepted: false,
            wanted: DndAction::None,
            preferred: DndAction::None,
            chosen: DndAction::None,
            offers: 0,
            finishes: true,
        }
    }

    /// Describes the source on a new offer.
    pub(crate) fn describe(&mut self, offer: &WlDataOffer) {
        self.offers += 1;
        self.types.iter().for_each(|name| offer.offer(name.clone()));
        if offer.version() >= ACTIONS_SINCE {
            offer.source_actions(self.giver.actions());
        } else {
            // Old targets cannot say what they want: all they know is copying.
            self.finishes = false;
            self.wanted = DndAction::Copy;
            self.choose(offer);
        }
    }

    pub(crate) fn chosen(&self) -> DndAction {
        self.chosen
    }

    pub(crate) fn accept(&mut self, mime_type: Option<String>) -> Result<(), Fault> {
        self.open()?;
        if self.phase != Phase::Left {
            let accepted = mime_type.filter(|name| self.types.contains(name));
            self.accepted = accepted.is_some();
            self.giver.target(accepted);
        }
        Ok(())
    }

    /// Asks the source to write into `to`, which is closed when it can't or needn't.
    pub(crate) fn receive(&mut self, mime_type: String, to: OwnedFd) -> Result<(), Fault> {
        self.open()?;
        if self.phase != Phase::Left && self.types.contains(&mime_type) {
            self.giver.send(mime_type, to);
        }
        Ok(())
    }

    pub(crate) fn set_actions(
        &mut self,
        offer: &WlDataOffer,
        wanted: DndAction,
        preferred: DndAction,
    ) -> Result<(), Fault> {
        self.open()?;
        if preferred.bits().count_ones() > 1 || !wanted.contains(preferred) {
            return Err(Fault::BadPreference);
        }
        let asking = self.phase == Phase::Dropped && self.chosen == DndAction::Ask;
        if self.phase == Phase::Over || asking {
            self.wanted = wanted;
            self.preferred = preferred;
            self.choose(offer);
        }
        Ok(())
    }

    /// Settles the action and tells both ends. After a drop only "ask" is still
    /// open, and the source hears of its answer when the exchange finishes.
    fn choose(&mut self, offer: &WlDataOffer) {
        let chosen = choose(self.giver.actions(), self.wanted, self.preferred);
        if std::mem::replace(&mut self.chosen, chosen) == chosen || self.phase != Phase::Over {
            return;
        }
        if offer.version() >= ACTIONS_SINCE {
            offer.action(chosen);
        }
        self.giver.action(self.chosen);
    }

    /// The drag moved away: the source learns that nobody takes it here.
    pub(crate) fn leave(&mut self) {
        self.phase = Phase::Left;
        self.giver.target(None);
        if std::mem::replace(&mut self.chosen, DndAction::None) != DndAction::None {
            self.giver.action(self.chosen);
        }
    }

    /// Drops; `false` when the ends have not agreed.
    pub(crate) fn dropped(&mut self) -> bool {
        let agreed = self.accepted && self.chosen != DndAction::None && self.offers > 0;
        if agreed {
            self.phase = Phase::Dropped;
            self.giver.performed();
        }
        agreed
    }

    /// The target has all it wanted.
    pub(crate) fn finish(&mut self) -> Result<(), Fault> {
        self.open()?;
        let settled = !matches!(self.chosen, DndAction::None | DndAction::Ask);
        if self.phase != Phase::Dropped || !self.accepted || !settled {
            return Err(Fault::EarlyFinish);
        }
        self.end();
        Ok(())
    }

    fn end(&mut self) {
        self.phase = Phase::Finished;
        if self.giver.actions().contains(DndAction::Ask) {
            self.giver.action(self.chosen);
        }
        self.giver.finished();
    }

    /// An offer is gone. The last one ends a drop that was not finished: for old
    /// targets, which cannot finish, well; for the others, badly.
    pub(crate) fn offer_gone(&mut self) {
        self.offers = self.offers.saturating_sub(1);
        if self.offers > 0 || self.phase != Phase::Dropped {
            return;
        }
        if self.finishes {
            self.phase = Phase::Finished;
            self.giver.cancel();
        } else {
            self.end();
        }
    }

    /// Whether nothing more can be read by it.
    pub(crate) fn over(&self) -> bool {
        matches!(self.phase, Phase::Left | Phase::Finished)
    }

    /// The reads that wait for the core, where it is the one that gives.
    pub(crate) fn asked(&mut self) -> Vec<(String, OwnedFd)> {
        match &mut self.giver {
            Giver::Client(_) => Vec::new(),
            Giver::Core { asked, .. } => std::mem::take(asked),
        }
    }

    fn open(&self) -> Result<(), Fault> {
        match self.phase {
            Phase::Finished => Err(Fault::AfterFinish),
            _ => Ok(()),
        }
    }
}

/// Tells a source that its drag came to nothing. Old ones have no event for it.
pub(crate) fn cancel(source: &WlDataSource) {
    if source.version() >= ACTIONS_SINCE {
        source.cancelled();
    }
}

/// The action that both ends can do: the preferred one, else the first in bit order.
fn choose(offered: DndAction, wanted: DndAction, preferred: DndAction) -> DndAction {
    let both = offered & wanted;
    if preferred != DndAction::None && both.contains(preferred) {
        return preferred;
    }
    [DndAction::Copy, DndAction::Move, DndAction::Ask]
        .into_iter()
        .find(|action| both.contains(*action))
        .unwrap_or(DndAction::None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_preferred_action_wins_if_both_can() {
        let all = DndAction::Copy | DndAction::Move | DndAction::Ask;
        assert_eq!(choose(all, all, DndAction::Move), DndAction::Move);
        assert_eq!(
            choose(DndAction::Copy, all, DndAction::Move),
            DndAction::Copy
        );
        assert_eq!(choose(all, all, DndAction::None), DndAction::Copy);
        let none = choose(DndAction::Copy, DndAction::Move, DndAction::Move);
        assert_eq!(none, DndAction::None);
    }
}
