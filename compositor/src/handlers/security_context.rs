//! wp_security_context_v1: what it asks for is the gate's to do, at whose sockets programs come in.

use smithay::reexports::wayland_protocols::wp::security_context::v1::server::wp_security_context_manager_v1::{
    self as manager, WpSecurityContextManagerV1,
};
use smithay::reexports::wayland_protocols::wp::security_context::v1::server::wp_security_context_v1::{
    self as context, WpSecurityContextV1,
};
use smithay::reexports::wayland_server::{Client, DataInit, Dispatch, DisplayHandle, Resource};

use crate::state::Compositor;

impl Dispatch<WpSecurityContextManagerV1, ()> for Compositor {
    fn request(
        state: &mut Self,
        client: &Client,
        manager: &WpSecurityContextManagerV1,
        request: manager::Request,
        (): &(),
        _: &DisplayHandle,
        init: &mut DataInit<'_, Self>,
    ) {
        let manager::Request::CreateListener { id, .. } = request else {
            return;
        };
        init.init(id, ());
        // Whoever is behind one is not even told of the manager; a gate that was taken over
        // could say otherwise.
        let known = state.connections.known(&client.id());
        if known.is_some_and(|known| known.claim.is_some()) {
            let nested = manager::Error::Nested;
            manager.post_error(nested, "a security context within another");
        }
    }
}

impl Dispatch<WpSecurityContextV1, ()> for Compositor {
    fn request(
        _: &mut Self,
        _: &Client,
        _: &WpSecurityContextV1,
        _: context::Request,
        (): &(),
        _: &DisplayHandle,
        _: &mut DataInit<'_, Self>,
    ) {
    }
}
