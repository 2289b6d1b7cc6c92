//! Every series of seven things that can happen, against a model that knows only what
//! the user may expect.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use lisere_policy::{CageId, Policy};

use super::{Acts, Due, Paste, Patience, Wish};
use crate::clock::Now;
use crate::crossing::Side;

/// What can happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// *Carry*, in whichever cage has the keys.
    Carry,
    /// *Paste-here*, likewise.
    Paste,
    /// The keys go on to the next cage.
    Focus,
    /// The oldest source that was asked answers, however late.
    Answer,
    /// The first cage loses its programs.
    SourceDeath,
    /// The second cage loses its programs.
    DestinationDeath,
    /// Time passes that no source may take.
    Timeout,
    /// The journal has written everything that was asked of it.
    Recorded,
}

const STEPS: [Step; 8] = [
    Step::Carry,
    Step::Paste,
    Step::Focus,
    Step::Answer,
    Step::SourceDeath,
    Step::DestinationDeath,
    Step::Timeout,
    Step::Recorded,
];

/// What was delivered: the carrying it came from (they count from 1), and the cage.
type Delivered = Vec<(u64, usize)>;

const PATIENCE: Patience = Patience {
    idle: Duration::from_secs(2),
    total: Duration::from_secs(10),
    hold: Duration::from_secs(60),
};
/// Longer than a source may be silent.
const LONG: Duration = Duration::from_millis(2001);
const MOMENT: Duration = Duration::from_millis(30);

/// The acts with the least of a core round them.
struct World {
    acts: Acts,
    now: Now,
    cages: [CageId; 3],
    focus: usize,
    /// Acts whose sources have not answered, oldest first.
    asked: VecDeque<u64>,
    /// The number of each act's carrying.
    carryings: HashMap<u64, u64>,
    /// Acts that wait for the journal, with the carrying and the destination.
    recording: Vec<(u64, u64, usize)>,
    delivered: Delivered,
}

impl World {
    fn new(cages: [CageId; 3]) -> World {
        World {
            acts: Acts::default(),
            now: Now(Duration::from_secs(1000)),
            cages,
            focus: 0,
            asked: VecDeque::new(),
            carryings: HashMap::new(),
            recording: Vec::new(),
            delivered: Vec::new(),
        }
    }

    fn step(&mut self, step: Step) {
        let cage = self.cages[self.focus];
        match step {
            Step::Carry => {
                let act = self.acts.carry(Side::Cage(cage), None, PATIENCE, self.now);
                let number = self.carryings.len() as u64 + 1;
                self.carryings.insert(act, number);
                self.asked.push_back(act);
            }
            Step::Paste => {
                if let Paste::Give { act, held } = self.acts.paste(cage, Wish::Paste) {
                    self.give(act, held.act, self.focus);
                }
            }
            Step::Focus => {
                self.focus = (self.focus + 1) % 3;
                self.acts.focus(Some(self.cages[self.focus]));
            }
            Step::Answer => {
                if let Some(act) = self.asked.pop_front() {
                    self.acts.ended(act, self.now);
                }
                self.now = self.now.after(MOMENT);
            }
            Step::SourceDeath => drop(self.acts.cage_died(self.cages[0])),
            Step::DestinationDeath => drop(self.acts.cage_died(self.cages[1])),
            Step::Timeout => self.now = self.now.after(LONG),
            Step::Recorded => self.record(),
        }
        while let Some(due) = self.acts.expire(self.now) {
            if let Due::Whole {
                held,
                give: Some((act, goal)),
            } = due
            {
                let to = self.cages.iter().position(|cage| *cage == goal.to);
                self.give(act, held.act, to.unwrap());
            }
        }
    }

    /// By a rule that allows it.
    fn give(&mut self, act: u64, of: u64, to: usize) {
        assert!(self.acts.prepared(act, None));
        self.recording.push((act, self.carryings[&of], to));
    }

    fn record(&mut self) {
        for (act, carrying, to) in std::mem::take(&mut self.recording) {
            if self.acts.recorded(act, false) {
                self.delivered.push((carrying, to));
            }
        }
    }
}

/// The carrying that counts, in the model.
#[derive(Clone, Copy, Debug)]
struct Newest {
    carrying: u64,
    cage: usize,
    /// When its source was asked; `None` once it has answered.
    asked: Option<Now>,
    /// Where it goes as soon as it is there.
    wanted: Option<usize>,
}

/// What the user may expect.
#[derive(Debug, Default)]
struct Model {
    now: Now,
    focus: usize,
    carryings: u64,
    unanswered: VecDeque<u64>,
    newest: Option<Newest>,
    /// What waits for its record.
    giving: Option<(u64, usize)>,
    delivered: Delivered,
}

impl Model {
    fn step(&mut self, step: Step) {
        match step {
            Step::Carry => self.carry(),
            Step::Paste => self.paste(),
            Step::Focus => {
                self.focus = (self.focus + 1) % 3;
                self.only_to(|to, focus| to == focus);
            }
            Step::Answer => self.answer(),
            Step::SourceDeath => self.dies(0),
            Step::DestinationDeath => self.dies(1),
            Step::Timeout => {
                self.now = self.now.after(LONG);
                // Nobody who was asked before this may still answer.
                self.newest.take_if(|newest| newest.asked.is_some());
            }
            Step::Recorded => {
                if let Some(given) = self.giving.take() {
                    self.delivered.push(given);
                    self.newest = None;
                }
            }
        }
    }

    fn carry(&mut self) {
        self.carryings += 1;
        self.unanswered.push_back(self.carryings);
        self.giving = None;
        self.newest = Some(Newest {
            carrying: self.carryings,
            cage: self.focus,
            asked: Some(self.now),
            wanted: None,
        });
    }

    fn paste(&mut self) {
        let Some(newest) = &mut self.newest else {
            return;
        };
        if newest.cage == self.focus || self.giving.is_some() {
            return;
        }
        match newest.asked {
            Some(_) => newest.wanted = Some(self.focus),
            None => self.giving = Some((newest.carrying, self.focus)),
        }
    }

    fn answer(&mut self) {
        let answered = self.unanswered.pop_front();
        if let Some(newest) = &mut self.newest
            && Some(newest.carrying) == answered
        {
            newest.asked = None;
            if let Some(to) = newest.wanted.take() {
                self.giving = Some((newest.carrying, to));
            }
        }
        self.now = self.now.after(MOMENT);
    }

    fn dies(&mut self, cage: usize) {
        let unread = |newest: &mut Newest| newest.cage == cage && newest.asked.is_some();
        self.newest.take_if(unread);
        self.only_to(|to, _| to != cage);
    }

    /// Gives up what goes elsewhere.
    fn only_to(&mut self, kept: impl Fn(usize, usize) -> bool) {
        let focus = self.focus;
        if let Some(newest) = &mut self.newest {
            newest.wanted.take_if(|to| !kept(*to, focus));
        }
        self.giving.take_if(|(_, to)| !kept(*to, focus));
    }
}

#[test]
fn every_series_of_seven_is_as_the_user_expects() {
    let policy = Policy::preset("home").unwrap();
    let cages = [0, 1, 2].map(|place: usize| policy.cages()[place].id());
    let mut delivered = 0;
    for series in 0..8_usize.pow(7) {
        let steps: Vec<Step> = (0..6)
            .map(|place| STEPS[(series >> (3 * place)) % 8])
            .collect();
        let (mut world, mut model) = (World::new(cages), Model::default());
        for step in &steps {
            world.step(*step);
            model.step(*step);
            assert_eq!(world.delivered, model.delivered, "{steps:?}");
        }
        delivered += model.delivered.len();
    }
    assert!(
        delivered > 500,
        "most series come to nothing, but not all: {delivered}"
    );
}

#[test]
fn the_user_is_asked_and_may_be_late() {
    let policy = Policy::preset("home").unwrap();
    let cages = [0, 1, 2].map(|place: usize| policy.cages()[place].id());
    let mut world = World::new(cages);
    let act = world
        .acts
        .carry(Side::Cage(cages[0]), None, PATIENCE, world.now);
    world.acts.ended(act, world.now);
    let now = world.now.after(MOMENT);
    assert!(matches!(
        world.acts.expire(now),
        Some(Due::Whole { give: None, .. })
    ));
    let give = |acts: &mut Acts| match acts.paste(cages[1], Wish::Paste) {
        Paste::Give { act, .. } => act,
        other => panic!("{other:?}"),
    };
    let first = give(&mut world.acts);
    let until = now.after(Duration::from_secs(30));
    assert!(world.acts.prepared(first, Some(until)));
    assert!(!world.acts.recorded(first, false), "nobody has agreed");
    assert_eq!(
        world.acts.expire(until),
        Some(Due::Unanswered { act: first })
    );
    assert!(!world.acts.agreed(first), "too late");
    // What is held can be given again, and the first answer does not count for it.
    let second = give(&mut world.acts);
    assert!(world.acts.prepared(second, Some(until)));
    assert!(!world.acts.agreed(first) && world.acts.agreed(second));
    assert!(!world.acts.recorded(first, false) && world.acts.recorded(second, false));
    assert_eq!(
        world.acts.paste(cages[1], Wish::Paste),
        Paste::Nothing,
        "it is used up"
    );
}

#[test]
fn what_is_held_is_wiped_in_time_but_not_under_the_users_hand() {
    let policy = Policy::preset("home").unwrap();
    let cages = [0, 1, 2].map(|place: usize| policy.cages()[place].id());
    let mut acts = Acts::default();
    let start = Now(Duration::from_secs(1));
    let act = acts.carry(Side::Cage(cages[0]), None, PATIENCE, start);
    acts.ended(act, start);
    let held = start.after(MOMENT);
    assert!(acts.expire(held).is_some());
    assert_eq!(acts.next(), Some(held.after(PATIENCE.hold)));
    let Paste::Give { act: given, .. } = acts.paste(cages[1], Wish::Paste) else {
        panic!("nothing is given");
    };
    let late = held.after(PATIENCE.hold);
    assert_eq!(acts.expire(late), None);
    acts.fail(given);
    assert_eq!(acts.expire(late), Some(Due::Wipe { act }));
    assert!(!acts.wants(act));
}
