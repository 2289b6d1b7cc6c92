//! The world that a sequence is played in: the core, three clients of three cages, a user.

use std::collections::HashSet;

use lisere_tests::{Client, Fixture, Screen};

use crate::ops::{Act, Aim, Op, Place};
use crate::pointing::Role;
use crate::surfaces::Surface;
use crate::windows::Win;

/// The cages, one for each client.
const CAGES: [&str; 3] = ["web", "work", "vault"];
/// The one channel that each client paints in: red, green, blue.
const CHANNELS: [u32; 3] = [16, 8, 0];
/// The output, in pixels.
const SIZE: (i32, i32) = (320, 240);

/// A client and what it has made.
pub(crate) struct Actor {
    pub(crate) client: Client,
    pub(crate) channel: u32,
    pub(crate) windows: Vec<Win>,
    pub(crate) cursor: Option<Surface>,
    pub(crate) icons: Vec<Role>,
}

/// The core and everyone who deals with it.
pub(crate) struct World {
    pub(crate) fixture: Fixture,
    pub(crate) actors: Vec<Actor>,
    pub(crate) scale: f64,
    /// How many outputs there are.
    pub(crate) screens: usize,
    /// Whether the left button is down.
    pub(crate) pressed: bool,
    /// The letter held down.
    pub(crate) held: Option<char>,
    pub(crate) fingers: HashSet<i32>,
}

/// Plays a sequence on an output of a scale.
///
/// # Panics
/// When a claim is broken, an honest client is ended, or the core panics.
pub(crate) fn play(scale: f64, ops: &[Op]) {
    let mut world = World::new(scale);
    for op in ops {
        world.step(op);
        world.fixture.frame();
    }
    assert!(world.fixture.checked > 0, "frames were checked");
}

impl World {
    fn new(scale: f64) -> World {
        let mut fixture = Fixture::on("home", &[Screen::new(SIZE.0, SIZE.1, scale)]);
        fixture.gentle = true;
        let mut primaries = vec![None; fixture.core.policy.cages().len()];
        for (name, channel) in CAGES.iter().zip(CHANNELS) {
            primaries[fixture.cage(name).index()] = Some(channel);
        }
        fixture.primaries = Some(primaries);
        let actors = (0..CAGES.len())
            .map(|who| Actor::join(&mut fixture, who))
            .collect();
        World {
            fixture,
            actors,
            scale,
            screens: 1,
            pressed: false,
            held: None,
            fingers: HashSet::new(),
        }
    }

    fn step(&mut self, op: &Op) {
        match op {
            Op::Client(who, Act::Leave) => self.leave(who % CAGES.len()),
            Op::Client(who, act) => self.act(who % CAGES.len(), act),
            Op::User(hand) => self.hand(hand),
            Op::Screens(plug) => self.plug(*plug),
            Op::Wait(millis) => self.fixture.advance(u64::from(*millis)),
        }
    }

    fn leave(&mut self, who: usize) {
        let next = Actor::join(&mut self.fixture, who);
        let gone = std::mem::replace(&mut self.actors[who], next);
        let client = gone.client.clone();
        drop(gone);
        self.fixture.disconnect(client);
    }

    /// An output of the usual size.
    pub(crate) fn screen(&self) -> Screen {
        Screen::new(SIZE.0, SIZE.1, self.scale)
    }

    /// A client together with the world that it acts on.
    pub(crate) fn actor(&mut self, who: usize) -> (&mut Actor, &mut Fixture) {
        (&mut self.actors[who], &mut self.fixture)
    }

    /// What the user does first, where a client cannot act without.
    fn lead_up(&mut self, who: usize, act: &Act) {
        match act {
            Act::Drag(window, _) if !self.pressed => self.reach(who, *window),
            Act::Popup(window, _, kind, _) if kind.grabs && !kind.nested && !self.pressed => {
                self.reach(who, *window);
                self.release();
            }
            Act::Cursor(hotspot, _) if !self.pressed => {
                self.point(Aim::In(who, hotspot.0.unsigned_abs() as usize, 40, 60));
            }
            _ => {}
        }
    }

    fn act(&mut self, who: usize, act: &Act) {
        self.lead_up(who, act);
        let (actor, fixture) = self.actor(who);
        match act {
            Act::Open(picture) => actor.open(fixture, picture),
            Act::Show(place, picture) => actor.show(fixture, *place, picture),
            Act::Unmap(window) => actor.unmap(*window),
            Act::Destroy(window) => actor.destroy(*window),
            Act::Obey(window) => actor.obey(*window),
            Act::Commit(place, frame) => actor.commit(*place, *frame),
            Act::Window(window, wish) => actor.wish(*window, wish),
            Act::Region(place, input, rect) => actor.region(*place, *input, *rect),
            Act::Sub(place, at, picture) => actor.sub(*place, *at, picture),
            Act::Hide(window, sub) => actor.hide(Place::Sub(*window, *sub)),
            Act::SubWish(window, sub, wish) => actor.sub_wish(*window, *sub, *wish),
            Act::Popup(window, spot, kind, picture) => {
                actor.popup(fixture, *window, (*spot, *kind), picture);
            }
            Act::Reposition(window, spot) => actor.reposition(*window, *spot),
            Act::PopDown(window) => actor.pop_down(*window),
            Act::Cursor(hotspot, picture) => actor.cursor(*hotspot, picture),
            Act::HideCursor => actor.hide_cursor(),
            Act::Accept => actor.accept(),
            Act::Drag(window, icon) => actor.drag(*window, *icon),
            Act::Leave => {}
        }
    }
}

impl Actor {
    fn join(fixture: &mut Fixture, who: usize) -> Actor {
        Actor {
            client: fixture.client(CAGES[who]),
            channel: CHANNELS[who],
            windows: Vec::new(),
            cursor: None,
            icons: Vec::new(),
        }
    }
}
