//! xdg_system_bell_v1: a program rings.

use smithay::reexports::wayland_protocols::xdg::system_bell::v1::server::xdg_system_bell_v1::{
    self as bell, XdgSystemBellV1,
};
use smithay::reexports::wayland_server::{Client, DataInit, Dispatch, DisplayHandle};

use crate::cages::cage_of;
use crate::state::Compositor;

impl Dispatch<XdgSystemBellV1, ()> for Compositor {
    fn request(
        state: &mut Self,
        client: &Client,
        _: &XdgSystemBellV1,
        request: bell::Request,
        (): &(),
        _: &DisplayHandle,
        _: &mut DataInit<'_, Self>,
    ) {
        if let bell::Request::Ring { surface } = request
            && let Some(cage) = cage_of(client)
        {
            state.ring(cage, surface.as_ref());
        }
    }
}
