//! The overview: every window of an output as a live likeness, to go to, close or move.

use lisere_policy::CageId;
use lisere_shell::{Metrics, Rect, Shape};
use smithay::utils::{Logical, Point};

use super::{KeyPress, Panel, PanelModel, Spot};
use crate::actions::Action;
use crate::clock::Now;
use crate::desk::{Direction, Entry, OutputId, Scratch, WindowId, Workspace};
use crate::input::{BTN_LEFT, BTN_MIDDLE};
use crate::outputs::Screen;
use crate::state::Compositor;
use crate::trusted::{OverviewGroup, OverviewMark, OverviewModel, PanelHot, Part};

/// Keysyms.
const ESCAPE: u32 = 0xff1b;
const RETURN: [u32; 2] = [0xff0d, 0xff8d];
const DELETE: u32 = 0xffff;
const TAB: [u32; 2] = [0xff09, 0xfe20];
const ARROWS: [(u32, Direction); 4] = [
    (0xff51, Direction::Left),
    (0xff52, Direction::Up),
    (0xff53, Direction::Right),
    (0xff54, Direction::Down),
];
/// Of the digits 1–9.
const DIGITS: std::ops::RangeInclusive<u32> = 0x31..=0x39;
/// How far, in logical pixels, a likeness is pulled before it is dragged.
const PULLED: f64 = 8.0;

/// The open overview.
#[derive(Clone, Debug, Default)]
pub struct Overview {
    /// The window chosen.
    chosen: Option<WindowId>,
    /// The window whose likeness is held, and where the pointer took hold of it.
    held: Option<(WindowId, Point<f64, Logical>)>,
    /// The workspace, on its output, that the held one would be dropped on.
    target: Option<(OutputId, Workspace)>,
}

impl Overview {
    /// A window is gone.
    pub(super) fn forget(&mut self, window: WindowId) {
        self.chosen = self.chosen.filter(|id| *id != window);
        if self.held.is_some_and(|(id, _)| id == window) {
            self.held = None;
            self.target = None;
        }
    }
}

impl Compositor {
    /// Opens the overview, or closes it.
    pub(crate) fn toggle_overview(&mut self) {
        if let Some(Panel::Overview(_)) = self.input.panel {
            self.close_panel();
            return;
        }
        let chosen = self.focus.chosen();
        let chosen = chosen.or_else(|| self.desk.by_recency().first().copied());
        self.open_panel(Panel::Overview(Overview {
            chosen,
            ..Overview::default()
        }));
    }

    fn overview(&mut self) -> Option<&mut Overview> {
        match &mut self.input.panel {
            Some(Panel::Overview(overview)) => Some(overview),
            _ => None,
        }
    }

    pub(super) fn overview_key(&mut self, key: &KeyPress, _now: Now) {
        let first = key.syms.first().copied().unwrap_or_default();
        let chosen = self.overview().and_then(|overview| overview.chosen);
        let arrow = ARROWS.iter().find(|(sym, _)| *sym == first);
        if first == ESCAPE {
            self.close_panel();
        } else if let Some((_, to)) = arrow {
            self.choose_towards(*to);
        } else if TAB.contains(&first) {
            self.choose_next(first == TAB[0]);
        } else if RETURN.contains(&first) {
            self.go_to(chosen);
        } else if first == DELETE {
            if let Some(window) = chosen {
                self.perform(Action::Close(window));
            }
        } else if let Some(digit) = key.syms.iter().find(|sym| DIGITS.contains(sym)) {
            let number = u8::try_from(digit.saturating_sub(*DIGITS.start()) + 1).ok();
            let ground = self.shown_ground();
            if let (Some(workspace), Some((output, _))) = (number.and_then(Workspace::new), ground)
            {
                self.close_panel();
                self.perform(Action::Show(output, workspace));
            }
        }
    }

    fn choose_shown(&mut self, window: Option<WindowId>) {
        if let Some(overview) = self.overview().filter(|o| o.chosen != window) {
            overview.chosen = window;
            self.work.rearrange();
        }
    }

    /// Closes the overview and gives the keys to a window.
    fn go_to(&mut self, window: Option<WindowId>) {
        self.close_panel();
        if let Some(window) = window {
            self.perform(Action::Focus(window));
        }
    }

    /// The likenesses that are drawn, in the order of the outputs, each output's from the top.
    fn drawn(&self) -> Vec<(OutputId, WindowId, Rect)> {
        let outputs = self.outputs.iter().map(|screen| screen.id);
        let shown = outputs.map(|output| {
            let cells = self.pictures.panel_windows(output);
            cells.into_iter().map(move |(id, rect)| (output, id, rect))
        });
        shown.flatten().collect()
    }

    /// Chooses the likeness that lies nearest in a direction.
    fn choose_towards(&mut self, to: Direction) {
        let chosen = self.overview().and_then(|overview| overview.chosen);
        let drawn = self.drawn();
        let Some((output, _, here)) = drawn.iter().find(|(_, id, _)| Some(*id) == chosen) else {
            return self.choose_shown(drawn.first().map(|(_, id, _)| *id));
        };
        let others = drawn.iter().filter(|(other, ..)| other == output);
        let ahead = others.filter_map(|(_, id, there)| Some((id, away(*here, *there, to)?)));
        if let Some((id, _)) = ahead.min_by_key(|(_, away)| *away) {
            self.choose_shown(Some(*id));
        } else if !to.level() {
            // What is beyond the edge is not drawn yet; chosen, it comes into view.
            let all = self.in_overview(*output);
            let at = all.iter().position(|id| Some(*id) == chosen);
            let by = if to.onward() { 1 } else { -1 };
            let next = at.and_then(|at| all.get(at.checked_add_signed(by)?).copied());
            self.choose_shown(next.or(chosen));
        }
    }

    /// Every window that an output's overview has, also those without room on it now.
    fn in_overview(&self, output: OutputId) -> Vec<WindowId> {
        let screen = self.outputs.get(output);
        let groups = screen.map(|screen| self.overview_groups(screen));
        let windows = groups.into_iter().flatten().flat_map(|group| group.windows);
        windows.map(|(id, _)| id).collect()
    }

    /// The wheel goes from row to row, which brings into view what has no room.
    pub(super) fn overview_scrolled(&mut self, lines: isize) {
        let down = lines > 0;
        self.choose_towards(if down { Direction::Down } else { Direction::Up });
    }

    fn choose_next(&mut self, onward: bool) {
        let chosen = self.overview().and_then(|overview| overview.chosen);
        let outputs: Vec<OutputId> = self.outputs.iter().map(|screen| screen.id).collect();
        let all = outputs.into_iter().flat_map(|id| self.in_overview(id));
        let all: Vec<WindowId> = all.collect();
        let at = all.iter().position(|id| Some(*id) == chosen);
        let by = if onward {
            1
        } else {
            all.len().saturating_sub(1)
        };
        let next = at.map_or(0, |at| (at + by) % all.len().max(1));
        self.choose_shown(all.get(next).copied());
    }

    /// A button went down on the overview; the bar above it is not part of it.
    pub(super) fn overview_pressed(&mut self, at: Point<f64, Logical>, code: u32) -> bool {
        let Some((output, hot)) = self.panel_at(at) else {
            return false;
        };
        match (hot, code) {
            (Some(PanelHot::Window(window)), BTN_LEFT) => {
                self.choose_shown(Some(window));
                if let Some(overview) = self.overview() {
                    overview.held = Some((window, at));
                }
            }
            (Some(PanelHot::Window(window)), BTN_MIDDLE) => self.perform(Action::Close(window)),
            (Some(PanelHot::Workspace(number)), BTN_LEFT) => {
                if let Some(workspace) = Workspace::new(number) {
                    self.close_panel();
                    self.perform(Action::Show(output, workspace));
                }
            }
            (None, BTN_LEFT) => self.close_panel(),
            _ => {}
        }
        true
    }

    /// The pointer moved over the overview: a likeness that is held is dragged.
    pub(super) fn overview_pointed(&mut self, at: Point<f64, Logical>) {
        let under = self.panel_at(at);
        let Some(overview) = self.overview() else {
            return;
        };
        let held = overview.held.filter(|(_, from)| {
            let gone = at - *from;
            gone.x.abs().max(gone.y.abs()) >= PULLED
        });
        let target = match (held, under) {
            (Some(_), Some((output, Some(PanelHot::Workspace(number))))) => {
                Workspace::new(number).map(|workspace| (output, workspace))
            }
            _ => None,
        };
        let changed = std::mem::replace(&mut overview.target, target) != target;
        let shape = match (held, under) {
            (Some(_), _) => Shape::Grabbing,
            (None, Some((_, Some(_)))) => Shape::Pointer,
            _ => Shape::Default,
        };
        self.input.show_shape(shape);
        if changed {
            self.work.rearrange();
        }
    }

    /// The button went up: the window that was held is gone to, or moved.
    pub(super) fn overview_released(&mut self, at: Point<f64, Logical>) {
        let under = self.panel_at(at).and_then(|(_, hot)| hot);
        let Some(overview) = self.overview() else {
            return;
        };
        let (held, target) = (overview.held.take(), overview.target.take());
        match (held, target) {
            (Some((window, _)), Some((output, workspace))) => {
                self.desk.send_to_output(window, output);
                self.perform(Action::Send(window, workspace));
                self.work.rearrange();
            }
            (Some((window, _)), None) if under == Some(PanelHot::Window(window)) => {
                self.go_to(Some(window));
            }
            _ => {}
        }
    }

    /// The overview of an output.
    pub(super) fn overview_models(&self, overview: &Overview, screen: &Screen) -> Vec<PanelModel> {
        let bar = Metrics::at(screen.scale).bar;
        let size = screen.pixels();
        let model = OverviewModel {
            groups: self.overview_groups(screen),
            strip: self.overview_strip(screen),
            chosen: overview.chosen,
            target: overview
                .target
                .filter(|(output, _)| *output == screen.id)
                .map(|(_, workspace)| workspace.number()),
            scale: screen.scale,
            size: (size.w, (size.h - bar).max(1)),
        };
        vec![PanelModel {
            part: Part::Overview(model),
            spot: Spot::At((0, bar).into()),
        }]
    }

    /// The windows of a workspace, oldest first, so that none changes its place while the
    /// user looks.
    fn windows_on(&self, screen: &Screen, workspace: Workspace) -> Vec<(WindowId, CageId)> {
        let active = self.desk.place(screen.id).map(|place| place.active);
        let here = |entry: &Entry| match entry.sticky {
            true => active == Some(workspace),
            false => entry.workspace == workspace,
        };
        let there = self.windows.iter().filter(|window| {
            self.desk.entry(window.id).is_some_and(|entry| {
                entry.output == screen.id && entry.scratch != Scratch::Away && here(entry)
            })
        });
        there.map(|window| (window.id, window.cage)).collect()
    }

    fn overview_groups(&self, screen: &Screen) -> Vec<OverviewGroup> {
        let active = self.desk.place(screen.id).map(|place| place.active);
        let group = |workspace: Workspace| OverviewGroup {
            number: workspace.number(),
            name: self.workspace_name(screen, workspace),
            active: active == Some(workspace),
            windows: self.windows_on(screen, workspace),
        };
        let groups = Workspace::all().map(group);
        groups.filter(|group| !group.windows.is_empty()).collect()
    }

    fn overview_strip(&self, screen: &Screen) -> Vec<OverviewMark> {
        let active = self.desk.place(screen.id).map(|place| place.active);
        let mark = |workspace: Workspace| OverviewMark {
            number: workspace.number(),
            name: self.workspace_name(screen, workspace),
            active: active == Some(workspace),
            cages: self
                .windows_on(screen, workspace)
                .into_iter()
                .map(|(_, cage)| cage)
                .collect(),
        };
        Workspace::all().map(mark).collect()
    }

    /// What the user calls a workspace of an output, or "".
    pub(crate) fn workspace_name(&self, screen: &Screen, workspace: Workspace) -> String {
        let layout = &self.preferences.layout;
        let name = layout.name_of(workspace, &screen.name);
        name.unwrap_or_default().to_owned()
    }
}

/// How far a likeness is from another in a direction; `None` where it does not lie there.
fn away(here: Rect, there: Rect, to: Direction) -> Option<i32> {
    let (x, y) = (there.x - here.x, there.y - here.y);
    let (ahead, aside) = match to.level() {
        true => (x, y.abs()),
        false => (y, x.abs()),
    };
    let ahead = if to.onward() { ahead } else { -ahead };
    (ahead > 0).then_some(ahead + 3 * aside)
}
