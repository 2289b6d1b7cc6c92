//! One world of a pair: the plan's script and one behaviour of everything else, played together.

use std::time::Duration;

use lisere::actions::Action;
use lisere::clock::Now;
use lisere::desk::WindowId;
use wayland_client::protocol::wl_display::WlDisplay;

use super::deed::Deed;
use super::low::{Act, Finger};
use super::others::{Others, name};
use super::plan::{Phase, Plan};
use super::program::{Pane, Program};
use super::tap::{Tap, Told};
use crate::crossing::home_that_says;
use crate::fixture::policy_of_text;
use crate::fixture::{Fixture, Screen};
use lisere::backend::headless::RendererChoice;

/// The outputs, in pixels.
const SIZE: (i32, i32) = (640, 400);
/// The most programs of the watched cage.
const PROGRAMS: usize = 3;
/// The most windows of one of them.
const WINDOWS: usize = 4;
/// After so many answers to answers, programs and core talk for ever.
const ROUNDS: usize = 200;

/// A world, and what the watched cage has been told in it.
pub struct World {
    fixture: Fixture,
    tap: Tap,
    watched: &'static str,
    programs: Vec<Program>,
    others: Others,
    fingers: Vec<i32>,
    start: Now,
}

/// Plays a plan beside a behaviour; what the watched cage was told.
///
/// # Panics
/// When a client of the watched cage is ended, or the core panics.
#[must_use]
pub fn play(plan: &Plan, deeds: &[(u64, Deed)]) -> Vec<Told> {
    let mut world = World::new(plan);
    let mut deeds = deeds.iter().peekable();
    for (at, act) in &plan.acts {
        while let Some((when, deed)) = deeds.next_if(|(when, _)| when < at) {
            world.until(*when);
            world.deed(*deed);
        }
        world.until(*at);
        world.act(act);
    }
    for (when, deed) in deeds {
        world.until(*when);
        world.deed(*deed);
    }
    world.until(plan.end());
    let told = world.tap.told();
    world.dissolve();
    told
}

impl World {
    fn new(plan: &Plan) -> World {
        let screens = plan.scales.map(|scale| Screen::new(SIZE.0, SIZE.1, scale));
        let policy = policy_of_text(&home_that_says("deny"));
        let mut fixture = Fixture::with(policy, &screens, RendererChoice::Pixman);
        fixture.checks = false;
        let tap = Tap::new(fixture.cage(plan.watched));
        fixture.tap = Some(tap.clone());
        let others = Others::new(&mut fixture, plan.others);
        let start = fixture.now();
        World {
            fixture,
            tap,
            watched: plan.watched,
            programs: Vec::new(),
            others,
            fingers: Vec::new(),
            start,
        }
    }

    /// Everybody leaves, so that the core lets go of all that they shared with it: a
    /// world that is dropped as it is keeps its file descriptors open.
    fn dissolve(mut self) {
        self.programs.clear();
        for client in self.fixture.clients().to_vec() {
            self.fixture.disconnect(client);
        }
    }

    /// Lets everybody talk until nobody has anything more to say.
    fn settle(&mut self) {
        for _ in 0..ROUNDS {
            self.fixture.settle();
            let mut news = false;
            for program in &mut self.programs {
                news |= program.answer();
            }
            if !news {
                return;
            }
        }
        panic!("programs and core go on talking for ever");
    }

    /// Lets time pass until so many milliseconds from the start.
    fn until(&mut self, millis: u64) {
        let end = self.start.after(Duration::from_millis(millis));
        self.settle();
        while !self.fixture.step(end) {
            self.settle();
        }
        self.settle();
    }

    fn deed(&mut self, deed: Deed) {
        self.others.perform(&mut self.fixture, deed);
        self.settle();
    }

    fn act(&mut self, act: &Act) {
        match act {
            Act::Join => self.join(),
            Act::Leave => self.leave(),
            Act::Open(size) => self.open(*size, false),
            Act::Dialog(size) => self.open(*size, true),
            Act::Destroy(number) => self.destroy(*number),
            Act::Cursor(image) => self.programs[0].cursor(*image),
            Act::Copy | Act::Paste | Act::Select | Act::Drag => self.select(act),
            Act::Sync => {
                let client = &self.programs[0].client;
                let _ = client.connection().display().sync(client.queue(), ());
            }
            Act::Registry => {
                let client = &self.programs[0].client;
                let _ = WlDisplay::get_registry(&client.connection().display(), client.queue(), ());
            }
            Act::Phase(_)
            | Act::HandsOff
            | Act::PutAway
            | Act::AskClose(_)
            | Act::Key(_)
            | Act::Caps
            | Act::Point(..)
            | Act::Press
            | Act::Release
            | Act::Scroll(_)
            | Act::Finger(..)
            | Act::Pen(..) => self.user(act),
            _ => self.on_pane(act),
        }
        self.settle();
    }

    fn on_pane(&mut self, act: &Act) {
        let Some(pane) = act.window().and_then(|number| self.pane(number)) else {
            return;
        };
        match act {
            Act::Animate(_, frames) => pane.animate(*frames),
            Act::Feedback(_) => pane.feedback(),
            Act::Resize(_, size) => pane.resize(*size),
            Act::Title(_, length) => pane.window.toplevel.set_title("x".repeat(*length)),
            Act::Sub(_, at) => pane.sub(*at),
            Act::Popup(_, spot) => pane.popup(*spot),
            Act::PopDown(_) => pane.pop_down(),
            Act::Reposition(_, spot) => pane.reposition(*spot),
            Act::Mode(_, mode) => pane.mode(*mode),
            _ => {}
        }
    }

    /// A window of any program, by a number.
    fn pane(&mut self, number: usize) -> Option<&mut Pane> {
        let count = self.programs.len();
        (count > 0)
            .then(|| &mut self.programs[number % count])
            .and_then(|program| program.pane(number / count))
    }

    fn join(&mut self) {
        if self.programs.len() < PROGRAMS {
            let client = self.fixture.client(self.watched);
            self.programs.push(Program::new(client));
        }
    }

    fn leave(&mut self) {
        if self.programs.len() > 1
            && let Some(program) = self.programs.pop()
        {
            let client = program.client.clone();
            drop(program);
            self.fixture.disconnect(client);
        }
    }

    fn open(&mut self, size: (i32, i32), dialog: bool) {
        let main = self.programs[0].panes.first();
        let main = main.map(|pane| pane.window.clone());
        let at = if dialog { 0 } else { self.programs.len() - 1 };
        let program = &mut self.programs[at];
        if program.panes.len() >= WINDOWS {
            return;
        }
        program.open(size, main.as_ref().filter(|_| dialog));
        self.fixture.settle();
        let id = self.fixture.newest().expect("a window");
        if let Some(pane) = self.programs[at].panes.last_mut() {
            pane.window.id = id;
        }
        self.settle();
        if main.is_none() {
            self.house(id);
        }
    }

    /// The user puts the first window onto the second output, where it stays.
    fn house(&mut self, id: WindowId) {
        let second = self.fixture.output(1);
        self.fixture.core.desk.send_to_output(id, second);
        self.fixture.core.perform(Action::Focus(id));
    }

    fn destroy(&mut self, number: usize) {
        let count = self.programs.len();
        let at = number % count;
        let panes = &mut self.programs[at].panes;
        let window = number / count % panes.len().max(1);
        if window < panes.len() && (at, window) != (0, 0) {
            panes.remove(window).destroy();
        }
    }

    /// What is done with the serial of the newest press.
    fn select(&mut self, act: &Act) {
        let program = &self.programs[0];
        let client = program.client.clone();
        match (act, client.last_press()) {
            (Act::Copy, Some(serial)) => {
                let _ = client.copy(serial);
            }
            (Act::Select, Some(serial)) => {
                let _ = client.select(serial);
            }
            (Act::Drag, Some(serial)) => {
                let from = program.panes.first().map(|pane| &pane.window.surface);
                if let Some(from) = from {
                    let _ = client.drag(from, None, serial);
                }
            }
            (Act::Paste, _) => {
                if let Some(offer) = client.clipboard() {
                    let _ = client.ask(&offer);
                }
            }
            _ => {}
        }
    }

    fn main(&self) -> WindowId {
        self.programs[0].panes[0].window.id
    }

    fn user(&mut self, act: &Act) {
        match *act {
            Act::Phase(Phase::Away) => {
                let anchor = self.others.anchor();
                self.fixture.core.perform(Action::Focus(anchor));
            }
            Act::Phase(_) => {
                let main = self.main();
                self.fixture.core.perform(Action::Focus(main));
            }
            Act::HandsOff => {
                for slot in std::mem::take(&mut self.fingers) {
                    self.fixture.touch_up(slot);
                }
                self.others.hands_off(&mut self.fixture);
            }
            Act::PutAway => {
                let main = self.main();
                self.fixture.core.perform(Action::Minimise(main));
            }
            Act::AskClose(number) => {
                if let Some(id) = self.pane(number).map(|pane| pane.window.id) {
                    self.fixture.core.perform(Action::Close(id));
                }
            }
            Act::Key(letter) => self.fixture.key(&name(letter)),
            Act::Caps => self.fixture.key("KEY_CAPSLOCK"),
            Act::Point(x, y) => {
                if let Some((x, y)) = self.place(x, y) {
                    self.fixture.move_to(x, y);
                }
            }
            Act::Press => self.fixture.press(),
            Act::Release => self.fixture.release(),
            Act::Scroll(by) => self.fixture.scroll(by.into()),
            Act::Finger(finger, x, y) => self.finger(finger, x, y),
            Act::Pen(stroke, x, y) => {
                if let Some(at) = self.place(x, y) {
                    stroke.play(&mut self.fixture, at);
                }
            }
            _ => {}
        }
    }

    /// A place in the first window that the second output shows, in hundredths.
    fn place(&self, x: i32, y: i32) -> Option<(f64, f64)> {
        let second = self.fixture.core.outputs.get(self.fixture.output(1))?;
        let content = self.fixture.core.desk.entry(self.main())?.content;
        let shown = content.intersection(second.area())?.to_f64();
        Some((
            shown.loc.x + shown.size.w * f64::from(x) / 100.0,
            shown.loc.y + shown.size.h * f64::from(y) / 100.0,
        ))
    }

    fn finger(&mut self, finger: Finger, x: i32, y: i32) {
        let Some((x, y)) = self.place(x, y) else {
            return;
        };
        match (finger, self.fingers.pop()) {
            (Finger::Down, None) => {
                self.fixture.touch_down(0, x, y);
                self.fingers.push(0);
            }
            (Finger::Up, Some(slot)) => self.fixture.touch_up(slot),
            (_, Some(slot)) => {
                self.fixture.touch_move(slot, x, y);
                self.fingers.push(slot);
            }
            (_, None) => {}
        }
    }
}
