//! Who gets the keys and the pointer: the only file that sets a focus.

use lisere_policy::CageId;
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;

use crate::actions::Action;
use crate::clock::Now;
use crate::desk::WindowId;
use crate::input::{GestureKind, ToolAxes};
use crate::seat::{SurfacePoint, ToolNear};
use crate::state::Compositor;

/// Keyboard focus as the user asked for it and as it stands.
#[derive(Debug, Default)]
pub struct Focus {
    /// The window the user chose.
    chosen: Option<WindowId>,
    /// The surface that has the keys: the window's own or a popup of it.
    given: Option<(CageId, WlSurface)>,
    /// The cage that had the keys last, which the journal knows.
    recorded: Option<CageId>,
    /// The window that was told it is the active one.
    active: Option<WindowId>,
    /// The attention key was pressed: keys and pointer are with no client.
    attention: bool,
}

impl Focus {
    /// The window the user chose to type into.
    #[must_use]
    pub fn chosen(&self) -> Option<WindowId> {
        self.chosen
    }

    /// The chosen window, while its cage gets the keys.
    #[must_use]
    pub fn active(&self) -> Option<WindowId> {
        self.chosen.filter(|_| self.given.is_some())
    }

    /// Whether the attention key took keys and pointer from every client.
    #[must_use]
    pub fn attention(&self) -> bool {
        self.attention
    }

    pub(crate) fn set_attention(&mut self, on: bool) {
        self.attention = on;
    }

    /// The cage that gets the keys right now: what the bar must name.
    #[must_use]
    pub fn cage(&self) -> Option<CageId> {
        self.given.as_ref().map(|(cage, _)| *cage)
    }
}

impl Compositor {
    /// The user chose a window: it comes up and gets the keys.
    pub(crate) fn focus_window(&mut self, window: WindowId) {
        let window = self.answered_first(window);
        let Some(entry) = self.desk.entry(window) else {
            return;
        };
        let (output, workspace) = (entry.output, entry.workspace);
        self.desk.set_minimised(window, false);
        self.desk.show(output, workspace);
        self.desk.prefer_output(output);
        self.hand_over(window);
    }

    /// The dialog of a window that has to be answered before it, of the same cage; else
    /// the window itself.
    fn answered_first(&self, window: WindowId) -> WindowId {
        let mut found = window;
        let cage = |id| self.windows.get(id).map(|window| window.cage);
        // As many steps as there are dialogs at most: parents never go round in circles.
        for _ in 0..self.windows.modal().count() {
            let above = |id: &WindowId| {
                let parent = self.desk.entry(*id).and_then(|entry| entry.parent);
                parent == Some(found) && cage(*id) == cage(found)
            };
            match self.windows.modal().filter(above).max() {
                Some(dialog) => found = dialog,
                None => break,
            }
        }
        found
    }

    /// The keys go on to a dialog of the window that has them. Where other windows
    /// will appear is for the user to say, not for a client that opens dialogs.
    pub(crate) fn hand_over(&mut self, window: WindowId) {
        self.desk.raise(window);
        self.desk.touch(window);
        if self.focus.chosen != Some(window) {
            self.dismiss_grabs(Some(window));
        }
        self.focus.chosen = Some(window);
    }

    /// The user chose a place without a window.
    pub(crate) fn focus_nothing(&mut self) {
        self.focus.chosen = None;
    }

    /// After a change of workspace or output, which only the user makes: the
    /// window used last there.
    pub(crate) fn focus_most_recent(&mut self) {
        let here = self.desk.places().first().map(|place| place.id);
        let last =
            self.desk.by_recency().into_iter().find(|id| {
                self.desk.is_visible(*id) && self.desk.entry(*id).map(|e| e.output) == here
            });
        match last {
            Some(window) => self.perform(Action::Focus(window)),
            None => self.focus_nothing(),
        }
    }

    /// The chosen window vanished: the keys may stay in its cage, but they never
    /// go to another cage without an act of the user.
    pub(crate) fn focus_successor(&mut self, cage: CageId) {
        self.focus.chosen = self
            .desk
            .by_recency()
            .into_iter()
            .filter(|id| self.desk.is_visible(*id))
            .find(|id| {
                self.windows
                    .get(*id)
                    .is_some_and(|window| window.cage == cage)
            });
    }

    /// Brings the keyboard focus to where it should be. Within a cage it moves
    /// at once; it leaves a cage at once; it enters another cage only when no
    /// key is down, so that nothing typed for one is read by another.
    pub(crate) fn settle_focus(&mut self) {
        if let Some(chosen) = self.focus.chosen
            && !self.desk.is_visible(chosen)
        {
            let cage = self.windows.get(chosen).map(|window| window.cage);
            self.focus.chosen = None;
            if let Some(cage) = cage {
                self.focus_successor(cage);
            }
        }
        let wanted = self.focus.chosen.and_then(|id| self.key_surface(id));
        if wanted == self.focus.given {
            return;
        }
        let same_cage = wanted.as_ref().map(|(cage, _)| *cage) == self.focus.cage();
        let allowed = if same_cage || self.input.no_key_down() {
            wanted
        } else {
            None
        };
        if allowed == self.focus.given {
            return;
        }
        self.seats.focus_keyboard(allowed.clone());
        self.focus.given = allowed;
        if let Some(cage) = self.focus.cage()
            && self.focus.recorded.replace(cage) != Some(cage)
        {
            self.record_focus(cage);
        }
        self.work.rearrange();
        // Nobody else: what other windows are owed must not wait for this.
        let active = self.focus.active();
        let before = std::mem::replace(&mut self.focus.active, active);
        if let Some(active) = active {
            self.windows.set_urgent(active, false);
        }
        self.work.configure.extend(before.into_iter().chain(active));
    }

    /// The surface of a window that gets its keys: its topmost grabbing popup, else its
    /// own; none of a frozen cage, nor while trusted UI has the keys or the
    /// session is locked.
    fn key_surface(&self, id: WindowId) -> Option<(CageId, WlSurface)> {
        let window = self.windows.get(id).filter(|window| window.mapped)?;
        let trusted = self.lock.locked() || self.focus.attention || self.crossing.asks();
        if trusted || self.connections.frozen(window.cage) {
            return None;
        }
        let popup = window
            .popups
            .iter()
            .rev()
            .find(|popup| popup.grab && popup.mapped);
        let surface = popup.map_or(window.toplevel.wl_surface(), |popup| {
            popup.surface.wl_surface()
        });
        Some((window.cage, surface.clone()))
    }

    /// Tells the seats where the pointer is: on a surface, or on nothing of a client.
    pub(crate) fn point_at(&mut self, at: Option<SurfacePoint>, now: Now) {
        self.seats.point_at(at, now.millis());
    }

    /// Brings something granted over a surface, as a drag whose source is the core.
    pub(crate) fn drop_at(&mut self, at: &SurfacePoint, types: &[String], carried: u64) -> bool {
        self.seats.drop_carried(at, types, carried)
    }

    /// Gives a finger to a surface, where it stays until it goes up.
    pub(crate) fn touch_at(&mut self, slot: i32, at: &SurfacePoint, now: Now) {
        self.seats.touch_down(slot, at, now.millis());
    }
    /// Gives a gesture to the client that the pointer is over, until it ends.
    pub(crate) fn begin_gesture(&mut self, kind: GestureKind, fingers: u32, now: Now) {
        self.seats.gesture_begin(kind, fingers, now.millis());
    }
    /// Puts a tablet's tool over a surface, or over nothing of a client.
    pub(crate) fn tool_at(
        &mut self,
        near: &ToolNear,
        at: Option<SurfacePoint>,
        axes: &ToolAxes,
        now: Now,
    ) {
        self.seats.tool_at(near, at, axes, now.millis());
    }
}
