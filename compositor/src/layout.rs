//! What the user does to the arrangement of windows, by chord or by hand.

mod appear;

use smithay::utils::{Logical, Point, Rectangle, Size};

use crate::actions::Action;
use crate::bindings::DeskAction;
use crate::desk::{
    Direction, Edges, Entry, Ground, Layout, Mode, OutputId, Scratch, WindowId, Zone,
};
use crate::input::Target;
use crate::state::Compositor;

/// How much a chord makes a floating window grow, in logical pixels.
const STEP: i32 = 40;
/// How near to the edge of an output, in logical pixels, a dragged window snaps.
const AT_EDGE: f64 = 2.0;
/// Of a side of an output, the part at each end that is its corner: 1 in so many.
const CORNER: f64 = 5.0;

impl Compositor {
    /// Arranges windows as a chord or a command asks; says whether there was anything to do
    /// it to.
    pub(crate) fn perform_on_desk(&mut self, action: DeskAction, target: Target) -> bool {
        match (action, target.window) {
            (DeskAction::ToggleLayout, _) => self.toggle_layout(target.output),
            (DeskAction::CallScratchpad, _) => self.call_scratchpad(),
            (DeskAction::FocusTo(_), None) => self.focus_most_recent(),
            (_, Some(window)) => self.rearrange_window(action, window),
            (_, None) => return false,
        }
        true
    }

    fn rearrange_window(&mut self, action: DeskAction, window: WindowId) {
        match action {
            DeskAction::FocusTo(to) => {
                if let Some(next) = self.desk.neighbour(window, to) {
                    self.perform(Action::Focus(next));
                }
            }
            DeskAction::MoveTo(to) => self.move_window(window, to),
            DeskAction::JoinColumn => self.desk.join_column(window),
            DeskAction::ExpelFromColumn => self.desk.expel_from_column(window),
            DeskAction::StackColumn => self.desk.toggle_stack(window),
            DeskAction::Resize { wide, more } => self.resize_by_step(window, wide, more),
            DeskAction::Centre => self.desk.centre(window),
            DeskAction::ToggleFloating => self.desk.toggle_floating(window),
            DeskAction::ToggleSticky => {
                let sticky = self.desk.entry(window).is_some_and(|entry| entry.sticky);
                self.desk.set_sticky(window, !sticky);
            }
            DeskAction::ToScratchpad => self.keep_aside(window),
            DeskAction::ToggleLayout | DeskAction::CallScratchpad => {}
        }
    }

    /// The workspace that the user looks at.
    pub(crate) fn shown_ground(&self) -> Option<Ground> {
        let place = self.desk.places().first()?;
        Some((place.id, place.active))
    }

    fn toggle_layout(&mut self, output: Option<OutputId>) {
        let place = output.and_then(|output| self.desk.place(output));
        let Some(ground) = place.map(|place| (place.id, place.active)) else {
            return;
        };
        let other = match self.desk.layout(ground) {
            Layout::Floating => Layout::Tiling,
            Layout::Tiling => Layout::Floating,
        };
        self.desk.set_layout(ground, other);
    }

    fn call_scratchpad(&mut self) {
        match self.desk.call_scratch(self.focus.chosen()) {
            Some(window) => self.perform(Action::Focus(window)),
            None => self.focus_most_recent(),
        }
    }

    fn keep_aside(&mut self, window: WindowId) {
        let kept = self.desk.entry(window).is_some_and(|e| e.scratch.kept());
        match kept {
            true => self.desk.set_scratch(window, Scratch::No),
            false => {
                self.desk.set_scratch(window, Scratch::Away);
                self.focus_most_recent();
            }
        }
    }

    fn move_window(&mut self, window: WindowId, to: Direction) {
        if !self.desk.step_tile(window, to) {
            self.desk.snap_towards(window, to);
            self.ask_for_size(window);
        }
    }

    /// The client of a floating window is asked for the size that the window was given.
    fn ask_for_size(&mut self, window: WindowId) {
        let entry = self.desk.entry(window);
        let size = entry.filter(|entry| entry.mode == Mode::Floating);
        let size = size.map(|entry| entry.content.size);
        if let (Some(size), Some(window)) = (size, self.windows.get_mut(window)) {
            window.wanted = Some(size);
            self.work.configure.insert(window.id);
        }
    }

    fn resize_by_step(&mut self, window: WindowId, wide: bool, more: bool) {
        if self.desk.grow_tile(window, wide, more) {
            return;
        }
        let (least, most) = self.size_limits(window);
        let entry = self.desk.entry(window);
        let Some(now) = entry
            .filter(|e| e.mode == Mode::Floating)
            .map(|e| e.content.size)
        else {
            return;
        };
        let by = if more { STEP } else { -STEP };
        let within = |now: i32, least: i32, most: i32| (now + by).max(least).min(most.max(least));
        let size = match wide {
            true => Size::from((within(now.w, least.w, most.w), now.h)),
            false => Size::from((now.w, within(now.h, least.h, most.h))),
        };
        if let Some(window) = self.windows.get_mut(window) {
            window.wanted = Some(size);
            self.work.configure.insert(window.id);
        }
    }

    /// A floating window that was dragged to the edge of an output fills the half, quarter or
    /// whole of the work area there.
    pub(crate) fn snap_dropped(&mut self, window: WindowId) {
        let Some(at) = self.input.pointer else { return };
        let Some(place) = self.desk.place_near(at) else {
            return;
        };
        let Some(edges) = edges_at(at, place.area) else {
            return;
        };
        if edges.top && !edges.left && !edges.right {
            self.perform(Action::SetMaximised(window, true));
            self.work.configure.insert(window);
        } else if let Some(zone) = Zone::at(edges) {
            self.desk.snap(window, zone);
            self.ask_for_size(window);
        }
    }

    /// A tile that was dragged over another goes to the side where it was let go, or changes
    /// places with it in the middle.
    pub(crate) fn drop_tile(&mut self, window: WindowId) {
        let Some(at) = self.input.pointer else { return };
        let tile = |entry: &Entry| entry.mode == Mode::Tiled;
        let under = self.desk.visible().find(|(id, entry)| {
            let outer = self.desk.outer(entry).to_f64();
            *id != window && tile(entry) && outer.contains(at)
        });
        let Some((target, entry)) = under else { return };
        let side = side_of(at, self.desk.outer(entry));
        self.desk.put_tile(window, target, side);
    }
}

/// The edges of an output that a point is at: two in a corner.
fn edges_at(at: Point<f64, Logical>, area: Rectangle<i32, Logical>) -> Option<Edges> {
    let area = area.to_f64();
    let (x, y) = (at.x - area.loc.x, at.y - area.loc.y);
    let (w, h) = (area.size.w, area.size.h);
    let at_edge = Edges {
        left: x < AT_EDGE,
        right: x > w - 1.0 - AT_EDGE,
        top: y < AT_EDGE,
        bottom: false,
    };
    let sideways = at_edge.left || at_edge.right;
    let foot = y > h - 1.0 - AT_EDGE;
    if !sideways && !at_edge.top {
        return None;
    }
    Some(Edges {
        top: at_edge.top || (sideways && y < h / CORNER),
        bottom: sideways && (foot || y > h - h / CORNER),
        ..at_edge
    })
}

/// The side of a tile that a point is nearest to; `None` in the middle.
fn side_of(at: Point<f64, Logical>, outer: Rectangle<i32, Logical>) -> Option<Direction> {
    let outer = outer.to_f64();
    let x = (at.x - outer.loc.x) / outer.size.w.max(1.0);
    let y = (at.y - outer.loc.y) / outer.size.h.max(1.0);
    let sides = [
        (x, Direction::Left),
        (1.0 - x, Direction::Right),
        (y, Direction::Up),
        (1.0 - y, Direction::Down),
    ];
    let nearest = sides.into_iter().min_by(|(a, _), (b, _)| a.total_cmp(b));
    nearest
        .filter(|(away, _)| *away < 0.25)
        .map(|(_, side)| side)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(w: i32, h: i32) -> Rectangle<i32, Logical> {
        Rectangle::from_size((w, h).into())
    }

    #[test]
    fn edges_and_corners_snap() {
        let at = |x: f64, y: f64| edges_at((x, y).into(), area(1000, 600)).and_then(Zone::at);
        let edges = |left, right, top, bottom| {
            Zone::at(Edges {
                left,
                right,
                top,
                bottom,
            })
        };
        assert_eq!(at(500.0, 300.0), None);
        assert_eq!(at(0.0, 300.0), edges(true, false, false, false));
        assert_eq!(at(999.0, 300.0), edges(false, true, false, false));
        assert_eq!(at(999.0, 20.0), edges(false, true, true, false));
        assert_eq!(at(0.0, 599.0), edges(true, false, false, true));
        assert_eq!(at(500.0, 599.0), None);
    }

    #[test]
    fn a_tile_is_let_go_on_a_side_or_in_the_middle() {
        let at = |x: f64, y: f64| side_of((x, y).into(), area(100, 100));
        assert_eq!(at(50.0, 50.0), None);
        assert_eq!(at(5.0, 40.0), Some(Direction::Left));
        assert_eq!(at(95.0, 40.0), Some(Direction::Right));
        assert_eq!(at(50.0, 3.0), Some(Direction::Up));
        assert_eq!(at(50.0, 97.0), Some(Direction::Down));
    }
}
