//! Notices: what programs of cages tell the user, on cards that take neither keys nor pointer.
//!
//! Nothing of what becomes of a notice goes back to its cage: whether it was seen, was one too
//! many or came at a bad time, is not for programs to know.

mod pace;
mod show;
mod text;

use std::collections::HashMap;
use std::time::Duration;

use lisere_cage::message::Notice;
use lisere_policy::CageId;
use lisere_shell::Scale;

use crate::clock::Now;
use pace::{Pace, Taken};

/// Cards on a screen at a time, where there is room for the highest.
const CARDS: usize = 3;
/// Notices that a cage may have at a time, with those that wait.
const OF_A_CAGE: usize = pace::AT_ONCE as usize;
/// Between cards, and between them and the sides of the screen, in logical pixels.
pub(crate) const GAP: i32 = 8;
/// How long a card is there unless its program says otherwise.
const USUAL: Duration = Duration::from_secs(6);
/// The shortest and longest time that it may say.
const BOUNDS: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(30));
/// A card must have been there so long before a press takes it away: who began the press
/// before had something else in mind.
const SETTLED: Duration = Duration::from_millis(500);
/// How long what is only counted waits to be drawn, so that a flood draws nothing but this.
const RECOUNT: Duration = Duration::from_millis(500);

/// Names a notice as long as the session lasts; no other gets its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NoticeId(u64);

/// What a card depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeModel {
    /// Which.
    pub id: NoticeId,
    /// Whose it is.
    pub cage: CageId,
    /// Its headline, cleaned.
    pub summary: String,
    /// Its words, cleaned.
    pub body: String,
    /// How many of the cage's notices are not shown.
    pub more: usize,
    /// The output's scale.
    pub scale: Scale,
    /// The output's width in physical pixels.
    pub width: i32,
}

/// All notices there are.
#[derive(Debug, Default)]
pub struct Notices {
    /// In the order in which they came.
    live: Vec<Live>,
    paces: HashMap<CageId, Pace>,
    /// Which of its notices each cage has had shown last.
    served: HashMap<CageId, u64>,
    shown: u64,
    count: u64,
    /// When cards are to be drawn with a new count.
    recount: Option<Now>,
}

/// A notice, shown or waiting.
#[derive(Debug)]
struct Live {
    id: NoticeId,
    cage: CageId,
    /// The cage's own number for it.
    number: u32,
    summary: String,
    body: String,
    lasts: Duration,
    /// Since when it is shown.
    shown: Option<Now>,
    /// How many of the cage are not shown that came since.
    more: usize,
}

impl Live {
    fn ends(&self) -> Option<Now> {
        self.shown.map(|shown| shown.after(self.lasts))
    }
}

/// What came of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// It is there, or waits, or took another one away.
    Taken,
    /// It is only counted.
    Counted {
        /// Whether it is the first of many that is.
        first: bool,
    },
}

impl Notices {
    /// A notice came, or is withdrawn.
    fn take(&mut self, cage: CageId, notice: &Notice, now: Now) -> Outcome {
        let same = |live: &Live| live.cage == cage && live.number == notice.id;
        if notice.withdrawn {
            self.live.retain(|live| !same(live));
            return Outcome::Taken;
        }
        let pace = self.paces.entry(cage).or_default().take(now);
        let full = !self.live.iter().any(same) && self.of(cage).count() >= OF_A_CAGE;
        if pace != Taken::Yes || full {
            self.count_unshown(cage, 1);
            self.recount.get_or_insert(now.after(RECOUNT));
            let first = pace == Taken::FirstTooMany;
            return Outcome::Counted { first };
        }
        let (summary, body) = (text::headline(&notice.summary), text::body(&notice.body));
        let lasts = lasts(notice.lasts_ms);
        match self.live.iter_mut().find(|live| same(live)) {
            Some(live) => {
                (live.summary, live.body, live.lasts) = (summary, body, lasts);
                live.shown = live.shown.map(|_| now);
            }
            None => {
                self.count = self.count.saturating_add(1);
                self.live.push(Live {
                    id: NoticeId(self.count),
                    cage,
                    number: notice.id,
                    summary,
                    body,
                    lasts,
                    shown: None,
                    more: 0,
                });
            }
        }
        Outcome::Taken
    }

    fn of(&self, cage: CageId) -> impl Iterator<Item = &Live> {
        self.live.iter().filter(move |live| live.cage == cage)
    }

    fn shown(&self) -> impl Iterator<Item = &Live> {
        self.live.iter().filter(|live| live.shown.is_some())
    }

    fn shown_of(&self, cage: CageId) -> usize {
        self.shown().filter(|live| live.cage == cage).count()
    }

    /// Notes with the cage's last notice that there were more; whenever one is too many there is
    /// another.
    fn count_unshown(&mut self, cage: CageId, more: usize) {
        let last = self.live.iter_mut().rfind(|live| live.cage == cage);
        if let Some(live) = last {
            live.more = live.more.saturating_add(more);
        }
    }

    /// How many of a cage's notices are not shown.
    fn unshown(&self, cage: CageId) -> usize {
        let waiting = |live: &Live| usize::from(live.shown.is_none());
        let of = self.of(cage);
        of.map(|live| live.more.saturating_add(waiting(live))).sum()
    }

    /// Takes away what has been there for its time; says whether there is something to draw.
    fn expire(&mut self, now: Now) -> bool {
        let before = self.live.len();
        self.live
            .retain(|live| live.ends().is_none_or(|ends| ends > now));
        let recounted = self.recount.take_if(|due| *due <= now).is_some();
        recounted || before != self.live.len()
    }

    /// Shows those whose turn it is, where there is room for so many cards; says whether there
    /// are any.
    fn fill(&mut self, room: usize, now: Now) -> bool {
        let mut filled = false;
        while let Some(next) = self.next_waiting(room.clamp(1, CARDS)) {
            if let Some(live) = self.live.iter_mut().find(|live| live.id == next) {
                live.shown = Some(now);
                self.shown = self.shown.saturating_add(1);
                self.served.insert(live.cage, self.shown);
                filled = true;
            }
        }
        filled
    }

    /// The next to be shown: of the cage that has the fewest cards and waits for the longest, the
    /// oldest. Where there is no room, one of a cage without any takes the place of the oldest of
    /// a cage with several.
    fn next_waiting(&mut self, room: usize) -> Option<NoticeId> {
        let waiting = self.live.iter().filter(|live| live.shown.is_none());
        let (cage, next) = waiting
            .min_by_key(|live| {
                let served = self.served.get(&live.cage).copied();
                (self.shown_of(live.cage), served, live.id)
            })
            .map(|live| (live.cage, live.id))?;
        if self.shown().count() < room {
            return Some(next);
        }
        let several = |live: &&Live| self.shown_of(live.cage) > 1;
        let gives_way = self.shown().find(several).map(|live| (live.id, live.cage));
        let (gives_way, of) = gives_way.filter(|_| self.shown_of(cage) == 0)?;
        self.remove(gives_way);
        self.count_unshown(of, 1);
        Some(next)
    }

    fn remove(&mut self, id: NoticeId) {
        self.live.retain(|live| live.id != id);
    }

    /// The user pressed on a card; says whether it goes.
    fn dismiss(&mut self, id: NoticeId, now: Now) -> bool {
        let settled = |live: &Live| live.shown.is_some_and(|shown| shown.after(SETTLED) <= now);
        let known = self.live.iter().find(|live| live.id == id);
        let goes = known.is_some_and(settled);
        if goes {
            self.remove(id);
        }
        goes
    }

    /// All there are, shown or waiting: number, cage and cleaned headline.
    pub(crate) fn told(&self) -> impl Iterator<Item = (u64, CageId, &str)> {
        let live = self.live.iter();
        live.map(|live| (live.id.0, live.cage, live.summary.as_str()))
    }

    /// When the next card goes by itself, or is drawn with a new count.
    fn due(&self) -> Option<Now> {
        let ends = self.live.iter().filter_map(Live::ends);
        ends.chain(self.recount).min()
    }
}

/// How long a notice is shown. Nought, which asks for ever, is as long as may be.
fn lasts(asked_ms: Option<u32>) -> Duration {
    let (least, most) = BOUNDS;
    match asked_ms {
        None => USUAL,
        Some(0) => most,
        Some(millis) => Duration::from_millis(u64::from(millis)).clamp(least, most),
    }
}

#[cfg(test)]
mod tests;
