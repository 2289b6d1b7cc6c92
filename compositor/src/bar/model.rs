//! What the bar of an output has to say: above all, who gets the keys.

use lisere_policy::CageId;
use lisere_shell::{Message, Workspace as WorkspaceMark};

use crate::desk::{OutputId, Workspace};
use crate::outputs::Screen;
use crate::state::Compositor;
use crate::trusted::BarModel;

impl Compositor {
    /// The bar of an output.
    pub(crate) fn bar_model(&self, screen: &Screen) -> BarModel {
        if self.lock.locked() {
            return self.locked_bar(screen);
        }
        let time = self.clock.time_of_day();
        let ring = self.bar_ring().filter(|ring| ring.output == screen.id);
        BarModel {
            width: screen.pixels().w,
            scale: screen.scale,
            focused: self.focus.cage().map(|cage| (cage, self.chosen_title())),
            workspaces: self.workspace_marks(screen),
            mode: self.mode_name().map(str::to_owned),
            layout: self.layout_shown(),
            clock: format!("{:02}:{:02}", time.hour, time.minute),
            nested: self.backend.nested(),
            attention: self.focus.attention() || self.crossing.asks(),
            locked: false,
            messages: self.bar_messages(),
            transfer: self.transfer_chip(self.clock.now()),
            indicators: self.indicators(),
            chosen: ring.map(|ring| ring.part),
        }
    }

    /// The bar of a locked session: nothing of what is behind the lock.
    fn locked_bar(&self, screen: &Screen) -> BarModel {
        let time = self.clock.time_of_day();
        BarModel {
            width: screen.pixels().w,
            scale: screen.scale,
            focused: None,
            workspaces: Vec::new(),
            mode: None,
            layout: self.own_layout(),
            clock: format!("{:02}:{:02}", time.hour, time.minute),
            nested: self.backend.nested(),
            attention: false,
            locked: true,
            messages: self.journal_message().into_iter().collect(),
            transfer: None,
            indicators: self.indicators_of_locked(),
            chosen: None,
        }
    }

    fn chosen_title(&self) -> String {
        let window = self.focus.chosen().and_then(|id| self.windows.get(id));
        window
            .map(|window| self.title_shown(window))
            .unwrap_or_default()
    }

    fn workspace_marks(&self, screen: &Screen) -> Vec<WorkspaceMark> {
        let active = self.desk.place(screen.id).map(|place| place.active);
        Workspace::all()
            .map(|workspace| WorkspaceMark {
                number: workspace.number(),
                name: self.workspace_name(screen, workspace),
                label: self.label_colour(screen.id, workspace),
                active: active == Some(workspace),
                occupied: self.desk.occupied(screen.id, workspace),
                urgent: self.calls(screen.id, workspace),
            })
            .collect()
    }

    /// Whether a window of a workspace asks for the user's attention.
    pub(crate) fn calls(&self, output: OutputId, workspace: Workspace) -> bool {
        let mut urgent = self.windows.urgent().iter();
        urgent.any(|id| {
            let entry = self.desk.entry(*id);
            entry.is_some_and(|entry| entry.output == output && entry.workspace == workspace)
        })
    }

    /// All that there is to say, the most important first.
    #[must_use]
    pub fn bar_messages(&self) -> Vec<Message> {
        let standing = &self.bar.standing;
        let stopped = &standing.quarantined;
        let stopped: Vec<String> = stopped.iter().map(|cage| self.title_of(*cage)).collect();
        let refused = self.preferences.refused.clone();
        [
            self.attention_message(),
            self.bar.low.map(|percent| Message::Battery { percent }),
            self.crossing_message().cloned(),
            self.journal_message(),
            (!stopped.is_empty()).then_some(Message::Quarantine(stopped)),
            self.frozen_message(),
            self.pointer_message(),
            refused.map(Message::Preferences),
            standing.bare.then_some(Message::Bare),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// The cage whose keyboard layout the bar shows: the one that has the keys, or had them
    /// until they went to the bar. `None` is trusted UI's own.
    pub(super) fn layout_cage(&self) -> Option<CageId> {
        let before = || {
            self.bar_ring()?;
            let window = self.windows.get(self.focus.chosen()?)?;
            Some(window.cage)
        };
        self.focus.cage().or_else(before)
    }

    /// The short name of that layout.
    pub(super) fn layout_shown(&self) -> String {
        match self.layout_cage() {
            Some(cage) => self.seats.layout_name(cage),
            None => self.seats.name_of_layout(self.input.keys.layout()),
        }
    }
}
