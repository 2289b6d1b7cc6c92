//! The key router beside its reference model: what every program is told after every event.

mod model;

use lisere::input::InputEvent;
use lisere_auth::Said;

pub use self::model::{KEYS, Model, Panel, Told, WISHES, code};
use crate::fixture::Fixture;
use crate::locks::Porter;
use crate::program::Program;
use crate::rawwl::Obj;
use crate::twins::Dice;

/// The cages of the four windows, by their places: two programs share one.
const CAGES: [&str; 4] = ["work", "work", "web", "vault"];
/// How many events before a difference are told.
const BEFORE: usize = 30;
/// Hands have so many fingers.
const FINGERS: usize = 4;

/// Something that happens.
#[derive(Clone, Copy, Debug)]
pub enum Act {
    /// A key goes down or up.
    Key(u32, bool),
    /// A window is clicked, by its place.
    Choose(usize),
    /// The cage with the keys gets its next layout.
    Layout,
    /// A keyboard is unplugged: all keys go up.
    Unplug,
    /// A program ends.
    End(usize),
    /// A program begins.
    Begin(usize),
    /// The password was right.
    Unlock,
}

/// How often what was played.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// Keys pressed or released.
    pub keys: u64,
    /// Messages that programs were told of keyboards.
    pub told: u64,
    /// Times that the keys went from one window to another.
    pub moves: u64,
    /// Times that the session was locked.
    pub locks: u64,
}

/// A core with programs, and the model of its keys.
pub struct Bench {
    fixture: Fixture,
    /// What is expected. Public, so that a test can make it expect something wrong.
    pub model: Model,
    programs: [Option<(Program, Obj)>; 4],
    porter: Porter,
    dice: Dice,
    played: Vec<Act>,
    tally: Tally,
}

impl Bench {
    /// Four windows, of which nobody has the keys.
    ///
    /// # Panics
    /// When the core can't be made.
    #[must_use]
    pub fn new(seed: u64) -> Bench {
        let mut fixture = Fixture::new("home");
        fixture.checks = false;
        fixture.prefer(WISHES);
        let porter = fixture.lockable(None);
        let mut bench = Bench {
            fixture,
            model: Model::default(),
            programs: [const { None }; 4],
            porter,
            dice: Dice::new(seed),
            played: Vec::new(),
            tally: Tally::default(),
        };
        (0..CAGES.len()).for_each(|place| bench.begin(place));
        bench.fixture.advance(600);
        bench.forget();
        bench
    }

    /// Plays so many events, each compared at once.
    ///
    /// # Errors
    /// The first difference, with what led to it.
    pub fn play(&mut self, events: u64) -> Result<Tally, String> {
        while self.tally.keys < events {
            let act = self.next();
            self.played.push(act);
            if self.played.len() > BEFORE {
                self.played.remove(0);
            }
            self.perform(act);
            self.compare(act)?;
        }
        Ok(self.tally)
    }

    fn next(&mut self) -> Act {
        let dice = &mut self.dice;
        let place = dice.below(CAGES.len());
        let quiet = !self.model.locked && self.model.panel == Panel::None;
        match dice.below(1000) {
            0..40 if quiet && !self.model.is_down(code::SUPER) => {
                match self.programs[place].is_some() {
                    true => Act::Choose(place),
                    false => Act::Begin(place),
                }
            }
            40..55 => Act::Layout,
            55..70 => Act::Unplug,
            70..73 if self.programs[place].is_some() => Act::End(place),
            73..93 if self.programs[place].is_none() => Act::Begin(place),
            93..300 if self.model.locked => Act::Unlock,
            _ => self.next_key(),
        }
    }

    fn next_key(&mut self) -> Act {
        let down = self.model.all_down();
        let lift = down.len() >= FINGERS || (!down.is_empty() && self.dice.percent(45));
        match lift {
            true => Act::Key(self.dice.pick(&down), false),
            false => {
                let key = self.dice.pick(&KEYS);
                // Some keyboards say twice what is so already.
                Act::Key(key, !self.dice.percent(2))
            }
        }
    }

    fn perform(&mut self, act: Act) {
        match act {
            Act::Key(key, pressed) => self.key(key, pressed),
            Act::Choose(place) => {
                // Nothing is clicked that is not drawn yet, nor what is drawn no more.
                self.fixture.frame();
                if let Some((program, _)) = &self.programs[place] {
                    let at = self.fixture.place_in(program, 50, 50);
                    self.fixture.move_to(at.0, at.1);
                    self.fixture.click();
                    self.model.choose(place);
                }
            }
            Act::Layout => {
                if let Some(cage) = self.fixture.focused() {
                    self.fixture.core.seats.next_layout(cage);
                    self.fixture.settle();
                }
                self.model.next_layout();
            }
            Act::Unplug => {
                for key in self.model.all_down() {
                    self.key(key, false);
                }
            }
            Act::End(place) => {
                if let Some((program, _)) = self.programs[place].take() {
                    self.fixture.cut(&program.raw);
                    self.model.vanish(place);
                }
            }
            Act::Begin(place) => {
                self.begin(place);
                self.fixture.advance(600);
            }
            Act::Unlock => {
                assert!(self.porter.say(&Said::Passed), "nobody asks");
                self.fixture.settle();
                self.porter.die();
                self.model.unlock();
                // Nothing is clicked that is not drawn yet.
                self.fixture.advance(600);
                self.tally.locks += 1;
            }
        }
    }

    fn key(&mut self, key: u32, pressed: bool) {
        let code = key;
        self.fixture.event(InputEvent::Key { code, pressed });
        match pressed {
            true => self.model.press(key),
            false => self.model.release(key),
        }
        self.tally.keys += 1;
    }

    fn begin(&mut self, place: usize) {
        let program = self.fixture.program(CAGES[place], place);
        let keyboard = program.keyboard();
        self.fixture.settle();
        self.model.appear(place, cage_number(place));
        self.programs[place] = Some((program, keyboard));
    }

    fn forget(&mut self) {
        let there = self.programs.iter().flatten();
        there.for_each(|(program, _)| program.raw.forget());
        self.model.take_told();
    }

    /// Holds what every program was told against what the model says.
    fn compare(&mut self, act: Act) -> Result<(), String> {
        let expected = self.model.take_told();
        self.tally.told += expected.len() as u64;
        let enters = expected.iter().filter(|(_, told)| *told == Told::Enter);
        self.tally.moves += enters.count() as u64;
        let shown = self.fixture.focused();
        let given = self
            .model
            .given()
            .map(|place| self.fixture.cage(CAGES[place]));
        if shown != given {
            return Err(self.report(act, &format!("the bar names {shown:?} and not {given:?}")));
        }
        for (place, there) in self.programs.iter().enumerate() {
            let Some((program, keyboard)) = there else {
                continue;
            };
            let heard = program.raw.heard().into_iter();
            let heard = heard.filter(|event| event.object == *keyboard);
            let heard: Vec<Told> = heard.filter_map(|event| told(&event)).collect();
            let own = expected.iter().filter(|(to, _)| *to == place);
            let own: Vec<Told> = own.map(|(_, told)| *told).collect();
            // A keyboard that was just asked for is told what there is.
            let new = matches!(act, Act::Begin(begun) if begun == place);
            if heard != own && !new {
                let what = format!("window {place} was told {heard:?} and not {own:?}");
                return Err(self.report(act, &what));
            }
            program.raw.forget();
        }
        Ok(())
    }

    fn report(&self, act: Act, what: &str) -> String {
        let before = self.played.iter().map(|act| format!("{act:?}"));
        let before = before.collect::<Vec<_>>().join("\n  ");
        let visible = self.fixture.core.desk.visible();
        let desk: Vec<_> = visible.map(|(id, entry)| (id, entry.content)).collect();
        format!(
            "after {} keys, at {act:?}: {what}\nmodel: {:?}\nshown: {desk:?}\nbefore:\n  {before}",
            self.tally.keys, self.model
        )
    }
}

/// The number of the cage of a window's place.
fn cage_number(place: usize) -> usize {
    let first = CAGES.iter().position(|cage| *cage == CAGES[place]);
    first.unwrap_or(place)
}

/// An event of a keyboard as the model tells it; none for what has nothing to do with keys.
fn told(event: &crate::rawwl::Event) -> Option<Told> {
    match event.name {
        "enter" => {
            assert!(
                matches!(event.values.get(2), Some(crate::rawwl::Value::Bytes(keys)) if keys.is_empty()),
                "a newcomer sees keys held: {event:?}"
            );
            Some(Told::Enter)
        }
        "leave" => Some(Told::Leave),
        "key" => Some(Told::Key(event.word(2), event.word(3) == 1)),
        "modifiers" => {
            assert_eq!(event.word(2), 0, "nothing latches");
            Some(Told::Modifiers(event.word(1), event.word(3), event.word(4)))
        }
        _ => None,
    }
}
