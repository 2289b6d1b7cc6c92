//! Where notices meet the rest of the core: when they are shown, and that a press takes them.

use lisere_cage::message::Notice;
use lisere_policy::record::Fact;
use lisere_policy::{CageId, Untrusted};
use lisere_shell::{Metrics, NoticeSpec};

use super::{GAP, Live, NoticeId, NoticeModel, Outcome};
use crate::clock::Now;
use crate::outputs::Screen;
use crate::state::Compositor;

impl Compositor {
    /// A program of a cage has something to tell the user, or withdraws it.
    pub fn notice(&mut self, cage: CageId, notice: &Untrusted<Notice>, now: Now) {
        if self.policy.cage(cage).is_none() {
            return;
        }
        let outcome = self.notices.take(cage, notice.untrusted_value(), now);
        if outcome == Outcome::Taken {
            self.work.rearrange();
        }
        if outcome == (Outcome::Counted { first: true }) {
            let flood = Fact::Refused {
                cage: self.record_name(cage),
                quota: true,
                interface: String::new(),
                why: "more notices than a cage may have".to_owned(),
                count: 1,
            };
            self.journal.record(flood, now);
        }
    }

    /// Shows those whose turn has come, and takes away those whose time is over.
    pub(crate) fn settle_notices(&mut self, now: Now) {
        let gone = self.notices.expire(now);
        let come = self.notices_show() && self.notices.fill(self.notice_room(), now);
        if gone || come {
            self.work.rearrange();
        }
    }

    /// Whether cards are shown at all: nobody sees them on dark screens, and where the user is
    /// asked something, chooses or drags, they would be in the way. Those that come wait.
    fn notices_show(&self) -> bool {
        !self.outputs.wall.idle.dark()
            && !self.lock.locked()
            && !self.focus.attention()
            && !self.crossing.asks()
            && self.input.switcher().is_none()
            && self.seats.drag().is_none()
    }

    /// How many of the highest cards there is room for on the output where they are.
    fn notice_room(&self) -> usize {
        let place = self.desk.places().first();
        let Some(screen) = place.and_then(|place| self.outputs.get(place.id)) else {
            return 0;
        };
        let each = NoticeSpec::highest(screen.scale) + screen.scale.px(GAP);
        let room = screen.pixels().h - Metrics::at(screen.scale).bar - screen.scale.px(GAP);
        usize::try_from(room / each.max(1)).unwrap_or_default()
    }

    /// When cards change by themselves.
    pub(crate) fn notices_due(&self) -> Option<Now> {
        self.notices.due()
    }

    /// The cards of an output, from the top: they are on the one that the user turned to last.
    pub(crate) fn notice_models(&self, screen: &Screen) -> Vec<NoticeModel> {
        let here = self.desk.places().first().map(|place| place.id) == Some(screen.id);
        if !here || !self.notices_show() {
            return Vec::new();
        }
        let last = |live: &Live| {
            let of = self.notices.shown().filter(|other| other.cage == live.cage);
            of.last().map(|other| other.id) == Some(live.id)
        };
        let model = |live: &Live| NoticeModel {
            id: live.id,
            cage: live.cage,
            summary: live.summary.clone(),
            body: live.body.clone(),
            more: match last(live) {
                true => self.notices.unshown(live.cage),
                false => 0,
            },
            scale: screen.scale,
            width: screen.pixels().w,
        };
        let open = |live: &&Live| !self.lock.covers(live.cage);
        self.notices.shown().filter(open).map(model).collect()
    }

    /// The user pressed on a card.
    pub(crate) fn dismiss_notice(&mut self, id: NoticeId, now: Now) {
        if self.notices.dismiss(id, now) {
            self.work.rearrange();
        }
    }
}
