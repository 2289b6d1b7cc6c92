//! Keys that go through a cage's input method: those it takes, and those it types.

use std::collections::BTreeSet;
use std::os::fd::{AsFd, OwnedFd};

use smithay::reexports::wayland_protocols_misc::zwp_input_method_v2::server::zwp_input_method_keyboard_grab_v2::ZwpInputMethodKeyboardGrabV2;
use smithay::reexports::wayland_server::Resource;
use smithay::reexports::wayland_server::backend::ClientId;
use smithay::reexports::wayland_server::protocol::wl_keyboard::{KeyState, KeymapFormat};

use super::clients::{Clients, SeatClient};
use super::keyboard::{Keyboard, Modifiers};

/// What an input method has of its cage's keyboard.
#[derive(Debug, Default)]
pub(super) struct Composing {
    grab: Option<(ZwpInputMethodKeyboardGrabV2, ClientId)>,
    /// Whether the grab counts now: something is typed into.
    on: bool,
    /// The keymap of the keys that it types.
    file: Option<(OwnedFd, u32)>,
    /// Those that it holds.
    held: BTreeSet<u32>,
    /// Whether the focus was told of that keymap last.
    told: bool,
}

impl Composing {
    /// The grab that takes the keys now.
    pub(super) fn taker(&self) -> Option<&(ZwpInputMethodKeyboardGrabV2, ClientId)> {
        let grab = self.grab.as_ref().filter(|_| self.on);
        grab.filter(|(object, _)| object.is_alive())
    }
}

impl Keyboard {
    /// An input method wishes for the keys; it learns of the keymap, and what is held.
    pub(crate) fn begin_grab(
        &mut self,
        clients: &mut Clients,
        grab: ZwpInputMethodKeyboardGrabV2,
        client: ClientId,
    ) {
        grab.keymap(KeymapFormat::XkbV1, self.file.fd(), self.file.size);
        let (rate, delay) = self.repeat;
        grab.repeat_info(rate, delay);
        let serial = clients.admit(client.clone()).serials.next();
        let now = self.modifiers();
        grab.modifiers(serial, now.depressed, now.latched, now.locked, now.group);
        self.composing.grab = Some((grab, client));
    }

    /// The keymap has changed.
    pub(super) fn describe_to_grab(&self) {
        if let Some((grab, _)) = &self.composing.grab
            && grab.is_alive()
        {
            grab.keymap(KeymapFormat::XkbV1, self.file.fd(), self.file.size);
            grab.repeat_info(self.repeat.0, self.repeat.1);
        }
    }

    /// A client is gone, and what it had of the keyboard.
    pub(crate) fn forget_client(&mut self, client: &ClientId) {
        let gone = self.composing.grab.take_if(|(_, owner)| owner == client);
        if gone.is_some() {
            self.composing.on = false;
        }
    }

    pub(crate) fn end_grab(&mut self) {
        self.composing.grab = None;
    }

    pub(crate) fn grab_gone(&mut self, gone: &ZwpInputMethodKeyboardGrabV2) {
        self.composing.grab.take_if(|(grab, _)| grab == gone);
    }

    /// The input method has the keys, or not.
    pub(crate) fn set_grabbed(&mut self, on: bool) {
        self.composing.on = on;
    }

    /// Sends a key to the input method; false if it does not take any.
    pub(super) fn send_to_grab(
        &self,
        clients: &mut Clients,
        (code, state): (u32, KeyState),
        time: u32,
    ) -> bool {
        // A release goes to who took the press, wherever the user types by now.
        let taker = match state {
            KeyState::Pressed => self.composing.taker(),
            _ => self.composing.grab.as_ref(),
        };
        let Some((grab, client)) = taker.filter(|(grab, _)| grab.is_alive()) else {
            return false;
        };
        let Some(client) = clients.get(client) else {
            return false;
        };
        grab.key(client.serials.next(), time, code, state);
        true
    }

    /// Tells the input method what is held and locked.
    pub(super) fn tell_grab(&self, clients: &mut Clients, now: Modifiers) {
        let Some((grab, client)) = self.composing.taker() else {
            return;
        };
        if let Some(client) = clients.get(client) {
            let serial = client.serials.next();
            grab.modifiers(serial, now.depressed, now.latched, now.locked, now.group);
        }
    }

    pub(crate) fn set_foreign(&mut self, file: OwnedFd, size: u32) {
        self.composing.file = Some((file, size));
        self.composing.told = false;
    }

    /// The client that has the keys, once it knows the keymap of what comes.
    fn foreign_focus<'c>(&mut self, clients: &'c mut Clients) -> Option<&'c mut SeatClient> {
        let (file, size) = self.composing.file.as_ref()?;
        let client = clients.get(&self.focus.as_ref()?.client)?;
        if !std::mem::replace(&mut self.composing.told, true) {
            for keyboard in client.keyboards.iter() {
                keyboard.keymap(KeymapFormat::XkbV1, file.as_fd(), *size);
            }
        }
        Some(client)
    }

    pub(crate) fn foreign_key(
        &mut self,
        clients: &mut Clients,
        code: u32,
        pressed: bool,
        time: u32,
    ) {
        let news = match pressed {
            true => self.focus.is_some() && self.composing.held.insert(code),
            false => self.composing.held.remove(&code),
        };
        let Some(client) = self.foreign_focus(clients).filter(|_| news) else {
            return;
        };
        let (serial, state) = match pressed {
            true => (client.serials.next_act(), KeyState::Pressed),
            false => (client.serials.next_act(), KeyState::Released),
        };
        for keyboard in client.keyboards.iter() {
            keyboard.key(serial, time, code, state);
        }
    }

    pub(crate) fn foreign_modifiers(&mut self, clients: &mut Clients, held: [u32; 4]) {
        let [depressed, latched, locked, group] = held;
        if let Some(client) = self.foreign_focus(clients) {
            let serial = client.serials.next();
            for keyboard in client.keyboards.iter() {
                keyboard.modifiers(serial, depressed, latched, locked, group);
            }
        }
    }

    /// The user's own keys come next: what the input method holds goes up, and the focus
    /// learns of the cage's own keymap again.
    pub(crate) fn end_foreign(&mut self, clients: &mut Clients) {
        for code in std::mem::take(&mut self.composing.held) {
            self.composing.held.insert(code);
            self.foreign_key(clients, code, false, 0);
        }
        self.own_keymap(clients);
    }

    /// The focus learns of the cage's own keymap, if it was told of another.
    pub(super) fn own_keymap(&mut self, clients: &mut Clients) {
        if !std::mem::take(&mut self.composing.told) {
            return;
        }
        let focus = self.focus.as_ref().map(|focus| &focus.client);
        if let Some(client) = focus.and_then(|client| clients.get(client)) {
            for keyboard in client.keyboards.iter() {
                keyboard.keymap(KeymapFormat::XkbV1, self.file.fd(), self.file.size);
            }
        }
    }

    /// Who had the keys has them no more, and no key of the input method down.
    pub(super) fn foreign_left(&mut self, clients: &mut Clients) {
        self.composing.held.clear();
        self.own_keymap(clients);
    }
}
