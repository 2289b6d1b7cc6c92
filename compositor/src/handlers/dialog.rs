//! xdg_wm_dialog_v1: dialogs that have to be answered before their parent is used again.

use smithay::reexports::wayland_protocols::xdg::dialog::v1::server::xdg_dialog_v1::{
    self as dialog, XdgDialogV1,
};
use smithay::reexports::wayland_protocols::xdg::dialog::v1::server::xdg_wm_dialog_v1::{
    self as manager, XdgWmDialogV1,
};
use smithay::reexports::wayland_server::backend::ClientId;
use smithay::reexports::wayland_server::{Client, DataInit, Dispatch, DisplayHandle};

use crate::desk::WindowId;
use crate::state::Compositor;

impl Dispatch<XdgWmDialogV1, ()> for Compositor {
    fn request(
        state: &mut Self,
        _: &Client,
        _: &XdgWmDialogV1,
        request: manager::Request,
        (): &(),
        _: &DisplayHandle,
        init: &mut DataInit<'_, Self>,
    ) {
        if let manager::Request::GetXdgDialog { id, toplevel } = request {
            let shell = &state.protocols.xdg_shell;
            let toplevel = shell.get_toplevel(&toplevel);
            let window =
                toplevel.and_then(|toplevel| state.windows.of_surface(toplevel.wl_surface()));
            init.init(id, window);
        }
    }
}

impl Dispatch<XdgDialogV1, Option<WindowId>> for Compositor {
    fn request(
        state: &mut Self,
        _: &Client,
        _: &XdgDialogV1,
        request: dialog::Request,
        window: &Option<WindowId>,
        _: &DisplayHandle,
        _: &mut DataInit<'_, Self>,
    ) {
        let Some(window) = *window else { return };
        match request {
            dialog::Request::SetModal => state.windows.set_modal(window, true),
            dialog::Request::UnsetModal => state.windows.set_modal(window, false),
            _ => {}
        }
    }

    fn destroyed(state: &mut Self, _: ClientId, _: &XdgDialogV1, window: &Option<WindowId>) {
        if let Some(window) = *window {
            state.windows.set_modal(window, false);
        }
    }
}
