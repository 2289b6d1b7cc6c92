//! Playing a sequence: three programs in three cages, each painting in a colour of its own.

use lisere_tests::client::Spot;
use lisere_tests::{Client, Fixture, Popup, Screen, Window};
use wayland_client::protocol::wl_output::Transform;
use wayland_client::protocol::wl_subsurface::WlSubsurface;
use wayland_client::protocol::wl_surface::WlSurface;
use wayland_protocols::wp::viewporter::client::wp_viewport::WpViewport;
use wayland_protocols::xdg::shell::client::xdg_positioner::ConstraintAdjustment;
use wayland_protocols::xdg::shell::client::xdg_toplevel::ResizeEdge;

use crate::ops::{Act, Hand, Op, Pair, Slot, Wish};
use crate::seen::Seen;

/// The cages, and the one channel that each paints in.
const CAGES: [(&str, u32); 3] = [("web", 16), ("work", 8), ("vault", 0)];
const KEYS: [&str; 4] = ["KEY_A", "KEY_TAB", "KEY_ESC", "KEY_LEFTSHIFT"];
const CHORDS: [&[&str]; 8] = [
    &["KEY_LEFTALT", "KEY_TAB"],
    &["KEY_LEFTMETA", "KEY_1"],
    &["KEY_LEFTMETA", "KEY_2"],
    &["KEY_LEFTMETA", "KEY_LEFTSHIFT", "KEY_2"],
    &["KEY_LEFTMETA", "KEY_M"],
    &["KEY_LEFTMETA", "KEY_F"],
    &["KEY_LEFTMETA", "KEY_N"],
    &["KEY_LEFTMETA", "KEY_B"],
];
const TITLES: [&str; 4] = [
    "",
    "notes",
    "\u{202e}evil\n[Vault]",
    "Vault Vault Vault Vault Vault Vault Vault Vault",
];

/// One window of a program, with all that belongs to it.
struct Held {
    window: Window,
    size: Pair,
    shade: u32,
    scale: i32,
    subs: Vec<(WlSurface, WlSubsurface)>,
    popups: Vec<Popup>,
    viewport: Option<WpViewport>,
}

/// A program.
struct Program {
    client: Client,
    channel: u32,
    windows: [Option<Held>; 2],
}

/// Three programs, a core and a user.
pub(crate) struct World {
    fixture: Fixture,
    programs: Vec<Program>,
    seen: Seen,
}

impl World {
    pub(crate) fn new(screen: Screen) -> World {
        let mut fixture = Fixture::on("home", &[screen]);
        let programs = CAGES
            .iter()
            .map(|(cage, channel)| Program {
                client: fixture.client(cage),
                channel: *channel,
                windows: [None, None],
            })
            .collect::<Vec<_>>();
        let mut primaries = vec![None; fixture.core.policy.cages().len()];
        for program in &programs {
            primaries[program.client.cage().index()] = Some(program.channel);
        }
        fixture.primaries = Some(primaries);
        World {
            fixture,
            programs,
            seen: Seen::default(),
        }
    }

    /// One step, and a frame after it.
    pub(crate) fn play(&mut self, op: &Op) {
        match op {
            Op::Program(slot, act) => self.act(*slot, act),
            Op::User(hand) => self.hand(hand),
        }
        self.fixture.frame();
        self.seen.look(&mut self.fixture);
        self.close_dismissed();
    }

    /// Programs end one after the other; says what was seen.
    pub(crate) fn finish(mut self) -> Seen {
        while let Some(program) = self.programs.pop() {
            self.fixture.disconnect(program.client.clone());
            self.fixture.frame();
        }
        assert_eq!(
            self.fixture.core.windows.iter().count(),
            0,
            "nothing is left of programs that ended"
        );
        assert!(
            self.fixture.checked > 0,
            "frames were held against the claims"
        );
        self.seen
    }

    /// An honest program destroys popups that it was told are over.
    fn close_dismissed(&mut self) {
        for held in self
            .programs
            .iter_mut()
            .flat_map(|program| program.windows.iter_mut().flatten())
        {
            if let Some(first) = held.popups.iter().position(Popup::dismissed) {
                held.popups
                    .drain(first..)
                    .rev()
                    .for_each(|popup| popup.destroy());
            }
        }
        self.fixture.settle();
    }

    fn act(&mut self, slot: Slot, act: &Act) {
        if let Act::Draw { size, shade } = act {
            self.programs[slot.program].draw(&mut self.fixture, slot.window, *size, *shade);
            return;
        }
        let Some(slot) = self.existing(slot) else {
            return;
        };
        if act.by_hand() {
            self.reach(slot, act);
        }
        let program = &mut self.programs[slot.program];
        if let Act::Destroy = act {
            program.windows[slot.window]
                .take()
                .iter()
                .for_each(Held::destroy);
            return;
        }
        let client = program.client.clone();
        let other = program.windows[1 - slot.window].as_ref();
        let other = other.map(|held| held.window.toplevel.clone());
        let Some(held) = program.windows[slot.window].as_mut() else {
            return;
        };
        let paint = colour(program.channel, held.shade);
        match act {
            Act::Draw { .. } | Act::Destroy => {}
            Act::Popup { .. } | Act::Reposition { .. } | Act::PopupDraw { .. } | Act::PopupGone => {
                held.popup(&mut self.fixture, act, paint);
            }
            Act::Sub { .. } | Act::SubMove { .. } | Act::SubGone => held.tree(act, program.channel),
            Act::Cursor { .. } | Act::Drag { .. } | Act::MoveAlong | Act::ResizeAlong { .. } => {
                held.by_hand(&client, act, paint);
            }
            // Only the second may be a dialog of the first: a family without a circle.
            Act::Parent { whose } => {
                let parent = other.as_ref().filter(|_| *whose && slot.window == 1);
                held.window.toplevel.set_parent(parent);
            }
            _ => held.shape(act, program.channel),
        }
    }

    /// A window that there is: this one, or the next.
    fn existing(&self, slot: Slot) -> Option<Slot> {
        let from = slot.program * 2 + slot.window;
        let all = (from..from + 6).map(|at| Slot {
            program: at / 2 % 3,
            window: at % 2,
        });
        all.into_iter()
            .find(|slot| self.programs[slot.program].windows[slot.window].is_some())
    }

    /// The user's hand goes where an act needs it: into the window, and down on it.
    fn reach(&mut self, slot: Slot, act: &Act) {
        let held = self.programs[slot.program].windows[slot.window].as_ref();
        let Some(window) = held.map(|held| held.window.clone()) else {
            return;
        };
        if !self.fixture.core.desk.is_visible(window.id) {
            return;
        }
        self.fixture.point_into(&window, 12, 12);
        match act {
            Act::Cursor { .. } => {}
            Act::Popup { .. } => {
                self.fixture.release();
                self.fixture.click();
            }
            _ => {
                self.fixture.release();
                self.fixture.press();
            }
        }
    }

    fn hand(&mut self, hand: &Hand) {
        let fixture = &mut self.fixture;
        let at = |pair: Pair| (f64::from(pair.0), f64::from(pair.1));
        match *hand {
            Hand::Point(to) => fixture.move_to(at(to).0, at(to).1),
            Hand::Nudge(by) => fixture.move_by(at(by).0, at(by).1),
            Hand::Press => fixture.press(),
            Hand::Release => fixture.release(),
            Hand::PressRight => fixture.press_right(),
            Hand::ReleaseRight => fixture.release_right(),
            Hand::SuperDrag { from, to, right } => super_drag(fixture, at(from), at(to), right),
            Hand::Key(which) => fixture.key(KEYS[which]),
            Hand::Chord(which) => fixture.chord(CHORDS[which]),
            Hand::Touch { at: from, to } => {
                fixture.touch_down(1, at(from).0, at(from).1);
                fixture.touch_move(1, at(to).0, at(to).1);
                fixture.frame();
                fixture.touch_up(1);
            }
            Hand::Wait(millis) => fixture.advance(millis),
        }
    }
}

fn super_drag(fixture: &mut Fixture, from: (f64, f64), to: (f64, f64), right: bool) {
    fixture.move_to(from.0, from.1);
    fixture.key_down("KEY_LEFTMETA");
    if right {
        fixture.press_right()
    } else {
        fixture.press()
    }
    fixture.move_to(to.0, to.1);
    fixture.frame();
    if right {
        fixture.release_right()
    } else {
        fixture.release()
    }
    fixture.key_up("KEY_LEFTMETA");
}

/// A shade of the program's channel, sometimes translucent, premultiplied.
fn colour(channel: u32, shade: u32) -> u32 {
    let alpha = if shade & 0x100 == 0 {
        0xff
    } else {
        shade & 0xff
    };
    let bright = 0x40 + (shade >> 9) % 0xc0;
    alpha << 24 | (bright * alpha / 0xff) << channel
}

impl Program {
    fn draw(&mut self, fixture: &mut Fixture, place: usize, size: Pair, shade: u32) {
        let paint = colour(self.channel, shade);
        let held = match &mut self.windows[place] {
            Some(held) => held,
            empty => empty.insert(Held::open(fixture, &self.client)),
        };
        held.size = size;
        held.shade = shade;
        held.paint(paint);
    }
}

impl Held {
    fn open(fixture: &mut Fixture, client: &Client) -> Held {
        let mut window = client.toplevel();
        fixture.settle();
        window.id = fixture.newest().expect("a window");
        Held {
            window,
            size: (1, 1),
            shade: 0,
            scale: 1,
            subs: Vec::new(),
            popups: Vec::new(),
            viewport: None,
        }
    }

    /// Shows a buffer that fits size and scale, whole.
    fn paint(&mut self, paint: u32) {
        if let Some(viewport) = &self.viewport {
            viewport.set_source(-1.0, -1.0, -1.0, -1.0);
        }
        // After its content was taken away a window has to ask anew.
        let size = (
            self.size.0.min(900) * self.scale,
            self.size.1.min(900) * self.scale,
        );
        self.window.draw(size, paint);
    }

    fn close_popups(&mut self) {
        self.popups
            .drain(..)
            .rev()
            .for_each(|popup| popup.destroy());
    }

    fn destroy(&self) {
        self.popups.iter().rev().for_each(Popup::destroy);
        for (surface, role) in &self.subs {
            role.destroy();
            surface.destroy();
        }
        if let Some(viewport) = &self.viewport {
            viewport.destroy();
        }
        self.window.destroy();
    }

    fn shape(&mut self, act: &Act, channel: u32) {
        let paint = colour(channel, self.shade);
        let surface = self.window.surface.clone();
        match *act {
            Act::Obey => {
                let (w, h) = self.window.configured().size;
                self.size = (
                    if w > 0 { w } else { self.size.0 },
                    if h > 0 { h } else { self.size.1 },
                );
                self.paint(paint);
            }
            Act::Unmap => {
                self.close_popups();
                self.window.unmap();
                surface.commit();
            }
            Act::Geometry { at, size } => {
                self.window
                    .xdg
                    .set_window_geometry(at.0, at.1, size.0, size.1);
                surface.commit();
            }
            Act::Scale { scale, size } => {
                surface.set_buffer_scale(scale);
                self.scale = scale;
                self.size = size;
                self.paint(paint);
            }
            Act::Transform { number } => {
                surface.set_buffer_transform(Transform::try_from(number).expect("one of eight"));
                // Whole again, so that a source cut for the old way does not lie outside.
                self.paint(paint);
            }
            Act::Viewport { source, to } => self.cut(source, to),
            Act::Ask(wish) => self.ask(wish),
            Act::Title { words } => self.window.toplevel.set_title(TITLES[words].into()),
            Act::Limits { least, most } => {
                let more = |a: i32, b: i32| a.max(b);
                self.window.toplevel.set_min_size(least.0, least.1);
                self.window
                    .toplevel
                    .set_max_size(more(least.0, most.0), more(least.1, most.1));
                surface.commit();
            }
            Act::Offset { by } => {
                surface.offset(by.0, by.1);
                surface.commit();
            }
            _ => {}
        }
    }

    fn ask(&self, wish: Wish) {
        let toplevel = &self.window.toplevel;
        match wish {
            Wish::Maximise => toplevel.set_maximized(),
            Wish::Unmaximise => toplevel.unset_maximized(),
            Wish::Fullscreen => toplevel.set_fullscreen(None),
            Wish::Unfullscreen => toplevel.unset_fullscreen(),
            Wish::Minimise => toplevel.set_minimized(),
        }
    }

    /// A source lies inside the buffer by law, and is whole numbers where nothing stretches it.
    fn cut(&mut self, source: Option<Pair>, to: Option<Pair>) {
        let viewport = self
            .viewport
            .get_or_insert_with(|| self.window.client.viewport(&self.window.surface));
        let (w, h) = (self.size.0.min(self.size.1), self.size.0.min(self.size.1));
        match source {
            Some((x, y)) if x < w.min(900) && y < h.min(900) => {
                viewport.set_source(0.0, 0.0, f64::from(x), f64::from(y))
            }
            _ => viewport.set_source(-1.0, -1.0, -1.0, -1.0),
        }
        let (w, h) = to.unwrap_or((-1, -1));
        viewport.set_destination(w, h);
        self.window.surface.commit();
    }

    fn tree(&mut self, act: &Act, channel: u32) {
        let parent = &self.window.surface;
        match *act {
            Act::Sub {
                at,
                size,
                shade,
                above,
                sync,
            } if self.subs.len() < 3 => {
                let client = &self.window.client;
                let (surface, role) = client.subsurface(parent, at, size, colour(channel, shade));
                if above {
                    role.place_above(parent)
                } else {
                    role.place_below(parent)
                }
                if !sync {
                    role.set_desync();
                }
                self.subs.push((surface, role));
            }
            Act::SubMove { which, at, above } => {
                if let Some((surface, role)) = self.subs.get(which) {
                    role.set_position(at.0, at.1);
                    if above {
                        role.place_above(parent)
                    } else {
                        role.place_below(parent)
                    }
                    surface.commit();
                }
            }
            Act::SubGone => {
                if let Some((surface, role)) = self.subs.pop() {
                    role.destroy();
                    surface.destroy();
                }
            }
            _ => {}
        }
        parent.commit();
    }

    fn popup(&mut self, fixture: &mut Fixture, act: &Act, paint: u32) {
        let spot = |anchor: Pair, offset, size, adjust| Spot {
            size,
            anchor: (anchor.0, anchor.1, 1, 1),
            offset,
            adjust: ConstraintAdjustment::from_bits_truncate(adjust),
        };
        match *act {
            Act::Popup {
                anchor,
                offset,
                size,
                adjust,
                nested,
                grab,
            } if self.popups.len() < 4 => {
                let newest = self
                    .popups
                    .last()
                    .filter(|_| nested)
                    .map(|popup| &popup.xdg);
                let parent = newest.unwrap_or(&self.window.xdg);
                let popup = self
                    .window
                    .client
                    .popup(parent, spot(anchor, offset, size, adjust));
                // A grabbing popup must lie on a grabbing one or be the first.
                if grab && self.popups.is_empty() {
                    popup.grab(self.window.client.last_press().unwrap_or(0));
                }
                popup.commit();
                fixture.settle();
                popup.draw((size.0.min(300), size.1.min(300)), paint);
                self.popups.push(popup);
            }
            Act::Reposition {
                anchor,
                offset,
                size,
            } => {
                if let Some(popup) = self.popups.last() {
                    let positioner = popup.client.positioner(spot(anchor, offset, size, 0));
                    popup.popup.reposition(&positioner, 7);
                    positioner.destroy();
                }
            }
            Act::PopupDraw { size } => {
                self.popups
                    .iter()
                    .rev()
                    .take(1)
                    .for_each(|popup| popup.draw(size, paint));
            }
            Act::PopupGone => self.popups.pop().iter().for_each(Popup::destroy),
            _ => {}
        }
    }

    fn by_hand(&mut self, client: &Client, act: &Act, paint: u32) {
        let press = client.last_press().unwrap_or(0);
        let hands = &client.bound().hands;
        match *act {
            Act::Cursor { size, hotspot } => {
                if let Some(serial) = client.last_enter() {
                    let image = client.shown_surface(size, paint);
                    hands
                        .pointer
                        .set_cursor(serial, Some(&image), hotspot.0, hotspot.1);
                }
            }
            Act::Drag { size, at } => {
                let icon = client.surface();
                client.drag(&self.window.surface, Some(&icon), press);
                icon.attach(Some(&client.buffer(size, paint)), 0, 0);
                icon.offset(at.0, at.1);
                icon.commit();
            }
            Act::MoveAlong => self.window.toplevel._move(&hands.seat, press),
            Act::ResizeAlong { edge } => {
                let edge = ResizeEdge::try_from(edge).unwrap_or(ResizeEdge::Top);
                self.window.toplevel.resize(&hands.seat, press, edge);
            }
            _ => {}
        }
    }
}
