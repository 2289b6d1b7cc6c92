//! xdg-decoration and KDE's decoration protocol: the answer is always that the core draws the frame.

use smithay::reexports::wayland_protocols::xdg::decoration::zv1::server::zxdg_toplevel_decoration_v1::Mode;
use smithay::reexports::wayland_protocols_misc::server_decoration::server::org_kde_kwin_server_decoration::{
    Mode as KdeMode, OrgKdeKwinServerDecoration,
};
use smithay::reexports::wayland_server::WEnum;
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::wayland::shell::kde::decoration::{KdeDecorationHandler, KdeDecorationState};
use smithay::wayland::shell::xdg::ToplevelSurface;
use smithay::wayland::shell::xdg::decoration::XdgDecorationHandler;
use smithay::{delegate_kde_decoration, delegate_xdg_decoration};

use crate::state::Compositor;

impl Compositor {
    /// Owes the window a configure that says "server side", whatever was asked.
    fn insist(&mut self, toplevel: &ToplevelSurface) {
        if let Some(id) = self.windows.of_surface(toplevel.wl_surface()) {
            if let Some(window) = self.windows.get_mut(id) {
                // Before the first commit the initial configure will say it.
                window.owed = toplevel.is_initial_configure_sent();
            }
            self.work.configure.insert(id);
        }
    }
}

impl XdgDecorationHandler for Compositor {
    fn new_decoration(&mut self, toplevel: ToplevelSurface) {
        self.insist(&toplevel);
    }

    fn request_mode(&mut self, toplevel: ToplevelSurface, _mode: Mode) {
        self.insist(&toplevel);
    }

    fn unset_mode(&mut self, toplevel: ToplevelSurface) {
        self.insist(&toplevel);
    }
}

impl KdeDecorationHandler for Compositor {
    fn kde_decoration_state(&self) -> &KdeDecorationState {
        &self.protocols.kde
    }

    fn request_mode(
        &mut self,
        _surface: &WlSurface,
        decoration: &OrgKdeKwinServerDecoration,
        _mode: WEnum<KdeMode>,
    ) {
        decoration.mode(KdeMode::Server);
    }
}

delegate_xdg_decoration!(Compositor);
delegate_kde_decoration!(Compositor);
