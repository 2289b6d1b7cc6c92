//! How the user wants the desk to arrange windows, and how new ones arrive on it.

use std::collections::HashMap;

use smithay::utils::{Logical, Size};

use super::{Desk, Edges, Entry, Ground, Layout, Mode, Scratch, WindowId, Workspace};

/// How the user wants windows arranged.
#[derive(Clone, Debug, PartialEq)]
pub struct Habits {
    /// Of workspaces that were told nothing else.
    pub layout: Layout,
    /// Round tiles, in logical pixels.
    pub gap: i32,
    /// How much of the width a new column gets, more than 0 and less than 1; `None` as much
    /// as the others.
    pub column_width: Option<f64>,
    /// The least content of a tile, in logical pixels.
    pub least: Size<i32, Logical>,
    /// For each cage the number of its label, where a workspace shows windows of one label
    /// only.
    pub labels: Option<Vec<usize>>,
}

impl Default for Habits {
    fn default() -> Habits {
        Habits {
            layout: Layout::Floating,
            gap: 6,
            column_width: None,
            least: (196, 24).into(),
            labels: None,
        }
    }
}

/// How a window comes to the desk.
#[derive(Clone, Copy, Debug, Default)]
pub struct Arrival {
    /// The window it is a dialog of.
    pub parent: Option<WindowId>,
    /// The number of its cage.
    pub cage: usize,
    /// Whether it floats also where others are tiles.
    pub floats: bool,
    /// Where it goes; `None` to its parent, else where the user is.
    pub home: Option<Ground>,
}

impl Desk {
    /// Follows other habits from now on.
    pub fn set_habits(&mut self, habits: Habits) {
        if self.habits == habits {
            return;
        }
        // Workspaces that were told nothing follow the new layout.
        self.habits = habits;
        if self.habits.labels.is_some() {
            self.entries
                .values_mut()
                .for_each(|entry| entry.sticky = false);
        }
        self.seat_all();
        for id in self.order.clone() {
            self.settle(id);
        }
        let outputs: Vec<_> = self.places.iter().map(|place| place.id).collect();
        for output in outputs {
            self.arrange_output(output);
        }
        self.changed = true;
    }

    /// Adds a window whose content is `size`, above the others, focused by nobody.
    pub fn arrive(&mut self, window: WindowId, size: Size<i32, Logical>, arrival: Arrival) {
        let parent = arrival.parent.filter(|id| self.entries.contains_key(id));
        let with_parent = parent.and_then(|id| self.entries.get(&id));
        let home = with_parent.map(Entry::ground).or(arrival.home);
        let (output, workspace) = home.unwrap_or_else(|| self.active_home());
        let workspace = self.workspace_for(arrival.cage, (output, workspace), window);
        let content = self.first_place(size, (output, workspace), parent, arrival.cage);
        self.entries.insert(
            window,
            Entry {
                content,
                floating: content,
                mode: Mode::Floating,
                before_fullscreen: Mode::Floating,
                minimised: false,
                output,
                workspace,
                parent,
                cage: arrival.cage,
                anchor: Edges::default(),
                floats: arrival.floats,
                tile: None,
                stack: None,
                sticky: false,
                scratch: Scratch::No,
            },
        );
        self.recent.insert(0, window);
        self.settle(window);
        self.stack_new(window);
        self.settle(window);
        self.changed = true;
    }

    /// The number of a cage's label, where workspaces are kept apart by it.
    fn label(&self, cage: usize) -> Option<usize> {
        self.habits.labels.as_ref()?.get(cage).copied()
    }

    /// The label whose windows a workspace shows, where workspaces are kept apart by it and
    /// it has any; `but` one window.
    pub(super) fn label_of(&self, ground: Ground, but: WindowId) -> Option<usize> {
        let here = |(id, entry): &(&WindowId, &Entry)| **id != but && entry.ground() == ground;
        let mut others = self.entries.iter().filter(here);
        others.find_map(|(_, entry)| self.label(entry.cage))
    }

    /// The cage by whose label a workspace shows its windows, where workspaces are kept
    /// apart by label.
    #[must_use]
    pub fn cage_of(&self, ground: Ground) -> Option<usize> {
        self.habits.labels.as_ref()?;
        let here = self
            .entries
            .values()
            .filter(|entry| entry.ground() == ground);
        here.map(|entry| entry.cage).min()
    }

    /// Whether a window of a cage may be on a workspace: everywhere, unless workspaces are
    /// kept apart by label.
    pub(super) fn admits(&self, ground: Ground, cage: usize, window: WindowId) -> bool {
        let there = self.label_of(ground, window);
        there.is_none() || there == self.label(cage)
    }

    /// The workspace of an output where a window of a cage may be: the one wanted, else the
    /// first of its label, else the first empty one. Where there is none of these it shares
    /// the last.
    pub(super) fn workspace_for(
        &self,
        cage: usize,
        (output, wanted): Ground,
        window: WindowId,
    ) -> Workspace {
        if self.admits((output, wanted), cage, window) {
            return wanted;
        }
        let own = self.label(cage);
        let holds = |label: Option<usize>| {
            Workspace::all().find(move |ws| self.label_of((output, *ws), window) == label)
        };
        holds(own)
            .or_else(|| holds(None))
            .unwrap_or(Workspace::LAST)
    }

    /// The same for all windows at once, of which any may stand beside any so far: of a
    /// workspace the oldest ones stay.
    fn seat_all(&mut self) {
        let mut shown: HashMap<Ground, usize> = HashMap::new();
        let mut windows = self.order.clone();
        windows.sort();
        for id in windows {
            let Some(entry) = self.entries.get(&id) else {
                continue;
            };
            let Some(label) = self.label(entry.cage) else {
                return;
            };
            let (output, own) = entry.ground();
            let of = |workspace: Workspace| shown.get(&(output, workspace)).copied();
            let first = |label: Option<usize>| Workspace::all().find(|ws| of(*ws) == label);
            let workspace = match of(own) {
                Some(other) if other != label => first(Some(label)).or_else(|| first(None)),
                _ => Some(own),
            };
            let workspace = workspace.unwrap_or(Workspace::LAST);
            shown.entry((output, workspace)).or_insert(label);
            if let Some(entry) = self.entries.get_mut(&id) {
                entry.workspace = workspace;
            }
        }
    }

    /// Moves a window to a workspace of its output where it may be.
    pub(super) fn seat(&mut self, window: WindowId) {
        let Some(entry) = self.entries.get(&window) else {
            return;
        };
        let workspace = self.workspace_for(entry.cage, entry.ground(), window);
        if let Some(entry) = self.entries.get_mut(&window)
            && entry.workspace != workspace
        {
            entry.workspace = workspace;
            self.changed = true;
        }
    }
}
