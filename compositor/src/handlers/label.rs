//! lisere_label_v1: a client reads its own cage's name, level and colour, and nothing else.

use lisere_protocols::label::server::lisere_label_manager_v1::{
    self as manager, LisereLabelManagerV1,
};
use lisere_protocols::label::server::lisere_label_v1::{self as label, LisereLabelV1};
use smithay::reexports::wayland_server::{
    Client, DataInit, Dispatch, DisplayHandle, GlobalDispatch, New,
};

use crate::cages::cage_of;
use crate::state::Compositor;

impl GlobalDispatch<LisereLabelManagerV1, ()> for Compositor {
    fn bind(
        _: &mut Self,
        _: &DisplayHandle,
        _: &Client,
        new: New<LisereLabelManagerV1>,
        (): &(),
        init: &mut DataInit<'_, Self>,
    ) {
        init.init(new, ());
    }
}

impl Dispatch<LisereLabelManagerV1, ()> for Compositor {
    fn request(
        state: &mut Self,
        client: &Client,
        _: &LisereLabelManagerV1,
        request: manager::Request,
        (): &(),
        _: &DisplayHandle,
        init: &mut DataInit<'_, Self>,
    ) {
        if let manager::Request::GetLabel { id } = request {
            state.tell_label(client, &init.init(id, ()));
        }
    }
}

impl Dispatch<LisereLabelV1, ()> for Compositor {
    fn request(
        _: &mut Self,
        _: &Client,
        _: &LisereLabelV1,
        _: label::Request,
        (): &(),
        _: &DisplayHandle,
        _: &mut DataInit<'_, Self>,
    ) {
    }
}

impl Compositor {
    /// Tells what the policy says of the cage whose socket the client came through.
    fn tell_label(&self, client: &Client, label: &LisereLabelV1) {
        let Some(cage) = cage_of(client).and_then(|id| self.policy.cage(id)) else {
            return;
        };
        label.cage(cage.name().to_owned());
        if let Some(level) = self.policy.level_of(cage.id()) {
            label.level(level.title().to_owned());
        }
        let colour = cage.colour();
        label.colour(colour.r.into(), colour.g.into(), colour.b.into());
        label.done();
    }
}
