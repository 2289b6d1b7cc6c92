//! The user's hands: pointer, keys and fingers, and what must hold whenever they do something.

use lisere::input::{BTN_LEFT, BTN_RIGHT, InputEvent};
use lisere::panels::LensAct;
use lisere::scene::{Layer, LayerId, Owner};
use lisere::seat::{AxisFrame, AxisMotion};
use lisere::state::ICON;
use lisere::trusted::PanelHot;
use lisere_policy::CageId;
use lisere_shell::Hot;
use smithay::utils::{Logical, Point};

use crate::client::Window;
use crate::fixture::Fixture;
use crate::keycodes;

impl Fixture {
    pub(crate) fn event(&mut self, event: InputEvent) {
        let now = self.now();
        self.core.input(event, now);
        self.settle();
    }

    /// Moves the pointer to a place in the global logical space.
    pub fn move_to(&mut self, x: f64, y: f64) {
        self.event(InputEvent::PointerTo((x, y).into()));
    }

    /// Moves the pointer to a place in a window's content, and lets a frame pass.
    pub fn point_into(&mut self, window: &Window, x: i32, y: i32) {
        let at = self.content(window).loc;
        self.move_to(f64::from(at.x + x), f64::from(at.y + y));
        self.frame();
    }

    /// Moves the pointer onto a window's title strip, clear of its buttons and its edges.
    pub fn point_at_strip(&mut self, window: &Window) {
        self.point_into(window, 20, -14);
    }

    /// Presses the left button.
    pub fn press(&mut self) {
        self.press_of(BTN_LEFT);
    }

    /// Releases the left button.
    pub fn release(&mut self) {
        self.release_of(BTN_LEFT);
    }

    /// Presses the right button.
    pub fn press_right(&mut self) {
        self.press_of(BTN_RIGHT);
    }

    /// Releases the right button.
    pub fn release_right(&mut self) {
        self.release_of(BTN_RIGHT);
    }

    /// A button that is down cannot be pressed again, nor one that is up be released.
    fn press_of(&mut self, code: u32) {
        let before = self.heard_presses();
        let seen = self.seen_at_pointer();
        // The icon of a drag that has ended is drawn until the next frame, at the pointer
        // and not in its way.
        let grabbed = !self.held.is_empty() || self.icon_drawn();
        let at = self.core.input.pointer.unwrap_or_default();
        if self.grave(at) || !self.held.insert(code) {
            return;
        }
        self.event(InputEvent::Button {
            code,
            pressed: true,
        });
        for cage in self.newly_told(&before, &self.heard_presses()) {
            let honest = grabbed || seen == Some(cage);
            assert!(honest, "a press at a pixel of {seen:?} went to {cage:?}");
        }
    }

    /// Whether a press there is one that a gentle user does not make.
    pub(crate) fn grave(&self, at: Point<f64, Logical>) -> bool {
        let place = self.core.desk.place_near(at).filter(|_| self.gentle);
        let Some(screen) = place.and_then(|place| self.core.outputs.get(place.id)) else {
            return false;
        };
        let inside = (at - screen.position.to_f64()).to_physical(screen.scale.factor());
        let part = self
            .core
            .pictures
            .panel_hot(screen.id, inside.to_i32_floor());
        matches!(
            part,
            Some(PanelHot::Key(
                LensAct::Freeze | LensAct::Kill | LensAct::Lock | LensAct::LogOut
            ))
        )
    }

    fn icon_drawn(&self) -> bool {
        let icon = LayerId::Framed(ICON);
        let screens = self.core.outputs.iter();
        let mut layers = screens.flat_map(|screen| &screen.scene.layers);
        layers.any(|(id, _)| *id == icon)
    }

    fn release_of(&mut self, code: u32) {
        if self.held.remove(&code) {
            self.event(InputEvent::Button {
                code,
                pressed: false,
            });
        }
    }

    /// Presses and releases the left button.
    pub fn click(&mut self) {
        self.press();
        self.release();
    }

    /// Clicks into a window's content.
    pub fn click_into(&mut self, window: &Window, x: i32, y: i32) {
        self.point_into(window, x, y);
        self.click();
        self.frame();
    }

    /// Presses at one place and releases at another, with a frame for each step between.
    pub fn drag_from_to(&mut self, from: (f64, f64), to: (f64, f64)) {
        self.move_to(from.0, from.1);
        self.frame();
        self.press();
        for step in 1..=4 {
            let along = f64::from(step) / 4.0;
            self.move_to(
                from.0 + (to.0 - from.0) * along,
                from.1 + (to.1 - from.1) * along,
            );
            self.frame();
        }
        self.release();
        self.frame();
    }

    /// The middle of the place on a window's frame where something can be done.
    #[must_use]
    pub fn hot(&self, window: &Window, wanted: Hot) -> (f64, f64) {
        let screens = self.core.outputs.iter();
        let framed =
            screens.flat_map(|screen| screen.scene.layers.iter().map(move |layer| (screen, layer)));
        let mut found = framed.filter_map(|(screen, (id, layer))| match layer {
            Layer::Framed(framed) if *id == LayerId::Framed(window.id) => {
                let (rect, _) = framed.sheets().hot.iter().find(|(_, hot)| *hot == wanted)?;
                let middle = (rect.x + rect.w / 2, rect.y + rect.h / 2);
                let at = (framed.outer().loc + Point::from(middle)).to_f64();
                Some(at.to_logical(screen.scale.factor()) + screen.position.to_f64())
            }
            _ => None,
        });
        let at = found
            .next()
            .unwrap_or_else(|| panic!("{wanted:?} is nowhere on the frame"));
        (at.x, at.y)
    }

    /// Clicks on a part of a window's frame.
    pub fn click_on(&mut self, window: &Window, wanted: Hot) {
        let at = self.hot(window, wanted);
        self.move_to(at.0, at.1);
        self.frame();
        self.click();
        self.frame();
    }

    /// The cage that gets the keys.
    #[must_use]
    pub fn focused(&self) -> Option<CageId> {
        self.core.focus.cage()
    }

    /// Turns a wheel by a detent, and by so many logical pixels.
    pub fn scroll(&mut self, pixels: f64) {
        let v120 = if pixels < 0.0 { -120 } else { 120 };
        self.turn(pixels, v120);
    }

    /// Turns a wheel by parts of a detent, of which it has 120.
    pub fn turn_wheel(&mut self, v120: i32) {
        self.turn(f64::from(v120) / 8.0, v120);
    }

    fn turn(&mut self, pixels: f64, v120: i32) {
        let vertical = AxisMotion {
            value: pixels,
            v120,
            ..AxisMotion::default()
        };
        self.event(InputEvent::Axis(AxisFrame {
            vertical,
            ..AxisFrame::default()
        }));
    }

    /// Presses a key such as `KEY_A`.
    pub fn key_down(&mut self, name: &str) {
        self.key_event(name, true);
    }

    /// Releases a key.
    pub fn key_up(&mut self, name: &str) {
        self.key_event(name, false);
    }

    /// Presses a key and looks before the core's turn and anything that clients say.
    pub fn press_now(&mut self, name: &str) {
        let (code, now) = (keycodes::code(name), self.now());
        let pressed = true;
        self.core.input(InputEvent::Key { code, pressed }, now);
    }

    /// Presses and releases a key.
    pub fn key(&mut self, name: &str) {
        self.key_down(name);
        self.key_up(name);
    }

    /// Presses keys in order and releases them in the opposite one.
    pub fn chord(&mut self, names: &[&str]) {
        names.iter().for_each(|name| self.key_down(name));
        names.iter().rev().for_each(|name| self.key_up(name));
    }

    /// Types letters and spaces.
    pub fn type_text(&mut self, text: &str) {
        for letter in text.chars() {
            let name = if letter == ' ' {
                "KEY_SPACE".into()
            } else {
                format!("KEY_{}", letter.to_ascii_uppercase())
            };
            self.key(&name);
        }
    }

    /// A key goes to at most one client, of the cage that the focus names.
    fn key_event(&mut self, name: &str, pressed: bool) {
        let before = self.heard_keys();
        let code = keycodes::code(name);
        let now = self.now();
        self.core.input(InputEvent::Key { code, pressed }, now);
        let focus = self.core.focus.cage();
        self.settle();
        let told = self.newly_told(&before, &self.heard_keys());
        assert!(told.len() <= 1, "{name} went to {} clients", told.len());
        let wrong = told.iter().find(|cage| pressed && Some(**cage) != focus);
        assert!(
            wrong.is_none(),
            "{name} went to {wrong:?} while {focus:?} has the keys"
        );
    }

    /// Puts a finger down.
    pub fn touch_down(&mut self, slot: i32, x: f64, y: f64) {
        if self.grave((x, y).into()) {
            return;
        }
        self.event(InputEvent::TouchDown {
            slot,
            at: (x, y).into(),
        });
        self.event(InputEvent::TouchFrame);
    }

    /// Moves a finger.
    pub fn touch_move(&mut self, slot: i32, x: f64, y: f64) {
        self.event(InputEvent::TouchMotion {
            slot,
            at: (x, y).into(),
        });
        self.event(InputEvent::TouchFrame);
    }

    /// Lifts a finger.
    pub fn touch_up(&mut self, slot: i32) {
        self.event(InputEvent::TouchUp { slot });
        self.event(InputEvent::TouchFrame);
    }

    fn heard_keys(&self) -> Vec<usize> {
        let clients = self.clients().iter().map(|client| client.keys().len());
        let raws = self
            .raws()
            .iter()
            .map(|raw| raw.count("wl_keyboard", "key"));
        clients.chain(raws).collect()
    }

    fn heard_presses(&self) -> Vec<usize> {
        let clients = self.clients().iter().map(crate::Client::presses);
        let raws = self.raws().iter().map(|raw| {
            let presses = raw.heard();
            let presses = presses.iter().filter(|event| {
                event.object.interface.name == "wl_pointer"
                    && event.name == "button"
                    && event.word(3) == 1
            });
            presses.count()
        });
        clients.chain(raws).collect()
    }

    /// The cages of the clients whose count grew.
    pub(crate) fn newly_told(&self, before: &[usize], after: &[usize]) -> Vec<CageId> {
        let clients = self.clients().iter().map(crate::Client::cage);
        let cages = clients.chain(self.raws().iter().map(crate::rawwl::Raw::cage));
        let grown = before.iter().zip(after).zip(cages);
        grown
            .filter(|((before, after), _)| after > before)
            .map(|(_, cage)| cage)
            .collect()
    }

    /// The cage whose window the user sees under the pointer.
    #[must_use]
    pub fn seen_at_pointer(&mut self) -> Option<CageId> {
        let at = self.core.input.pointer?;
        match self.owner_at(at) {
            Owner::Trusted => None,
            Owner::Frame(cage) | Owner::Backdrop(cage) | Owner::Client(cage) => Some(cage),
        }
    }

    /// Who owns a pixel, in global logical coordinates, the pointer's image aside.
    #[must_use]
    pub fn owner(&mut self, x: i32, y: i32) -> Owner {
        self.owner_at((f64::from(x), f64::from(y)).into())
    }

    /// Who owns a pixel, counted from the corner of a window's content.
    #[must_use]
    pub fn owner_in(&mut self, window: &Window, x: i32, y: i32) -> Owner {
        let at = self.content(window).loc;
        self.owner(at.x + x, at.y + y)
    }

    /// Who owns the pixel at a place in the global logical space, the pointer's image aside.
    #[must_use]
    pub fn owner_at(&mut self, at: Point<f64, Logical>) -> Owner {
        let screen = self
            .core
            .outputs
            .iter()
            .find(|screen| screen.area().to_f64().contains(at));
        let Some(screen) = screen else {
            return Owner::Trusted;
        };
        let place = (at - screen.position.to_f64())
            .to_physical(screen.scale.factor())
            .to_i32_floor::<i32>();
        let id = screen.id;
        let map = self.core.backend.provenance(id).expect("a map");
        map.cell(place.x, place.y).owner
    }
}
