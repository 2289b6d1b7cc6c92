//! The journal as the core sees it: facts go in, and grants come out once they are written.
//!
//! Nothing here waits. Records queue up, one batch is with the helper, and what a batch
//! brings about happens when the helper says that it is on disk. While the journal cannot
//! be written, nothing is granted and the last records are kept.

mod grant;
mod helper;
mod open;
mod queue;
mod rates;
mod refusals;
#[cfg(test)]
mod tests;
mod told;
mod trouble;
mod way;

use std::io;
use std::os::fd::BorrowedFd;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Duration;

pub use lisere_helper::journal::Answer;
use lisere_policy::CageId;
use lisere_policy::record::{By, Fact, FileSum, MAX_BODY, Stamp, Transfer, body};
use lisere_shell::{JournalFault, Why};

use self::helper::{Heard, Helper};
use self::queue::{Entry, Queue, Ticket};
use self::rates::Rates;
use self::refusals::Refusals;
use self::trouble::Trouble;
use self::way::Way;
use crate::clock::{Clock, Now};
use crate::spoken::system;

pub use grant::Grant;
pub use open::folder_of;
pub use refusals::Refusal;

/// How long a grant may wait for its record to be on disk.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long the end of a session may wait for its last records, in steps…
const LAST_STEP: rustix::time::Timespec = rustix::time::Timespec {
    tv_sec: 0,
    tv_nsec: 20_000_000,
};
/// …and how many of these.
const LAST_STEPS: usize = 50;

/// A transfer that everybody whose word counts has allowed, and that waits for its record.
#[derive(Debug)]
pub struct GrantAsk {
    /// What is to be recorded.
    pub transfer: Transfer,
    /// The source; `None` for the user's own side.
    pub from: Option<CageId>,
    /// The destination.
    pub to: CageId,
    /// Who allowed it.
    pub by: By,
}

/// What became of a [`GrantAsk`].
#[derive(Debug)]
pub struct Granted {
    /// Its act.
    pub act: u64,
    /// The grant; or why the journal cannot be written.
    pub grant: Result<Grant, Why>,
}

/// A grant that waits.
#[derive(Debug)]
struct Waiting {
    ticket: Ticket,
    due: Now,
    ask: GrantAsk,
}

/// The journal.
pub struct Journal {
    clock: Clock,
    boot: String,
    way: Way,
    queue: Queue,
    waiting: Vec<Waiting>,
    last_ticket: Ticket,
    answered: Vec<Granted>,
    rates: Rates,
    refusals: Refusals,
    trouble: Trouble,
    /// What the bar was last told of it.
    told: Option<String>,
}

impl Default for Journal {
    /// A journal in memory, which is on no disk: for tests. What is recorded counts as
    /// written at once.
    fn default() -> Self {
        Self::in_memory(Clock::Manual(Rc::default()))
    }
}

impl Journal {
    fn new(way: Way, clock: Clock) -> Self {
        Self {
            boot: clock.boot(),
            clock,
            way,
            queue: Queue::default(),
            waiting: Vec::new(),
            last_ticket: 0,
            answered: Vec::new(),
            rates: Rates::default(),
            refusals: Refusals::default(),
            trouble: Trouble::default(),
            told: None,
        }
    }

    /// A journal in memory, for tests: see [`Journal::facts`].
    #[must_use]
    pub fn in_memory(clock: Clock) -> Self {
        Self::new(Way::Memory(Vec::new()), clock)
    }

    /// A journal that is written by `program`, the helper, into `folder`.
    ///
    /// # Errors
    /// When the system has no descriptor left. A helper that cannot begin is a trouble.
    pub fn by_helper(program: PathBuf, folder: &Path, clock: Clock) -> io::Result<Self> {
        let helper = Helper::of_program(program, folder)?;
        let mut journal = Self::new(Way::Helper(helper), clock);
        let now = journal.clock.now();
        journal.ready(now);
        Ok(journal)
    }

    /// A journal that is written into `folder` by the helper's own code in this thread,
    /// whenever [`Journal::ready`] is called: for tests.
    ///
    /// # Errors
    /// When the folder cannot be had.
    pub fn in_thread(
        folder: &Path,
        clock: Clock,
    ) -> Result<Self, lisere_helper::journal::JournalError> {
        use lisere_helper::journal::{Bounds, Writer};
        let mut writer = Writer::open(folder, Bounds::default())?;
        Ok(Self::by(clock, move |batch| {
            match writer.append(batch, &mut |_| {}) {
                Ok(head) => Answer::Written(head),
                Err(error) => Answer::failed(&error),
            }
        }))
    }

    /// A journal that is written by `write` whenever [`Journal::ready`] is called: for tests
    /// of what happens when that fails.
    pub fn by(clock: Clock, write: impl FnMut(&str) -> Answer + 'static) -> Self {
        Self::new(Way::Thread(Box::new(write)), clock)
    }

    /// A journal that cannot be had in this session: nothing is granted.
    #[must_use]
    pub fn denied(why: Why, clock: Clock) -> Self {
        let words = why.to_string();
        let mut journal = Self::by(clock, move |_| Answer::Failed {
            why: words.clone(),
            whole: String::new(),
        });
        journal.trouble.failed(why, journal.clock.now());
        journal
    }

    /// Records a fact. It is written soon, or kept as long as there is room for it.
    pub fn record(&mut self, fact: Fact, now: Now) {
        let doer = fact.doer();
        if doer.is_none_or(|cage| self.rates.take(cage, fact.kind(), now)) {
            self.write(&fact, None, now);
        }
    }

    /// The same of what did not go for a reason that the user may be told.
    pub fn record_because(&mut self, fact: Fact, why: &Why, now: Now) {
        self.record(fact, now);
        self.refusals.because(why);
    }

    /// Records the files of a transfer, in as many records as it takes.
    pub fn record_files(&mut self, act: u64, files: &[FileSum], now: Now) {
        for fact in Fact::files(act, files) {
            self.record(fact, now);
        }
    }

    /// Has the journal record that a transfer is granted; what comes of it is in
    /// [`Journal::take_granted`] once the record is on disk, or cannot be within two seconds.
    /// Of a grant that is refused the journal also records that it was.
    pub fn grant(&mut self, ask: GrantAsk, now: Now) {
        if let Some(why) = self.why().cloned() {
            let denied = Fact::TransferDenied {
                transfer: ask.transfer.clone(),
                by: By::Core,
                why: why.to_string(),
            };
            self.record(denied, now);
            self.refusals.because(&why);
            self.answered.push(Granted {
                act: ask.transfer.act,
                grant: Err(why),
            });
            return;
        }
        let granted = Fact::TransferGranted {
            transfer: ask.transfer.clone(),
            by: ask.by,
        };
        self.last_ticket = self.last_ticket.wrapping_add(1);
        let ticket = self.last_ticket;
        let due = now.after(PATIENCE);
        self.waiting.push(Waiting { ticket, due, ask });
        self.write(&granted, Some(ticket), now);
    }

    /// What has become of grants that were asked for.
    #[must_use]
    pub fn take_granted(&mut self) -> Vec<Granted> {
        std::mem::take(&mut self.answered)
    }

    /// Why the journal cannot be written, in a few words of English; `None` while it can.
    #[must_use]
    pub fn trouble(&self) -> Option<&str> {
        self.trouble.words()
    }

    /// Readable when [`Journal::ready`] has something to do; a journal in this thread has none.
    #[must_use]
    pub fn fd(&self) -> Option<BorrowedFd<'_>> {
        match &self.way {
            Way::Helper(helper) => Some(helper.fd()),
            Way::Memory(_) | Way::Thread(_) => None,
        }
    }

    /// Does what is due: hears the helper, hands it the next batch, refuses grants that
    /// waited too long. Never waits.
    pub fn ready(&mut self, now: Now) {
        self.hear(now);
        self.go_on(now);
    }

    /// The same where [`Journal::fd`] can't be read.
    pub fn go_on(&mut self, now: Now) {
        for fact in self.rates.summaries(now) {
            self.write(&fact, None, now);
        }
        self.hand_over(now);
        if self.late().is_some_and(|late| late <= now) {
            self.trouble.late();
        }
        let overdue = |waiting: &mut Waiting| waiting.due <= now;
        let late: Vec<Waiting> = self.waiting.extract_if(.., overdue).collect();
        if !late.is_empty() {
            self.trouble.late();
            self.refuse(late, now);
        }
    }

    /// When [`Journal::ready`] is due even if nothing can be read.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Now> {
        let waiting = self.waiting.iter().map(|waiting| waiting.due);
        let at_once = match &self.way {
            Way::Thread(_) if !self.queue.empty() => Some(Now::default()),
            _ => None,
        };
        let again = self.trouble.retry().or(at_once);
        let late = self.late().filter(|_| self.trouble().is_none());
        let first = waiting.chain(again).chain(late).chain(self.rates.due());
        first.min()
    }

    /// Buries helpers that have ended.
    pub fn reap(&mut self) {
        if let Way::Helper(helper) = &mut self.way {
            helper.reap();
        }
    }

    /// The session is over: waits up to a second for what was recorded to be on disk.
    pub fn finish(&mut self) {
        use rustix::event::{PollFd, PollFlags, poll};
        for _ in 0..LAST_STEPS {
            self.ready(self.clock.now());
            let Some(fd) = self.fd().filter(|_| !self.queue.empty()) else {
                return;
            };
            let mut readable = [PollFd::from_borrowed_fd(fd, PollFlags::IN)];
            // Whether it was readable or time passed is all the same.
            let _ = poll(&mut readable, Some(&LAST_STEP));
        }
        tracing::warn!("the session's last records are not written");
    }

    /// When a batch that is under way takes too long.
    fn late(&self) -> Option<Now> {
        self.queue.under_way().map(|since| since.after(PATIENCE))
    }

    fn write(&mut self, fact: &Fact, grant: Option<Ticket>, now: Now) {
        self.refusals.note(fact, &self.clock);
        if let Way::Memory(facts) = &mut self.way {
            way::keep(facts, fact);
            let written = grant.into_iter().collect();
            return self.written(written);
        }
        let body = self.body(fact, now);
        let entry = Entry { body, grant };
        if let Some(ticket) = self.queue.push(entry) {
            let lost = |waiting: &mut Waiting| waiting.ticket == ticket;
            let lost: Vec<Waiting> = self.waiting.extract_if(.., lost).collect();
            self.refuse(lost, now);
        }
        if matches!(self.way, Way::Helper(_)) {
            self.hand_over(now);
        }
    }

    /// A fact with its time. What is too long for a record, which nothing should be, is lost
    /// and counted.
    fn body(&self, fact: &Fact, now: Now) -> String {
        let stamp = Stamp {
            wall_ms: self.clock.wall_ms(),
            mono_ms: u64::try_from(now.0.as_millis()).unwrap_or(u64::MAX),
            boot: &self.boot,
        };
        let whole = body(fact, stamp);
        if (1..=MAX_BODY).contains(&whole.len()) {
            return whole;
        }
        tracing::error!(kind = fact.kind(), "a record is too long");
        body(&Fact::Lost { count: 1 }, stamp)
    }

    /// Hears what the helper has to say.
    fn hear(&mut self, now: Now) {
        loop {
            let asked = self.queue.under_way().is_some();
            let Way::Helper(helper) = &mut self.way else {
                return;
            };
            match helper.hear(asked) {
                None => return,
                Some(Heard::Ready) if self.queue.empty() => self.trouble.over(),
                Some(Heard::Ready) => {}
                Some(Heard::Answered(answer)) => self.answered(answer, now),
                Some(Heard::Unable { why, whole }) => {
                    tracing::error!("the journal: {whole}");
                    self.failed(Why::of_journal(&why), now);
                }
                Some(Heard::Gone) => return self.gone(now),
            }
        }
    }

    /// Hands over what waits, if whoever writes it is ready.
    fn hand_over(&mut self, now: Now) {
        while self.trouble.may_try(now) {
            self.replace(now);
            let idle = match &self.way {
                Way::Helper(helper) => !helper.ready(),
                Way::Memory(_) | Way::Thread(_) => false,
            };
            if idle {
                return;
            }
            let lost = self.queue.lost();
            let lost = lost.map(|count| self.body(&Fact::Lost { count }, now));
            let Some(batch) = self.queue.next(lost).map(str::to_owned) else {
                return;
            };
            self.queue.sent(now);
            match &mut self.way {
                Way::Thread(write) => {
                    let answer = write(&batch);
                    self.answered(answer, now);
                }
                Way::Helper(helper) if helper.send(&batch) => return,
                Way::Helper(_) => return self.gone(now),
                Way::Memory(_) => return,
            }
        }
    }

    /// Puts a helper at an empty post.
    fn replace(&mut self, now: Now) {
        let Way::Helper(helper) = &mut self.way else {
            return;
        };
        if helper.there() {
            return;
        }
        if let Err(error) = helper.start() {
            tracing::warn!(%error, "the helper that writes the journal can't be started");
            self.failed(Why::NotStarted(system(&error)), now);
        }
    }

    /// The helper is gone: another one gets the same batch.
    fn gone(&mut self, now: Now) {
        let Way::Helper(helper) = &mut self.way else {
            return;
        };
        let often = helper.bury(now);
        self.queue.again();
        if self.trouble.retry().is_some() {
            return;
        }
        tracing::warn!("the helper that writes the journal is gone");
        if often {
            self.failed(Why::Journal(JournalFault::Ended), now);
        } else {
            self.replace(now);
        }
    }

    fn answered(&mut self, answer: Answer, now: Now) {
        match answer {
            Answer::Written(_) => {
                self.trouble.over();
                let written = self.queue.written();
                self.written(written);
            }
            Answer::Failed { why, whole } => {
                tracing::debug!(whole, "a batch is not written");
                self.queue.again();
                self.failed(Why::of_journal(&why), now);
            }
        }
    }

    /// Records are on disk: the grants among them exist from here on, unless they were
    /// refused meanwhile.
    fn written(&mut self, tickets: Vec<Ticket>) {
        let written = |waiting: &mut Waiting| tickets.contains(&waiting.ticket);
        for Waiting { ask, .. } in self.waiting.extract_if(.., written) {
            self.answered.push(Granted {
                act: ask.transfer.act,
                grant: Ok(Grant::recorded(&ask)),
            });
        }
    }

    fn failed(&mut self, why: Why, now: Now) {
        self.trouble.failed(why, now);
        let all = std::mem::take(&mut self.waiting);
        self.refuse(all, now);
    }

    /// Grants that will not be. Their record may be written, or be written later, so another
    /// one follows it.
    fn refuse(&mut self, waiting: Vec<Waiting>, now: Now) {
        let why = self.why().cloned();
        let why = why.unwrap_or(Why::Journal(JournalFault::Room));
        for Waiting { ask, .. } in waiting {
            let dropped = Fact::TransferDropped {
                act: ask.transfer.act,
                from: ask.transfer.from,
                why: why.to_string(),
            };
            self.write(&dropped, None, now);
            self.refusals.because(&why);
            self.answered.push(Granted {
                act: ask.transfer.act,
                grant: Err(why.clone()),
            });
        }
    }
}
