//! The other cages' programs: restless, greedy, at times broken; and the user's hands on them.

use std::collections::BTreeSet;

use lisere::actions::Action;
use lisere_cage::message::Volume;
use smithay::utils::{Logical, Point};
use wayland_client::Proxy;
use wayland_client::protocol::wl_callback::WlCallback;
use wayland_client::protocol::wl_seat::WlSeat;
use wayland_client::protocol::wl_surface::WlSurface;

use super::deed::{Deed, Fault, Hand, Wish};
use super::newer::Newer;
use super::pen::Stroke;
use crate::client::{self, Client, Popup, Spot, Window};
use crate::fixture::Fixture;
use crate::paint;

/// The most programs at a time.
const PROGRAMS: usize = 4;
/// The most windows of a program.
const WINDOWS: usize = 4;
/// Where the user's pointer rests: on the clock of the first output's bar.
const PARKED: (f64, f64) = (630.0, EDGING);
/// The bar's lower edge, where no part of it is: what the user does with its parts, down to
/// resting on them, is told to clients by what then has the pointer.
const EDGING: f64 = 32.0;

struct Pane {
    window: Window,
    popups: Vec<Popup>,
    subs: Vec<WlSurface>,
    /// Answers that it waits for.
    asked: Vec<WlCallback>,
}

/// Answers that a window waits for at most: nearly all that it may.
const ASKED: usize = 240;

struct Program {
    client: Client,
    panes: Vec<Pane>,
}

/// All of them. The first window of the first program stays, so that the user can
/// turn to it.
pub(super) struct Others {
    cages: [&'static str; 2],
    programs: Vec<Program>,
    /// Of each cage the program that speaks the protocols of daily use.
    newer: [Option<Newer>; 2],
    keys: BTreeSet<char>,
    fingers: BTreeSet<i32>,
    /// The first output's width, in logical pixels.
    width: f64,
}

impl Others {
    pub(super) fn new(fixture: &mut Fixture, cages: [&'static str; 2]) -> Others {
        let mut others = Others {
            cages,
            programs: Vec::new(),
            newer: [None, None],
            keys: BTreeSet::new(),
            fingers: BTreeSet::new(),
            width: 640.0,
        };
        others.join(fixture, 0);
        others.open(fixture, 0, (200, 100), None);
        others
    }

    /// The window that stays.
    pub(super) fn anchor(&self) -> lisere::desk::WindowId {
        self.programs[0].panes[0].window.id
    }

    pub(super) fn perform(&mut self, fixture: &mut Fixture, deed: Deed) {
        self.forget_ended(fixture);
        match deed {
            Deed::Join(cage) => self.join(fixture, cage),
            Deed::Leave(who) => self.leave(fixture, who),
            Deed::Err(who, fault) => self.err(who, fault),
            Deed::Open(who, size) => self.open(fixture, who, size, None),
            Deed::Dialog(who, parent, size) => self.open(fixture, who, size, Some(parent)),
            Deed::Draw(who, window, size) => self.draw(fixture, who, window, size),
            Deed::Destroy(who, window) => self.destroy(who, window),
            Deed::Crowd(who, count) => self.crowd(who, count),
            Deed::Cursor(who, named) => self.cursor(who, named),
            Deed::Copy(who) => {
                let client = &self.program(who).client;
                if let Some(serial) = client.last_press() {
                    let _ = client.copy(serial);
                }
            }
            Deed::Select(who) => {
                let client = &self.program(who).client;
                if let Some(serial) = client.last_press() {
                    let _ = client.select(serial);
                }
            }
            Deed::Sync(who) => {
                let client = &self.program(who).client;
                let _ = client.connection().display().sync(client.queue(), ());
            }
            Deed::Loud(how) => {
                let percent = u16::try_from(how).unwrap_or_default();
                let muted = how % 2 != 0;
                let volume = (how >= 0).then_some(Volume { percent, muted });
                fixture.core.set_volume(volume, Some(how % 3 == 0));
            }
            Deed::Newer(who, novelty) => {
                let (cage, at) = (self.cages[who % 2], who % 2);
                let newer = self.newer[at].get_or_insert_with(|| Newer::new(fixture, cage));
                newer.perform(fixture, novelty);
            }
            Deed::Hand(hand) => self.hand(fixture, hand),
            _ => {
                let (who, window) = deed.whose();
                let stays = self.stays(who, window) && matches!(deed, Deed::Unmap(..));
                if let Some(pane) = self.pane(who, window).filter(|_| !stays) {
                    pane.perform(deed);
                }
            }
        }
    }

    fn program(&mut self, who: usize) -> &mut Program {
        let count = self.programs.len();
        &mut self.programs[who % count]
    }

    fn pane(&mut self, who: usize, window: usize) -> Option<&mut Pane> {
        let panes = &mut self.program(who).panes;
        let count = panes.len();
        (count > 0).then(|| &mut panes[window % count])
    }

    fn forget_ended(&mut self, fixture: &mut Fixture) {
        while let Some(at) = self.programs.iter().position(|one| one.client.ended()) {
            let gone = self.programs.remove(at);
            let client = gone.client.clone();
            drop(gone);
            fixture.disconnect(client);
        }
    }

    fn join(&mut self, fixture: &mut Fixture, cage: usize) {
        if self.programs.len() < PROGRAMS {
            let client = fixture.client(self.cages[cage % self.cages.len()]);
            self.programs.push(Program {
                client,
                panes: Vec::new(),
            });
        }
    }

    fn leave(&mut self, fixture: &mut Fixture, who: usize) {
        let at = who % self.programs.len();
        if at > 0 {
            let client = self.programs.remove(at).client;
            fixture.disconnect(client);
        }
    }

    fn err(&mut self, who: usize, fault: Fault) {
        let at = who % self.programs.len();
        if at == 0 {
            return;
        }
        let client = self.programs[at].client.clone();
        client.courts_its_end();
        match fault {
            Fault::Bind => {
                let registry = client.registry_object();
                let _: WlSeat = registry.bind(9999, 1, client.queue(), ());
            }
            Fault::Role => {
                let shell = client.bound().drawing.shell.clone();
                let window = client.toplevel();
                let _ = shell.get_xdg_surface(&window.surface, client.queue(), ());
            }
        }
    }

    fn open(&mut self, fixture: &mut Fixture, who: usize, size: (i32, i32), parent: Option<usize>) {
        let parent = parent.and_then(|number| self.pane(who, number));
        let parent = parent.map(|pane| pane.window.toplevel.clone());
        let program = self.program(who);
        if program.panes.len() >= WINDOWS {
            return;
        }
        let mut window = program.client.toplevel();
        if parent.is_some() {
            window.toplevel.set_parent(parent.as_ref());
        }
        fixture.settle();
        window.id = fixture.newest().expect("a window");
        window.draw(size, paint::BLUE);
        self.program(who).panes.push(Pane {
            window,
            popups: Vec::new(),
            subs: Vec::new(),
            asked: Vec::new(),
        });
    }

    fn draw(&mut self, fixture: &mut Fixture, who: usize, window: usize, size: (i32, i32)) {
        let Some(pane) = self.pane(who, window) else {
            return;
        };
        // One that vanished asks for its configure again.
        pane.window.surface.commit();
        let window = pane.window.clone();
        fixture.settle();
        window.draw(size, paint::GREEN);
    }

    fn destroy(&mut self, who: usize, window: usize) {
        let stays = self.stays(who, window);
        let panes = &mut self.program(who).panes;
        let number = window % panes.len().max(1);
        if number < panes.len() && !stays {
            panes.remove(number).destroy();
        }
    }

    /// Whether these numbers mean the window that stays.
    fn stays(&self, who: usize, window: usize) -> bool {
        let at = who % self.programs.len();
        at == 0 && window.is_multiple_of(self.programs[0].panes.len().max(1))
    }

    /// Objects of every cheap kind, which stay until their program ends.
    fn crowd(&mut self, who: usize, count: u32) {
        let client = &self.program(who).client;
        let bound = client.bound();
        for _ in 0..count {
            let surface = client.surface();
            let region = bound.drawing.compositor.create_region(client.queue(), ());
            region.add(0, 0, 100, 100);
            surface.set_input_region(Some(&region));
            let _ = surface.frame(client.queue(), ());
            surface.commit();
        }
    }

    fn cursor(&mut self, who: usize, named: bool) {
        let client = self.program(who).client.clone();
        let Some(serial) = client.last_enter() else {
            return;
        };
        let surface = client.surface();
        let image = (!named).then_some(&surface);
        let pointer = &client.bound().hands.pointer;
        pointer.set_cursor(serial, image, 1, 1);
        client::show(&surface, &client.buffer((24, 24), paint::WHITE));
    }
}

impl Pane {
    /// Asks for an answer and commits, as long as no quota is met.
    fn ask(&mut self) {
        self.asked.retain(Proxy::is_alive);
        if self.asked.len() < ASKED {
            self.asked.push(self.window.ask_frame());
        }
    }

    fn perform(&mut self, deed: Deed) {
        let client = self.window.client.clone();
        match deed {
            Deed::Unmap(..) => {
                self.pop_all();
                self.window.unmap();
            }
            Deed::Flood(_, _, count) => {
                for _ in 0..count {
                    self.ask();
                }
            }
            Deed::Ask(..) => self.ask(),
            Deed::Title(_, _, length) => self.window.toplevel.set_title("t".repeat(length)),
            Deed::Wish(_, _, wish) => self.wish(wish),
            Deed::Sub(_, _, at) => {
                let parent = &self.window.surface;
                let (surface, _) = client.subsurface(parent, at, (30, 30), paint::RED);
                self.subs.push(surface);
                parent.commit();
            }
            Deed::Popup(_, _, at, grabs) => self.popup(at, grabs),
            Deed::PopDown(..) => {
                if let Some(popup) = self.popups.pop() {
                    popup.destroy();
                }
            }
            Deed::Drag(..) => {
                if let Some(serial) = client.last_press() {
                    let _ = client.drag(&self.window.surface, None, serial);
                }
            }
            _ => {}
        }
    }

    fn wish(&self, wish: Wish) {
        let toplevel = &self.window.toplevel;
        match wish {
            Wish::Maximised(true) => toplevel.set_maximized(),
            Wish::Maximised(false) => toplevel.unset_maximized(),
            Wish::Fullscreen(true) => toplevel.set_fullscreen(None),
            Wish::Fullscreen(false) => toplevel.unset_fullscreen(),
            Wish::Minimised => toplevel.set_minimized(),
            Wish::Least(least) => toplevel.set_min_size(least, least),
            Wish::Geometry(at) => self.window.xdg.set_window_geometry(at, at, 90, 60),
        }
        self.window.surface.commit();
    }

    fn popup(&mut self, at: (i32, i32), grabs: bool) {
        let client = self.window.client.clone();
        if self.popups.is_empty() {
            let popup = client.popup(&self.window.xdg, Spot::at(at.0, at.1, (90, 70)));
            if let Some(serial) = client.last_press().filter(|_| grabs) {
                popup.grab(serial);
            }
            popup.commit();
            self.popups.push(popup);
        } else if let Some(popup) = self.popups.last() {
            popup.draw((90, 70), paint::GREEN);
        }
    }

    fn pop_all(&mut self) {
        while let Some(popup) = self.popups.pop() {
            popup.destroy();
        }
    }

    fn destroy(mut self) {
        self.pop_all();
        self.window.destroy();
    }
}

impl Others {
    fn hand(&mut self, fixture: &mut Fixture, hand: Hand) {
        match hand {
            Hand::Bring(who, window) => self.bring(fixture, who, window),
            Hand::Point(x, y) => self.point(fixture, x.into(), y.into()),
            Hand::PointAt(who, window, x, y) => self.point_at(fixture, who, window, (x, y)),
            Hand::Press => fixture.press(),
            Hand::Release => fixture.release(),
            Hand::RightClick => {
                fixture.press_right();
                fixture.release_right();
            }
            Hand::Drag(x, y) => {
                fixture.press();
                self.point(fixture, x.into(), y.into());
                fixture.release();
            }
            Hand::SuperDrag(left, x, y) => {
                fixture.key_down("KEY_LEFTMETA");
                if left {
                    fixture.press();
                } else {
                    fixture.press_right();
                }
                self.point(fixture, x.into(), y.into());
                fixture.release();
                fixture.release_right();
                fixture.key_up("KEY_LEFTMETA");
            }
            Hand::Scroll(by) => fixture.scroll(by.into()),
            Hand::Key(letter) => self.key(fixture, letter),
            Hand::Hold(letter) => {
                if self.keys.insert(letter) {
                    fixture.key_down(&name(letter));
                }
            }
            Hand::Caps => fixture.key("KEY_CAPSLOCK"),
            Hand::Chord(letter) => fixture.chord(&["KEY_LEFTMETA", &name(letter)]),
            Hand::Switcher => {
                fixture.key_down("KEY_LEFTALT");
                fixture.chord(&["KEY_TAB"]);
                fixture.chord(&["KEY_ESC"]);
                fixture.key_up("KEY_LEFTALT");
            }
            Hand::Attention => {
                fixture.chord(&["KEY_LEFTMETA", "KEY_ESC"]);
                for key in ["KEY_TAB", "KEY_I", "KEY_R", "KEY_ESC"] {
                    fixture.key(key);
                }
            }
            Hand::Finger(slot, x, y) => self.finger(fixture, slot, (x, y)),
            Hand::FingerUp(slot) => {
                if self.fingers.remove(&slot) {
                    fixture.touch_up(slot);
                }
            }
            Hand::AskClose(who, window) => {
                if let Some(id) = self.pane(who, window).map(|pane| pane.window.id) {
                    fixture.core.perform(Action::Close(id));
                    fixture.settle();
                }
            }
            Hand::Pen(stroke, x, y) => {
                stroke.play(fixture, (x.into(), f64::from(y).max(EDGING)));
            }
        }
    }

    fn key(&self, fixture: &mut Fixture, letter: char) {
        if !self.keys.contains(&letter) {
            fixture.key(&name(letter));
        }
    }

    /// Only the first output's places are anybody's but the watched cage's.
    fn point(&self, fixture: &mut Fixture, x: f64, y: f64) {
        fixture.move_to(x.clamp(0.0, self.width - 2.0), y.max(EDGING));
    }

    fn point_at(&mut self, fixture: &mut Fixture, who: usize, window: usize, at: (i32, i32)) {
        let id = self.pane(who, window).map(|pane| pane.window.id);
        let content = id.and_then(|id| Some(fixture.core.desk.entry(id)?.content));
        if let Some(content) = content {
            let corner: Point<i32, Logical> = content.loc;
            let to = corner + Point::from(at);
            self.point(fixture, to.x.into(), to.y.into());
        }
    }

    fn bring(&mut self, fixture: &mut Fixture, who: usize, window: usize) {
        let Some(id) = self.pane(who, window).map(|pane| pane.window.id) else {
            return;
        };
        let first = fixture.output(0);
        fixture.core.desk.send_to_output(id, first);
        fixture.core.perform(Action::Focus(id));
        fixture.settle();
    }

    fn finger(&mut self, fixture: &mut Fixture, slot: i32, at: (i32, i32)) {
        let (x, y) = (f64::from(at.0), f64::from(at.1).max(EDGING));
        if self.fingers.insert(slot) {
            fixture.touch_down(slot, x, y);
        } else {
            fixture.touch_move(slot, x, y);
        }
    }

    /// The user lets go of everything, and the pointer rests on the bar.
    pub(super) fn hands_off(&mut self, fixture: &mut Fixture) {
        fixture.release();
        fixture.release_right();
        for letter in std::mem::take(&mut self.keys) {
            fixture.key_up(&name(letter));
        }
        for slot in std::mem::take(&mut self.fingers) {
            fixture.touch_up(slot);
        }
        Stroke::Away.play(fixture, PARKED);
        fixture.move_to(PARKED.0, PARKED.1);
    }
}

pub(super) fn name(letter: char) -> String {
    format!("KEY_{}", letter.to_ascii_uppercase())
}
