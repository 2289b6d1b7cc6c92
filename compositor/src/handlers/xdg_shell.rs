//! xdg-shell: toplevels, popups, and what clients ask of them.

use lisere_policy::Untrusted;
use smithay::delegate_xdg_shell;
use smithay::input::{SeatHandler, SeatState};
use smithay::reexports::wayland_protocols::xdg::shell::server::xdg_toplevel::ResizeEdge;
use smithay::reexports::wayland_server::Resource;
use smithay::reexports::wayland_server::protocol::wl_output::WlOutput;
use smithay::reexports::wayland_server::protocol::wl_seat::WlSeat;
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::utils::Serial;
use smithay::wayland::compositor::with_states;
use smithay::wayland::shell::xdg::{
    PopupSurface, PositionerState, ToplevelSurface, XdgShellHandler, XdgShellState,
    XdgToplevelSurfaceData,
};

use crate::actions::Action;
use crate::cages::cage_of_surface;
use crate::desk::{Edges, Mode, WindowId};
use crate::state::Compositor;

impl XdgShellHandler for Compositor {
    fn xdg_shell_state(&mut self) -> &mut XdgShellState {
        &mut self.protocols.xdg_shell
    }

    fn new_toplevel(&mut self, surface: ToplevelSurface) {
        if let Some(cage) = cage_of_surface(surface.wl_surface()) {
            self.windows.add(surface, cage, self.clock.moment());
        }
    }

    fn new_popup(&mut self, surface: PopupSurface, positioner: PositionerState) {
        match surface.get_parent_surface() {
            Some(parent)
                if self
                    .windows
                    .add_popup(surface.clone(), parent.clone(), positioner) => {}
            // A popup of nothing can be shown nowhere.
            _ => surface.send_popup_done(),
        }
    }

    fn move_request(&mut self, surface: ToplevelSurface, _seat: WlSeat, serial: Serial) {
        if let Some(window) = self.asked_by_press(&surface, serial) {
            self.begin_move(window);
        }
    }

    fn resize_request(
        &mut self,
        surface: ToplevelSurface,
        _seat: WlSeat,
        serial: Serial,
        edges: ResizeEdge,
    ) {
        if let Some(window) = self.asked_by_press(&surface, serial) {
            self.begin_resize(window, edges_of(edges));
        }
    }

    fn grab(&mut self, surface: PopupSurface, _seat: WlSeat, serial: Serial) {
        let client = surface.wl_surface().client();
        let real = client.is_some_and(|client| self.seats.recent_press(&client, serial.into()));
        // While trusted UI has the keys, no press is recent enough.
        if real && !self.focus.attention() {
            self.grab_popup(surface.wl_surface());
        } else {
            surface.send_popup_done();
        }
    }

    fn reposition_request(
        &mut self,
        surface: PopupSurface,
        positioner: PositionerState,
        token: u32,
    ) {
        let id = self.windows.of_surface(surface.wl_surface());
        if let Some(popup) = id
            .and_then(|id| self.windows.get_mut(id))
            .and_then(|window| window.popup_mut(surface.wl_surface()))
        {
            popup.positioner = positioner;
            self.place_popup(surface.wl_surface());
            surface.send_repositioned(token);
        }
    }

    fn maximize_request(&mut self, surface: ToplevelSurface) {
        self.asked(&surface, |id| Action::SetMaximised(id, true));
    }

    fn unmaximize_request(&mut self, surface: ToplevelSurface) {
        self.asked(&surface, |id| Action::SetMaximised(id, false));
    }

    fn fullscreen_request(&mut self, surface: ToplevelSurface, _output: Option<WlOutput>) {
        self.asked(&surface, |id| Action::SetFullscreen(id, true));
    }

    fn unfullscreen_request(&mut self, surface: ToplevelSurface) {
        self.asked(&surface, |id| Action::SetFullscreen(id, false));
    }

    fn minimize_request(&mut self, surface: ToplevelSurface) {
        if let Some(window) = self.windows.of_surface(surface.wl_surface()) {
            self.perform(Action::Minimise(window));
        }
    }

    fn toplevel_destroyed(&mut self, surface: ToplevelSurface) {
        self.foreign_window_gone(surface.wl_surface());
        if let Some(window) = self.windows.of_surface(surface.wl_surface()) {
            self.window_gone(window);
        }
    }

    fn popup_destroyed(&mut self, surface: PopupSurface) {
        self.popup_gone(surface.wl_surface());
    }

    fn title_changed(&mut self, surface: ToplevelSurface) {
        let title = toplevel_text(&surface, |data| data.title.clone());
        let id = self.windows.of_surface(surface.wl_surface());
        if let Some(window) = id.and_then(|id| self.windows.get_mut(id)) {
            window.title = Untrusted::new(title).clean_title();
            self.work.rearrange();
        }
    }

    fn app_id_changed(&mut self, surface: ToplevelSurface) {
        let app_id = toplevel_text(&surface, |data| data.app_id.clone());
        let id = self.windows.of_surface(surface.wl_surface());
        if let Some(window) = id.and_then(|id| self.windows.get_mut(id)) {
            window.app_id = Untrusted::new(app_id).clean_app_id();
        }
    }

    fn parent_changed(&mut self, surface: ToplevelSurface) {
        if let Some(id) = self.windows.of_surface(surface.wl_surface()) {
            let parent = self.parent_of(&surface);
            self.desk.set_parent(id, parent);
        }
    }
}

fn toplevel_text(
    surface: &ToplevelSurface,
    field: impl Fn(&smithay::wayland::shell::xdg::XdgToplevelSurfaceRoleAttributes) -> Option<String>,
) -> String {
    with_states(surface.wl_surface(), |states| {
        let data = states
            .data_map
            .get::<XdgToplevelSurfaceData>()?
            .lock()
            .ok()?;
        field(&data)
    })
    .unwrap_or_default()
}

fn edges_of(edge: ResizeEdge) -> Edges {
    use ResizeEdge as E;
    Edges {
        top: matches!(edge, E::Top | E::TopLeft | E::TopRight),
        bottom: matches!(edge, E::Bottom | E::BottomLeft | E::BottomRight),
        left: matches!(edge, E::Left | E::TopLeft | E::BottomLeft),
        right: matches!(edge, E::Right | E::TopRight | E::BottomRight),
    }
}

/// What a wish made before the window appeared means for its first mode.
fn mode_before_mapping(action: Action, before: Mode) -> Mode {
    match action {
        Action::SetMaximised(_, true) => Mode::Maximised,
        Action::SetFullscreen(_, true) => Mode::Fullscreen,
        Action::SetMaximised(_, false) | Action::SetFullscreen(_, false) => Mode::Floating,
        _ => before,
    }
}

impl Compositor {
    /// The window a client's request is about, if the request carries the serial
    /// of a press that this client holds right now on that very window.
    fn asked_by_press(&mut self, surface: &ToplevelSurface, serial: Serial) -> Option<WindowId> {
        let (client, serial) = (surface.wl_surface().client()?, serial.into());
        let id = self.windows.of_surface(surface.wl_surface())?;
        if let Some(press) = self.seats.implicit_grab(&client, serial) {
            return (self.root_window(&press.surface) == Some(id)).then_some(id);
        }
        let tipped = self.seats.tool_press(&client, serial)?;
        if self.root_window(&tipped) != Some(id) {
            return None;
        }
        self.take_tool_over();
        Some(id)
    }

    /// A client's wish about the room of its own window, which it may always
    /// have: the frame stays. A configure follows in any case, as the protocol asks.
    fn asked(&mut self, surface: &ToplevelSurface, action: impl FnOnce(WindowId) -> Action) {
        if let Some(window) = self.windows.of_surface(surface.wl_surface()) {
            let action = action(window);
            self.perform(action);
            self.work.configure.insert(window);
            if let Some(window) = self.windows.get_mut(window) {
                window.owed = true;
                if !window.mapped {
                    window.wanted_mode = mode_before_mapping(action, window.wanted_mode);
                }
            }
        }
    }

    /// The window that a toplevel names as its parent, of the same cage only.
    pub(crate) fn parent_of(&self, surface: &ToplevelSurface) -> Option<WindowId> {
        let parent = self.windows.of_surface(&surface.parent()?)?;
        let same_cage = self.windows.get(parent)?.cage == cage_of_surface(surface.wl_surface())?;
        same_cage.then_some(parent)
    }
}

/// Smithay's xdg-shell asks for this; no seat of Smithay's exists.
impl SeatHandler for Compositor {
    type KeyboardFocus = WlSurface;
    type PointerFocus = WlSurface;
    type TouchFocus = WlSurface;

    fn seat_state(&mut self) -> &mut SeatState<Self> {
        &mut self.protocols.no_seats
    }
}

delegate_xdg_shell!(Compositor);
