//! Random schedules of windows, commits, screens, keys, clicks and trusted screens while levels
//! are locked: nothing of a covered cage is seen, and none of its programs hears of input.

use lisere::lock::Why as Reason;
use lisere::scene::Owner;
use lisere_auth::{Said, Why};
use lisere_tests::client::Spot;
use lisere_tests::{Client, Fixture, Heard, Porter, Screen, Window, chance, paint};
use proptest::prelude::*;
use proptest::sample::select;
use wayland_client::protocol::{wl_keyboard, wl_pointer};

#[derive(Clone, Debug)]
enum Step {
    /// Locks all levels above the one at this place.
    Cover(usize),
    LockAll,
    Plug,
    Unplug,
    Key(&'static str),
    Chord(&'static [&'static str]),
    Point(f64, f64),
    Click,
    Drag(f64, f64),
    Touch(f64, f64),
    Draw,
    Open,
    Popup,
    Fullscreen,
    Act(&'static str),
    Answer(bool),
    Wait(u64),
}

const KEYS: [&str; 6] = [
    "KEY_A",
    "KEY_ENTER",
    "KEY_ESC",
    "KEY_TAB",
    "KEY_LEFT",
    "KEY_F",
];
const CHORDS: [&[&str]; 5] = [
    &["KEY_LEFTMETA", "KEY_ESC"],
    &["KEY_LEFTALT", "KEY_TAB"],
    &["KEY_LEFTMETA", "KEY_O"],
    &["KEY_LEFTMETA", "KEY_T"],
    &["KEY_LEFTMETA", "KEY_C"],
];
const ACTS: [&str; 7] = [
    "overview",
    "attention",
    "unlock-levels",
    "freeze-cage",
    "maximise",
    "focus-next-window",
    "minimise",
];

fn steps() -> impl Strategy<Value = Step> {
    let place = || (0.0..500.0, 0.0..240.0);
    prop_oneof![
        4 => (0..3_usize).prop_map(Step::Cover),
        1 => Just(Step::LockAll),
        1 => Just(Step::Plug),
        1 => Just(Step::Unplug),
        3 => select(KEYS.to_vec()).prop_map(Step::Key),
        2 => select(CHORDS.to_vec()).prop_map(Step::Chord),
        2 => place().prop_map(|(x, y)| Step::Point(x, y)),
        2 => Just(Step::Click),
        1 => place().prop_map(|(x, y)| Step::Drag(x, y)),
        1 => place().prop_map(|(x, y)| Step::Touch(x, y)),
        3 => Just(Step::Draw),
        2 => Just(Step::Open),
        1 => Just(Step::Popup),
        1 => Just(Step::Fullscreen),
        3 => select(ACTS.to_vec()).prop_map(Step::Act),
        2 => any::<bool>().prop_map(Step::Answer),
        1 => (0..5000_u64).prop_map(Step::Wait),
    ]
}

const CAGES: [&str; 3] = ["bank", "web", "vault"];

struct World {
    fixture: Fixture,
    porter: Porter,
    clients: Vec<Client>,
    windows: Vec<Window>,
    /// The place of the level above which all must be locked.
    above: Option<usize>,
}

impl World {
    fn new() -> World {
        let mut fixture = Fixture::on("home", &[Screen::new(320, 240, 1.0)]);
        let porter = fixture.lockable(None);
        let mut world = World {
            fixture,
            porter,
            clients: Vec::new(),
            windows: Vec::new(),
            above: None,
        };
        world.open();
        world.open();
        world
    }

    /// All programs go, with what a core that is dropped would not close.
    fn leave(&mut self) {
        self.windows.clear();
        for client in std::mem::take(&mut self.clients) {
            self.fixture.disconnect(client);
        }
    }

    /// A window of a cage that is not covered, whose programs would not be heard.
    fn open(&mut self) {
        let cage = CAGES[self.clients.len() % CAGES.len()];
        if self.covers(cage) || self.fixture.locked() || self.clients.len() >= 5 {
            return;
        }
        if self
            .fixture
            .core
            .connections
            .frozen(self.fixture.cage(cage))
        {
            return;
        }
        let client = self.fixture.client(cage);
        let window = self.fixture.window(&client, (180, 90), paint::RED);
        self.clients.push(client);
        self.windows.push(window);
    }

    fn covers(&self, cage: &str) -> bool {
        let cage = self.fixture.core.policy.cage_named(cage).expect("a cage");
        self.above
            .is_some_and(|above| cage.label().level.index() > above)
    }

    fn answer(&mut self, right: bool) {
        let asks = self.fixture.core.asks_to_uncover() || self.fixture.locked();
        if !asks {
            return;
        }
        self.porter.ask();
        self.fixture.key("KEY_B");
        self.fixture.key("KEY_ENTER");
        self.fixture.advance(61_000);
        let verdict = match right {
            true => Said::Passed,
            false => Said::Failed(Why::Wrong),
        };
        let locked = self.fixture.locked();
        let judged = self.porter.answer().is_some() && self.porter.say(&verdict);
        self.fixture.frame();
        if judged && right && !locked {
            self.above = None;
        }
    }

    fn take(&mut self, step: &Step) {
        let fixture = &mut self.fixture;
        match step {
            Step::Cover(above) => {
                let now = fixture.now();
                let locked = fixture.core.lock_levels(*above, Reason::Command, now);
                locked.expect("levels that can be locked");
                self.above = Some(self.above.map_or(*above, |known| known.min(*above)));
            }
            Step::LockAll => {
                let now = fixture.now();
                let locked = fixture.core.lock_session(Reason::Command, now);
                locked.expect("a lock");
            }
            Step::Plug if fixture.core.outputs.iter().count() < 3 => {
                fixture.plug(Screen::new(192, 128, 1.5));
            }
            Step::Unplug if fixture.core.outputs.iter().count() > 1 => {
                let last = fixture.core.outputs.iter().last().map(|screen| screen.id);
                last.into_iter().for_each(|last| fixture.unplug(last));
            }
            Step::Plug | Step::Unplug => {}
            Step::Key(key) => fixture.key(key),
            Step::Chord(keys) => fixture.chord(keys),
            Step::Point(x, y) => fixture.move_to(*x, *y),
            Step::Click => fixture.click(),
            Step::Drag(x, y) => fixture.drag_from_to((*x, *y), (*y, *x / 2.0)),
            Step::Touch(x, y) => {
                fixture.touch_down(3, *x, *y);
                fixture.touch_up(3);
            }
            Step::Draw => {
                let windows = self.windows.iter();
                windows.for_each(|window| window.draw((180, 90), paint::GREEN));
            }
            Step::Open => self.open(),
            Step::Popup => self.popup(),
            Step::Fullscreen => {
                let windows = self.windows.iter();
                windows.for_each(|window| window.toplevel.set_fullscreen(None));
            }
            Step::Act(action) => {
                let now = fixture.now();
                let _ = fixture.core.act(action, None, None, now);
            }
            Step::Answer(right) => self.answer(*right),
            Step::Wait(millis) => fixture.advance(*millis),
        }
    }

    /// A menu of the window that opened last, where its program is heard.
    fn popup(&mut self) {
        let at = self.windows.len().saturating_sub(1);
        let Some(window) = self.windows.get(at) else {
            return;
        };
        if self.fixture.core.connections.frozen(window.client.cage()) {
            return;
        }
        let popup = window.client.popup(&window.xdg, Spot::at(10, 10, (40, 30)));
        popup.commit();
        self.fixture.settle();
        popup.draw((40, 30), paint::BLUE);
    }

    /// Whether more is covered than was said: in the lens keys, presses and fingers lock what is
    /// above a window. Never is it less.
    fn more(&mut self, step: &Step) -> bool {
        let above = self.fixture.core.lock.above();
        let in_lens = matches!(
            step,
            Step::Key(_) | Step::Click | Step::Drag(..) | Step::Touch(..)
        );
        let before = std::mem::replace(&mut self.above, above);
        let more = above.is_some_and(|above| before.is_none_or(|before| above < before));
        assert!(above == before || (in_lens && more), "after {step:?}");
        more
    }

    fn check(&mut self, step: &Step) {
        self.fixture.frame();
        let more = self.more(step);
        let outputs: Vec<_> = self.fixture.core.outputs.iter().map(|s| s.id).collect();
        for output in outputs {
            let map = self.fixture.core.backend.provenance(output).expect("a map");
            let all = map.cells.iter().map(|cell| cell.owner);
            let all = all.chain(map.pointer.iter().map(|(_, owner)| *owner));
            let foreign = |owner: Owner| match owner {
                Owner::Client(cage) => self.fixture.core.lock.covers(cage),
                _ => false,
            };
            let seen = all.filter(|owner| foreign(*owner)).count();
            assert_eq!(seen, 0, "pixels of covered cages after {step:?}");
        }
        let focused = self.fixture.core.focus.cage();
        let hears = focused.is_some_and(|cage| self.fixture.core.lock.covers(cage));
        assert!(!hears, "{focused:?} has the keys after {step:?}");
        for client in &self.clients {
            let covered = self.fixture.core.lock.covers(client.cage());
            // With the cover itself it hears that it has lost everything.
            let news = more || matches!(step, Step::Cover(_) | Step::Answer(_));
            let heard = match covered && !news {
                true => client.told(input),
                false => Vec::new(),
            };
            assert!(heard.is_empty(), "{heard:?} after {step:?}");
            client.forget();
        }
    }
}

/// What is input, and not the news of it that every new client gets.
fn input(heard: &Heard) -> Option<String> {
    match heard {
        Heard::Keyboard(
            _,
            wl_keyboard::Event::Keymap { .. } | wl_keyboard::Event::RepeatInfo { .. },
        ) => None,
        Heard::Keyboard(_, event) => Some(format!("{event:?}")),
        Heard::Pointer(_, wl_pointer::Event::Frame | wl_pointer::Event::Leave { .. }) => None,
        Heard::Pointer(_, event) => Some(format!("{event:?}")),
        Heard::Touch(_, event) => Some(format!("{event:?}")),
        _ => None,
    }
}

/// A half of the schedules, so that the halves run side by side.
fn hold(half: u64) {
    let schedules = prop::collection::vec(steps(), 1..14);
    proptest!(chance::schedules(200, half), |(schedule in schedules)| {
        let mut world = World::new();
        for step in &schedule {
            world.take(step);
            world.check(step);
        }
        world.leave();
    });
}

#[test]
fn covers_hold_in_the_first_200_schedules() {
    hold(0);
}

#[test]
fn covers_hold_in_the_last_200_schedules() {
    hold(1);
}
