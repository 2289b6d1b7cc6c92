//! zwp_virtual_keyboard_manager_v1: keys that a cage's own input method types into its own cage.

use smithay::reexports::wayland_protocols_misc::zwp_virtual_keyboard_v1::server::zwp_virtual_keyboard_manager_v1::{
    self as manager, ZwpVirtualKeyboardManagerV1,
};
use smithay::reexports::wayland_protocols_misc::zwp_virtual_keyboard_v1::server::zwp_virtual_keyboard_v1::{
    self as keyboard, ZwpVirtualKeyboardV1,
};
use smithay::reexports::wayland_server::backend::ClientId;
use smithay::reexports::wayland_server::{
    Client, DataInit, Dispatch, DisplayHandle, GlobalDispatch, New,
};

use crate::seat::Owner;
use crate::state::Compositor;

impl GlobalDispatch<ZwpVirtualKeyboardManagerV1, ()> for Compositor {
    fn bind(
        _: &mut Self,
        _: &DisplayHandle,
        client: &Client,
        new: New<ZwpVirtualKeyboardManagerV1>,
        (): &(),
        init: &mut DataInit<'_, Self>,
    ) {
        init.init(new, Owner::of(client));
    }
}

impl Dispatch<ZwpVirtualKeyboardManagerV1, Owner> for Compositor {
    fn request(
        _: &mut Self,
        _: &Client,
        _: &ZwpVirtualKeyboardManagerV1,
        request: manager::Request,
        owner: &Owner,
        _: &DisplayHandle,
        init: &mut DataInit<'_, Self>,
    ) {
        if let manager::Request::CreateVirtualKeyboard { id, .. } = request {
            // Input methods ask for it before they are one.
            init.init(id, *owner);
        }
    }
}

impl Dispatch<ZwpVirtualKeyboardV1, Owner> for Compositor {
    fn request(
        state: &mut Self,
        client: &Client,
        _: &ZwpVirtualKeyboardV1,
        request: keyboard::Request,
        owner: &Owner,
        _: &DisplayHandle,
        _: &mut DataInit<'_, Self>,
    ) {
        let seats = &mut state.seats;
        // Whoever is not the cage's input method, or not any more, types nothing.
        if !seats.composes(*owner, &client.id()) {
            return;
        }
        match request {
            keyboard::Request::Keymap { fd, size, .. } => {
                seats.set_foreign_keymap(*owner, fd, size);
            }
            keyboard::Request::Key {
                time,
                key,
                state: pressed,
            } => seats.foreign_key(*owner, key, pressed == 1, time),
            keyboard::Request::Modifiers {
                mods_depressed,
                mods_latched,
                mods_locked,
                group,
            } => {
                let held = [mods_depressed, mods_latched, mods_locked, group];
                seats.foreign_modifiers(*owner, held);
            }
            _ => {}
        }
    }

    fn destroyed(state: &mut Self, client: ClientId, _: &ZwpVirtualKeyboardV1, owner: &Owner) {
        if state.seats.composes(*owner, &client) {
            state.seats.foreign_gone(*owner);
        }
    }
}
