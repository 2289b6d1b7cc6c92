//! Crossing: data goes from one cage to another by a rule, two acts of the user and a record.

mod acts;
pub(crate) mod ask;
mod carry;
mod clean;
mod content;
mod drag;
mod errand;
mod give;
mod granted;
mod picture;
mod pipes;
mod press;
mod records;
mod request;
mod serve;
mod settle;
mod shown;
mod standing;
mod take;
mod under_way;
mod wiped;
mod words;
mod work;
mod worked;
pub mod workers;

use std::io;
use std::os::fd::BorrowedFd;
use std::time::Duration;

use lisere_policy::{Answer, CageId, Limit};
use lisere_shell::Message;

use crate::bindings::Chord;
use crate::clock::Now;
use crate::state::Compositor;

pub(crate) use acts::Wish;
use acts::{Acts, Patience};
use ask::Asking;
use drag::Drags;
use errand::Errands;
use give::Gift;
use pipes::Pipes;
use serve::Carried;
use standing::Standing;
use take::Source;
use work::Placing;
use workers::Workers;

pub use carry::{Delivery, NotGranted, carry};
pub use content::{Content, FileLine, Payload, StagedFile};
pub use errand::Outcome;
pub use request::Request;
pub use shown::{BadgeModel, Choice, Pixels, Preview, PromptModel, Side, TransferChip};
pub use wiped::Wiped;
pub use words::{instead_of, kind_of, way_of};
pub use worked::{Origin, Worked};

/// How long the bar says what came of something.
const SAID: Duration = Duration::from_secs(8);

/// What the bar says of crossing, until then.
#[derive(Clone, Debug)]
struct Said {
    message: Message,
    until: Now,
}

/// Where transfers stand.
#[derive(Debug)]
pub struct Crossing {
    acts: Acts,
    pipes: Pipes,
    workers: Option<Workers>,
    /// Files that are granted and not there yet.
    placing: Vec<Placing>,
    /// What was read, or is being read.
    source: Option<Source>,
    /// What is being given.
    gift: Option<Gift>,
    /// What cages got, while it is served.
    carried: Vec<Carried>,
    /// What was let go over another cage, and what is being dropped there.
    drags: Drags,
    asking: Option<Asking>,
    standing: Standing,
    said: Option<Said>,
    /// What the command line waits for.
    errands: Errands,
    /// Whose program is to be told to paste, and by which key.
    press: Option<(CageId, Chord)>,
    /// When the seconds that are shown change next.
    tick: Option<Now>,
}

impl Crossing {
    /// Nothing is carried.
    ///
    /// # Errors
    /// When the system has no descriptor left.
    pub fn new() -> io::Result<Crossing> {
        Ok(Crossing {
            acts: Acts::default(),
            pipes: Pipes::new()?,
            workers: None,
            placing: Vec::new(),
            source: None,
            gift: None,
            carried: Vec::new(),
            drags: Drags::default(),
            asking: None,
            standing: Standing::default(),
            said: None,
            errands: Errands::default(),
            press: None,
            tick: None,
        })
    }

    /// Readable when [`Compositor::serve_crossing`] has something to do.
    #[must_use]
    pub fn as_fd(&self) -> BorrowedFd<'_> {
        self.pipes.as_fd()
    }

    /// Whether a prompt is open: keys and pointer are then with trusted UI.
    #[must_use]
    pub fn asks(&self) -> bool {
        self.asking.is_some()
    }

    /// When [`Compositor::settle_crossing`] has something to do next.
    #[must_use]
    pub(crate) fn next_deadline(&self) -> Option<Now> {
        self.acts
            .next()
            .into_iter()
            .chain(self.pipes.next())
            .chain(self.workers.as_ref().and_then(Workers::next_deadline))
            .chain(self.carried.iter().map(|carried| carried.until))
            .chain(self.drags.landed.map(|landed| landed.until))
            .chain(self.asking.as_ref().and_then(Asking::next))
            .chain(self.said.as_ref().map(|said| said.until))
            .chain(self.tick)
            .min()
    }
}

impl Compositor {
    /// What the bar says of transfers, if anything.
    #[must_use]
    pub fn crossing_message(&self) -> Option<&Message> {
        self.crossing.said.as_ref().map(|said| &said.message)
    }

    /// The session is locked: nothing is asked, read, held or given any more, and what cages
    /// got is wiped.
    pub(crate) fn end_crossing(&mut self, now: Now) {
        self.dismiss_prompt(now);
        self.crossing.acts.end_all();
        self.forget_unwanted();
        for carried in &mut self.crossing.carried {
            carried.until = now;
        }
        self.wipe_served(now);
        self.crossing.press = None;
        self.crossing.said = None;
    }

    /// Levels are locked: what has to do with them ends as if the session were. What is between
    /// others goes on.
    pub(crate) fn end_crossing_of_covered(&mut self, now: Now) {
        let source = self.crossing.source.as_ref();
        let read = source.is_some_and(|source| match source.from {
            Side::Cage(cage) => self.lock.covers(cage),
            Side::Trusted => false,
        });
        let gift = self.crossing.gift.as_ref();
        let given = gift.is_some_and(|gift| self.covered_end(gift.from, gift.to).is_some());
        let goal = self.crossing.acts.destination();
        if read || given || goal.is_some_and(|to| self.lock.covers(to)) {
            self.end_crossing(now);
        }
    }

    /// Has the bar say what came of something.
    pub(crate) fn say_of_crossing(&mut self, message: Message, now: Now) {
        let until = now.after(SAID);
        self.crossing.said = Some(Said { message, until });
        self.work.rearrange();
    }

    /// How long things of a source may take.
    fn patience(&self, from: Side) -> Patience {
        let millis = |limit| Duration::from_millis(self.limit_of(from, limit));
        Patience {
            idle: millis(Limit::TransferIdleMs),
            total: millis(Limit::TransferTotalMs),
            hold: millis(Limit::TransferHoldMs),
        }
    }

    /// A limit of a source's cage, or of the policy for the user's own side.
    fn limit_of(&self, side: Side, limit: Limit) -> u64 {
        match side {
            Side::Cage(cage) => {
                let cage = self.policy.cage(cage);
                cage.map_or(0, |cage| cage.limits().get(limit))
            }
            Side::Trusted => self.policy.limits().get(limit),
        }
    }
}

/// Stricter of two answers.
fn stricter(one: Answer, other: Answer) -> Answer {
    one.max(other)
}
