//! The world that an input is played in: the core, its gates, hostile programs, and what must hold.

use std::os::fd::OwnedFd;

use lisere_gate::{Gate, Usage};
use lisere_policy::Limit;
use lisere_tests::{Client, Fixture, Heard, Screen, Window};

use crate::behaviour::Behaviour;
use crate::connection::Connection;
use crate::input::Choices;
use crate::recipes;

/// Where hostile programs run, and where the honest one does.
pub(crate) const HOSTILE: &str = "web";
const HONEST: &str = "work";
/// Programs that one input may be, one after the other.
const LIVES: usize = 6;
/// What no honest program's transcript may contain: all that hostile ones say has it.
const MARK: &str = "evil";

/// An honest program and its window.
struct Honest {
    client: Client,
    window: Window,
    answered: usize,
    step: u32,
}

/// The world.
pub(crate) struct Stage {
    pub(crate) fixture: Fixture,
    pub(crate) hostile: Vec<Connection>,
    honest: Option<Honest>,
    pub(crate) behaviour: Behaviour,
    /// Which hostile program acts.
    pub(crate) current: usize,
    lives: usize,
    lower: u8,
}

impl Stage {
    /// The core on one small output; with an honest program in another cage or without.
    pub(crate) fn new(honest: bool, lower: u8) -> Stage {
        let mut fixture = Fixture::on("home", &[Screen::new(320, 240, 1.0)]);
        fixture.gentle = true;
        let honest = honest.then(|| {
            let client = fixture.client(HONEST);
            let window = fixture.window(&client, (100, 60), 0xff00_ff00);
            Honest {
                client,
                window,
                answered: 0,
                step: 0,
            }
        });
        Stage {
            fixture,
            hostile: Vec::new(),
            honest,
            behaviour: Behaviour::default(),
            current: 0,
            lives: 0,
            lower,
        }
    }

    /// A hostile program's connection that nothing was said on.
    pub(crate) fn join_raw(&mut self) {
        let socket = self.fixture.connect(HOSTILE);
        self.hostile.push(Connection::new(socket));
        self.lives += 1;
        self.settle();
    }

    /// A hostile program that has bound everything.
    pub(crate) fn join(&mut self) {
        self.join_raw();
        if let Some(new) = self.hostile.last_mut() {
            recipes::look(new);
        }
        self.settle();
        let lower = self.lower;
        if let Some(new) = self.hostile.last_mut() {
            recipes::bind_all(new, lower);
            recipes::hands(new);
        }
        self.settle();
    }

    /// The program that acts; the ended ones are taken away, and a few others come for them.
    pub(crate) fn current(&mut self) -> Option<&mut Connection> {
        self.hostile.retain(|one| !one.line.ended);
        if self.hostile.is_empty() {
            if self.lives >= LIVES {
                return None;
            }
            self.join();
        }
        let count = self.hostile.len().max(1);
        self.hostile.get_mut(self.current % count)
    }

    /// Hands a descriptor over with the next bytes.
    pub(crate) fn attach(&mut self, fd: OwnedFd) {
        if let Some(one) = self.current() {
            one.line.attach(fd);
        }
    }

    /// Lets everybody talk to the end, and looks whether all that must hold does.
    pub(crate) fn settle(&mut self) {
        for _ in 0..64 {
            let before: usize = self.waiting();
            for one in &mut self.hostile {
                one.line.flush(usize::MAX);
            }
            self.fixture.settle();
            let read: usize = self
                .hostile
                .iter_mut()
                .map(|one| one.receive(&mut self.behaviour))
                .sum();
            if read == 0 && self.waiting() == before {
                break;
            }
        }
        self.check();
    }

    fn waiting(&self) -> usize {
        self.hostile.iter().map(|one| one.line.waiting()).sum()
    }

    /// Lets a frame pass.
    pub(crate) fn frame(&mut self) {
        self.settle();
        self.fixture.frame();
        self.settle();
    }

    /// The honest program draws, and is answered at once.
    pub(crate) fn honest_step(&mut self) {
        let Some(honest) = &mut self.honest else {
            return;
        };
        honest.step += 1;
        let colour = 0xff00_0000 | ((honest.step * 8) & 0xff) << 8;
        honest.window.draw((100, 60), colour);
        let client = &honest.client;
        let display = client.connection().display();
        let _callback = display.sync(client.queue(), ());
        self.fixture.settle();
        let answers = honest.client.ever(|heard| match heard {
            Heard::Callback(..) => Some(()),
            _ => None,
        });
        let before = std::mem::replace(&mut honest.answered, answers.len());
        assert!(
            honest.answered > before,
            "the honest program was not answered"
        );
    }

    fn gate(&mut self) -> &mut Gate {
        self.fixture.gate(HOSTILE)
    }

    fn check(&mut self) {
        let usage = self.gate().usage();
        let reports = self.gate().reports();
        reports
            .iter()
            .for_each(|report| self.behaviour.report(report));
        self.behaviour.usage(&usage);
        let limits = self.fixture.core.policy.cage_named(HOSTILE);
        let limits = limits.expect("a cage").limits().clone();
        for limit in Limit::all() {
            let (held, most) = (usage.get(limit), limits.get(limit));
            assert!(held <= most, "{} holds {held} of {most}", limit.name());
        }
        let windows = self.fixture.core.windows.iter().count();
        self.behaviour.count("windows", windows);
    }

    /// Every hostile program leaves: nothing of theirs is left, and nobody else has noticed.
    pub(crate) fn end(&mut self) {
        self.settle();
        self.hostile.clear();
        self.fixture.settle();
        self.fixture.frame();
        let usage = self.gate().usage();
        assert_eq!(
            usage,
            Usage::default(),
            "a cage without programs holds things"
        );
        let cage = self.fixture.cage(HOSTILE);
        let left = self.fixture.core.windows.iter();
        let left = left.filter(|window| window.cage == cage).count();
        assert_eq!(left, 0, "windows of programs that are gone");
        self.honest_step();
        if let Some(honest) = &self.honest {
            let all = honest.client.ever(|heard| {
                let said = format!("{heard:?}");
                said.contains(MARK).then_some(said)
            });
            assert!(all.is_empty(), "the honest program was told {all:?}");
        }
    }

    /// The user does something.
    pub(crate) fn user(&mut self, choices: &mut Choices<'_>) {
        const KEYS: [&str; 6] = [
            "KEY_A",
            "KEY_TAB",
            "KEY_ESC",
            "KEY_LEFTALT",
            "KEY_LEFTMETA",
            "KEY_ENTER",
        ];
        let fixture = &mut self.fixture;
        let (x, y) = (choices.below(320) as f64, choices.below(240) as f64);
        match choices.below(10) {
            0..3 => fixture.move_to(x * 1.3, y),
            3 | 4 => fixture.press(),
            5 => fixture.release(),
            6 => {
                let newest = fixture.newest();
                let entry = newest.and_then(|id| fixture.core.desk.entry(id));
                let corner = entry.map_or((0, 0), |entry| entry.content.loc.into());
                let (x, y) = (f64::from(corner.0) + x / 8.0, f64::from(corner.1) + y / 8.0);
                fixture.move_to(x, y);
                // A window that has just appeared gets no click.
                fixture.advance(600);
                match choices.byte() {
                    0..160 => fixture.click(),
                    _ => fixture.press(),
                }
            }
            7 => fixture.scroll(x - 128.0),
            8 => fixture.key(choices.of(&KEYS).unwrap_or("KEY_A")),
            _ => self.finger(choices, (x, y)),
        }
    }

    fn finger(&mut self, choices: &mut Choices<'_>, (x, y): (f64, f64)) {
        match choices.below(3) {
            0 => self.fixture.touch_down(0, x, y),
            1 => self.fixture.touch_move(0, x, y),
            _ => self.fixture.touch_up(0),
        }
    }
}
