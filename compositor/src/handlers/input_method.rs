//! zwp_input_method_manager_v2: one program of a cage makes text of its keys, for its own cage only.

use smithay::reexports::wayland_protocols_misc::zwp_input_method_v2::server::zwp_input_method_keyboard_grab_v2::{
    self as grab, ZwpInputMethodKeyboardGrabV2,
};
use smithay::reexports::wayland_protocols_misc::zwp_input_method_v2::server::zwp_input_method_manager_v2::{
    self as manager, ZwpInputMethodManagerV2,
};
use smithay::reexports::wayland_protocols_misc::zwp_input_method_v2::server::zwp_input_method_v2::{
    self as method, ZwpInputMethodV2,
};
use smithay::reexports::wayland_protocols_misc::zwp_input_method_v2::server::zwp_input_popup_surface_v2::{
    self as popup, ZwpInputPopupSurfaceV2,
};
use smithay::reexports::wayland_server::backend::ClientId;
use smithay::reexports::wayland_server::{
    Client, DataInit, Dispatch, DisplayHandle, GlobalDispatch, New,
};
use smithay::wayland::compositor::give_role;

use crate::seat::Owner;
use crate::state::Compositor;

/// The role of what an input method shows beside the cursor.
const POPUP_ROLE: &str = "input_popup";

impl GlobalDispatch<ZwpInputMethodManagerV2, ()> for Compositor {
    fn bind(
        _: &mut Self,
        _: &DisplayHandle,
        client: &Client,
        new: New<ZwpInputMethodManagerV2>,
        (): &(),
        init: &mut DataInit<'_, Self>,
    ) {
        init.init(new, Owner::of(client));
    }
}

impl Dispatch<ZwpInputMethodManagerV2, Owner> for Compositor {
    fn request(
        state: &mut Self,
        client: &Client,
        _: &ZwpInputMethodManagerV2,
        request: manager::Request,
        owner: &Owner,
        _: &DisplayHandle,
        init: &mut DataInit<'_, Self>,
    ) {
        if let manager::Request::GetInputMethod { input_method, .. } = request {
            let new = init.init(input_method, *owner);
            if !state.seats.add_method(*owner, client, new.clone()) {
                new.unavailable();
            }
        }
    }
}

impl Dispatch<ZwpInputMethodV2, Owner> for Compositor {
    fn request(
        state: &mut Self,
        _: &Client,
        object: &ZwpInputMethodV2,
        request: method::Request,
        owner: &Owner,
        _: &DisplayHandle,
        init: &mut DataInit<'_, Self>,
    ) {
        let seats = &mut state.seats;
        match request {
            method::Request::CommitString { text } => {
                seats.compose(*owner, object, |typed| typed.commit = Some(text));
            }
            method::Request::SetPreeditString {
                text,
                cursor_begin,
                cursor_end,
            } => seats.compose(*owner, object, |typed| {
                typed.preedit = Some((text, cursor_begin, cursor_end));
            }),
            method::Request::DeleteSurroundingText {
                before_length,
                after_length,
            } => seats.compose(*owner, object, |typed| {
                typed.delete = Some((before_length, after_length));
            }),
            method::Request::Commit { .. } => seats.type_composed(*owner, object),
            method::Request::GetInputPopupSurface { id, surface } => {
                let popup = init.init(id, *owner);
                // The gate has held its role against the others.
                if give_role(&surface, POPUP_ROLE).is_ok() {
                    seats.add_input_popup(*owner, object, popup, surface);
                    state.work.rearrange();
                }
            }
            method::Request::GrabKeyboard { keyboard } => {
                let grab = init.init(keyboard, *owner);
                seats.grab_keys(*owner, object, grab);
            }
            _ => {}
        }
    }

    fn destroyed(state: &mut Self, _: ClientId, gone: &ZwpInputMethodV2, owner: &Owner) {
        state.seats.method_gone(*owner, gone);
        state.work.rearrange();
    }
}

impl Dispatch<ZwpInputPopupSurfaceV2, Owner> for Compositor {
    fn request(
        _: &mut Self,
        _: &Client,
        _: &ZwpInputPopupSurfaceV2,
        _: popup::Request,
        _: &Owner,
        _: &DisplayHandle,
        _: &mut DataInit<'_, Self>,
    ) {
    }

    fn destroyed(state: &mut Self, _: ClientId, gone: &ZwpInputPopupSurfaceV2, owner: &Owner) {
        state.seats.input_popup_gone(*owner, gone);
        state.work.rearrange();
    }
}

impl Dispatch<ZwpInputMethodKeyboardGrabV2, Owner> for Compositor {
    fn request(
        _: &mut Self,
        _: &Client,
        _: &ZwpInputMethodKeyboardGrabV2,
        _: grab::Request,
        _: &Owner,
        _: &DisplayHandle,
        _: &mut DataInit<'_, Self>,
    ) {
    }

    fn destroyed(
        state: &mut Self,
        _: ClientId,
        gone: &ZwpInputMethodKeyboardGrabV2,
        owner: &Owner,
    ) {
        state.seats.grab_gone(*owner, gone);
    }
}
