//! What clients ask of their cage's text fields, input method and its keys.

use std::os::fd::OwnedFd;

use lisere_policy::CageId;
use smithay::reexports::wayland_protocols::wp::text_input::zv3::server::zwp_text_input_v3::ZwpTextInputV3;
use smithay::reexports::wayland_protocols_misc::zwp_input_method_v2::server::zwp_input_method_keyboard_grab_v2::ZwpInputMethodKeyboardGrabV2;
use smithay::reexports::wayland_protocols_misc::zwp_input_method_v2::server::zwp_input_method_v2::ZwpInputMethodV2;
use smithay::reexports::wayland_protocols_misc::zwp_input_method_v2::server::zwp_input_popup_surface_v2::ZwpInputPopupSurfaceV2;
use smithay::reexports::wayland_server::Client;
use smithay::reexports::wayland_server::backend::ClientId;
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::utils::{Logical, Rectangle};

use super::Seats;
use super::method::{Method, Typed};
use super::requests::Owner;
use super::texts::{Said, Texts};

/// What an input method shows beside the cursor, and where that is.
#[derive(Clone, Debug)]
pub(crate) struct InputPopup {
    pub(crate) cage: CageId,
    pub(crate) object: ZwpInputPopupSurfaceV2,
    pub(crate) surface: WlSurface,
    /// The surface that is typed into.
    pub(crate) into: WlSurface,
    /// The cursor in that surface.
    pub(crate) cursor: Rectangle<i32, Logical>,
}

impl Seats {
    pub(crate) fn add_text_input(&mut self, owner: Owner, client: &Client, new: ZwpTextInputV3) {
        if let Some(seat) = self.owned(owner) {
            seat.texts.add(&client.id(), new);
        }
    }

    pub(crate) fn text_input_gone(&mut self, owner: Owner, gone: &ZwpTextInputV3) {
        self.with_texts(owner, |texts| texts.remove(gone));
    }

    /// Lets a client say something of its text.
    pub(crate) fn say_text(
        &mut self,
        owner: Owner,
        object: &ZwpTextInputV3,
        say: impl FnOnce(&mut Said),
    ) {
        self.with_texts(owner, |texts| texts.say(object, say));
    }

    /// Looks after the text fields of a cage, and who has its keys because of them.
    pub(crate) fn with_texts(&mut self, owner: Owner, act: impl FnOnce(&mut Texts)) {
        if let Some(seat) = self.owned(owner) {
            act(&mut seat.texts);
            seat.settle_grab();
        }
    }

    /// Makes a client its cage's input method. False if the cage has one.
    pub(crate) fn add_method(
        &mut self,
        owner: Owner,
        client: &Client,
        new: ZwpInputMethodV2,
    ) -> bool {
        let Some(seat) = self.owned(owner) else {
            return false;
        };
        if seat.texts.method.is_some() {
            return false;
        }
        seat.clients.admit(client.id());
        seat.texts.method = Some(Method::new(new, client.id()));
        seat.texts.begin();
        true
    }

    pub(crate) fn method_gone(&mut self, owner: Owner, gone: &ZwpInputMethodV2) {
        if let Some(seat) = self.owned(owner) {
            let method = &mut seat.texts.method;
            if method.take_if(|method| method.object == *gone).is_some() {
                seat.keyboard.end_grab();
                seat.keyboard.end_foreign(&mut seat.clients);
            }
        }
    }

    /// The input method of a cage, if this object is it.
    fn method(&mut self, owner: Owner, object: &ZwpInputMethodV2) -> Option<&mut Method> {
        let method = self.owned(owner)?.texts.method.as_mut();
        method.filter(|method| method.object == *object)
    }

    /// Lets the input method add to what it types.
    pub(crate) fn compose(
        &mut self,
        owner: Owner,
        object: &ZwpInputMethodV2,
        add: impl FnOnce(&mut Typed),
    ) {
        if let Some(method) = self.method(owner, object) {
            add(&mut method.next);
        }
    }

    /// What the input method has composed is typed.
    pub(crate) fn type_composed(&mut self, owner: Owner, object: &ZwpInputMethodV2) {
        if let Some(method) = self.method(owner, object) {
            let typed = std::mem::take(&mut method.next);
            self.with_texts(owner, |texts| texts.typed(typed));
        }
    }

    /// The input method shows something beside the cursor from now on.
    pub(crate) fn add_input_popup(
        &mut self,
        owner: Owner,
        method: &ZwpInputMethodV2,
        popup: ZwpInputPopupSurfaceV2,
        surface: WlSurface,
    ) {
        if let Some(method) = self.method(owner, method) {
            method.popup = Some((popup, surface));
        }
    }

    pub(crate) fn input_popup_gone(&mut self, owner: Owner, gone: &ZwpInputPopupSurfaceV2) {
        let method = self
            .owned(owner)
            .and_then(|seat| seat.texts.method.as_mut());
        if let Some(method) = method {
            method.popup.take_if(|(popup, _)| popup == gone);
        }
    }

    /// What the input method of the cage that has the keys shows.
    pub(crate) fn input_popup(&self) -> Option<InputPopup> {
        let cage = self.keyboard?;
        let texts = &self.seat(cage)?.texts;
        let (object, surface) = texts.method.as_ref()?.popup.clone()?;
        let (into, cursor) = texts.cursor()?;
        Some(InputPopup {
            cage,
            object,
            surface,
            into: into.clone(),
            cursor,
        })
    }

    /// The input method has the keys from now on, while something is typed into.
    pub(crate) fn grab_keys(
        &mut self,
        owner: Owner,
        method: &ZwpInputMethodV2,
        grab: ZwpInputMethodKeyboardGrabV2,
    ) {
        let Some(client) = self
            .method(owner, method)
            .map(|method| method.client.clone())
        else {
            return;
        };
        if let Some(seat) = self.owned(owner) {
            seat.keyboard.begin_grab(&mut seat.clients, grab, client);
            seat.settle_grab();
        }
    }

    pub(crate) fn grab_gone(&mut self, owner: Owner, gone: &ZwpInputMethodKeyboardGrabV2) {
        if let Some(seat) = self.owned(owner) {
            seat.keyboard.grab_gone(gone);
        }
    }

    /// Whether a client is its cage's input method.
    pub(crate) fn composes(&mut self, owner: Owner, client: &ClientId) -> bool {
        let method = self
            .owned(owner)
            .and_then(|seat| seat.texts.method.as_ref());
        method.is_some_and(|method| method.client == *client)
    }

    /// The keys that the input method types are of this keymap.
    pub(crate) fn set_foreign_keymap(&mut self, owner: Owner, file: OwnedFd, size: u32) {
        if let Some(seat) = self.owned(owner) {
            seat.keyboard.end_foreign(&mut seat.clients);
            seat.keyboard.set_foreign(file, size);
        }
    }

    /// The input method types a key into the window of its cage that has the keys.
    pub(crate) fn foreign_key(&mut self, owner: Owner, code: u32, pressed: bool, time: u32) {
        if let Some(seat) = self.owned(owner) {
            let clients = &mut seat.clients;
            seat.keyboard.foreign_key(clients, code, pressed, time);
        }
    }

    /// The same for what is held and locked: depressed, latched, locked, and the layout.
    pub(crate) fn foreign_modifiers(&mut self, owner: Owner, held: [u32; 4]) {
        if let Some(seat) = self.owned(owner) {
            seat.keyboard.foreign_modifiers(&mut seat.clients, held);
        }
    }

    /// The input method types no more keys: those that it holds go up.
    pub(crate) fn foreign_gone(&mut self, owner: Owner) {
        if let Some(seat) = self.owned(owner) {
            seat.keyboard.end_foreign(&mut seat.clients);
        }
    }
}
