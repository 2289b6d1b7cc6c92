//! xdg_toplevel_icon_manager_v1: small pictures for windows, copied when a window gets one.

use std::rc::Rc;
use std::sync::Mutex;

use smithay::reexports::wayland_protocols::xdg::shell::server::xdg_toplevel::XdgToplevel;
use smithay::reexports::wayland_protocols::xdg::toplevel_icon::v1::server::xdg_toplevel_icon_manager_v1::{
    self as manager, XdgToplevelIconManagerV1,
};
use smithay::reexports::wayland_protocols::xdg::toplevel_icon::v1::server::xdg_toplevel_icon_v1::{
    self as icon, XdgToplevelIconV1,
};
use smithay::reexports::wayland_server::protocol::wl_buffer::WlBuffer;
use smithay::reexports::wayland_server::{
    Client, DataInit, Dispatch, DisplayHandle, GlobalDispatch, New, Resource,
};

use crate::icon_pixels::copied;
use crate::seat::locked;
use crate::state::Compositor;

/// The sizes that are of use, in pixels.
const SIZES: [i32; 4] = [16, 32, 48, 64];

/// The buffers of an icon in the making.
#[derive(Debug, Default)]
pub(crate) struct Sizes(Mutex<Vec<WlBuffer>>);

impl GlobalDispatch<XdgToplevelIconManagerV1, ()> for Compositor {
    fn bind(
        _: &mut Self,
        _: &DisplayHandle,
        _: &Client,
        new: New<XdgToplevelIconManagerV1>,
        (): &(),
        init: &mut DataInit<'_, Self>,
    ) {
        let manager = init.init(new, ());
        SIZES.into_iter().for_each(|size| manager.icon_size(size));
        manager.done();
    }
}

impl Dispatch<XdgToplevelIconManagerV1, ()> for Compositor {
    fn request(
        state: &mut Self,
        _: &Client,
        _: &XdgToplevelIconManagerV1,
        request: manager::Request,
        (): &(),
        _: &DisplayHandle,
        init: &mut DataInit<'_, Self>,
    ) {
        match request {
            manager::Request::CreateIcon { id } => {
                init.init(id, Sizes::default());
            }
            manager::Request::SetIcon { toplevel, icon } => {
                state.set_icon(&toplevel, icon.as_ref());
            }
            _ => {}
        }
    }
}

impl Dispatch<XdgToplevelIconV1, Sizes> for Compositor {
    fn request(
        _: &mut Self,
        _: &Client,
        _: &XdgToplevelIconV1,
        request: icon::Request,
        sizes: &Sizes,
        _: &DisplayHandle,
        _: &mut DataInit<'_, Self>,
    ) {
        // Names of icons mean files of the user's, which are no client's business here.
        if let icon::Request::AddBuffer { buffer, .. } = request {
            locked(&sizes.0).push(buffer);
        }
    }
}

impl Compositor {
    /// Gives a window the largest picture that is not too large, or none.
    fn set_icon(&mut self, toplevel: &XdgToplevel, icon: Option<&XdgToplevelIconV1>) {
        let found = self.protocols.xdg_shell.get_toplevel(toplevel);
        let Some(id) = found.and_then(|found| self.windows.of_surface(found.wl_surface())) else {
            return;
        };
        let sizes = icon.and_then(|icon| icon.data::<Sizes>());
        let pictures = sizes.map(|sizes| {
            let buffers = locked(&sizes.0);
            let living = buffers.iter().filter(|buffer| buffer.is_alive());
            living
                .filter_map(copied)
                .max_by_key(|picture| picture.width)
        });
        self.windows.set_icon(id, pictures.flatten().map(Rc::new));
        self.work.rearrange();
    }
}
