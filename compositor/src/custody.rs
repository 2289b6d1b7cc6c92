//! Whole cages in the user's hand: frozen, thawed, ended, let out of quarantine.

use lisere_cage::message::Uses;
use lisere_policy::CageId;
use lisere_policy::record::Fact;
use lisere_shell::Message;
use smithay::reexports::wayland_server::backend::DisconnectReason;

use crate::actions::Action;
use crate::bindings::KeyAction;
use crate::state::Compositor;
use crate::work::Order;

impl Compositor {
    /// The cage that a chord about cages means: the one that has the keys, or would have
    /// them were it not frozen, else the one under the pointer.
    #[must_use]
    pub fn cage_in_hand(&self) -> Option<CageId> {
        let pointed = || self.hit(self.input.pointer?).window();
        let window = self.focus.chosen().or_else(pointed)?;
        Some(self.windows.get(window)?.cage)
    }

    /// What the freeze chord does to a cage.
    pub(crate) fn freeze_or_thaw(&self, cage: CageId) -> Action {
        if self.connections.frozen(cage) {
            Action::ThawCage(cage)
        } else {
            Action::FreezeCage(cage)
        }
    }

    /// Nothing of the cage is heard any more, and it gets no input; its windows stay.
    pub(crate) fn freeze(&mut self, cage: CageId) {
        if self.connections.frozen(cage) {
            return;
        }
        if let Err(error) = self.connections.set_frozen(cage, true) {
            tracing::warn!(%error, "some clients of a frozen cage are still heard");
        }
        self.record_custody(cage, |cage| Fact::CageFrozen { cage });
        self.take_input_from(cage);
        self.work.orders.push(Order::Freeze(cage));
        self.cage_changed();
    }

    /// The cage goes on where it was.
    pub(crate) fn thaw(&mut self, cage: CageId) {
        if !self.connections.frozen(cage) || self.lock.covers(cage) {
            return;
        }
        if let Err(error) = self.connections.set_frozen(cage, false) {
            tracing::warn!(%error, "some clients of a thawed cage are not heard");
        }
        self.record_custody(cage, |cage| Fact::CageThawed { cage });
        self.work.orders.push(Order::Thaw(cage));
        self.cage_changed();
    }

    /// Ends every program of the cage and thaws it. New ones may come.
    pub(crate) fn end_cage(&mut self, cage: CageId) {
        // What is locked nobody ends who could not see it either.
        if self.lock.covers(cage) {
            return;
        }
        self.thaw(cage);
        self.cage_ended(cage);
        self.disconnect_cage(cage);
        self.work.orders.push(Order::Kill(cage));
    }

    /// Closes every connection of a cage.
    pub fn disconnect_cage(&mut self, cage: CageId) {
        let backend = self.display.backend_handle();
        for client in self.connections.clients(cage) {
            backend.kill_client(client, DisconnectReason::ConnectionClosed);
        }
        self.work.rearrange();
    }

    /// What the bar says of the chosen window's cage, when it is frozen.
    pub(crate) fn frozen_message(&self) -> Option<Message> {
        let window = self.windows.get(self.focus.chosen()?)?;
        if self.lock.covers(window.cage) {
            return self.covered_message();
        }
        self.connections
            .frozen(window.cage)
            .then(|| Message::Frozen {
                cage: self.title_of(window.cage),
                chord: self.chord_name(KeyAction::FreezeCage),
            })
    }

    /// Notes who is heard, hears or sees now, for the bar.
    pub fn set_uses(&mut self, uses: Vec<(CageId, Uses)>) {
        if uses != self.work.uses {
            self.work.uses = uses;
            self.work.rearrange();
        }
    }

    /// Every cage that is heard, hears or sees now, in the policy's order.
    #[must_use]
    pub fn cages_using(&self) -> &[(CageId, Uses)] {
        &self.work.uses
    }

    /// The keys leave a frozen cage at once, not only with the next turn.
    fn cage_changed(&mut self) {
        self.settle_focus();
        self.work.rearrange();
    }
}
