//! Windows that are not bound to one workspace: sticky ones, and those kept aside.

use super::{Desk, Mode, WindowId};

/// Whether a window is kept aside, to be called when it is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scratch {
    /// It is an ordinary window.
    #[default]
    No,
    /// It was called, and floats where the user is.
    Out,
    /// It waits, and is seen nowhere.
    Away,
}

impl Scratch {
    /// Whether the window is one of those.
    #[must_use]
    pub fn kept(self) -> bool {
        self != Scratch::No
    }
}

impl Desk {
    /// Shows a window on every workspace of its output, or only on the one shown now. Where
    /// a workspace shows windows of one label only, no window is on several.
    pub fn set_sticky(&mut self, window: WindowId, sticky: bool) {
        let sticky = sticky && self.habits.labels.is_none();
        let Some(entry) = self.entries.get_mut(&window) else {
            return;
        };
        if entry.sticky == sticky {
            return;
        }
        entry.sticky = sticky;
        let output = entry.output;
        if let Some(active) = self.place(output).map(|place| place.active)
            && let Some(entry) = self.entries.get_mut(&window)
        {
            entry.workspace = active;
        }
        self.changed = true;
        self.seat(window);
        self.settle(window);
    }

    /// Keeps a window aside, or makes it an ordinary one again.
    pub fn set_scratch(&mut self, window: WindowId, scratch: Scratch) {
        let Some(entry) = self.entries.get_mut(&window) else {
            return;
        };
        if entry.scratch != scratch {
            entry.scratch = scratch;
            self.changed = true;
            self.settle(window);
        }
    }

    /// Calls the window kept aside that was used last to where the user is, or sends it back
    /// if it is there. Says which one is to get the keys.
    pub fn call_scratch(&mut self, focused: Option<WindowId>) -> Option<WindowId> {
        let kept = |id: &WindowId, scratch: Scratch| {
            self.entries
                .get(id)
                .is_some_and(|entry| entry.scratch == scratch)
        };
        let out = focused.filter(|id| kept(id, Scratch::Out) && self.is_visible(*id));
        if let Some(out) = out {
            self.set_scratch(out, Scratch::Away);
            return None;
        }
        let mut recent = self.recent.iter().rev().copied();
        let called = recent.clone().find(|id| kept(id, Scratch::Away));
        let called = called.or_else(|| recent.find(|id| kept(id, Scratch::Out)))?;
        self.bring_here(called);
        Some(called)
    }

    /// Puts a floating window into the middle of what the user looks at.
    fn bring_here(&mut self, window: WindowId) {
        let (output, workspace) = self.active_home();
        self.untile(window);
        if let Some(entry) = self.entries.get_mut(&window) {
            entry.scratch = Scratch::Out;
            entry.minimised = false;
            entry.output = output;
            entry.workspace = workspace;
            self.changed = true;
        }
        self.seat(window);
        self.settle(window);
        self.centre(window);
    }

    /// Puts a floating window into the middle of the work area.
    pub fn centre(&mut self, window: WindowId) {
        let Some(entry) = self
            .entries
            .get(&window)
            .filter(|e| e.mode == Mode::Floating)
        else {
            return;
        };
        let Some(area) = self.content_area(entry.output, false) else {
            return;
        };
        let size = entry.content.size;
        let at = area.loc
            + smithay::utils::Point::from((
                (area.size.w - size.w) / 2,
                ((area.size.h - size.h) / 2).max(0),
            ));
        self.move_to(window, at);
    }
}
