//! The warden as the core knows it: what it is told, what it is asked, and how cages are.

mod asked;
pub mod disposables;
#[cfg(test)]
mod tests;
mod uses;

use std::collections::BTreeMap;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::Path;
use std::process::Child;

use lisere_cage::message::{
    CageState, News, Notice, Order, Refusal, Run, Survey, Uses, Volume, VolumeWish,
};
use lisere_cage::reason::Reason;
use lisere_cage::recipe::Recipe;
use lisere_policy::record::Fact;
use lisere_policy::{CageId, Engine, Policy};
use rustix::event::epoll::{self, CreateFlags, EventData, EventFlags};
use rustix::event::{EventfdFlags, eventfd};
use rustix::io::Errno;

use self::asked::Asked;
pub use self::asked::{Answered, Who};
use self::disposables::Disposables;
use crate::clock::Now;
use crate::harden::child;
use crate::link::Link;

/// Messages that are heard in one turn.
const HEARD: usize = 128;
const GONE: &str = "what keeps cages has ended";
const ANEW: &str = "save your work and start the session anew";

/// The warden of a session. Watch its descriptor for reading (level-triggered), and call
/// [`Warden::ready`] when it is.
#[derive(Debug)]
pub struct Warden {
    link: Option<Link>,
    epoll: OwnedFd,
    bare: bool,
    cages: BTreeMap<CageId, Known>,
    asked: BTreeMap<u64, Asked>,
    last: u64,
    /// How cages were when they were last asked for.
    survey: Vec<Survey>,
    /// Which disposable cages there are.
    pub disposables: Disposables,
    /// Whether it has said how loud the machine is.
    loud: bool,
    facts: Vec<Fact>,
    dying: Option<Child>,
    /// Readable once nobody will speak any more.
    last_call: Option<OwnedFd>,
}

/// What is known of one cage.
#[derive(Debug)]
struct Known {
    name: String,
    engine: &'static str,
    network: String,
    state: CageState,
    uses: Uses,
    /// What the user did to it, which is why it stops.
    deed: Option<&'static str>,
}

/// What the warden has said.
#[derive(Debug)]
pub enum Heard {
    /// An answer to who asked.
    Answer(Answered),
    /// A cage is in another state.
    State(CageId, CageState),
    /// What a cage uses has changed: [`Warden::uses`] says what all do.
    Uses,
    /// A program of a cage has something to tell the user; untrusted.
    Notice(CageId, Notice),
    /// How all cages are, which [`Warden::info`] tells.
    Survey,
    /// How loud the machine is, and whether its microphone is muted, as far as that is known.
    Volume(Option<Volume>, Option<bool>),
}

impl Warden {
    /// Starts `program` as the warden of these cages. Call it before the core is confined.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start(
        program: &Path,
        policy: &Policy,
        recipes: &[Recipe],
        bare: bool,
    ) -> io::Result<Self> {
        let link = Link::of(child(program).arg("--warden"))?;
        let mut warden = Self::new(Some(link), policy, bare)?;
        for recipe in recipes {
            warden.tell(&Order::Cage(Box::new(recipe.clone())), Vec::new());
        }
        Ok(warden)
    }

    fn new(link: Option<Link>, policy: &Policy, bare: bool) -> io::Result<Self> {
        let known = |cage: &lisere_policy::Cage| {
            let known = Known {
                name: cage.name().to_owned(),
                engine: cage.sandbox().engine.name(),
                network: cage.sandbox().network.to_string(),
                state: CageState::Stopped,
                uses: Uses::default(),
                deed: None,
            };
            (cage.id(), known)
        };
        let warden = Self {
            link,
            epoll: epoll::create(CreateFlags::CLOEXEC)?,
            bare,
            cages: policy.cages().iter().map(known).collect(),
            asked: BTreeMap::new(),
            last: 0,
            survey: Vec::new(),
            disposables: Disposables::new(policy),
            loud: false,
            facts: Vec::new(),
            dying: None,
            last_call: None,
        };
        warden.watch();
        Ok(warden)
    }

    /// Whether programs are started without sandboxes.
    #[must_use]
    pub fn bare(&self) -> bool {
        self.bare
    }

    /// Has a program run, which leads to [`Answered::Ran`].
    pub fn run(&mut self, who: Who, cage: CageId, run: Run, fds: Vec<OwnedFd>) {
        let name = self.name(cage);
        let act = self.ask(Asked::Run(who, cage));
        let order = Order::Run {
            act,
            cage: name,
            run,
        };
        self.tell(&order, fds);
    }

    /// Asks which programs a cage offers, which leads to [`Answered::Entries`].
    pub fn ask_entries(&mut self, who: Who, cage: CageId) {
        let name = self.name(cage);
        let act = self.ask(Asked::Entries(who, Vec::new()));
        self.tell(&Order::Entries { act, cage: name }, Vec::new());
    }

    /// Whether it is seen of a process whether it is one of the cage's: not where programs are
    /// in no sandbox, nor where a service or a virtual machine comes by itself.
    #[must_use]
    pub fn keeps(&self, cage: CageId) -> bool {
        let known = self.cages.get(&cage);
        !self.bare && known.is_none_or(|known| known.engine != Engine::Socket.name())
    }

    /// Asks whose a process is, which leads to [`Answered::Examined`] with this number; none
    /// once the warden has gone.
    pub fn examine(&mut self, cage: CageId, pid: u32) -> Option<u64> {
        self.link.as_ref()?;
        let name = self.name(cage);
        let act = self.ask(Asked::Examine);
        let cage = name;
        self.tell(&Order::Examine { act, cage, pid }, Vec::new());
        Some(act)
    }

    /// Asks how all cages are, unless that was asked already.
    pub fn ask_survey(&mut self) {
        if !self.surveying() && self.link.is_some() {
            let act = self.ask(Asked::Survey);
            self.tell(&Order::Survey { act }, Vec::new());
        }
    }

    /// Whether that was asked and is not answered.
    #[must_use]
    pub fn surveying(&self) -> bool {
        self.asked
            .values()
            .any(|asked| matches!(asked, Asked::Survey))
    }

    /// How a cage is, and how much it had when that was last asked.
    #[must_use]
    pub fn info(&self, cage: CageId) -> Option<(CageState, Option<&Survey>)> {
        let known = self.cages.get(&cage)?;
        let survey = self.survey.iter().find(|one| one.cage == known.name);
        Some((known.state.clone(), survey))
    }

    /// Halts a cage's programs, or lets them go on.
    pub fn set_frozen(&mut self, cage: CageId, frozen: bool) {
        let cage = self.name(cage);
        let order = match frozen {
            true => Order::Freeze { cage },
            false => Order::Thaw { cage },
        };
        self.tell(&order, Vec::new());
    }

    /// Asks a cage's programs to end, and makes them after a while.
    pub fn stop(&mut self, cage: CageId) {
        self.did(cage, "stopped by the user");
        let cage = self.name(cage);
        self.tell(&Order::Stop { cage }, Vec::new());
    }

    /// Ends a cage's programs.
    pub fn kill(&mut self, cage: CageId) {
        self.did(cage, "ended by the user");
        let cage = self.name(cage);
        self.tell(&Order::Kill { cage }, Vec::new());
    }

    /// From now on it says how loud the machine is.
    pub fn follow_volume(&mut self) {
        self.tell(&Order::FollowVolume, Vec::new());
    }

    /// Has it do what the user wants of the machine's sound, and follow it.
    pub fn want_volume(&mut self, wish: VolumeWish) {
        self.tell(&Order::Volume(wish), Vec::new());
    }

    /// What it has said since it was last heard.
    pub fn ready(&mut self, now: Now) -> Vec<Heard> {
        let mut heard = Vec::new();
        for _ in 0..HEARD {
            let Some(link) = &mut self.link else { break };
            let said = link.flush().map_err(drop);
            match said.and_then(|()| link.hear::<News>().map_err(drop)) {
                Ok(None) => break,
                Ok(Some(news)) => heard.extend(self.take(news, now)),
                Err(()) => self.lose(),
            }
        }
        if self.link.is_none() {
            // That was the last call: nothing is to wake anybody any more.
            self.last_call = None;
            heard.extend(self.refuse_all());
            // What nobody follows any more nobody knows.
            let loud = std::mem::take(&mut self.loud);
            heard.extend(loud.then_some(Heard::Volume(None, None)));
        }
        self.watch();
        heard
    }

    /// Takes what is to be recorded of cages, leaving nothing.
    pub fn take_facts(&mut self) -> Vec<Fact> {
        std::mem::take(&mut self.facts)
    }

    /// Buries it once it has ended.
    pub fn reap(&mut self) {
        if let Some(child) = &mut self.dying
            && !matches!(child.try_wait(), Ok(None))
        {
            self.dying = None;
        }
    }

    fn take(&mut self, news: News, now: Now) -> Option<Heard> {
        match news {
            News::Ran { act, refusal } => self.ran(act, refusal),
            News::State { cage, state } => self.state(&cage, state, now),
            News::Surveyed { act, cages } => {
                self.asked.remove(&act);
                self.survey = cages;
                Some(Heard::Survey)
            }
            News::Entries {
                act,
                entries,
                last,
                refusal,
            } => self.entries(act, entries, last, refusal),
            News::Examined { act, mismatch } => {
                self.asked.remove(&act)?;
                Some(Heard::Answer(Answered::Examined(act, mismatch)))
            }
            News::Uses { cage, uses } => self.used(&cage, uses),
            News::Notice { cage, notice } => Some(Heard::Notice(self.called(&cage)?, notice)),
            News::Volume {
                volume,
                microphone_muted,
            } => {
                self.loud = true;
                Some(Heard::Volume(volume, microphone_muted))
            }
        }
    }

    fn state(&mut self, name: &str, state: CageState, now: Now) -> Option<Heard> {
        let cage = self.called(name)?;
        let known = self.cages.get_mut(&cage)?;
        let before = std::mem::replace(&mut known.state, state.clone());
        let up = |state: &CageState| {
            let down = matches!(state, CageState::Stopped | CageState::Failed(_));
            !down && *state != CageState::Starting
        };
        let fact = match (up(&before), up(&state)) {
            (false, true) => Some(Fact::CageStarted {
                cage: known.name.clone(),
                engine: known.engine.to_owned(),
                network: known.network.clone(),
            }),
            (true, false) => Some(Fact::CageStopped {
                cage: known.name.clone(),
                why: match (&state, known.deed) {
                    (_, Some(deed)) => deed.to_owned(),
                    (CageState::Failed(why), None) => why.message.clone(),
                    _ => "nothing ran in it".to_owned(),
                },
            }),
            _ => None,
        };
        if state == CageState::Stopped {
            known.deed = None;
            self.disposables.stopped(cage, now);
        } else {
            self.disposables.used(cage);
        }
        self.facts.extend(fact);
        Some(Heard::State(cage, state))
    }

    fn used(&mut self, name: &str, uses: Uses) -> Option<Heard> {
        let cage = self.called(name)?;
        let known = self.cages.get_mut(&cage)?;
        let before = std::mem::replace(&mut known.uses, uses);
        self.facts.extend(uses::facts(&known.name, before, uses));
        (before != uses).then_some(Heard::Uses)
    }

    fn did(&mut self, cage: CageId, deed: &'static str) {
        if let Some(known) = self.cages.get_mut(&cage)
            && !matches!(known.state, CageState::Stopped | CageState::Failed(_))
        {
            known.deed = Some(deed);
        }
    }

    fn name(&self, cage: CageId) -> String {
        let known = self.cages.get(&cage);
        known.map(|known| known.name.clone()).unwrap_or_default()
    }

    fn called(&self, name: &str) -> Option<CageId> {
        let mut cages = self.cages.iter();
        cages
            .find(|(_, known)| known.name == name)
            .map(|(id, _)| *id)
    }

    fn tell(&mut self, order: &Order, fds: Vec<OwnedFd>) {
        let told = match &mut self.link {
            Some(link) => link.tell(order, fds),
            None => Err(Errno::PIPE),
        };
        if told.is_err() {
            self.lose();
        }
        self.watch();
    }

    fn lose(&mut self) {
        let Some(link) = self.link.take() else { return };
        tracing::error!("the warden has ended: no program can be started in a cage; {ANEW}");
        self.dying = Some(link.end());
        for known in self.cages.values_mut() {
            known.state = CageState::Failed(Refusal::failed(Reason::Gone, GONE, ANEW));
            let used = std::mem::take(&mut known.uses);
            self.facts
                .extend(uses::facts(&known.name, used, Uses::default()));
        }
        // Whoever waits is answered in the next turn.
        self.wake();
    }

    /// Watches it, as long as it lives.
    fn watch(&self) {
        let Some(link) = &self.link else { return };
        let (token, flags) = (EventData::new_u64(0), link.interest());
        let watched = match epoll::add(&self.epoll, link, token, flags) {
            Err(Errno::EXIST) => epoll::modify(&self.epoll, link, token, flags),
            other => other,
        };
        if let Err(error) = watched {
            tracing::warn!(%error, "the warden is not heard");
        }
    }

    /// Makes sure that [`Warden::ready`] is called once more.
    fn wake(&mut self) {
        let once = EventFlags::IN | EventFlags::ONESHOT;
        let woken = eventfd(1, EventfdFlags::CLOEXEC).and_then(|fd| {
            epoll::add(&self.epoll, &fd, EventData::new_u64(1), once)?;
            self.last_call = Some(fd);
            Ok(())
        });
        if let Err(error) = woken {
            tracing::warn!(%error, "who waits for the warden waits on");
        }
    }
}

impl AsFd for Warden {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.epoll.as_fd()
    }
}

impl Drop for Warden {
    fn drop(&mut self) {
        // It takes down what it has built, which is soon done; it ends by itself then.
        let left = self.link.take().map(Link::hang_up);
        for mut child in left.into_iter().chain(self.dying.take()) {
            let _ = child.wait();
        }
    }
}
