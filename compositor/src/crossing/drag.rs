//! Dragging across cages: what a drop would come to, what is read of it, and how it arrives.

use std::rc::Rc;
use std::time::Duration;

use lisere_policy::record::{By, End, Fact, Transfer};
use lisere_policy::{
    Answer, CageId, Channel, Decision, Digest, Limit, TypeClass, choose, clean_mime, offers,
};
use lisere_shell::{Giving, Message};

use super::acts::{Goal, Wish};
use super::carry::Delivery;
use super::content::Content;
use super::serve::Carried;
use super::{Side, Wiped};
use crate::clock::Now;
use crate::seat::{Dropped, Landing, SelectionKind, SurfacePoint};
use crate::state::Compositor;

/// So long a program may take to say that it takes what is dropped on it.
const ACCEPTS: Duration = Duration::from_secs(1);

/// What was let go over another cage, while it is on its way.
#[derive(Debug)]
struct Dragged {
    /// The act that reads it.
    act: u64,
    /// Its source, which waits as long as it is read.
    source: Option<Dropped>,
    at: SurfacePoint,
}

/// Something granted that its destination has yet to take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Landed {
    number: u64,
    from: Side,
    to: CageId,
    pub(super) until: Now,
}

/// Drags on their way from one cage to another.
#[derive(Debug, Default)]
pub(super) struct Drags {
    dragged: Option<Dragged>,
    pub(super) landed: Option<Landed>,
}

impl Compositor {
    /// The other cage that something is dragged over, and what the rules would say to a
    /// drop there. Neither cage learns of it.
    #[must_use]
    pub fn drag_badge(&self) -> Option<(CageId, Answer)> {
        let (from, to) = self.seats.dragged_across()?;
        let types = self.seats.drag_types();
        let answer = self.droppable(from, to, &types);
        Some((to, answer.map_or(Answer::Deny, |found| found.2.answer)))
    }

    /// What of these types would go by a drag: the first that the rules let through, else
    /// the first of all.
    fn droppable(
        &self,
        from: CageId,
        to: CageId,
        types: &[String],
    ) -> Option<(TypeClass, String, Decision)> {
        let mut after = None;
        let mut first = None;
        for _ in TypeClass::ALL {
            let (class, mime) = choose(types, after)?;
            let decision = self.policy.decide(from, to, Channel::Drag, class);
            let found = (class, mime, decision);
            if decision.answer != Answer::Deny {
                return Some(found);
            }
            after = Some(class);
            first.get_or_insert(found);
        }
        first
    }

    /// Takes up what was let go over another cage: reads it, where the rules may let it go.
    /// Its source hears only that nothing came of its drag, at once or when it was read.
    pub(super) fn take_dropped(&mut self, now: Now) {
        let Some(dropped) = self.seats.take_dropped() else {
            return;
        };
        let (from, at) = (dropped.from(), dropped.at().clone());
        let Some((class, mime, decision)) = self.droppable(from, at.cage, &dropped.types()) else {
            self.say_of_crossing(Message::Giving(Giving::NothingToDrop), now);
            return;
        };
        if decision.answer == Answer::Deny {
            self.deny_drop((from, at.cage), (class, &mime), decision, now);
            return;
        }
        let side = Side::Cage(from);
        let goal = Goal {
            to: at.cage,
            focused: false,
            wish: Wish::Paste,
        };
        let act = self.begin_read(side, (class, &mime), Some(goal), now);
        let most = self.most_bytes(side, class);
        let into = self.crossing.pipes.read(act, most);
        let read = into.is_ok_and(|into| dropped.read(mime, into));
        let source = Some(dropped);
        self.crossing.drags.dragged = Some(Dragged { act, source, at });
        if !read {
            self.source_failed(act, None, now);
        }
    }

    /// A denied drop is never read: its record has neither size nor content.
    fn deny_drop(
        &mut self,
        (from, to): (CageId, CageId),
        (class, mime): (TypeClass, &str),
        decision: Decision,
        now: Now,
    ) {
        let instead = self.policy.instead(from, to, Channel::Drag, class);
        let denied = self.rule_denies((Side::Cage(from), to), decision, instead.as_ref());
        let transfer = Transfer {
            act: self.crossing.acts.deny(),
            from: End::of(&self.policy, from),
            to: End::of(&self.policy, to),
            channel: Channel::Drag,
            class,
            mime: clean_mime(mime),
            size: 0,
            sha256: Digest::of(&[]),
            because: decision.because,
        };
        let fact = Fact::TransferDenied {
            transfer,
            by: By::Rule,
            why: "dropped, not read".to_owned(),
        };
        self.journal.record(fact, now);
        self.say_of_crossing(denied, now);
    }

    /// Where the drag that an act reads was let go.
    pub(super) fn dragged_to(&self, act: u64) -> Option<SurfacePoint> {
        let dragged = self.crossing.drags.dragged.as_ref();
        let dragged = dragged.filter(|dragged| dragged.act == act)?;
        Some(dragged.at.clone())
    }

    /// Whether the source of the drag that an act reads is gone.
    pub(super) fn dragged_is_gone(&self, act: u64) -> bool {
        let dragged = self.crossing.drags.dragged.as_ref();
        let dragged = dragged.filter(|dragged| dragged.act == act);
        let source = dragged.and_then(|dragged| dragged.source.as_ref());
        source.is_some_and(|source| !source.alive())
    }

    /// Lets sources go that have been read, and drops what destinations take.
    pub(super) fn settle_drags(&mut self, now: Now) {
        let acts = &self.crossing.acts;
        self.crossing
            .drags
            .dragged
            .take_if(|dragged| !acts.wants(dragged.act));
        let reading = acts.reading().map(|(act, _)| act);
        let piped = self.crossing.pipes.reading().map(|(act, _)| act);
        let files = self.crossing.source.as_ref();
        let files = files.is_some_and(|source| source.class == TypeClass::FileList);
        if let Some(dragged) = &mut self.crossing.drags.dragged {
            let listed = files && piped != Some(dragged.act);
            dragged
                .source
                .take_if(|_| reading != Some(dragged.act) || listed);
        }
        self.settle_landing(now);
    }

    fn settle_landing(&mut self, now: Now) {
        let Some(landed) = self.crossing.drags.landed else {
            return;
        };
        let landing = self.seats.settle_drop();
        if landing == Landing::Waiting && landed.until > now {
            return;
        }
        self.crossing.drags.landed = None;
        let (from, to) = (self.whose(landed.from), self.title_of(landed.to));
        let came = match landing {
            Landing::Landed => Giving::Dropped(from, to),
            Landing::Waiting | Landing::Gone => {
                self.seats.end_drop(landed.number);
                self.drop_on_clipboard(landed.number);
                Giving::NotTaken(from, to)
            }
        };
        self.say_of_crossing(Message::Giving(came), now);
    }

    /// Drops what was granted where it was let go, as any drag would be: with the core as
    /// its source. Where that cannot be, it is the destination's clipboard.
    pub(super) fn serve_as_drop(
        &mut self,
        delivery: Delivery,
        from: Side,
        at: &SurfacePoint,
        now: Now,
    ) {
        let (number, to) = (delivery.act(), delivery.to());
        let (kind, bytes) = match delivery.into_content() {
            Content::Bytes(payload) => ((payload.class, payload.mime), payload.bytes),
            // As it was granted: a list of one needs no end of its line.
            Content::Link(link) => (
                (TypeClass::FileList, "text/uri-list".to_owned()),
                Wiped::new(link.into_bytes()),
            ),
            Content::Files(_) => return,
        };
        self.drop_bytes((number, from, to), kind, Rc::new(bytes), at, now);
    }

    /// The same for bytes that are granted already.
    pub(super) fn drop_bytes(
        &mut self,
        (number, from, to): (u64, Side, CageId),
        (class, mime): (TypeClass, String),
        bytes: Rc<Wiped>,
        at: &SurfacePoint,
        now: Now,
    ) {
        let types = offers(class, &mime);
        let hold = Duration::from_millis(self.limit_of(Side::Cage(to), Limit::TransferHoldMs));
        self.crossing.carried.push(Carried {
            number,
            to,
            class,
            mime,
            bytes,
            dropped: true,
            until: now.after(hold),
        });
        // It was granted for one cage: the surface is that cage's, or nothing goes.
        let there = at.cage == to && self.drop_at(at, &types, number);
        self.crossing.drags.landed = Some(Landed {
            number,
            from,
            to,
            until: if there { now.after(ACCEPTS) } else { now },
        });
    }

    fn drop_on_clipboard(&mut self, number: u64) {
        let carried = self.crossing.carried.iter_mut();
        let Some(carried) = carried.rev().find(|carried| carried.number == number) else {
            return;
        };
        carried.dropped = false;
        let (to, types) = (carried.to, offers(carried.class, &carried.mime));
        let kind = SelectionKind::Clipboard;
        self.seats.set_carried(to, kind, &types, number);
    }

    /// Whether what was dropped can still be read, or is just being.
    pub(super) fn drop_is_open(&self, carried: &Carried) -> bool {
        let read = Rc::strong_count(&carried.bytes) > 1;
        carried.dropped && (read || self.seats.drop_open(carried.number))
    }
}
