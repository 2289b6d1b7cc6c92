//! zwp_relative_pointer_manager_v1: how far the pointer's device went, for the client under the pointer.

use smithay::reexports::wayland_protocols::wp::relative_pointer::zv1::server::zwp_relative_pointer_manager_v1::{
    self as manager, ZwpRelativePointerManagerV1,
};
use smithay::reexports::wayland_protocols::wp::relative_pointer::zv1::server::zwp_relative_pointer_v1::{
    self as relative, ZwpRelativePointerV1,
};
use smithay::reexports::wayland_server::backend::ClientId;
use smithay::reexports::wayland_server::{
    Client, DataInit, Dispatch, DisplayHandle, GlobalDispatch, New,
};

use crate::seat::Owner;
use crate::state::Compositor;

impl GlobalDispatch<ZwpRelativePointerManagerV1, ()> for Compositor {
    fn bind(
        _: &mut Self,
        _: &DisplayHandle,
        client: &Client,
        new: New<ZwpRelativePointerManagerV1>,
        (): &(),
        init: &mut DataInit<'_, Self>,
    ) {
        init.init(new, Owner::of(client));
    }
}

impl Dispatch<ZwpRelativePointerManagerV1, Owner> for Compositor {
    fn request(
        state: &mut Self,
        client: &Client,
        _: &ZwpRelativePointerManagerV1,
        request: manager::Request,
        owner: &Owner,
        _: &DisplayHandle,
        init: &mut DataInit<'_, Self>,
    ) {
        // Which wl_pointer it is asked for makes no difference: a client has one pointer.
        if let manager::Request::GetRelativePointer { id, .. } = request {
            let new = init.init(id, *owner);
            state
                .seats
                .bound(*owner, client, |client| client.relatives.add(new));
        }
    }
}

impl Dispatch<ZwpRelativePointerV1, Owner> for Compositor {
    fn request(
        _: &mut Self,
        _: &Client,
        _: &ZwpRelativePointerV1,
        _: relative::Request,
        _: &Owner,
        _: &DisplayHandle,
        _: &mut DataInit<'_, Self>,
    ) {
    }

    fn destroyed(state: &mut Self, client: ClientId, gone: &ZwpRelativePointerV1, owner: &Owner) {
        state
            .seats
            .unbound(*owner, &client, |client| client.relatives.remove(gone));
    }
}
