//! xdg_activation_v1: a program asks for a window of its cage to be brought to the user.

use std::sync::Mutex;

use smithay::reexports::wayland_protocols::xdg::activation::v1::server::xdg_activation_token_v1::{
    self as token, XdgActivationTokenV1,
};
use smithay::reexports::wayland_protocols::xdg::activation::v1::server::xdg_activation_v1::{
    self as activation, XdgActivationV1,
};
use smithay::reexports::wayland_server::{Client, DataInit, Dispatch, DisplayHandle};

use crate::cages::cage_of;
use crate::seat::locked;
use crate::state::Compositor;

/// The serial that a token in the making was given; 0 for none.
#[derive(Debug, Default)]
pub(crate) struct Asking(Mutex<u32>);

impl Dispatch<XdgActivationV1, ()> for Compositor {
    fn request(
        state: &mut Self,
        client: &Client,
        _: &XdgActivationV1,
        request: activation::Request,
        (): &(),
        _: &DisplayHandle,
        init: &mut DataInit<'_, Self>,
    ) {
        match request {
            activation::Request::GetActivationToken { id } => {
                init.init(id, Asking::default());
            }
            activation::Request::Activate { token, surface } => {
                if let Some(cage) = cage_of(client) {
                    state.activate(cage, &token, &surface);
                }
            }
            _ => {}
        }
    }
}

impl Dispatch<XdgActivationTokenV1, Asking> for Compositor {
    fn request(
        state: &mut Self,
        client: &Client,
        object: &XdgActivationTokenV1,
        request: token::Request,
        asking: &Asking,
        _: &DisplayHandle,
        _: &mut DataInit<'_, Self>,
    ) {
        match request {
            token::Request::SetSerial { serial, .. } => *locked(&asking.0) = serial,
            token::Request::Commit => {
                let serial = *locked(&asking.0);
                let name = cage_of(client).map(|cage| state.new_token(client, cage, serial));
                object.done(name.unwrap_or_default());
            }
            // What program it says it is, and which window asks, makes no difference.
            _ => {}
        }
    }
}
