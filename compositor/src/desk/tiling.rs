//! Tiling on the desk: which windows are tiles of which workspace, and where that puts them.

use std::collections::HashSet;

use smithay::utils::{Logical, Point, Rectangle, Size};

use super::columns::Columns;
use super::tiles::Room;
use super::{Desk, Direction, Edges, Entry, Mode, OutputId, Thickness, WindowId, Workspace};

/// How a workspace arranges its windows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// Each where the user puts it.
    #[default]
    Floating,
    /// In columns that fill the work area.
    Tiling,
}

/// A workspace of an output.
pub type Ground = (OutputId, Workspace);

/// How a workspace is laid out. Columns are empty while it floats.
#[derive(Clone, Debug, Default)]
pub(super) struct Plan {
    pub(super) layout: Layout,
    pub(super) columns: Columns,
}

/// How much a key makes a tile grow, as a part of the work area.
const STEPS: i32 = 20;

impl Desk {
    /// How a workspace arranges its windows.
    #[must_use]
    pub fn layout(&self, ground: Ground) -> Layout {
        let plan = self.plans.get(&ground);
        plan.map_or(self.habits.layout, |plan| plan.layout)
    }

    /// Arranges a workspace otherwise from now on.
    pub fn set_layout(&mut self, ground: Ground, layout: Layout) {
        if self.layout(ground) == layout {
            return;
        }
        self.plan(ground).layout = layout;
        let here = |id: &WindowId| self.entries.get(id).is_some_and(|e| e.ground() == ground);
        let windows: Vec<WindowId> = self.order.iter().copied().filter(here).collect();
        for id in windows {
            self.settle(id);
        }
    }

    fn plan(&mut self, ground: Ground) -> &mut Plan {
        let layout = self.habits.layout;
        self.plans.entry(ground).or_insert_with(|| Plan {
            layout,
            columns: Columns::default(),
        })
    }

    /// The workspace that a window is a tile of, if it is to be one.
    pub(super) fn wanted_tile(&self, entry: &Entry) -> Option<Ground> {
        let tiled = self.layout(entry.ground()) == Layout::Tiling;
        let alone = entry.floats || entry.sticky || entry.parent.is_some();
        (tiled && !alone && !entry.scratch.kept()).then(|| entry.ground())
    }

    /// Makes a window a tile where it is to be one, or lets it float, and lays out what that
    /// changes.
    pub(super) fn settle(&mut self, window: WindowId) {
        let Some(entry) = self.entries.get(&window) else {
            return;
        };
        let (old, new) = (entry.tile, self.wanted_tile(entry));
        if old != new {
            self.untile(window);
            self.tile(window, new);
        }
        if let Some(entry) = self.entries.get_mut(&window) {
            let own = own_mode(entry);
            let of = |mode: Mode| if mode.free() { own } else { mode };
            entry.before_fullscreen = of(entry.before_fullscreen);
            if entry.mode != of(entry.mode) {
                entry.mode = own;
                entry.anchor = Edges::default();
                self.resized.insert(window);
                self.changed = true;
            }
        }
        self.lay_out(window);
    }

    fn tile(&mut self, window: WindowId, ground: Option<Ground>) {
        if let Some(entry) = self.entries.get_mut(&window) {
            entry.tile = ground;
        }
        let Some(ground) = ground else { return };
        let beside = self.recent.iter().rev().copied();
        let here = |id: &WindowId| {
            *id != window && self.entries.get(id).is_some_and(|e| e.tile == Some(ground))
        };
        let beside = beside.clone().find(here);
        let part = self.habits.column_width;
        self.plan(ground).columns.insert(window, beside, part);
        self.arrange(ground);
    }

    /// Takes a window out of its columns; the others fill its room.
    pub(super) fn untile(&mut self, window: WindowId) {
        let Some(entry) = self.entries.get_mut(&window) else {
            return;
        };
        entry.stack = None;
        if let Some(ground) = entry.tile.take() {
            self.plan(ground).columns.remove(window);
            self.arrange(ground);
        }
    }

    /// What the tiles of an output fill.
    pub(super) fn room(&self, output: OutputId) -> Option<Room> {
        let area = self.place(output)?.work_area(self.thickness);
        let gap = self.habits.gap.min(area.size.w / 4).min(area.size.h / 4);
        let size = Size::from((area.size.w - 2 * gap, area.size.h - 2 * gap));
        let Thickness { border, strip, .. } = self.thickness;
        let least = self.habits.least;
        Some(Room {
            area: Rectangle::new(area.loc + Point::from((gap, gap)), size),
            gap,
            least: (least.w + 2 * border, least.h + 2 * border + strip).into(),
        })
    }

    /// How high a window stands among all, while its tile is shown.
    fn rank(&self, window: WindowId) -> Option<usize> {
        self.entries.get(&window).filter(|entry| !entry.minimised)?;
        self.order.iter().position(|id| *id == window)
    }

    /// Lays out the tiles of a workspace.
    pub(super) fn arrange(&mut self, ground: Ground) {
        let (Some(plan), Some(room)) = (self.plans.get(&ground), self.room(ground.0)) else {
            return;
        };
        let tiles = plan.columns.layout(&room, |id| self.rank(id));
        let shown: HashSet<WindowId> = tiles.iter().map(|tile| tile.window).collect();
        let away = plan.columns.windows().filter(|id| !shown.contains(id));
        let away: Vec<WindowId> = away.collect();
        self.keep_near(&away, room);
        for tile in tiles {
            let content = self.inner(tile.outer);
            let Some(entry) = self.entries.get_mut(&tile.window) else {
                continue;
            };
            self.changed |= entry.stack != tile.stack;
            entry.stack = tile.stack;
            if entry.mode == Mode::Tiled && entry.content != content {
                if entry.content.size != content.size {
                    self.resized.insert(tile.window);
                }
                entry.content = content;
                self.changed = true;
            }
        }
    }

    /// Tiles that were put away have no place, but are never anywhere else.
    fn keep_near(&mut self, away: &[WindowId], room: Room) {
        let area = self.inner(room.area);
        for id in away {
            let tiled = self.entries.get(id).filter(|e| e.mode == Mode::Tiled);
            let near = tiled.map(|entry| self.within(entry.content, area));
            if let (Some(near), Some(entry)) = (near, self.entries.get_mut(id)) {
                entry.content = near;
            }
        }
    }

    /// The content of a window with title strip that fills `outer`.
    pub(super) fn inner(&self, outer: Rectangle<i32, Logical>) -> Rectangle<i32, Logical> {
        let Thickness { border, strip, .. } = self.thickness;
        let size = (
            (outer.size.w - 2 * border).max(1),
            (outer.size.h - 2 * border - strip).max(1),
        );
        Rectangle::new(
            outer.loc + Point::from((border, border + strip)),
            size.into(),
        )
    }

    /// Lays out the tiles of every workspace of an output.
    pub(super) fn arrange_output(&mut self, output: OutputId) {
        for workspace in Workspace::all() {
            self.arrange((output, workspace));
        }
    }

    /// After the order of windows changed: another one of a stack may be shown.
    pub(super) fn restack(&mut self, window: WindowId) {
        let entry = self.entries.get(&window);
        let tile = entry.filter(|entry| entry.stack.is_some());
        if let Some(ground) = tile.and_then(|entry| entry.tile) {
            self.arrange(ground);
        }
    }

    /// The window before or after another in the same stack.
    pub(super) fn stacked_neighbour(&self, window: WindowId, to: Direction) -> Option<WindowId> {
        let entry = self.entry(window).filter(|_| !to.level())?;
        let stack = entry.stack?;
        let wanted = match to.onward() {
            true => stack.place.checked_add(1)?,
            false => stack.place.checked_sub(1)?,
        };
        let columns = &self.plans.get(&entry.tile?)?.columns;
        let place = |id: &WindowId| {
            let other = self.entry(*id)?;
            (other.content == entry.content).then_some(other.stack?.place)
        };
        columns.windows().find(|id| place(id) == Some(wanted))
    }

    /// Changes a tile's columns; says whether the window is a tile.
    fn reshape(&mut self, window: WindowId, change: impl FnOnce(&mut Columns)) -> bool {
        let Some(ground) = self.entry(window).and_then(|entry| entry.tile) else {
            return false;
        };
        change(&mut self.plan(ground).columns);
        self.arrange(ground);
        true
    }

    /// Moves a tile a step; says whether the window is one.
    pub fn step_tile(&mut self, window: WindowId, to: Direction) -> bool {
        self.reshape(window, |columns| columns.step(window, to))
    }

    /// Puts a tile into the column beside its own.
    pub fn join_column(&mut self, window: WindowId) {
        self.reshape(window, |columns| columns.join(window));
    }

    /// Gives a tile a column of its own.
    pub fn expel_from_column(&mut self, window: WindowId) {
        self.reshape(window, |columns| columns.expel(window, true));
    }

    /// Shows one tile of a column at a time, or all again.
    pub fn toggle_stack(&mut self, window: WindowId) {
        self.reshape(window, |columns| columns.toggle_stack(window));
    }

    /// Gives a tile's column this part of the width, more than 0 and less than 1.
    pub fn set_column_part(&mut self, window: WindowId, part: f64) {
        self.reshape(window, |columns| columns.set_part(window, part));
    }

    /// Puts a tile beside, above or below another of its workspace; without a side the two
    /// change places.
    pub fn put_tile(&mut self, window: WindowId, target: WindowId, side: Option<Direction>) {
        let ground = |id| self.entry(id).and_then(|entry| entry.tile);
        if ground(window) == ground(target) {
            self.reshape(window, |columns| match side {
                Some(side) => columns.put(window, target, side),
                None => columns.swap(window, target),
            });
        }
    }

    /// Moves the edges of a tile by so many logical pixels.
    pub fn pull_tile(&mut self, window: WindowId, edges: Edges, by: (i32, i32)) {
        let Some(ground) = self.entry(window).and_then(|entry| entry.tile) else {
            return;
        };
        let (Some(room), Some(plan)) = (self.room(ground.0), self.plans.get(&ground)) else {
            return;
        };
        let mut columns = plan.columns.clone();
        columns.pull(window, &room, |id| self.rank(id).is_some(), (edges, by));
        self.plan(ground).columns = columns;
        self.arrange(ground);
    }

    /// Makes a tile wider or higher by a step, or less so; says whether the window is one.
    pub fn grow_tile(&mut self, window: WindowId, wider: bool, more: bool) -> bool {
        let Some((entry, room)) = self
            .entry(window)
            .filter(|entry| entry.tile.is_some())
            .and_then(|entry| Some((entry, self.room(entry.output)?)))
        else {
            return false;
        };
        let length = if wider {
            room.area.size.w
        } else {
            room.area.size.h
        };
        let by = if more {
            length / STEPS
        } else {
            -(length / STEPS)
        };
        let before = entry.content;
        let (onward, back) = match wider {
            true => (
                Edges {
                    right: true,
                    ..Edges::default()
                },
                Edges {
                    left: true,
                    ..Edges::default()
                },
            ),
            false => (
                Edges {
                    bottom: true,
                    ..Edges::default()
                },
                Edges {
                    top: true,
                    ..Edges::default()
                },
            ),
        };
        self.pull_tile(window, onward, (by, by));
        // The last one has nobody behind it to take from.
        if self
            .entry(window)
            .is_some_and(|entry| entry.content == before)
        {
            self.pull_tile(window, back, (-by, -by));
        }
        true
    }

    /// Lets a tile float, or makes a floating window one.
    pub fn toggle_floating(&mut self, window: WindowId) {
        if let Some(entry) = self.entries.get_mut(&window) {
            entry.floats = !entry.floats;
            self.settle(window);
            self.raise(window);
        }
    }
}

/// How a window takes its room that neither is maximised nor fullscreen.
fn own_mode(entry: &Entry) -> Mode {
    match entry.tile {
        Some(_) => Mode::Tiled,
        None => Mode::Floating,
    }
}
