//! Windows and popups as clients made them: surface, cage, cleaned title, committed geometry.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use lisere_policy::{CageId, CleanAppId, CleanTitle};
use lisere_shell::Picture;
use smithay::reexports::wayland_server::Resource;
use smithay::reexports::wayland_server::backend::ObjectId;
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::utils::{Logical, Point, Rectangle, Size};
use smithay::wayland::shell::xdg::{PopupSurface, PositionerState, ToplevelSurface};

use crate::clock::Moment;
use crate::desk::{Mode, OutputId, WindowId};

/// The largest content a window may have, in logical pixels. Source: what Qubes
/// OS allows its windows.
pub const LARGEST: (i32, i32) = (16_384, 6_144);

/// A toplevel of a client.
#[derive(Debug)]
pub struct Window {
    /// Its identity on the desk.
    pub id: WindowId,
    /// The cage of its client.
    pub cage: CageId,
    /// The protocol object.
    pub toplevel: ToplevelSurface,
    /// What the client calls it, cleaned.
    pub title: CleanTitle,
    /// What program the client says it is, cleaned; for information only.
    pub app_id: CleanAppId,
    /// The client's window geometry in its surface's coordinates; what is shown.
    pub geometry: Rectangle<i32, Logical>,
    /// Whether it has content on the desk.
    pub mapped: bool,
    /// Its popups, parents before children.
    pub popups: Vec<Popup>,
    /// Counts changes to what the window shows.
    pub version: u64,
    /// The content size asked of the client while it floats; `None` leaves it to the client.
    pub wanted: Option<Size<i32, Logical>>,
    /// How it wished to take its room before it appeared.
    pub wanted_mode: Mode,
    /// The mode of the last configure.
    pub told_mode: Mode,
    /// The outputs its surfaces were told they are on, and the one whose scale they were told.
    pub told_outputs: Option<(Vec<OutputId>, OutputId)>,
    /// Whether the next configure must be sent even if it says nothing new.
    pub owed: bool,
    /// When its client made it.
    pub since: Moment,
}

/// A popup of a window, or of a popup of it.
#[derive(Debug)]
pub struct Popup {
    /// Its identity for drawing.
    pub id: WindowId,
    /// The protocol object.
    pub surface: PopupSurface,
    /// The surface it belongs to.
    pub parent: WlSurface,
    /// Where its content lies, relative to the content of its window.
    pub place: Rectangle<i32, Logical>,
    /// The client's window geometry in the popup's surface.
    pub geometry: Rectangle<i32, Logical>,
    /// Whether it has content.
    pub mapped: bool,
    /// Whether it was opened with a grab, so that a press elsewhere dismisses it.
    pub grab: bool,
    /// How the client wants it placed.
    pub positioner: PositionerState,
}

impl Window {
    /// The popup of a surface.
    #[must_use]
    pub fn popup(&self, surface: &WlSurface) -> Option<&Popup> {
        self.popups
            .iter()
            .find(|popup| popup.surface.wl_surface() == surface)
    }

    /// The popup of a surface, to change it.
    pub fn popup_mut(&mut self, surface: &WlSurface) -> Option<&mut Popup> {
        self.popups
            .iter_mut()
            .find(|popup| popup.surface.wl_surface() == surface)
    }

    /// Where the content of `surface` (the window's own or a popup's) starts,
    /// relative to the window's content.
    #[must_use]
    pub fn content_origin(&self, surface: &WlSurface) -> Point<i32, Logical> {
        self.popup(surface)
            .map(|popup| popup.place.loc)
            .unwrap_or_default()
    }
}

/// All windows.
#[derive(Debug, Default)]
pub struct Windows {
    by_id: BTreeMap<WindowId, Window>,
    by_surface: HashMap<ObjectId, WindowId>,
    /// Those that ask for the user's attention.
    urgent: Vec<WindowId>,
    /// Small pictures that programs gave their windows.
    icons: HashMap<WindowId, Rc<Picture>>,
    /// Dialogs that have to be answered before their parents are used again.
    modal: HashSet<WindowId>,
    next: u64,
}

impl Windows {
    /// A new identity, used for windows and popups alike.
    pub fn fresh_id(&mut self) -> WindowId {
        self.next = self.next.saturating_add(1);
        WindowId(self.next)
    }

    /// Takes a new toplevel in.
    pub fn add(&mut self, toplevel: ToplevelSurface, cage: CageId, since: Moment) -> WindowId {
        let id = self.fresh_id();
        self.by_surface.insert(toplevel.wl_surface().id(), id);
        self.by_id.insert(
            id,
            Window {
                id,
                cage,
                toplevel,
                title: CleanTitle::default(),
                app_id: CleanAppId::default(),
                geometry: Rectangle::default(),
                mapped: false,
                popups: Vec::new(),
                version: 0,
                wanted: None,
                wanted_mode: Mode::Floating,
                told_mode: Mode::Floating,
                told_outputs: None,
                owed: false,
                since,
            },
        );
        id
    }

    /// Takes a new popup in; refused when its parent is not of a known window.
    pub fn add_popup(
        &mut self,
        surface: PopupSurface,
        parent: WlSurface,
        positioner: PositionerState,
    ) -> bool {
        let Some(window) = self.of_surface(&parent) else {
            return false;
        };
        let id = self.fresh_id();
        self.by_surface.insert(surface.wl_surface().id(), window);
        if let Some(window) = self.by_id.get_mut(&window) {
            window.popups.push(Popup {
                id,
                surface,
                parent,
                place: Rectangle::default(),
                geometry: Rectangle::default(),
                mapped: false,
                grab: false,
                positioner,
            });
        }
        true
    }

    /// Forgets a popup; returns its window.
    pub fn remove_popup(&mut self, surface: &WlSurface) -> Option<WindowId> {
        let id = self.by_surface.remove(&surface.id())?;
        let window = self.by_id.get_mut(&id)?;
        window
            .popups
            .retain(|popup| popup.surface.wl_surface() != surface);
        window.version = window.version.wrapping_add(1);
        Some(id)
    }

    /// Forgets a window and its popups.
    pub fn remove(&mut self, id: WindowId) -> Option<Window> {
        let window = self.by_id.remove(&id)?;
        self.by_surface.retain(|_, owner| *owner != id);
        self.set_urgent(id, false);
        self.modal.remove(&id);
        self.icons.remove(&id);
        Some(window)
    }

    /// Marks a window for the user's attention, or no longer; says whether that is news.
    pub fn set_urgent(&mut self, id: WindowId, on: bool) -> bool {
        let known = self.urgent.contains(&id);
        match on {
            true if !known => self.urgent.push(id),
            false => self.urgent.retain(|other| *other != id),
            true => {}
        }
        known != on
    }

    /// Gives a window a small picture, or none.
    pub(crate) fn set_icon(&mut self, id: WindowId, icon: Option<Rc<Picture>>) {
        match icon.filter(|_| self.by_id.contains_key(&id)) {
            Some(icon) => self.icons.insert(id, icon),
            None => self.icons.remove(&id),
        };
    }

    /// The small picture of a window, at most 64 pixels square: pixels of a client, to be
    /// shown beside the name of its cage only.
    #[must_use]
    pub fn icon(&self, id: WindowId) -> Option<&Rc<Picture>> {
        self.icons.get(&id)
    }

    /// Those that are marked.
    #[must_use]
    pub fn urgent(&self) -> &[WindowId] {
        &self.urgent
    }

    /// Whether a dialog has to be answered first, from now on.
    pub(crate) fn set_modal(&mut self, id: WindowId, on: bool) {
        match on && self.by_id.contains_key(&id) {
            true => self.modal.insert(id),
            false => self.modal.remove(&id),
        };
    }

    /// The dialogs that have to be answered first.
    pub(crate) fn modal(&self) -> impl Iterator<Item = WindowId> {
        self.modal.iter().copied()
    }

    /// The window a root surface or a popup's surface belongs to.
    #[must_use]
    pub fn of_surface(&self, surface: &WlSurface) -> Option<WindowId> {
        self.by_surface.get(&surface.id()).copied()
    }

    /// One window.
    #[must_use]
    pub fn get(&self, id: WindowId) -> Option<&Window> {
        self.by_id.get(&id)
    }

    /// One window, to change it.
    pub fn get_mut(&mut self, id: WindowId) -> Option<&mut Window> {
        self.by_id.get_mut(&id)
    }

    /// All windows, to change them.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Window> {
        self.by_id.values_mut()
    }

    /// All windows, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &Window> {
        self.by_id.values()
    }
}

/// A popup's wish with every number within reach: arithmetic on the wildest
/// that the protocol allows would overflow.
#[must_use]
pub fn tamed(mut wish: PositionerState) -> PositionerState {
    let most = LARGEST.0;
    let place = |at: Point<i32, Logical>| -> Point<i32, Logical> {
        (at.x.clamp(-most, most), at.y.clamp(-most, most)).into()
    };
    wish.rect_size = (
        wish.rect_size.w.clamp(1, most),
        wish.rect_size.h.clamp(1, most),
    )
        .into();
    let anchor = wish.anchor_rect;
    let size = (anchor.size.w.clamp(0, most), anchor.size.h.clamp(0, most));
    wish.anchor_rect = Rectangle::new(place(anchor.loc), size.into());
    wish.offset = place(wish.offset);
    wish
}

/// What a client may show of a surface tree: its window geometry cut to what
/// the tree covers, at least one pixel, at most `LARGEST`.
#[must_use]
pub fn shown_geometry(
    asked: Option<Rectangle<i32, Logical>>,
    covered: Rectangle<i32, Logical>,
) -> Rectangle<i32, Logical> {
    let shown = asked
        .and_then(|asked| asked.intersection(covered))
        .unwrap_or(covered);
    Rectangle::new(
        shown.loc,
        (
            shown.size.w.clamp(1, LARGEST.0),
            shown.size.h.clamp(1, LARGEST.1),
        )
            .into(),
    )
}
