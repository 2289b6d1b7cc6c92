//! What clients are told about their windows: size, state, outputs and scale.

use smithay::desktop::utils::with_surfaces_surface_tree;
use smithay::reexports::wayland_protocols::xdg::decoration::zv1::server::zxdg_toplevel_decoration_v1::Mode as Decoration;
use smithay::reexports::wayland_protocols::xdg::shell::server::xdg_toplevel::State;
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::utils::{Logical, Size};
use smithay::wayland::compositor::{send_surface_state, with_states};
use smithay::wayland::fractional_scale::with_fractional_scale;
use smithay::wayland::shell::xdg::{SurfaceCachedState, ToplevelState};

use crate::desk::{Mode, OutputId, WindowId};
use crate::outputs::Screen;
use crate::state::Compositor;

/// A tile adjoins something on every side.
const SIDES: [State; 4] = [
    State::TiledLeft,
    State::TiledRight,
    State::TiledTop,
    State::TiledBottom,
];

impl Compositor {
    /// Sends the configures that are due.
    pub(crate) fn configure_all(&mut self) {
        self.work.configure.extend(self.desk.take_resized());
        for id in std::mem::take(&mut self.work.configure) {
            self.configure(id);
        }
        for surface in std::mem::take(&mut self.work.configure_popups) {
            self.place_popup(&surface);
            let id = self.windows.of_surface(&surface);
            if let Some(popup) = id
                .and_then(|id| self.windows.get(id))
                .and_then(|window| window.popup(&surface))
                && let Err(error) = popup.surface.send_configure()
            {
                tracing::debug!(%error, "a popup could not be configured");
            }
        }
    }

    /// Tells one window what it is to be, if that is news.
    fn configure(&mut self, id: WindowId) {
        let mode = self.mode_of(id);
        let active = self.focus.active() == Some(id);
        let resizing = self.input.resizing() == Some(id);
        let room = self.desk.assigned_size(id);
        let floating = self.desk.entry(id).map(|entry| entry.floating.size);
        let bounds = self.bounds_of(id);
        let Some(window) = self.windows.get_mut(id) else {
            return;
        };
        if window.told_mode != Mode::Floating && mode == Mode::Floating {
            window.wanted = floating;
        }
        window.told_mode = mode;
        let size = match mode {
            Mode::Floating => window.wanted,
            Mode::Tiled | Mode::Maximised | Mode::Fullscreen => room.or(bounds),
        };
        window.toplevel.with_pending_state(|state| {
            state.size = size;
            state.bounds = bounds;
            state.decoration_mode = Some(Decoration::ServerSide);
            set_state(state, State::Activated, active);
            set_state(state, State::Resizing, resizing);
            set_state(state, State::Maximized, mode == Mode::Maximised);
            for side in SIDES {
                set_state(state, side, mode == Mode::Tiled);
            }
            set_state(state, State::Fullscreen, mode == Mode::Fullscreen);
        });
        if std::mem::take(&mut window.owed) {
            window.toplevel.send_configure();
        } else {
            window.toplevel.send_pending_configure();
        }
    }

    /// The mode of a window, or the one it wants to appear in.
    fn mode_of(&self, id: WindowId) -> Mode {
        let wanted = || self.windows.get(id).map(|window| window.wanted_mode);
        self.desk
            .entry(id)
            .map(|entry| entry.mode)
            .or_else(wanted)
            .unwrap_or_default()
    }

    /// The most room a window can have.
    fn bounds_of(&self, id: WindowId) -> Option<Size<i32, Logical>> {
        let first = self.desk.places().first().map(|place| place.id);
        let output = self.desk.entry(id).map(|entry| entry.output).or(first)?;
        let fullscreen = self.mode_of(id) == Mode::Fullscreen;
        self.desk
            .content_area(output, fullscreen)
            .map(|area| area.size)
    }

    /// The least and the most content a window may be resized to: what its
    /// client says, within what a readable frame needs.
    pub(crate) fn size_limits(&self, id: WindowId) -> (Size<i32, Logical>, Size<i32, Logical>) {
        let frame = self.least_content();
        let Some(window) = self.windows.get(id) else {
            return (frame, frame);
        };
        let (min, max) = with_states(window.toplevel.wl_surface(), |states| {
            let mut cached = states.cached_state.get::<SurfaceCachedState>();
            let current = cached.current();
            (current.min_size, current.max_size)
        });
        let least = Size::from((min.w.max(frame.w), min.h.max(frame.h)));
        let most = |client: i32, least: i32| {
            if client <= 0 {
                i32::MAX
            } else {
                client.max(least)
            }
        };
        (least, (most(max.w, least.w), most(max.h, least.h)).into())
    }

    /// Tells windows that moved on which outputs they are now.
    pub(crate) fn tell_moved(&mut self) {
        let moved: Vec<WindowId> = self
            .windows
            .iter()
            .filter(|window| window.told_outputs != self.outputs_of(window.id))
            .map(|window| window.id)
            .collect();
        for id in moved {
            self.enter_outputs(id);
        }
    }

    /// The outputs a window overlaps, and the one it belongs to.
    fn outputs_of(&self, id: WindowId) -> Option<(Vec<OutputId>, OutputId)> {
        let entry = self.desk.entry(id)?;
        let outer = self.desk.outer(entry);
        let touched = self
            .outputs
            .iter()
            .filter(|screen| screen.area().overlaps(outer));
        Some((touched.map(|screen| screen.id).collect(), entry.output))
    }

    /// Tells the surfaces of a window on which outputs they are and how sharp to draw.
    pub(crate) fn enter_outputs(&mut self, id: WindowId) {
        let now = self.outputs_of(id);
        let Some(window) = self.windows.get_mut(id) else {
            return;
        };
        window.told_outputs.clone_from(&now);
        let Some((touched, home)) = now else { return };
        let popups = window.popups.iter().map(|popup| popup.surface.wl_surface());
        for surface in popups.chain([window.toplevel.wl_surface()]) {
            for screen in self.outputs.iter() {
                tell_output(surface, screen, touched.contains(&screen.id));
            }
            if let Some(screen) = self.outputs.get(home) {
                tell_scale(surface, screen);
            }
        }
    }
}

fn set_state(state: &mut ToplevelState, which: State, on: bool) {
    if on {
        state.states.set(which);
    } else {
        state.states.unset(which);
    }
}

fn tell_output(surface: &WlSurface, screen: &Screen, on: bool) {
    with_surfaces_surface_tree(surface, |surface, _| {
        if on {
            screen.handle.enter(surface);
        } else {
            screen.handle.leave(surface);
        }
    });
}

/// Tells a surface tree the scale and transform of an output.
pub(crate) fn tell_scale(surface: &WlSurface, screen: &Screen) {
    let scale = screen.scale.factor();
    let whole = screen.handle.current_scale().integer_scale();
    with_surfaces_surface_tree(surface, |surface, states| {
        send_surface_state(surface, states, whole, screen.transform);
        with_fractional_scale(states, |fractional| fractional.set_preferred_scale(scale));
    });
}
