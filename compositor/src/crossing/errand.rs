//! Errands: transfers that the command line asked for, and what it is told of them.

use std::path::PathBuf;

use lisere_policy::TypeClass;
use lisere_policy::record::By;
use lisere_shell::{Giving, Language, Message};

use super::acts::{Goal, Wish};
use super::request::Request;
use super::take::Raw;
use super::{Origin, Side};
use crate::clock::Now;
use crate::state::Compositor;

/// What has become of an errand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// So many bytes of so many have been copied; more will follow.
    Progress(u64, u64),
    /// Files are at the destination, by these paths as it sees them.
    Sent(Vec<PathBuf>),
    /// A link is being opened.
    Opened,
    /// Rules or user said no; for people.
    Denied(String),
    /// Nobody answered the prompt in time; for people.
    TimedOut(String),
    /// It could not be done; for people.
    Failed(String),
}

impl Outcome {
    /// That it was denied: commands speak English.
    pub(super) fn denied(why: &Message) -> Self {
        Outcome::Denied(Language::En.say(why))
    }
}

/// A transfer that somebody waits to hear of.
#[derive(Debug)]
pub(super) struct Errand {
    /// The act that takes it, by which it is known.
    act: u64,
    /// The act that gives it on.
    giving: Option<u64>,
}

/// The transfers that somebody waits to hear of.
#[derive(Debug, Default)]
pub(super) struct Errands {
    going: Vec<Errand>,
    /// What they are to be told.
    outcomes: Vec<(u64, Outcome)>,
    /// The act whose link is being opened.
    pub(super) opening: Option<u64>,
}

impl Compositor {
    /// Begins what the command line asked for. What becomes of it is in
    /// [`Compositor::take_outcomes`], by the number that is returned.
    pub fn begin_errand(&mut self, request: Request, now: Now) -> u64 {
        let mime = "text/uri-list";
        let kind = (TypeClass::FileList, mime);
        let goal = |to, wish| {
            Some(Goal {
                to,
                focused: false,
                wish,
            })
        };
        let act = match request {
            Request::Send { from, to, files } => {
                let act = self.begin_read(from, kind, goal(to, Wish::Send), now);
                self.crossing
                    .errands
                    .going
                    .push(Errand { act, giving: None });
                self.stage_files(act, from, Origin::Opened(files), now);
                act
            }
            Request::Open { to, url } => {
                let goal = goal(to, Wish::Open);
                let act = self.begin_read(Side::Trusted, kind, goal, now);
                self.crossing
                    .errands
                    .going
                    .push(Errand { act, giving: None });
                if let Some(source) = &mut self.crossing.source {
                    source.raw = Some(Raw::Link(url));
                }
                self.crossing.acts.ended(act, now);
                act
            }
        };
        self.work.rearrange();
        act
    }

    /// Who asked for it has gone: what is still read, looked at or asked is not any more. What
    /// the user has agreed to goes on.
    pub fn withdraw_errand(&mut self, errand: u64, now: Now) {
        let going = &self.crossing.errands.going;
        let Some(errand) = going.iter().find(|going| going.act == errand) else {
            return;
        };
        let act = errand.giving.unwrap_or(errand.act);
        if !self.crossing.acts.undecided(act) {
            return;
        }
        let asking = self.crossing.asking.as_ref();
        if asking.is_some_and(|asking| asking.act == act) {
            self.close_prompt();
        }
        self.crossing.acts.fail(act);
        self.refused(act, By::Core, false, now);
        self.end_errand(act, || Outcome::Failed("nobody waits for it".to_owned()));
        self.forget_unwanted();
        self.say_of_crossing(Message::Giving(Giving::Withdrawn), now);
    }

    /// What has become of errands since the last call, in order.
    #[must_use]
    pub fn take_outcomes(&mut self) -> Vec<(u64, Outcome)> {
        std::mem::take(&mut self.crossing.errands.outcomes)
    }

    /// What was taken by an act is given on by another.
    pub(super) fn errand_given(&mut self, taken: u64, giving: u64) {
        let errand = self
            .crossing
            .errands
            .going
            .iter_mut()
            .find(|errand| errand.act == taken);
        if let Some(errand) = errand {
            errand.giving = Some(giving);
        }
    }

    /// An errand is over, if the act is one's.
    pub(super) fn end_errand(&mut self, act: u64, outcome: impl FnOnce() -> Outcome) {
        let errands = &mut self.crossing.errands.going;
        let its = |errand: &Errand| errand.act == act || errand.giving == Some(act);
        if let Some(at) = errands.iter().position(its) {
            let errand = errands.remove(at);
            self.crossing.errands.outcomes.push((errand.act, outcome()));
        }
    }

    pub(super) fn note_progress(&mut self, act: u64, done: u64, total: u64) {
        if self
            .crossing
            .errands
            .going
            .iter()
            .any(|errand| errand.act == act)
        {
            let progress = Outcome::Progress(done, total);
            self.crossing.errands.outcomes.push((act, progress));
        }
    }

    /// Errands that no act works on any more were pushed aside by something newer.
    pub(super) fn end_lost_errands(&mut self) {
        let acts = &self.crossing.acts;
        let placing = &self.crossing.placing;
        let opening = self.crossing.errands.opening;
        let alive = |act: u64| acts.wants(act) || placing.iter().any(|p| p.staged_by == act);
        let lost = |errand: &mut Errand| {
            let works = alive(errand.act) || errand.giving.is_some_and(alive);
            !works && errand.giving.is_none_or(|giving| Some(giving) != opening)
        };
        let lost: Vec<Errand> = self.crossing.errands.going.extract_if(.., lost).collect();
        for errand in lost {
            let why = "cancelled: something newer was carried".to_owned();
            let outcome = (errand.act, Outcome::Failed(why));
            self.crossing.errands.outcomes.push(outcome);
        }
    }
}
