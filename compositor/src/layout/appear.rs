//! How windows that appear come to the desk: what they are, and what the user's rules say.

use lisere_policy::Cage;
use lisere_shell::Rgb;
use smithay::utils::{Logical, Size};
use smithay::wayland::compositor::with_states;
use smithay::wayland::shell::xdg::SurfaceCachedState;

use crate::desk::{Arrival, Ground, Habits, Mode, OutputId, WindowId, Workspace};
use crate::preferences::layout::{WindowRule, WorkspaceName};
use crate::state::Compositor;

/// A first window smaller than 1 in so many of the work area's width and height is a tool
/// beside others, and floats.
const SMALL: (i32, i32) = (5, 3);

impl Compositor {
    /// How a window that appears comes to the desk, before rules.
    fn plain_arrival(&self, id: WindowId, size: Size<i32, Logical>) -> Arrival {
        let Some(window) = self.windows.get(id) else {
            return Arrival::default();
        };
        let (min, max) = with_states(window.toplevel.wl_surface(), |states| {
            let mut cached = states.cached_state.get::<SurfaceCachedState>();
            (cached.current().min_size, cached.current().max_size)
        });
        let fixed = max.w > 0 && max.h > 0 && min == max;
        let area = self.desk.places().first();
        let area = area.map(|place| place.work_area(self.desk.thickness()).size);
        let small = area.is_some_and(|area| size.w * SMALL.0 < area.w && size.h * SMALL.1 < area.h);
        Arrival {
            parent: self.parent_of(&window.toplevel),
            cage: window.cage.index(),
            floats: fixed || small,
            home: None,
        }
    }

    /// What the user's rules say of a window.
    pub(crate) fn rule_of(&self, id: WindowId) -> WindowRule {
        let Some(window) = self.windows.get(id) else {
            return WindowRule::default();
        };
        let cage = self.policy.cage(window.cage).map_or("", Cage::name);
        let layout = &self.preferences.layout;
        layout.rule(cage, &window.app_id, &window.title)
    }

    /// How a window that appears comes to the desk.
    pub(crate) fn arrival(
        &self,
        id: WindowId,
        size: Size<i32, Logical>,
        rule: &WindowRule,
    ) -> Arrival {
        let plain = self.plain_arrival(id, size);
        Arrival {
            floats: rule.float.unwrap_or(plain.floats || rule.size.is_some()),
            home: self.home_by(rule),
            ..plain
        }
    }

    /// The workspace where a rule puts windows; outputs that are not there count as not named.
    fn home_by(&self, rule: &WindowRule) -> Option<Ground> {
        let named = |name: &String| self.outputs.iter().find(|screen| screen.name == *name);
        let output = rule.output.as_ref().and_then(named).map(|screen| screen.id);
        let workspace = rule.workspace.as_ref().and_then(|meant| match meant {
            WorkspaceName::Number(number) => Some(*number),
            WorkspaceName::Name(name) => self.preferences.layout.named(name),
        });
        if output.is_none() && workspace.is_none() {
            return None;
        }
        let first = self.desk.places().first()?.id;
        let place = self.desk.place(output.unwrap_or(first))?;
        Some((place.id, workspace.unwrap_or(place.active)))
    }

    /// What else rules do to a window that has just come to the desk. Nothing of it gives
    /// the window the keys.
    pub(crate) fn follow_rule(&mut self, id: WindowId, rule: &WindowRule) {
        for (wanted, mode) in [
            (rule.maximised, Mode::Maximised),
            (rule.fullscreen, Mode::Fullscreen),
        ] {
            match wanted {
                Some(true) => self.desk.set_mode(id, mode),
                Some(false) if self.desk.entry(id).is_some_and(|e| e.mode == mode) => {
                    self.desk.set_mode(id, Mode::Floating);
                }
                _ => {}
            }
        }
        if let Some(sticky) = rule.sticky {
            self.desk.set_sticky(id, sticky);
        }
        if let Some(part) = rule.column_width {
            self.desk.set_column_part(id, part);
        }
        if let Some(minimised) = rule.minimised {
            self.desk.set_minimised(id, minimised);
        }
        self.size_first(id, rule);
    }

    /// A floating window is asked to take the size that a rule names, else to become as small
    /// as there is room: its lower edge may have what a dialog is answered with.
    fn size_first(&mut self, id: WindowId, rule: &WindowRule) {
        let (least, most) = self.size_limits(id);
        let Some((w, h)) = rule.size.or_else(|| self.room_for(id)) else {
            return;
        };
        let within = |wanted: i32, least: i32, most: i32| wanted.max(least).min(most.max(least));
        let size = (within(w, least.w, most.w), within(h, least.h, most.h));
        if let Some(window) = self.windows.get_mut(id) {
            window.wanted = Some(size.into());
        }
    }

    /// The size that a floating window can have at most, if it is larger.
    fn room_for(&self, id: WindowId) -> Option<(i32, i32)> {
        let entry = self.desk.entry(id)?;
        let room = self.desk.content_area(entry.output, false)?.size;
        let size = entry.floating.size;
        let larger = size.w > room.w || size.h > room.h;
        larger.then(|| (size.w.min(room.w), size.h.min(room.h)))
    }

    /// Lets the desk follow what the user prefers of all workspaces.
    pub(crate) fn follow_habits(&mut self) {
        let layout = &self.preferences.layout;
        let habits = Habits {
            layout: layout.default,
            gap: layout.gap,
            column_width: layout.new_column_width,
            least: self.least_content(),
            labels: layout.workspaces_by_label.then(|| self.labels()),
        };
        self.desk.set_habits(habits);
    }

    /// Lets the workspaces of an output be as the user prefers.
    pub(crate) fn plan_output(&mut self, output: OutputId) {
        let Some(name) = self.outputs.get(output).map(|screen| screen.name.clone()) else {
            return;
        };
        for workspace in Workspace::all() {
            let layout = self.preferences.layout.layout_of(workspace, &name);
            self.desk.set_layout((output, workspace), layout);
        }
    }

    /// The same for all outputs, after preferences changed.
    pub(crate) fn plan_outputs(&mut self) {
        self.follow_habits();
        let outputs: Vec<OutputId> = self.outputs.iter().map(|screen| screen.id).collect();
        for output in outputs {
            self.plan_output(output);
        }
    }

    /// The colour of the label whose windows a workspace shows, where it shows only those.
    pub(crate) fn label_colour(&self, output: OutputId, workspace: Workspace) -> Option<Rgb> {
        let cage = self.desk.cage_of((output, workspace))?;
        let colour = self.policy.cages().get(cage)?.colour();
        Some(Rgb::new(colour.r, colour.g, colour.b))
    }

    /// For each cage the number of the first one with the same label.
    fn labels(&self) -> Vec<usize> {
        let cages = self.policy.cages();
        let first = |cage: &Cage| cages.iter().position(|other| other.label() == cage.label());
        cages.iter().map(|cage| first(cage).unwrap_or(0)).collect()
    }
}
