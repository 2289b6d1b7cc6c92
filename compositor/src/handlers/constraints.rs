//! zwp_pointer_constraints_v1 and its objects: wishes that the pointer stays, each with one surface.

use smithay::reexports::wayland_protocols::wp::pointer_constraints::zv1::server::zwp_confined_pointer_v1::{
    self as confined, ZwpConfinedPointerV1,
};
use smithay::reexports::wayland_protocols::wp::pointer_constraints::zv1::server::zwp_locked_pointer_v1::{
    self as locked, ZwpLockedPointerV1,
};
use smithay::reexports::wayland_protocols::wp::pointer_constraints::zv1::server::zwp_pointer_constraints_v1::{
    self as manager, Lifetime, ZwpPointerConstraintsV1,
};
use smithay::reexports::wayland_server::backend::{ClientId, ObjectId};
use smithay::reexports::wayland_server::protocol::wl_region::WlRegion;
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::reexports::wayland_server::{
    Client, DataInit, Dispatch, DisplayHandle, Resource, WEnum,
};
use smithay::wayland::compositor::get_region_attributes;

use crate::input::{Constraint, Holder};
use crate::state::Compositor;

impl Dispatch<ZwpPointerConstraintsV1, ()> for Compositor {
    fn request(
        state: &mut Self,
        _: &Client,
        _: &ZwpPointerConstraintsV1,
        request: manager::Request,
        (): &(),
        _: &DisplayHandle,
        init: &mut DataInit<'_, Self>,
    ) {
        // Which wl_pointer it is asked for makes no difference: a client has one pointer.
        match request {
            manager::Request::LockPointer {
                id,
                surface,
                region,
                lifetime,
                ..
            } => {
                let holder = Holder::Locked(init.init(id, surface.clone()));
                state.wish_for_pointer(holder, surface, region.as_ref(), lifetime);
            }
            manager::Request::ConfinePointer {
                id,
                surface,
                region,
                lifetime,
                ..
            } => {
                let holder = Holder::Confined(init.init(id, surface.clone()));
                state.wish_for_pointer(holder, surface, region.as_ref(), lifetime);
            }
            _ => {}
        }
    }
}

impl Dispatch<ZwpLockedPointerV1, WlSurface> for Compositor {
    fn request(
        state: &mut Self,
        _: &Client,
        object: &ZwpLockedPointerV1,
        request: locked::Request,
        surface: &WlSurface,
        _: &DisplayHandle,
        _: &mut DataInit<'_, Self>,
    ) {
        let Some(wish) = state.input.constraints.with(surface, &object.id()) else {
            return;
        };
        match request {
            locked::Request::SetCursorPositionHint {
                surface_x,
                surface_y,
            } => wish.next_hint = Some((surface_x, surface_y).into()),
            locked::Request::SetRegion { region } => {
                wish.next_region = Some(region.as_ref().map(get_region_attributes));
            }
            _ => {}
        }
    }

    fn destroyed(state: &mut Self, _: ClientId, gone: &ZwpLockedPointerV1, surface: &WlSurface) {
        state.wish_taken_back(surface, &gone.id());
    }
}

impl Dispatch<ZwpConfinedPointerV1, WlSurface> for Compositor {
    fn request(
        state: &mut Self,
        _: &Client,
        object: &ZwpConfinedPointerV1,
        request: confined::Request,
        surface: &WlSurface,
        _: &DisplayHandle,
        _: &mut DataInit<'_, Self>,
    ) {
        if let confined::Request::SetRegion { region } = request
            && let Some(wish) = state.input.constraints.with(surface, &object.id())
        {
            wish.next_region = Some(region.as_ref().map(get_region_attributes));
        }
    }

    fn destroyed(state: &mut Self, _: ClientId, gone: &ZwpConfinedPointerV1, surface: &WlSurface) {
        state.wish_taken_back(surface, &gone.id());
    }
}

impl Compositor {
    fn wish_for_pointer(
        &mut self,
        holder: Holder,
        surface: WlSurface,
        region: Option<&WlRegion>,
        lifetime: WEnum<Lifetime>,
    ) {
        let persistent = matches!(lifetime.into_result(), Ok(Lifetime::Persistent));
        self.input.constraints.add(Constraint {
            holder,
            surface,
            persistent,
            region: region.map(get_region_attributes),
            next_region: None,
            hint: None,
            next_hint: None,
        });
    }

    fn wish_taken_back(&mut self, surface: &WlSurface, gone: &ObjectId) {
        let active = self.input.constraints.active();
        let followed = active.is_some_and(|active| active.surface == *surface);
        let hint = self.input.constraints.take_back(surface, gone);
        if followed && self.input.constraints.active().is_none() {
            let now = self.clock.now();
            self.let_pointer_go(surface, hint, now);
        }
    }
}
