//! zwp_idle_inhibit_manager_v1: surfaces that want the screens to stay lit, as films do.

use smithay::reexports::wayland_protocols::wp::idle_inhibit::zv1::server::zwp_idle_inhibit_manager_v1::{
    self as manager, ZwpIdleInhibitManagerV1,
};
use smithay::reexports::wayland_protocols::wp::idle_inhibit::zv1::server::zwp_idle_inhibitor_v1::{
    self as inhibitor, ZwpIdleInhibitorV1,
};
use smithay::reexports::wayland_server::backend::ClientId;
use smithay::reexports::wayland_server::{Client, DataInit, Dispatch, DisplayHandle, Resource};

use crate::state::Compositor;

impl Dispatch<ZwpIdleInhibitManagerV1, ()> for Compositor {
    fn request(
        state: &mut Self,
        _: &Client,
        _: &ZwpIdleInhibitManagerV1,
        request: manager::Request,
        (): &(),
        _: &DisplayHandle,
        init: &mut DataInit<'_, Self>,
    ) {
        if let manager::Request::CreateInhibitor { id, surface } = request {
            let object = init.init(id, ());
            state.protocols.awake.insert(object.id(), surface);
            // The bar says who it is.
            state.work.rearrange();
        }
    }
}

impl Dispatch<ZwpIdleInhibitorV1, ()> for Compositor {
    fn request(
        _: &mut Self,
        _: &Client,
        _: &ZwpIdleInhibitorV1,
        _: inhibitor::Request,
        (): &(),
        _: &DisplayHandle,
        _: &mut DataInit<'_, Self>,
    ) {
    }

    fn destroyed(state: &mut Self, _: ClientId, gone: &ZwpIdleInhibitorV1, (): &()) {
        state.protocols.awake.remove(&gone.id());
        state.work.rearrange();
    }
}
