//! wl_seat, wl_keyboard, wl_pointer, wl_touch: binding them to the cage's seat.

use smithay::reexports::wayland_server::backend::ClientId;
use smithay::reexports::wayland_server::protocol::wl_keyboard::{self, WlKeyboard};
use smithay::reexports::wayland_server::protocol::wl_pointer::{self, WlPointer};
use smithay::reexports::wayland_server::protocol::wl_seat::{self, Capability, WlSeat};
use smithay::reexports::wayland_server::protocol::wl_touch::{self, WlTouch};
use smithay::reexports::wayland_server::{
    Client, DataInit, Dispatch, DisplayHandle, GlobalDispatch, New, Resource,
};

use crate::seat::{CursorImage, Owner};
use crate::state::Compositor;

/// What every seat is called, whatever hardware there is.
const SEAT_NAME: &str = "seat0";

impl GlobalDispatch<WlSeat, ()> for Compositor {
    fn bind(
        _: &mut Self,
        _: &DisplayHandle,
        client: &Client,
        new: New<WlSeat>,
        (): &(),
        init: &mut DataInit<'_, Self>,
    ) {
        let seat = init.init(new, Owner::of(client));
        // The same for all and always: what is plugged in is the user's business.
        seat.capabilities(Capability::Pointer | Capability::Keyboard | Capability::Touch);
        if seat.version() >= 2 {
            seat.name(SEAT_NAME.into());
        }
    }
}

impl Dispatch<WlSeat, Owner> for Compositor {
    fn request(
        state: &mut Self,
        client: &Client,
        _: &WlSeat,
        request: wl_seat::Request,
        owner: &Owner,
        _: &DisplayHandle,
        init: &mut DataInit<'_, Self>,
    ) {
        match request {
            wl_seat::Request::GetKeyboard { id } => {
                let keyboard = init.init(id, *owner);
                state.seats.add_keyboard(*owner, client, keyboard);
            }
            wl_seat::Request::GetPointer { id } => {
                let pointer = init.init(id, *owner);
                state.seats.add_pointer(*owner, client, pointer);
            }
            wl_seat::Request::GetTouch { id } => {
                let touch = init.init(id, *owner);
                state.seats.add_touch(*owner, client, touch);
            }
            _ => {}
        }
    }
}

impl Dispatch<WlKeyboard, Owner> for Compositor {
    fn request(
        _: &mut Self,
        _: &Client,
        _: &WlKeyboard,
        _: wl_keyboard::Request,
        _: &Owner,
        _: &DisplayHandle,
        _: &mut DataInit<'_, Self>,
    ) {
    }

    fn destroyed(state: &mut Self, client: ClientId, gone: &WlKeyboard, owner: &Owner) {
        state
            .seats
            .unbound(*owner, &client, |client| client.keyboards.remove(gone));
    }
}

impl Dispatch<WlPointer, Owner> for Compositor {
    fn request(
        state: &mut Self,
        client: &Client,
        pointer: &WlPointer,
        request: wl_pointer::Request,
        _: &Owner,
        _: &DisplayHandle,
        _: &mut DataInit<'_, Self>,
    ) {
        if let wl_pointer::Request::SetCursor {
            serial,
            surface,
            hotspot_x,
            hotspot_y,
        } = request
        {
            let image = match surface {
                None => CursorImage::Hidden,
                Some(surface) => CursorImage::Surface {
                    surface,
                    hotspot: (hotspot_x, hotspot_y).into(),
                },
            };
            state.work.changes.pointer = true;
            if !state.seats.set_cursor(client, serial, image) {
                pointer.post_error(wl_pointer::Error::Role, "the surface has another role");
            }
        }
    }

    fn destroyed(state: &mut Self, client: ClientId, gone: &WlPointer, owner: &Owner) {
        state
            .seats
            .unbound(*owner, &client, |client| client.pointers.remove(gone));
    }
}

impl Dispatch<WlTouch, Owner> for Compositor {
    fn request(
        _: &mut Self,
        _: &Client,
        _: &WlTouch,
        _: wl_touch::Request,
        _: &Owner,
        _: &DisplayHandle,
        _: &mut DataInit<'_, Self>,
    ) {
    }

    fn destroyed(state: &mut Self, client: ClientId, gone: &WlTouch, owner: &Owner) {
        state
            .seats
            .unbound(*owner, &client, |client| client.touches.remove(gone));
    }
}
