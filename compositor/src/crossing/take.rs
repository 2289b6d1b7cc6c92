//! The first act: what the focused cage has copied comes into the core's hands.

use std::rc::Rc;

use lisere_policy::{CageId, TypeClass};
use smithay::reexports::wayland_server::backend::ObjectId;

use super::acts::Goal;
use super::content::{Content, Payload};
use super::{Side, Wiped, types};
use crate::clock::Now;
use crate::seat::SelectionKind;
use crate::state::Compositor;

/// What was read from a source, or is being read.
#[derive(Debug)]
pub(super) struct Source {
    /// The act that reads it.
    pub(super) act: u64,
    pub(super) from: Side,
    pub(super) class: TypeClass,
    /// As the source named it.
    pub(super) mime: String,
    /// The object that the source offers it by, which must live until it is read.
    pub(super) object: Option<ObjectId>,
    /// All of it, once it is there.
    pub(super) raw: Option<Raw>,
}

/// What came from a source, not cleaned yet.
#[derive(Clone, Debug)]
pub(super) enum Raw {
    Bytes(Rc<Wiped>),
}

impl Source {
    fn bytes(&self) -> usize {
        match &self.raw {
            Some(Raw::Bytes(bytes)) => bytes.len(),
            None => 0,
        }
    }
}

impl Compositor {
    /// *Carry* was pressed: the clipboard of the cage that has the keys is read. Pressed
    /// again, it takes the next kind of what is on offer.
    pub(crate) fn carry_chord(&mut self, now: Now) {
        let Some(cage) = self.focus.cage() else {
            let words = self.words().nobody_to_carry_from();
            self.say_of_crossing(words, now);
            return;
        };
        let side = Side::Cage(cage);
        if let Some(number) = self.seats.carried(cage, SelectionKind::Clipboard) {
            self.carry_on(cage, number, now);
            return;
        }
        let offered = self.seats.selection_types(cage, SelectionKind::Clipboard);
        let Some((class, mime)) = types::choose(&offered, self.class_before(side)) else {
            let title = self.title_of(side);
            let words = self.words().nothing_copied(&title);
            self.say_of_crossing(words, now);
            return;
        };
        let act = self.begin_read(side, (class, &mime), None, now);
        let object = self.seats.selection_object(cage, SelectionKind::Clipboard);
        if let Some(source) = &mut self.crossing.source {
            source.object = object;
        }
        let most = self.most_bytes(side);
        let asked = self.crossing.pipes.read(act, most).map(|into| {
            self.seats
                .read_selection(cage, SelectionKind::Clipboard, mime, into)
        });
        match asked {
            Ok(true) => {}
            Ok(false) => self.source_failed(act, now),
            Err(error) => {
                tracing::warn!(%error, "no pipe for a transfer");
                self.source_failed(act, now);
            }
        }
    }

    /// The kind that this side's clipboard was carried as just now.
    fn class_before(&self, side: Side) -> Option<TypeClass> {
        let held = self.crossing.acts.held()?;
        let source = self.crossing.source.as_ref()?;
        (held.from == side && source.act == held.act).then_some(source.class)
    }

    /// What came into a cage from another may be carried on, by the rules for this cage.
    fn carry_on(&mut self, cage: CageId, number: u64, now: Now) {
        let carried = self.crossing.carried.iter();
        let Some(carried) = carried.rev().find(|carried| carried.number == number) else {
            return;
        };
        let (class, mime, bytes) = (carried.class, carried.mime.clone(), carried.bytes.clone());
        let act = self.begin_read(Side::Cage(cage), (class, &mime), None, now);
        if let Some(source) = &mut self.crossing.source {
            source.raw = Some(Raw::Bytes(bytes));
        }
        self.crossing.acts.ended(act, now);
    }

    /// The newest act begins, and all that was before is over.
    pub(super) fn begin_read(
        &mut self,
        from: Side,
        (class, mime): (TypeClass, &str),
        goal: Option<Goal>,
        now: Now,
    ) -> u64 {
        let patience = self.patience(from);
        let act = self.crossing.acts.carry(from, goal, patience, now);
        self.crossing.pipes.stop_reading();
        self.crossing.source = Some(Source {
            act,
            from,
            class,
            mime: mime.to_owned(),
            object: None,
            raw: None,
        });
        self.crossing.said = None;
        self.work.rearrange();
        act
    }

    /// The most bytes that are read at all: what goes with the user's consent.
    fn most_bytes(&self, side: Side) -> usize {
        let _ = side;
        let most = super::CONSENT;
        usize::try_from(most).unwrap_or(usize::MAX)
    }

    /// A source did not answer, or badly: whatever came of it is dropped whole.
    pub(super) fn source_failed(&mut self, act: u64, now: Now) {
        let from = self.crossing.acts.reading().map(|(_, from)| from);
        self.crossing.acts.fail(act);
        self.crossing.pipes.stop_reading();
        if let Some(from) = from {
            let title = self.title_of(from);
            let words = self.words().no_answer(&title);
            self.say_of_crossing(words, now);
        }
    }

    /// A source sent more than may go even with consent.
    pub(super) fn source_too_much(&mut self, act: u64, now: Now) {
        let from = self.crossing.acts.reading().map(|(_, from)| from);
        self.crossing.acts.fail(act);
        self.crossing.pipes.stop_reading();
        if let Some(from) = from {
            let (title, most) = (self.title_of(from), self.most_bytes(from));
            let words = self.words().too_much(&title, most);
            self.say_of_crossing(words, now);
        }
    }

    /// A source's bytes are all there.
    pub(super) fn source_ended(&mut self, act: u64, now: Now) {
        let Some(bytes) = self.crossing.pipes.take() else {
            return;
        };
        let source = self.crossing.source.as_mut();
        if let Some(source) = source.filter(|source| source.act == act) {
            source.raw = Some(Raw::Bytes(Rc::new(bytes)));
            self.crossing.acts.ended(act, now);
        }
    }

    /// How much has been taken, for the bar.
    pub(super) fn taken(&self) -> Option<(Side, TypeClass, usize)> {
        let source = self.crossing.source.as_ref()?;
        Some((source.from, source.class, source.bytes()))
    }
}

impl Raw {
    /// As content, untouched.
    pub(super) fn keep(&self, class: TypeClass, mime: String) -> Content {
        match self {
            Raw::Bytes(bytes) => Content::Bytes(Payload {
                class,
                mime,
                bytes: Wiped::new(bytes.bytes().to_vec()),
            }),
        }
    }
}
