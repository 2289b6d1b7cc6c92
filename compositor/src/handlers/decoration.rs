//! xdg-decoration and KDE's decoration protocol: the answer is always that the core draws the frame.

use std::cell::Cell;

use smithay::reexports::wayland_protocols::xdg::decoration::zv1::server::zxdg_toplevel_decoration_v1::Mode;
use smithay::reexports::wayland_protocols_misc::server_decoration::server::org_kde_kwin_server_decoration::{
    Mode as KdeMode, OrgKdeKwinServerDecoration,
};
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::reexports::wayland_server::{Resource, WEnum};
use smithay::wayland::compositor::with_states;
use smithay::wayland::shell::kde::decoration::{KdeDecorationHandler, KdeDecorationState};
use smithay::wayland::shell::xdg::ToplevelSurface;
use smithay::wayland::shell::xdg::decoration::XdgDecorationHandler;
use smithay::{delegate_kde_decoration, delegate_xdg_decoration};

use crate::state::Compositor;

/// The mode that a surface's client asked for last and did not get.
#[derive(Default)]
struct Refused(Cell<Option<u32>>);

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
        surface: &WlSurface,
        decoration: &OrgKdeKwinServerDecoration,
        mode: WEnum<KdeMode>,
    ) {
        if !surface.is_alive() {
            return;
        }
        let mode = Some(u32::from(mode)).filter(|mode| *mode != u32::from(KdeMode::Server));
        let before = with_states(surface, |states| {
            states.data_map.insert_if_missing(Refused::default);
            let refused = states.data_map.get::<Refused>();
            refused.and_then(|refused| refused.0.replace(mode))
        });
        // GTK 3 asks for the same again whenever it is refused: told each time, it would do
        // nothing else any more.
        if mode.is_none() || mode != before {
            decoration.mode(KdeMode::Server);
        }
    }
}

delegate_xdg_decoration!(Compositor);
delegate_kde_decoration!(Compositor);
