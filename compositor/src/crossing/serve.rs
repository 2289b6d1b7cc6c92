//! What a cage got is served from the core's memory to its programs, and wiped in time.

use std::rc::Rc;
use std::time::Duration;

use lisere_policy::{CageId, Limit, TypeClass, offers};
use lisere_shell::{Message, Taking};

use super::acts::Due;
use super::carry::Delivery;
use super::content::Content;
use super::pipes::Read;
use super::{Side, Wiped};
use crate::clock::Now;
use crate::seat::{CarriedRead, SelectionKind};
use crate::state::Compositor;

/// What a cage got.
#[derive(Debug)]
pub(super) struct Carried {
    /// The act that brought it, by which its reads name it.
    pub(super) number: u64,
    pub(super) to: CageId,
    pub(super) class: TypeClass,
    pub(super) mime: String,
    pub(super) bytes: Rc<Wiped>,
    /// It came by a drop, and is nobody's clipboard.
    pub(super) dropped: bool,
    pub(super) until: Now,
}

impl Compositor {
    /// Makes what was carried the clipboard of its destination.
    pub(super) fn serve_as_clipboard(&mut self, delivery: Delivery, now: Now) {
        let (number, to) = (delivery.act(), delivery.to());
        if let Content::Bytes(payload) = delivery.into_content() {
            let kind = (payload.class, payload.mime.as_str());
            self.serve_bytes(number, to, kind, Rc::new(payload.bytes), now);
        }
    }

    pub(super) fn serve_bytes(
        &mut self,
        number: u64,
        to: CageId,
        (class, mime): (TypeClass, &str),
        bytes: Rc<Wiped>,
        now: Now,
    ) {
        let hold = Duration::from_millis(self.limit_of(Side::Cage(to), Limit::TransferHoldMs));
        let offers = offers(class, mime);
        self.crossing.carried.push(Carried {
            number,
            to,
            class,
            mime: mime.to_owned(),
            bytes,
            dropped: false,
            until: now.after(hold),
        });
        let kind = SelectionKind::Clipboard;
        self.seats.set_carried(to, kind, &offers, number);
    }

    /// Programs that asked for what their cage got.
    pub(super) fn take_reads(&mut self, now: Now) {
        for read in self.seats.take_reads() {
            self.serve_read(read, now);
        }
    }

    fn serve_read(&mut self, read: CarriedRead, now: Now) {
        let found = self.crossing.carried.iter();
        let found = found.rev().find(|carried| carried.number == read.carried);
        let Some(carried) = found.filter(|carried| carried.to == read.cage) else {
            return;
        };
        let patience = self.patience(Side::Cage(carried.to));
        let (idle, total) = (now.after(patience.idle), now.after(patience.total));
        let data = carried.bytes.clone();
        self.crossing.pipes.write(read.to, data, idle, total);
    }

    /// Wipes what has been served for long enough, and what was replaced.
    pub(super) fn wipe_served(&mut self, now: Now) {
        let kind = SelectionKind::Clipboard;
        let mut kept = Vec::new();
        for carried in std::mem::take(&mut self.crossing.carried) {
            let current = self.seats.carried(carried.to, kind) == Some(carried.number);
            if (current || self.drop_is_open(&carried)) && carried.until > now {
                kept.push(carried);
                continue;
            }
            if current {
                self.seats.clear_selection(carried.to, kind);
            }
            self.seats.end_drop(carried.number);
            self.crossing.pipes.stop_writing(&carried.bytes);
        }
        self.crossing.carried = kept;
    }

    /// Moves what can be moved without waiting; returns how many bytes that were.
    pub fn serve_crossing(&mut self, now: Now) -> usize {
        if !self.crossing.pipes.any_ready() {
            return 0;
        }
        let act = self.crossing.pipes.reading().map(|(act, _)| act);
        let (read, mut moved) = self.crossing.pipes.go_on_reading();
        if let Some(act) = act {
            match read {
                Read::Nothing => {}
                Read::More => self.crossing.acts.progress(act, now),
                Read::End => {
                    self.source_ended(act, now);
                    moved = moved.saturating_add(1);
                }
                Read::TooMuch => self.source_too_much(act, now),
            }
        }
        let patience = Duration::from_millis(self.policy.limits().get(Limit::TransferIdleMs));
        moved.saturating_add(self.crossing.pipes.go_on_writing(now, patience))
    }

    /// Ends one thing whose time has come.
    pub(super) fn end_due(&mut self, due: Due, now: Now) {
        match due {
            Due::Whole { held, give } => {
                if let Some((act, goal)) = give {
                    self.give(act, held, goal, now);
                }
            }
            Due::Silent { act: _, from } => {
                self.crossing.pipes.stop_reading();
                let silent = Taking::NoAnswer(self.whose(from));
                self.say_of_crossing(Message::Taking(silent), now);
            }
            Due::Wipe { .. } => {}
            Due::Unanswered { act } => {
                self.close_prompt();
                self.refused(act, lisere_policy::record::By::Timeout, false, now);
            }
        }
        self.work.rearrange();
    }
}
