//! What each turn does for transfers: ends what is stale, serves what was asked, and wipes.

use std::time::Duration;

use lisere_policy::{Answer, CageId, Channel, TypeClass};
use lisere_shell::{Giving, Message, Parcel, Taking};

use super::ask::seconds;
use super::take::Raw;
use super::{Side, TransferChip, kind_of};
use crate::bindings::KeyAction;
use crate::clock::Now;
use crate::seat::SelectionKind;
use crate::state::Compositor;

impl Compositor {
    /// Brings transfers up to date.
    pub(crate) fn settle_crossing(&mut self, now: Now) {
        self.take_dropped(now);
        self.end_stale(now);
        self.take_grants(now);
        while let Some(due) = self.crossing.acts.expire(now) {
            self.end_due(due, now);
            self.take_grants(now);
        }
        self.take_work(now);
        self.take_reads(now);
        self.crossing.pipes.expire(now);
        self.settle_drags(now);
        self.wipe_served(now);
        self.forget_unwanted();
        self.end_lost_errands();
        self.dismiss_unseen_prompt(now);
        self.arm_prompt(now);
        self.crossing.said.take_if(|said| said.until <= now);
        self.tick_crossing(now);
    }

    /// Ends what the focus, a source or a destination that has gone leaves behind.
    fn end_stale(&mut self, now: Now) {
        let chosen = self.focus.chosen().and_then(|id| self.windows.get(id));
        let chosen = chosen.map(|window| window.cage);
        if self.crossing.acts.focus(chosen).is_some() {
            self.say_cancelled(now);
        }
        if let Some((act, from)) = self.crossing.acts.reading()
            && self.source_is_gone(act, from)
            && self.crossing.acts.source_died(act)
        {
            self.crossing.pipes.stop_reading();
            let gone = Taking::Gone(self.whose(from));
            self.say_of_crossing(Message::Taking(gone), now);
        }
        let to = self.crossing.acts.needs_program();
        if let Some(to) = to.filter(|to| self.connections.clients_of(*to) == 0)
            && self.crossing.acts.cage_died(to).is_some()
        {
            self.say_cancelled(now);
        }
    }

    fn say_cancelled(&mut self, now: Now) {
        self.say_of_crossing(Message::Giving(Giving::Cancelled), now);
    }

    /// Whether what a source offered is not on its clipboard any more.
    fn source_is_gone(&self, act: u64, from: Side) -> bool {
        let Side::Cage(cage) = from else { return false };
        let source = self.crossing.source.as_ref();
        let Some(source) = source.filter(|source| source.act == act) else {
            return true;
        };
        let Some(object) = &source.object else {
            return self.dragged_is_gone(act);
        };
        let kind = SelectionKind::Clipboard;
        self.seats.selection_object(cage, kind).as_ref() != Some(object)
    }

    /// The user ended a cage: nothing of it goes anywhere any more.
    pub(crate) fn cage_ended(&mut self, cage: CageId) {
        self.crossing.acts.cage_ended(cage);
    }

    /// The user drops what is carried: it is wiped at once.
    pub(crate) fn drop_carried(&mut self) {
        self.crossing.acts.drop_all();
        self.forget_unwanted();
        self.work.rearrange();
    }

    /// Drops, and so wipes, what no act waits for.
    pub(super) fn forget_unwanted(&mut self) {
        let acts = &self.crossing.acts;
        let unwanted = |act: u64| !acts.wants(act);
        let source = self.crossing.source.take_if(|source| unwanted(source.act));
        if let Some(source) = source {
            self.discard_staged(source.act);
        }
        let acts = &self.crossing.acts;
        let unwanted = |act: u64| !acts.wants(act);
        self.crossing.gift.take_if(|gift| unwanted(gift.act));
        let asking = self.crossing.asking.as_ref();
        if asking.is_some_and(|asking| unwanted(asking.act)) {
            self.close_prompt();
            self.settle_focus();
        }
        let reading = self.crossing.pipes.reading();
        if reading.is_some_and(|(act, _)| !self.crossing.acts.wants(act)) {
            self.crossing.pipes.stop_reading();
        }
    }

    /// Seconds are shown while something is held or asked.
    fn tick_crossing(&mut self, now: Now) {
        let counts = self.crossing.asking.is_some() || self.crossing.acts.held().is_some();
        if !counts {
            self.crossing.tick = None;
            return;
        }
        if self.crossing.tick.is_none_or(|tick| tick <= now) {
            self.crossing.tick = Some(now.after(Duration::from_secs(1)));
            self.work.rearrange();
        }
    }

    /// What the bar shows of what is carried.
    pub(crate) fn transfer_chip(&self, now: Now) -> Option<TransferChip> {
        let source = self.crossing.source.as_ref()?;
        let (from, kind) = (source.from, kind_of(source.class));
        let held = self.crossing.acts.held();
        let link = matches!(source.raw, Some(Raw::Link(_)));
        let action = match link {
            true => KeyAction::OpenHere,
            false => KeyAction::PasteHere,
        };
        Some(TransferChip {
            from,
            parcel: match held {
                Some(_) if link => Parcel::Link,
                Some(_) => Parcel::Held(kind, source.count(), source.size()),
                None => Parcel::Reading(kind),
            },
            // Where it goes is settled once the user is asked.
            chord: match self.crossing.asks() || self.never_goes_here() {
                true => String::new(),
                false => self.chord_name(action),
            },
            seconds: held.map(|held| seconds(now, held.until)),
            progress: source
                .copied
                .filter(|_| source.raw.is_none())
                .and_then(percent),
        })
    }

    /// Whether the rules let nothing of what is carried into the cage with the keys.
    fn never_goes_here(&self) -> bool {
        let (source, to) = (self.crossing.source.as_ref(), self.focus.cage());
        let ends = source.zip(to).and_then(|(source, to)| match source.from {
            Side::Cage(from) if from != to => Some((source, from, to)),
            Side::Cage(_) | Side::Trusted => None,
        });
        ends.is_some_and(|(source, from, to)| {
            let channel = match source.raw {
                Some(Raw::Link(_)) => Channel::Link,
                Some(Raw::Files(_)) => Channel::File,
                _ => Channel::Clipboard,
            };
            let decision = self.policy.decide(from, to, channel, source.class);
            decision.answer == Answer::Deny
        })
    }

    /// The cage that what is carried goes to, once that is settled.
    pub(crate) fn bound_for(&self) -> Option<CageId> {
        let gift = self.crossing.gift.as_ref().map(|gift| gift.to);
        gift.or_else(|| self.crossing.acts.goal())
    }

    /// What is carried: from where, of what class, and its size once it is there.
    pub(crate) fn in_hand(&self) -> Option<(Side, TypeClass, Option<u64>)> {
        let source = self.crossing.source.as_ref()?;
        let size = self.crossing.acts.held().map(|_| source.size());
        Some((source.from, source.class, size))
    }

    /// A chord that does this, or "".
    pub(crate) fn chord_name(&self, action: KeyAction) -> String {
        let chord = self.preferences.bindings.chord_of(action);
        chord.map(|chord| chord.to_string()).unwrap_or_default()
    }
}

/// How much of how much, in hundredths.
fn percent((done, total): (u64, u64)) -> Option<u8> {
    let hundredths = done.saturating_mul(100).checked_div(total)?;
    u8::try_from(hundredths.min(100)).ok()
}
