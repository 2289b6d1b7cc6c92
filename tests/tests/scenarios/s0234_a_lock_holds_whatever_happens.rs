//! Random schedules of screens that come and go or are dark, other consoles, keys, clicks,
//! programs that draw, answers right and wrong, helpers that die and cores that are started
//! again: while the session is
//! locked nothing of a program is seen, and none hears of input.

use lisere::backend::Backend;
use lisere::lock::Why as Reason;
use lisere::scene::Owner;
use lisere_auth::{Said, Why};
use lisere_tests::{Client, Fixture, Heard, Porter, Screen, Window, chance, paint};
use proptest::prelude::*;
use proptest::sample::select;
use tempfile::TempDir;
use wayland_client::protocol::{wl_keyboard, wl_pointer};

#[derive(Clone, Debug)]
enum Step {
    Lock,
    Plug,
    Unplug,
    Key(&'static str),
    Down(&'static str),
    Up(&'static str),
    Point(f64, f64),
    Click,
    Touch(f64, f64),
    Draw,
    Open,
    Fullscreen,
    Dies,
    Restart,
    Right,
    Wrong,
    Unasked,
    /// Another session has the seat, or has it no longer.
    Console(bool),
    /// Screens are lit or dark.
    Light(bool),
    Wait(u64),
}

impl Step {
    /// Whether it is something that devices do, which are another session's with the seat.
    fn sits(&self) -> bool {
        matches!(
            self,
            Step::Key(_)
                | Step::Down(_)
                | Step::Point(..)
                | Step::Click
                | Step::Touch(..)
                | Step::Right
                | Step::Wrong
        )
    }
}

const KEYS: [&str; 8] = [
    "KEY_A",
    "KEY_ENTER",
    "KEY_ESC",
    "KEY_BACKSPACE",
    "KEY_LEFTMETA",
    "KEY_LEFTCTRL",
    "KEY_TAB",
    "KEY_F",
];

fn steps() -> impl Strategy<Value = Step> {
    let key = || select(KEYS.to_vec());
    let place = || (0.0..500.0, 0.0..240.0);
    prop_oneof![
        3 => Just(Step::Lock),
        1 => Just(Step::Plug),
        1 => Just(Step::Unplug),
        3 => key().prop_map(Step::Key),
        1 => key().prop_map(Step::Down),
        1 => key().prop_map(Step::Up),
        2 => place().prop_map(|(x, y)| Step::Point(x, y)),
        2 => Just(Step::Click),
        1 => place().prop_map(|(x, y)| Step::Touch(x, y)),
        2 => Just(Step::Draw),
        1 => Just(Step::Open),
        1 => Just(Step::Fullscreen),
        2 => Just(Step::Dies),
        1 => Just(Step::Restart),
        2 => Just(Step::Right),
        2 => Just(Step::Wrong),
        1 => Just(Step::Unasked),
        2 => any::<bool>().prop_map(Step::Console),
        2 => any::<bool>().prop_map(Step::Light),
        1 => (0..5000_u64).prop_map(Step::Wait),
    ]
}

struct World {
    fixture: Fixture,
    porter: Porter,
    state: TempDir,
    clients: Vec<Client>,
    windows: Vec<Window>,
    /// Whether the session must be locked.
    locked: bool,
}

fn fixture() -> Fixture {
    Fixture::on("home", &[Screen::new(256, 192, 1.0)])
}

impl World {
    fn new() -> World {
        let state = tempfile::tempdir().expect("a folder");
        let mut fixture = fixture();
        let porter = fixture.lockable(Some(state.path()));
        let mut world = World {
            fixture,
            porter,
            state,
            clients: Vec::new(),
            windows: Vec::new(),
            locked: false,
        };
        world.open();
        world
    }

    fn open(&mut self) {
        let cage = ["web", "work"][self.clients.len() % 2];
        let client = self.fixture.client(cage);
        let window = self.fixture.window(&client, (220, 60), paint::RED);
        self.clients.push(client);
        self.windows.push(window);
    }

    /// All programs go, with what a core that is dropped would not close.
    fn leave(&mut self) {
        self.windows.clear();
        for client in std::mem::take(&mut self.clients) {
            self.fixture.disconnect(client);
        }
    }

    fn restart(&mut self) {
        self.leave();
        self.fixture = fixture();
        self.porter = self.fixture.lockable(Some(self.state.path()));
        let now = self.fixture.now();
        self.fixture.core.lock_as_kept(now);
        self.open();
    }

    /// Types something and has it judged; says whether it was.
    fn answer(&mut self, verdict: &Said) -> bool {
        self.porter.ask();
        self.fixture.key("KEY_B");
        self.fixture.key("KEY_ENTER");
        self.fixture.advance(61_000);
        let judged = self.porter.answer().is_some() && self.porter.say(verdict);
        self.fixture.frame();
        judged
    }

    /// Whether another session has the seat.
    fn away(&self) -> bool {
        self.fixture.core.backend.away()
    }

    /// Another session takes the seat, or gives it back: what is shown then is checked in the
    /// very first frame.
    fn console(&mut self, away: bool) {
        let now = self.fixture.now();
        let core = &mut self.fixture.core;
        let Backend::Headless(headless) = &mut core.backend else {
            panic!("a backend in memory");
        };
        match (std::mem::replace(&mut headless.away, away), away) {
            (false, true) => core.left_seat(Vec::new(), now),
            (true, false) => core.returned_to_seat(now),
            _ => {}
        }
    }

    fn take(&mut self, step: &Step) {
        if self.away() && step.sits() {
            return;
        }
        let fixture = &mut self.fixture;
        match step {
            Step::Lock => {
                let now = fixture.now();
                fixture
                    .core
                    .lock_session(Reason::Command, now)
                    .expect("a lock");
                self.locked = true;
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
            Step::Down(key) => fixture.key_down(key),
            Step::Up(key) => fixture.key_up(key),
            Step::Point(x, y) => fixture.move_to(*x, *y),
            Step::Click => fixture.click(),
            Step::Touch(x, y) => {
                fixture.touch_down(3, *x, *y);
                fixture.touch_up(3);
            }
            Step::Draw => self
                .windows
                .iter()
                .for_each(|w| w.draw((220, 60), paint::GREEN)),
            Step::Open if self.clients.len() < 4 => self.open(),
            Step::Open => {}
            Step::Fullscreen => {
                for window in &self.windows {
                    window.toplevel.set_fullscreen(None);
                }
                fixture.settle();
                self.windows.iter().for_each(fill);
            }
            Step::Dies => self.porter.die(),
            Step::Restart => self.restart(),
            Step::Right if self.locked => {
                self.locked = !self.answer(&Said::Passed);
            }
            Step::Wrong if self.locked => {
                self.answer(&Said::Failed(Why::Wrong));
            }
            Step::Right | Step::Wrong => {}
            Step::Unasked => {
                self.porter.say(&Said::Failed(Why::Wrong));
            }
            Step::Console(away) => self.console(*away),
            Step::Light(lit) => {
                let now = fixture.now();
                fixture.core.light(*lit, now);
            }
            Step::Wait(millis) => fixture.advance(*millis),
        }
    }

    /// What must hold after each step.
    fn check(&mut self, step: &Step) {
        self.fixture.frame();
        assert_eq!(self.fixture.locked(), self.locked, "after {step:?}");
        if !self.locked {
            return;
        }
        let unseen = self.away() || self.fixture.core.outputs.wall.idle.dark();
        let outputs: Vec<_> = self.fixture.core.outputs.iter().map(|s| s.id).collect();
        // Nobody sees what was drawn last before that, and nobody may take a picture of it.
        for output in outputs.into_iter().filter(|_| !unseen) {
            let map = self.fixture.core.backend.provenance(output).expect("a map");
            let all = map.cells.iter().map(|cell| cell.owner);
            let all = all.chain(map.pointer.iter().map(|(_, owner)| *owner));
            let foreign = all.filter(|owner| *owner != Owner::Trusted).count();
            assert_eq!(foreign, 0, "pixels of programs after {step:?}");
        }
        assert_eq!(self.fixture.core.focus.cage(), None, "after {step:?}");
        for client in &self.clients {
            // What it heard with the lock itself is that it has lost everything.
            let heard = match step {
                Step::Lock => Vec::new(),
                _ => client.told(input),
            };
            assert!(heard.is_empty(), "{heard:?} after {step:?}");
            client.forget();
        }
    }
}

/// Shows a window at the size it is told. Those of a frozen cage are told nothing, and stay as
/// they like.
fn fill(window: &Window) {
    match window.configured().size {
        (0, _) | (_, 0) => window.draw((220, 60), paint::BLUE),
        size => window.draw(size, paint::BLUE),
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

/// A quarter of the schedules, so that the quarters run side by side.
fn hold(quarter: u64) {
    let schedules = prop::collection::vec(steps(), 1..14);
    proptest!(chance::schedules(250, quarter), |(schedule in schedules)| {
        let mut world = World::new();
        for step in &schedule {
            world.take(step);
            world.check(step);
        }
        world.leave();
    });
}

#[test]
fn a_lock_holds_in_the_first_250_schedules() {
    hold(0);
}

#[test]
fn a_lock_holds_in_the_second_250_schedules() {
    hold(1);
}

#[test]
fn a_lock_holds_in_the_third_250_schedules() {
    hold(2);
}

#[test]
fn a_lock_holds_in_the_last_250_schedules() {
    hold(3);
}
