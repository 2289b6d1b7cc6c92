//! Choosing a window with Alt+Tab: the panel is trusted, and the keys go to no client meanwhile.

use lisere_policy::CageId;

use crate::actions::Action;
use crate::desk::{OutputId, WindowId};
use crate::state::Compositor;

/// The open panel.
#[derive(Clone, Debug)]
pub struct Switcher {
    /// Candidates, most recently used first.
    pub candidates: Vec<WindowId>,
    /// Which one is chosen.
    pub selected: usize,
    /// The output it is shown on.
    pub output: OutputId,
}

impl Switcher {
    /// Drops a window that is gone.
    pub(super) fn forget(&mut self, window: WindowId) {
        if let Some(at) = self.candidates.iter().position(|id| *id == window) {
            self.candidates.remove(at);
            if self.selected > at || self.selected >= self.candidates.len() {
                self.selected = self.selected.saturating_sub(1);
            }
        }
    }

    fn step(&mut self, forward: bool) {
        let count = self.candidates.len().max(1);
        let by = if forward { 1 } else { count - 1 };
        self.selected = (self.selected + by) % count;
    }
}

impl Compositor {
    /// Opens the panel or steps on in it.
    pub(crate) fn switch(&mut self, forward: bool) {
        self.work.rearrange();
        if let Some(switcher) = &mut self.input.switcher {
            switcher.step(forward);
            return;
        }
        // Another trusted screen would lie under it.
        self.close_panel();
        let candidates = self.desk.by_recency();
        let output = self.desk.places().first().map(|place| place.id);
        let Some(output) = output.filter(|_| !candidates.is_empty()) else {
            return;
        };
        let mut switcher = Switcher {
            selected: 0,
            output,
            candidates,
        };
        if self.focus.chosen().is_some() || !forward {
            switcher.step(forward);
        }
        self.input.switcher = Some(switcher);
    }

    /// Closes the panel; `choose` focuses the chosen window.
    pub(super) fn close_switcher(&mut self, choose: bool) {
        let Some(switcher) = self.input.switcher.take() else {
            return;
        };
        self.work.rearrange();
        if let Some(window) = switcher
            .candidates
            .get(switcher.selected)
            .filter(|_| choose)
        {
            self.dismiss_attention();
            self.perform(Action::Focus(*window));
        }
    }

    /// The panel's entries: window, cage and cleaned title.
    pub(crate) fn switcher_entries(&self, switcher: &Switcher) -> Vec<(WindowId, CageId, String)> {
        switcher
            .candidates
            .iter()
            .filter_map(|id| self.windows.get(*id))
            .map(|window| (window.id, window.cage, self.title_shown(window)))
            .collect()
    }
}
