//! What commits mean for windows and popups: appearing, changing size, vanishing.

use lisere_policy::Limit;
use smithay::backend::renderer::utils::with_renderer_surface_state;
use smithay::desktop::utils::bbox_from_surface_tree;
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::utils::{Logical, Point, Rectangle, Size};
use smithay::wayland::compositor::{get_parent, with_states};
use smithay::wayland::shell::xdg::SurfaceCachedState;

use crate::desk::WindowId;
use crate::state::{Compositor, INPUT_POPUP};
use crate::windows::{LARGEST, Window, shown_geometry, tamed};

/// How many parents a surface is followed upwards; deeper trees are not shown.
const DEEPEST: usize = 64;

/// The root of a surface's tree.
#[must_use]
pub fn root_of(surface: &WlSurface) -> WlSurface {
    let mut root = surface.clone();
    for _ in 0..DEEPEST {
        match get_parent(&root) {
            Some(parent) => root = parent,
            None => break,
        }
    }
    root
}

fn has_buffer(surface: &WlSurface) -> bool {
    with_renderer_surface_state(surface, |state| state.buffer().is_some()).unwrap_or(false)
}

/// The window geometry that a client gave a surface.
fn asked_geometry(surface: &WlSurface) -> Option<Rectangle<i32, Logical>> {
    with_states(surface, |states| {
        let mut cached = states.cached_state.get::<SurfaceCachedState>();
        cached.current().geometry
    })
}

/// The client's window geometry of a surface, cut to what its tree covers.
fn geometry_of(surface: &WlSurface) -> Rectangle<i32, Logical> {
    let covered = bbox_from_surface_tree(surface, (0, 0));
    shown_geometry(asked_geometry(surface), covered)
}

/// How far a window's content begins from its surface, if not by its client's word.
fn lead_of(window: &Window, surface: &WlSurface) -> Point<i32, Logical> {
    match asked_geometry(surface) {
        Some(_) => Point::default(),
        None => window.geometry.loc,
    }
}

impl Compositor {
    /// The window that a surface is part of: as root, popup or subsurface.
    pub(crate) fn root_window(&self, surface: &WlSurface) -> Option<WindowId> {
        self.windows.of_surface(&root_of(surface))
    }

    /// A surface has new content.
    pub(crate) fn surface_committed(&mut self, surface: &WlSurface) {
        let root = root_of(surface);
        let Some(id) = self.windows.of_surface(&root) else {
            self.note_pointer_surface(&root);
            return;
        };
        let Some(window) = self.windows.get(id) else {
            return;
        };
        if *window.toplevel.wl_surface() == root {
            self.toplevel_committed(id, &root);
        } else {
            self.popup_committed(id, &root);
        }
    }

    /// A surface that is neither window nor popup: perhaps the pointer or a drag icon.
    fn note_pointer_surface(&mut self, root: &WlSurface) {
        let icon = self.seats.drag().and_then(|drag| drag.icon);
        let cursor = match self.seats.cursor() {
            crate::seat::CursorImage::Surface { surface, .. } => Some(surface),
            _ => None,
        };
        let popup = self.seats.input_popup();
        if popup.is_some_and(|popup| popup.surface == *root) {
            self.tell_input_popup();
            self.work.note(INPUT_POPUP);
            self.work.rearrange();
        }
        if icon.as_ref() == Some(root) || cursor.as_ref() == Some(root) {
            self.work.changes.pointer = true;
            self.work.rearrange();
        }
    }

    fn toplevel_committed(&mut self, id: WindowId, root: &WlSurface) {
        let Some(window) = self.windows.get_mut(id) else {
            return;
        };
        window.version = window.version.wrapping_add(1);
        let mapped = has_buffer(root);
        if mapped {
            window.geometry = geometry_of(root);
            let lead = lead_of(window, root);
            self.desk.set_lead(id, lead);
        }
        let size = self.frame_size(id);
        match (
            mapped,
            self.windows.get(id).is_some_and(|window| window.mapped),
        ) {
            (true, false) => self.window_appeared(id, size),
            (true, true) => self.desk.committed(id, size),
            (false, true) => self.window_vanished(id),
            (false, false) => {
                self.work.configure.insert(id);
            }
        }
        self.work.note(id);
    }

    /// The content that a window gets: never smaller than what a frame with a readable
    /// name needs, never larger than its cage may have.
    fn frame_size(&self, id: WindowId) -> Size<i32, Logical> {
        let window = self.windows.get(id);
        let size = window_size(window);
        let most = |limit, largest: i32| {
            window.map_or(largest, |window| {
                self.limit(window.cage, limit).min(largest)
            })
        };
        let least = self.least_content();
        let widest = most(Limit::WindowWidthPx, LARGEST.0).max(least.w);
        let tallest = most(Limit::WindowHeightPx, LARGEST.1).max(least.h);
        (
            size.w.clamp(least.w, widest),
            size.h.clamp(least.h, tallest),
        )
            .into()
    }

    fn window_appeared(&mut self, id: WindowId, size: Size<i32, Logical>) {
        let Some(window) = self.windows.get_mut(id) else {
            return;
        };
        window.mapped = true;
        let mode = window.wanted_mode;
        let rule = self.rule_of(id);
        let arrival = self.arrival(id, size, &rule);
        let parent = arrival.parent;
        let with_parent = parent.is_some() && parent == self.focus.chosen();
        self.desk.arrive(id, size, arrival);
        let lead = self
            .windows
            .get(id)
            .map(|window| lead_of(window, window.toplevel.wl_surface()));
        self.desk.begin(id, lead.unwrap_or_default());
        self.desk.set_mode(id, mode);
        self.follow_rule(id, &rule);
        self.enter_outputs(id);
        // A dialog of the window being typed into belongs to the same client:
        // it takes the keys with it, as its user expects.
        if with_parent {
            self.hand_over(id);
        }
        self.work.configure.insert(id);
    }

    /// Windows that appeared while there was no output take their places.
    pub(crate) fn place_waiting(&mut self) {
        let waits = |window: &&Window| window.mapped && self.desk.entry(window.id).is_none();
        let waiting: Vec<WindowId> = self
            .windows
            .iter()
            .filter(waits)
            .map(|window| window.id)
            .collect();
        for id in waiting {
            let size = self.frame_size(id);
            self.window_appeared(id, size);
        }
    }

    fn window_vanished(&mut self, id: WindowId) {
        let Some(window) = self.windows.get_mut(id) else {
            return;
        };
        window.mapped = false;
        window.wanted = None;
        window.toplevel.reset_initial_configure_sent();
        let cage = window.cage;
        self.desk.hide(id);
        self.forget_shown(id, cage);
    }

    /// A toplevel was destroyed, or its client is gone.
    pub(crate) fn window_gone(&mut self, id: WindowId) {
        if let Some(window) = self.windows.remove(id) {
            for popup in &window.popups {
                self.pictures.forget(popup.id);
            }
            self.desk.remove(id);
            self.forget_shown(id, window.cage);
        }
    }

    fn forget_shown(&mut self, id: WindowId, cage: lisere_policy::CageId) {
        self.pictures.forget(id);
        self.input.forget_window(id);
        if self.focus.chosen() == Some(id) {
            self.focus_successor(cage);
        }
        self.work.rearrange();
    }

    fn popup_committed(&mut self, id: WindowId, root: &WlSurface) {
        let geometry = has_buffer(root).then(|| geometry_of(root));
        let too_large = geometry.is_some_and(|geometry| !self.fits_as_popup(id, geometry.size));
        let geometry = geometry.filter(|_| !too_large);
        let mapped = geometry.is_some();
        let Some(popup) = self
            .windows
            .get_mut(id)
            .and_then(|window| window.popup_mut(root))
        else {
            return;
        };
        self.work.note(popup.id);
        if !popup.surface.is_initial_configure_sent() {
            self.work.configure_popups.push(root.clone());
            return;
        }
        if too_large {
            popup.surface.send_popup_done();
        }
        let changed = popup.mapped != mapped || geometry.is_some_and(|g| g != popup.geometry);
        popup.mapped = mapped;
        if let Some(geometry) = geometry {
            popup.geometry = geometry;
            popup.place.size = geometry.size;
        }
        if changed {
            self.work.rearrange();
            self.enter_outputs(id);
        }
    }

    /// Whether a popup leaves enough of the work area to be told from a window.
    pub(crate) fn fits_as_popup(&self, id: WindowId, size: Size<i32, Logical>) -> bool {
        let entry = self.desk.entry(id);
        let place = entry.and_then(|entry| self.desk.place(entry.output));
        let (Some(window), Some(place)) = (self.windows.get(id), place) else {
            return true;
        };
        let area = |size: Size<i32, Logical>| i64::from(size.w) * i64::from(size.h);
        let room = area(place.work_area(self.desk.thickness()).size);
        let percent = i64::from(self.limit(window.cage, Limit::PopupAreaPercent));
        area(size) * 100 <= room * percent
    }

    /// A popup was destroyed.
    pub(crate) fn popup_gone(&mut self, surface: &WlSurface) {
        let id = self
            .windows
            .of_surface(surface)
            .and_then(|id| self.windows.get(id));
        if let Some(popup) = id.and_then(|window| window.popup(surface)) {
            self.pictures.forget(popup.id);
        }
        self.windows.remove_popup(surface);
        self.work.rearrange();
    }

    /// Computes where a popup goes: where its client asked, moved into the work area.
    pub(crate) fn place_popup(&mut self, surface: &WlSurface) {
        let Some(id) = self.windows.of_surface(surface) else {
            return;
        };
        let Some(window) = self.windows.get(id) else {
            return;
        };
        let Some(popup) = window.popup(surface) else {
            return;
        };
        let Some(entry) = self.desk.entry(id) else {
            return;
        };
        let Some(place) = self.desk.place(entry.output) else {
            return;
        };
        let thickness = self.desk.thickness();
        let area = place.work_area(thickness);
        let parent = window.content_origin(&popup.parent);
        let border = thickness.popup;
        let room = Rectangle::new(
            area.loc - entry.content.loc - parent + Point::from((border, border)),
            (area.size.w - 2 * border, area.size.h - 2 * border).into(),
        );
        let wish = tamed(popup.positioner).get_unconstrained_geometry(room);
        let toplevel = popup.surface.clone();
        if let Some(popup) = self
            .windows
            .get_mut(id)
            .and_then(|window| window.popup_mut(surface))
        {
            popup.place = Rectangle::new(parent + wish.loc, wish.size);
        }
        toplevel.with_pending_state(|state| {
            state.geometry = wish;
        });
        self.work.rearrange();
    }

    /// A popup was opened with a grab.
    pub(crate) fn grab_popup(&mut self, surface: &WlSurface) {
        let Some(id) = self.windows.of_surface(surface) else {
            return;
        };
        let chosen = self.focus.chosen() == Some(id);
        if let Some(popup) = self
            .windows
            .get_mut(id)
            .and_then(|window| window.popup_mut(surface))
        {
            if chosen {
                popup.grab = true;
            } else {
                popup.surface.send_popup_done();
            }
        }
    }

    /// Ends the popup grabs of every window but `keep`.
    pub(crate) fn dismiss_grabs(&mut self, keep: Option<WindowId>) {
        for window in self
            .windows
            .iter_mut()
            .filter(|window| Some(window.id) != keep)
        {
            for popup in window.popups.iter_mut().rev().filter(|popup| popup.grab) {
                popup.grab = false;
                popup.surface.send_popup_done();
            }
        }
    }
}

fn window_size(window: Option<&crate::windows::Window>) -> Size<i32, Logical> {
    window
        .map(|window| window.geometry.size)
        .unwrap_or_default()
}
