//! How loud the machine is: the user's own sound server says so, and is told what the user wants.
//!
//! It is spoken to by `pactl`, one at a time beside the one that tells of changes; PulseAudio
//! knows the words since version 15, and PipeWire's server is spoken to by the same program.
//! While nothing changes nobody wakes. Cages have no part in it: what they have of sound is a
//! pipe for samples.

mod known;
mod pactl;
mod place;
#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::os::fd::BorrowedFd;
use std::path::PathBuf;
use std::time::Duration;

use self::known::{Known, Wanted};
use self::pactl::{Ask, Heard, Set, Subscription, Talk};
use self::place::Place;
use crate::message::{News, VolumeWish};

/// An answer takes no longer from a server that works.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often it is tried again where a server should be and none answers, the first time after
/// this, then after twice as long each time.
const TRIES: u32 = 6;
const FIRST: Duration = Duration::from_secs(1);
/// Who has told of changes for so long has not failed at once.
const LONG: Duration = Duration::from_secs(10);

/// The user's own sound server, as far as its volume goes.
#[derive(Debug)]
pub(in crate::warden) struct Mixer {
    place: Place,
    /// Who is asked; none where it is not installed.
    program: Option<PathBuf>,
    phase: Phase,
    /// How often in a row no server answered.
    failed: u32,
    /// What is to be asked next.
    due: VecDeque<Ask>,
    talk: Option<Talk>,
    known: Known,
    /// Whether it is known since something was changed last.
    fresh: bool,
    wanted: Wanted,
    /// What the core was told.
    told: Option<News>,
}

#[derive(Debug)]
enum Phase {
    /// Nobody wants to know.
    Off,
    /// No server answers: it is tried then, or when a server comes.
    Waits(Option<Duration>),
    /// It tells of changes, since then.
    Follows(Subscription, Duration),
}

impl Default for Mixer {
    fn default() -> Self {
        Self::at(Place::of_environment(), pactl::program())
    }
}

impl Mixer {
    fn at(place: Place, program: Option<PathBuf>) -> Self {
        Self {
            place,
            program,
            phase: Phase::Off,
            failed: 0,
            due: VecDeque::new(),
            talk: None,
            known: Known::default(),
            fresh: false,
            wanted: Wanted::default(),
            told: None,
        }
    }

    /// From now on the core is told how loud the machine is.
    pub(in crate::warden) fn follow(&mut self, now: Duration) {
        if matches!(self.phase, Phase::Off) && self.program.is_some() {
            self.place.watch();
            self.phase = Phase::Waits(None);
            self.begin_if_there(now);
        }
    }

    /// Does what the user wants of it, as soon as it is known how it stands.
    pub(in crate::warden) fn want(&mut self, wish: VolumeWish, now: Duration) {
        self.follow(now);
        if matches!(self.phase, Phase::Waits(_)) {
            self.failed = 0;
            self.begin_if_there(now);
        }
        // Without a server nothing is kept for later, when nobody expects it any more.
        if matches!(self.phase, Phase::Follows(..)) {
            self.wanted.add(wish);
        }
    }

    /// Hears and asks what there is, without waiting; what the core is to be told.
    pub(in crate::warden) fn tick(&mut self, now: Duration) -> Option<News> {
        match &mut self.phase {
            Phase::Off => return None,
            Phase::Waits(due) => {
                let tried = due.take_if(|due| *due <= now).is_some();
                if self.place.came() || tried {
                    self.begin_if_there(now);
                }
            }
            Phase::Follows(subscription, _) => match subscription.hear() {
                Ok(Heard { sinks, sources }) => self.ask_again(sinks, sources),
                Err(_) => self.lose(now),
            },
        }
        self.listen(now);
        self.go_on(now);
        self.tell()
    }

    /// When [`Mixer::tick`] has to be called at the latest.
    pub(in crate::warden) fn deadline(&self) -> Option<Duration> {
        let tried = match self.phase {
            Phase::Waits(due) => due,
            Phase::Off | Phase::Follows(..) => None,
        };
        let answered = self
            .talk
            .as_ref()
            .map(|talk| talk.since.saturating_add(PATIENCE));
        tried.into_iter().chain(answered).min()
    }

    /// What to watch for reading.
    pub(in crate::warden) fn watched(&self) -> impl Iterator<Item = BorrowedFd<'_>> {
        let told = match &self.phase {
            Phase::Off => None,
            Phase::Waits(_) => self.place.watched(),
            Phase::Follows(subscription, _) => Some(subscription.watched()),
        };
        told.into_iter()
            .chain(self.talk.as_ref().map(Talk::watched))
    }

    fn begin_if_there(&mut self, now: Duration) {
        let Some(program) = self.program.as_ref().filter(|_| self.place.there()) else {
            return;
        };
        match Subscription::start(program, now) {
            Ok(subscription) => {
                self.place.rest();
                self.phase = Phase::Follows(subscription, now);
                self.ask_again(true, true);
            }
            // There is no memory or no process left: there may be later.
            Err(_) => self.lose(now),
        }
    }

    /// What may have changed is asked, unless it will be anyway.
    fn ask_again(&mut self, sinks: bool, sources: bool) {
        for (changed, ask) in [
            (sinks, Ask::Volume),
            (sinks, Ask::Mute),
            (sources, Ask::Microphone),
        ] {
            if changed && !self.due.contains(&ask) {
                self.due.push_back(ask);
            }
        }
    }

    /// Takes the answer that is complete.
    fn listen(&mut self, now: Duration) {
        let Some(talk) = &mut self.talk else { return };
        if talk.hear() {
            let (asked, said) = talk.answer();
            self.talk = None;
            self.known.take(asked, &said);
            self.fresh |= asked == Some(Ask::Mute);
        } else if talk.since.saturating_add(PATIENCE) <= now {
            self.lose(now);
        }
    }

    /// Says or asks the next thing. What was changed is asked before more is changed, so that
    /// a held key adds to what is.
    fn go_on(&mut self, now: Duration) {
        if self.talk.is_some() || !matches!(self.phase, Phase::Follows(..)) {
            return;
        }
        let Some(program) = &self.program else { return };
        let set = match self.fresh {
            true => self.wanted.next(&self.known),
            false => None,
        };
        let talk = match set {
            Some(set) => self.change(set, now),
            None => match self.due.pop_front() {
                Some(ask) => Talk::ask(program, ask, now),
                None => return,
            },
        };
        match talk {
            Ok(talk) => self.talk = Some(talk),
            Err(_) => self.lose(now),
        }
    }

    fn change(&mut self, set: Set, now: Duration) -> std::io::Result<Talk> {
        self.fresh = false;
        self.due.clear();
        self.ask_again(true, true);
        let program = self.program.as_deref().unwrap_or(std::path::Path::new(""));
        Talk::set(program, &set, now)
    }

    /// The server has gone, or never came, or does not answer.
    fn lose(&mut self, now: Duration) {
        if let Phase::Follows(_, since) = &self.phase
            && since.saturating_add(LONG) <= now
        {
            self.failed = 0;
        }
        self.talk = None;
        self.due.clear();
        self.known = Known::default();
        self.wanted = Wanted::default();
        self.fresh = false;
        self.place.watch();
        let again = self.place.there() && self.failed < TRIES;
        let wait = FIRST.saturating_mul(1 << self.failed.min(TRIES));
        self.phase = Phase::Waits(again.then(|| now.saturating_add(wait)));
        self.failed = self.failed.saturating_add(1);
    }

    fn tell(&mut self) -> Option<News> {
        let news = News::Volume {
            volume: self.known.volume(),
            microphone_muted: self.known.microphone_muted,
        };
        let nothing = News::Volume {
            volume: None,
            microphone_muted: None,
        };
        let before = self.told.as_ref().unwrap_or(&nothing);
        let new = (*before != news).then(|| news.clone());
        self.told = Some(news);
        new
    }
}
