//! One cage's keyboard: its own modifiers and locks, and who in the cage has the keys.

use std::collections::BTreeMap;
use std::io;

use smithay::input::keyboard::xkb;
use smithay::reexports::wayland_server::Resource;
use smithay::reexports::wayland_server::backend::ClientId;
use smithay::reexports::wayland_server::protocol::wl_keyboard::{
    KeyState, KeymapFormat, WlKeyboard,
};
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;

use super::clients::{Clients, Focus, SeatClient};
use super::composing::Composing;
use super::keymap::{KeymapFile, Layout};
use super::leds::Leds;

/// XKB counts keys from 8, evdev from 0.
const XKB_OFFSET: u32 = 8;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Modifiers {
    pub(super) depressed: u32,
    pub(super) latched: u32,
    pub(super) locked: u32,
    pub(super) group: u32,
}

/// Who is owed the release of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Owed {
    /// Nobody any more.
    Nobody,
    /// The focus, which was given the press and has not changed.
    Focus,
    /// The cage's input method, which took the press.
    Method,
}

/// The keyboard as one cage knows it.
pub(crate) struct Keyboard {
    state: xkb::State,
    pub(super) file: KeymapFile,
    pub(super) repeat: (i32, i32),
    pub(super) focus: Option<Focus>,
    /// Keys down, by evdev code, whose press came to this cage.
    held: BTreeMap<u32, Owed>,
    /// What the focus was last told.
    told: Modifiers,
    /// What the cage's input method has of it.
    pub(super) composing: Composing,
}

impl Keyboard {
    pub(crate) fn new(layout: &Layout) -> io::Result<Keyboard> {
        Ok(Keyboard {
            state: xkb::State::new(&layout.keymap),
            file: layout.file()?,
            repeat: (layout.repeat_rate, layout.repeat_delay),
            focus: None,
            held: BTreeMap::new(),
            told: Modifiers::default(),
            composing: Composing::default(),
        })
    }

    /// Takes another layout over, with `file` made from it; locks and held keys stay.
    pub(crate) fn change(&mut self, clients: &mut Clients, layout: &Layout, file: KeymapFile) {
        let locked = self.state.serialize_mods(xkb::STATE_MODS_LOCKED);
        self.state = xkb::State::new(&layout.keymap);
        self.state.update_mask(0, 0, locked, 0, 0, 0);
        for code in self.held.keys() {
            self.state
                .update_key(keycode(*code), xkb::KeyDirection::Down);
        }
        self.file = file;
        self.repeat = (layout.repeat_rate, layout.repeat_delay);
        for (_, client) in clients.iter_mut() {
            for keyboard in client.keyboards.iter() {
                self.describe(keyboard);
            }
        }
        self.describe_to_grab();
        self.tell_modifiers(clients, true);
    }

    pub(crate) fn focus(&self) -> Option<&Focus> {
        self.focus.as_ref()
    }

    /// The active layout, counted from 0.
    pub(crate) fn group(&self) -> u32 {
        self.state.serialize_layout(xkb::STATE_LAYOUT_EFFECTIVE)
    }

    /// Makes the next of so many layouts the active one; whoever has the keys is told.
    pub(crate) fn next_layout(&mut self, clients: &mut Clients, count: u32) {
        turn_layout(&mut self.state, count);
        self.tell_modifiers(clients, false);
    }

    /// What is locked.
    pub(crate) fn leds(&self) -> Leds {
        Leds::of(&self.state)
    }

    /// Gives a new wl_keyboard the layout, and the focus if its client has it.
    pub(crate) fn introduce(
        &self,
        client_id: &ClientId,
        client: &mut SeatClient,
        new: &WlKeyboard,
    ) {
        self.describe(new);
        let Some(focus) = self
            .focus
            .as_ref()
            .filter(|focus| focus.client == *client_id)
        else {
            return;
        };
        new.enter(client.serials.next(), &focus.surface, Vec::new());
        send_modifiers(new, client.serials.next(), self.modifiers());
    }

    fn describe(&self, keyboard: &WlKeyboard) {
        keyboard.keymap(KeymapFormat::XkbV1, self.file.fd(), self.file.size);
        if keyboard.version() >= 4 {
            keyboard.repeat_info(self.repeat.0, self.repeat.1);
        }
    }

    /// Gives `focus` the keys. It sees none held, whatever the user's fingers do.
    pub(crate) fn enter(&mut self, clients: &mut Clients, focus: Focus) {
        if let Some(client) = clients.get(&focus.client) {
            let serial = client.serials.next();
            for keyboard in client.keyboards.iter() {
                keyboard.enter(serial, &focus.surface, Vec::new());
            }
        }
        self.focus = Some(focus);
        self.tell_modifiers(clients, true);
    }

    /// Takes the keys from whoever has them. To it, all keys are up from here.
    pub(crate) fn leave(&mut self, clients: &mut Clients) {
        for owed in self.held.values_mut() {
            if *owed == Owed::Focus {
                *owed = Owed::Nobody;
            }
        }
        self.foreign_left(clients);
        let Some(focus) = self.focus.take() else {
            return;
        };
        if let Some(client) = clients.get(&focus.client) {
            let serial = client.serials.next();
            for keyboard in client.keyboards.iter() {
                keyboard.leave(serial, &focus.surface);
            }
        }
    }

    pub(crate) fn press(&mut self, clients: &mut Clients, code: u32, time: u32) {
        let key = (code, KeyState::Pressed);
        let owed = if self.send_to_grab(clients, key, time) {
            Owed::Method
        } else {
            self.own_keymap(clients);
            match self.send_key(clients, code, KeyState::Pressed, time) {
                true => Owed::Focus,
                false => Owed::Nobody,
            }
        };
        self.held.insert(code, owed);
        self.state
            .update_key(keycode(code), xkb::KeyDirection::Down);
        self.tell_modifiers(clients, false);
    }

    pub(crate) fn release(&mut self, clients: &mut Clients, code: u32, time: u32) {
        let Some(owed) = self.held.remove(&code) else {
            return;
        };
        match owed {
            Owed::Focus => drop(self.send_key(clients, code, KeyState::Released, time)),
            Owed::Method => drop(self.send_to_grab(clients, (code, KeyState::Released), time)),
            Owed::Nobody => {}
        }
        self.state.update_key(keycode(code), xkb::KeyDirection::Up);
        self.tell_modifiers(clients, false);
    }

    /// Sends a key to the focus; `false` when there is none.
    fn send_key(&self, clients: &mut Clients, code: u32, state: KeyState, time: u32) -> bool {
        let Some(focus) = &self.focus else {
            return false;
        };
        if let Some(client) = clients.get(&focus.client) {
            let serial = client.serials.next_act();
            for keyboard in client.keyboards.iter() {
                keyboard.key(serial, time, code, state);
            }
        }
        true
    }

    pub(super) fn modifiers(&self) -> Modifiers {
        Modifiers {
            depressed: self.state.serialize_mods(xkb::STATE_MODS_DEPRESSED),
            latched: self.state.serialize_mods(xkb::STATE_MODS_LATCHED),
            locked: self.state.serialize_mods(xkb::STATE_MODS_LOCKED),
            group: self.group(),
        }
    }

    fn tell_modifiers(&mut self, clients: &mut Clients, always: bool) {
        let now = self.modifiers();
        let Some(focus) = self.focus.as_ref().filter(|_| always || now != self.told) else {
            return;
        };
        self.told = now;
        if let Some(client) = clients.get(&focus.client) {
            let serial = client.serials.next();
            for keyboard in client.keyboards.iter() {
                send_modifiers(keyboard, serial, now);
            }
        }
        self.tell_grab(clients, now);
    }

    /// Forgets a surface that is gone; `true` when it had the keys.
    pub(crate) fn forget(&mut self, clients: &mut Clients, surface: &WlSurface) -> bool {
        let had = self
            .focus
            .as_ref()
            .is_some_and(|focus| focus.surface == *surface);
        if had {
            self.leave(clients);
        }
        had
    }
}

/// Makes the next of so many layouts the active one; keys and locks stay as they are.
pub(crate) fn turn_layout(state: &mut xkb::State, count: u32) {
    let mods = |part| state.serialize_mods(part);
    let (down, latched) = (
        mods(xkb::STATE_MODS_DEPRESSED),
        mods(xkb::STATE_MODS_LATCHED),
    );
    let locked = mods(xkb::STATE_MODS_LOCKED);
    let active = state.serialize_layout(xkb::STATE_LAYOUT_EFFECTIVE);
    let next = active.saturating_add(1).checked_rem(count).unwrap_or(0);
    state.update_mask(down, latched, locked, 0, 0, next);
}

fn keycode(code: u32) -> xkb::Keycode {
    xkb::Keycode::new(code.saturating_add(XKB_OFFSET))
}

fn send_modifiers(keyboard: &WlKeyboard, serial: u32, to: Modifiers) {
    keyboard.modifiers(serial, to.depressed, to.latched, to.locked, to.group);
}

#[cfg(test)]
mod tests {
    use super::super::keymap::KeyboardSettings;
    use super::*;

    const SHIFT: u32 = 42;
    const CAPS: u32 = 58;

    fn keyboard() -> Keyboard {
        let layout = Layout::compile(&KeyboardSettings::default()).unwrap();
        Keyboard::new(&layout).unwrap()
    }

    #[test]
    fn a_release_updates_the_state_though_nobody_is_told() {
        let (mut keyboard, mut clients) = (keyboard(), Clients::default());
        keyboard.press(&mut clients, SHIFT, 0);
        assert_eq!(keyboard.modifiers().depressed, 1);
        keyboard.leave(&mut clients);
        assert_eq!(keyboard.held.get(&SHIFT), Some(&Owed::Nobody));
        keyboard.release(&mut clients, SHIFT, 1);
        assert_eq!(keyboard.modifiers(), Modifiers::default());
        assert!(keyboard.held.is_empty());
    }

    #[test]
    fn a_release_without_its_press_changes_nothing() {
        let (mut keyboard, mut clients) = (keyboard(), Clients::default());
        keyboard.release(&mut clients, SHIFT, 0);
        assert_eq!(keyboard.modifiers(), Modifiers::default());
    }

    #[test]
    fn layouts_go_round_and_locks_stay() {
        let two = KeyboardSettings {
            layout: "fr,us".into(),
            ..KeyboardSettings::default()
        };
        let layout = Layout::compile(&two).unwrap();
        let mut keyboard = Keyboard::new(&layout).unwrap();
        let mut clients = Clients::default();
        keyboard.press(&mut clients, CAPS, 0);
        keyboard.release(&mut clients, CAPS, 1);
        let mut groups = Vec::new();
        for _ in 0..3 {
            keyboard.next_layout(&mut clients, 2);
            groups.push(keyboard.group());
        }
        assert_eq!(groups, [1, 0, 1]);
        assert_eq!(keyboard.modifiers().locked, 2);
    }

    #[test]
    fn locks_survive_a_change_of_layout() {
        let (mut keyboard, mut clients) = (keyboard(), Clients::default());
        keyboard.press(&mut clients, CAPS, 0);
        keyboard.release(&mut clients, CAPS, 1);
        let french = Layout::compile(&KeyboardSettings {
            layout: "fr".into(),
            ..KeyboardSettings::default()
        })
        .unwrap();
        let file = french.file().unwrap();
        keyboard.change(&mut clients, &french, file);
        assert_eq!(keyboard.modifiers().locked, 2);
        assert!(keyboard.leds().caps && !keyboard.leds().num);
    }
}
