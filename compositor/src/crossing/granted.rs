//! From yes to a delivery: the record is asked for, and what it grants is carried.

use lisere_policy::record::By;
use lisere_shell::{Denial, Giving, Language, Message};

use super::Side;
use super::carry::carry;
use super::content::{Content, StagedFile};
use super::errand::Outcome;
use super::give::{Gift, Way};
use super::work::Placing;
use crate::clock::Now;
use crate::journal::{Grant, GrantAsk, Granted};
use crate::state::Compositor;

impl Compositor {
    pub(super) fn ask_for_grant(&mut self, gift: &Gift, by: By, now: Now) {
        let from = match gift.from {
            Side::Cage(cage) => Some(cage),
            Side::Trusted => None,
        };
        if let Some(Content::Files(files)) = &gift.content {
            let sums = files.iter().map(StagedFile::sum).collect::<Vec<_>>();
            self.journal.record_files(gift.act, &sums, now);
        }
        if let Some(transfer) = gift.transfer.clone() {
            let ask = GrantAsk {
                transfer,
                from,
                to: gift.to,
                by,
            };
            self.journal.grant(ask, now);
        }
    }

    /// The user said yes.
    pub(super) fn agreed(&mut self, act: u64, now: Now) {
        if !self.crossing.acts.agreed(act) {
            return;
        }
        if let Some(gift) = self.crossing.gift.take_if(|gift| gift.act == act) {
            self.ask_for_grant(&gift, By::User, now);
            self.crossing.gift = Some(gift);
        }
    }

    /// The user said no, or nothing in time.
    pub(super) fn refused(&mut self, act: u64, by: By, all: bool, now: Now) {
        self.crossing.acts.fail(act);
        let Some(gift) = self.crossing.gift.take_if(|gift| gift.act == act) else {
            return;
        };
        if let Some(transfer) = &gift.transfer {
            self.record_denied(transfer, by, "", now);
        }
        if let (true, Side::Cage(cage)) = (all, gift.from) {
            self.crossing.standing.deny(cage, now);
        }
        let denied = Message::Denial(match by {
            _ if all => Denial::Standing(self.whose(gift.from)),
            By::Timeout => Denial::Unanswered,
            _ => Denial::User,
        });
        self.end_errand(act, || match by {
            By::Timeout => Outcome::TimedOut(Language::En.say(&denied)),
            _ => Outcome::denied(&denied),
        });
        self.say_of_crossing(denied, now);
    }

    /// The journal has written, or could not.
    pub(super) fn take_grants(&mut self, now: Now) {
        for Granted { act, grant } in self.journal.take_granted() {
            match grant {
                Ok(grant) => {
                    let gift = self.crossing.gift.take_if(|gift| gift.act == act);
                    let files = gift.as_ref().is_some_and(Gift::moves_files);
                    let again = self.policy.transfers().reuse && !files;
                    let wanted = self.crossing.acts.recorded(act, again);
                    match gift.filter(|_| wanted) {
                        Some(gift) => self.hand_over_gift(grant, gift, now),
                        None => self.record_unwanted(&grant, now),
                    }
                }
                Err(why) => {
                    self.crossing.acts.fail(act);
                    self.crossing.gift.take_if(|gift| gift.act == act);
                    let denied = Message::Denial(Denial::Journal(why));
                    self.end_errand(act, || Outcome::denied(&denied));
                    self.say_of_crossing(denied, now);
                }
            }
        }
    }

    fn hand_over_gift(&mut self, grant: Grant, gift: Gift, now: Now) {
        let Gift {
            act,
            of,
            from,
            way,
            content,
            transfer,
            ..
        } = gift;
        let carried = content.map(|content| carry(grant, content));
        let Some(Ok(delivery)) = carried else {
            self.record_lost(act, from, "not what was granted", now);
            return;
        };
        if let Some(transfer) = transfer {
            self.record_carried(&transfer, now);
        }
        if delivery.moves_files() {
            let placing = Placing {
                staged_by: of,
                from,
                delivery,
                way,
            };
            self.publish(placing, now);
            return;
        }
        let to = self.title_of(delivery.to());
        let opens = matches!(way, Way::Handler);
        // A picture of its own window: where it is to be pasted the user has not said.
        let own = from == Side::Cage(delivery.to());
        match way {
            Way::Handler => {
                self.crossing.errands.opening = Some(act);
                self.open_link(delivery, now);
            }
            Way::Clipboard | Way::Folder => {
                if !own {
                    self.press_for(delivery.to());
                }
                self.serve_as_clipboard(delivery, now);
            }
            Way::Drop(at) => return self.serve_as_drop(delivery, from, &at, now),
        }
        let from = self.whose(from);
        let came = match opens {
            true => Giving::Opened(from, to),
            false if own => Giving::Pictured(to),
            false => Giving::Done(from, to),
        };
        self.say_of_crossing(Message::Giving(came), now);
    }
}
