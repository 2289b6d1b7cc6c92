//! Which window lies above which.

use super::{Desk, Mode, WindowId};

impl Desk {
    /// Brings a window and its dialogs to the top, dialogs above.
    pub fn raise(&mut self, window: WindowId) {
        let mut family = vec![window];
        let mut at = 0;
        while let Some(head) = family.get(at).copied() {
            let children = self.order.iter().copied();
            family.extend(
                children
                    .filter(|id| self.entries.get(id).is_some_and(|e| e.parent == Some(head)))
                    .filter(|id| *id != window)
                    .collect::<Vec<_>>(),
            );
            at += 1;
            if at > self.order.len() {
                break;
            }
        }
        family.extend(self.floating_over(window));
        let mut order: Vec<WindowId> = self
            .order
            .iter()
            .copied()
            .filter(|id| !family.contains(id))
            .collect();
        for id in family {
            if self.entries.contains_key(&id) && !order.contains(&id) {
                order.push(id);
            }
        }
        if order != self.order {
            self.order = order;
            self.changed = true;
            self.restack(window);
        }
    }

    /// What stays above a tile that is raised: floating windows of its workspace.
    fn floating_over(&self, window: WindowId) -> Vec<WindowId> {
        let tile = self.entries.get(&window);
        let Some(tile) = tile.filter(|entry| entry.mode == Mode::Tiled) else {
            return Vec::new();
        };
        let floats = |id: &WindowId| {
            let entry = self.entries.get(id);
            entry.is_some_and(|e| e.mode == Mode::Floating && e.ground() == tile.ground())
        };
        self.order.iter().copied().filter(floats).collect()
    }

    /// Puts a window below all others; a floating one stays above the tiles of its workspace.
    pub fn lower(&mut self, window: WindowId) {
        let Some(entry) = self.entries.get(&window) else {
            return;
        };
        let (free, ground) = (entry.tile.is_none(), entry.ground());
        self.order.retain(|id| *id != window);
        let tile = |id: &WindowId| {
            let entry = self.entries.get(id);
            free && entry.is_some_and(|entry| entry.tile == Some(ground))
        };
        let at = self.order.iter().rposition(tile).map_or(0, |at| at + 1);
        self.order.insert(at, window);
        self.changed = true;
        self.restack(window);
    }

    /// Puts a new window above all others. A tile comes under the floating windows of its
    /// workspace, and in a stack it never covers the one that was used last.
    pub(super) fn stack_new(&mut self, window: WindowId) {
        self.order.push(window);
        let Some(ground) = self.entries.get(&window).and_then(|entry| entry.tile) else {
            return;
        };
        let used = self.recent.iter().rev().copied().find(|id| {
            let entry = self.entries.get(id);
            *id != window && entry.is_some_and(|entry| entry.tile == Some(ground))
        });
        let used = used.filter(|used| self.is_visible(*used));
        if let Some(above) = self.floating_over(window).first().copied() {
            self.put_below(window, above);
        }
        self.arrange(ground);
        if let Some(used) = used.filter(|used| !self.is_visible(*used)) {
            self.put_below(window, used);
            self.arrange(ground);
        }
    }

    fn put_below(&mut self, window: WindowId, other: WindowId) {
        self.order.retain(|id| *id != window);
        let at = self.order.iter().position(|id| *id == other);
        self.order.insert(at.unwrap_or(self.order.len()), window);
    }
}
