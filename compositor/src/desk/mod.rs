//! Where windows are, in which order and on which workspace. Pure: ids and rectangles in, changes out.

mod columns;
mod direction;
mod glide;
mod habits;
mod order;
mod place;
mod scratch;
mod share;
mod snap;
#[cfg(test)]
mod tests;
mod tiles;
mod tiling;
mod workspace;

use std::collections::{BTreeSet, HashMap};

use smithay::utils::{Logical, Point, Rectangle, Size};

pub use direction::Direction;
pub use glide::GLIDE;
pub use habits::{Arrival, Habits};
pub use scratch::Scratch;
pub use snap::Zone;
pub use tiles::Stack;
pub use tiling::{Ground, Layout};
pub use workspace::{Place, Workspace};

use tiling::Plan;

/// Identifies a window for as long as the core runs; never used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WindowId(pub u64);

/// Identifies an output for as long as the core runs; never used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OutputId(pub u32);

/// Sides of a window, as a resize moves them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Edges {
    pub top: bool,
    pub bottom: bool,
    pub left: bool,
    pub right: bool,
}

/// How a window takes its room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// At a place and size of its own.
    #[default]
    Floating,
    /// As a tile among others, which together fill the work area.
    Tiled,
    /// Fills the work area, with frame and title strip.
    Maximised,
    /// Fills the work area inside a frame without title strip, under the bar.
    Fullscreen,
}

impl Mode {
    /// Whether a window has a place of its own, rather than the whole work area.
    #[must_use]
    pub fn free(self) -> bool {
        matches!(self, Mode::Floating | Mode::Tiled)
    }
}

/// Logical thicknesses round a window's content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thickness {
    /// Border on every side.
    pub border: i32,
    /// Title strip, between the top border and the content.
    pub strip: i32,
    /// Border of a popup.
    pub popup: i32,
    /// Height of the bar.
    pub bar: i32,
}

/// One window's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Content (the client's window geometry) in global logical coordinates.
    pub content: Rectangle<i32, Logical>,
    /// Where it floats when it is not maximised or fullscreen.
    pub floating: Rectangle<i32, Logical>,
    /// How it takes its room.
    pub mode: Mode,
    /// What it goes back to when it leaves fullscreen.
    pub before_fullscreen: Mode,
    /// Whether it is put away.
    pub minimised: bool,
    /// The output whose workspace it belongs to.
    pub output: OutputId,
    /// The workspace it belongs to.
    pub workspace: Workspace,
    /// The window it is a dialog of.
    pub parent: Option<WindowId>,
    /// The number of its cage.
    pub cage: usize,
    /// Edges that move when the client answers a resize; the others stay.
    pub anchor: Edges,
    /// Whether it floats also where others are tiles.
    pub floats: bool,
    /// The workspace that it is a tile of.
    pub tile: Option<Ground>,
    /// Its place in a stack of tiles.
    pub stack: Option<Stack>,
    /// Whether every workspace of its output shows it.
    pub sticky: bool,
    /// Whether it is kept aside, to be called when it is wanted.
    pub scratch: Scratch,
}

impl Entry {
    /// The workspace it belongs to, and on which output.
    #[must_use]
    pub fn ground(&self) -> Ground {
        (self.output, self.workspace)
    }
}

/// What the user sees as the arrangement of windows.
#[derive(Debug)]
pub struct Desk {
    thickness: Thickness,
    places: Vec<Place>,
    entries: HashMap<WindowId, Entry>,
    /// Bottom to top.
    order: Vec<WindowId>,
    /// Least to most recently focused.
    recent: Vec<WindowId>,
    changed: bool,
    habits: Habits,
    plans: HashMap<Ground, Plan>,
    /// Windows whose room changed, as their clients are to hear.
    resized: BTreeSet<WindowId>,
    /// How far the content of windows begins from their surface, where no client says so.
    leads: HashMap<WindowId, Point<i32, Logical>>,
    /// Where the surfaces of windows were that their clients have hidden.
    hidden: HashMap<WindowId, Point<i32, Logical>>,
    glide: glide::Glide,
}

impl Desk {
    /// An empty desk.
    #[must_use]
    pub fn new(thickness: Thickness) -> Desk {
        Desk {
            thickness,
            places: Vec::new(),
            entries: HashMap::new(),
            order: Vec::new(),
            recent: Vec::new(),
            changed: true,
            habits: Habits::default(),
            plans: HashMap::new(),
            resized: BTreeSet::new(),
            leads: HashMap::new(),
            hidden: HashMap::new(),
            glide: glide::Glide::default(),
        }
    }

    /// Takes the windows that were given other room since the last call.
    pub fn take_resized(&mut self) -> BTreeSet<WindowId> {
        std::mem::take(&mut self.resized)
    }

    /// Whether anything moved, appeared, vanished or was restacked since the last call.
    pub fn take_changed(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }

    /// The thicknesses the desk lays out with.
    #[must_use]
    pub fn thickness(&self) -> Thickness {
        self.thickness
    }

    /// A window's place.
    #[must_use]
    pub fn entry(&self, window: WindowId) -> Option<&Entry> {
        self.entries.get(&window)
    }

    /// Adds a window of a cage whose content is `size`, above the others, focused by nobody.
    pub fn add(
        &mut self,
        window: WindowId,
        size: Size<i32, Logical>,
        parent: Option<WindowId>,
        cage: usize,
    ) {
        let arrival = Arrival {
            parent,
            cage,
            ..Arrival::default()
        };
        self.arrive(window, size, arrival);
    }

    /// Forgets a window.
    pub fn remove(&mut self, window: WindowId) {
        self.untile(window);
        self.entries.remove(&window);
        self.resized.remove(&window);
        self.leads.remove(&window);
        self.hidden.remove(&window);
        self.order.retain(|id| *id != window);
        self.recent.retain(|id| *id != window);
        for entry in self.entries.values_mut() {
            if entry.parent == Some(window) {
                entry.parent = None;
                // It came as a dialog, and stays what it is.
                entry.floats = true;
            }
        }
        self.changed = true;
    }

    /// Windows from top to bottom that stand on a shown workspace and are not minimised.
    pub fn visible(&self) -> impl DoubleEndedIterator<Item = (WindowId, &Entry)> {
        self.order
            .iter()
            .rev()
            .filter_map(|id| self.entries.get(id).map(|entry| (*id, entry)))
            .filter(|(_, entry)| self.shown(entry))
    }

    /// Every window from top to bottom, shown or not.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = (WindowId, &Entry)> {
        self.order
            .iter()
            .rev()
            .filter_map(|id| self.entries.get(id).map(|entry| (*id, entry)))
    }

    /// Whether a window can be seen.
    #[must_use]
    pub fn is_visible(&self, window: WindowId) -> bool {
        self.entries
            .get(&window)
            .is_some_and(|entry| self.shown(entry))
    }

    fn shown(&self, entry: &Entry) -> bool {
        let covered = entry.stack.is_some_and(|stack| stack.covered);
        !entry.minimised && !covered && self.on_shown(entry)
    }

    /// Whether a window belongs to what its output shows.
    fn on_shown(&self, entry: &Entry) -> bool {
        let shows = |place: &Place| entry.sticky || place.active == entry.workspace;
        entry.scratch != Scratch::Away && self.place(entry.output).is_some_and(shows)
    }

    /// Windows of the shown workspaces, most recently focused first, minimised ones included.
    #[must_use]
    pub fn by_recency(&self) -> Vec<WindowId> {
        let here = |id: &&WindowId| self.entries.get(id).is_some_and(|e| self.on_shown(e));
        self.recent.iter().rev().filter(here).copied().collect()
    }

    /// Notes that a window was focused.
    pub fn touch(&mut self, window: WindowId) {
        if self.entries.contains_key(&window) {
            self.recent.retain(|id| *id != window);
            self.recent.push(window);
        }
    }

    /// Sets a window's dialog parent; a window cannot be its own ancestor.
    pub fn set_parent(&mut self, window: WindowId, parent: Option<WindowId>) {
        let mut above = parent;
        for _ in 0..=self.entries.len() {
            match above {
                Some(id) if id == window => return,
                Some(id) => above = self.entries.get(&id).and_then(|entry| entry.parent),
                None => break,
            }
        }
        if let Some(entry) = self.entries.get_mut(&window)
            && entry.parent != parent
        {
            entry.parent = parent;
            self.settle(window);
        }
    }

    /// Puts a window away or brings it back.
    pub fn set_minimised(&mut self, window: WindowId, minimised: bool) {
        if let Some(entry) = self.entries.get_mut(&window)
            && entry.minimised != minimised
        {
            entry.minimised = minimised;
            entry.stack = None;
            self.changed = true;
            if let Some(ground) = entry.tile {
                self.arrange(ground);
            }
        }
    }

    /// Changes how a window takes its room; a tile's own place is its tile.
    pub fn set_mode(&mut self, window: WindowId, mode: Mode) {
        let Some(entry) = self.entries.get_mut(&window) else {
            return;
        };
        let own = match entry.tile {
            Some(_) => Mode::Tiled,
            None => Mode::Floating,
        };
        let mode = if mode.free() { own } else { mode };
        if entry.mode == mode {
            return;
        }
        if mode == Mode::Fullscreen {
            entry.before_fullscreen = entry.mode;
        }
        entry.mode = mode;
        entry.anchor = Edges::default();
        self.changed = true;
        self.lay_out(window);
    }

    /// Says which edges follow the client's next sizes.
    pub fn set_anchor(&mut self, window: WindowId, moving: Edges) {
        if let Some(entry) = self.entries.get_mut(&window) {
            entry.anchor = moving;
        }
    }

    /// Takes the size the client committed. A floating window grows or shrinks
    /// at the edges being resized; the others keep the room they were given.
    pub fn committed(&mut self, window: WindowId, size: Size<i32, Logical>) {
        let Some(entry) = self.entries.get_mut(&window) else {
            return;
        };
        if entry.mode != Mode::Floating || entry.content.size == size {
            return;
        }
        let old = entry.content;
        let mut loc = old.loc;
        if entry.anchor.left {
            loc.x = loc.x.saturating_add(old.size.w.saturating_sub(size.w));
        }
        if entry.anchor.top {
            loc.y = loc.y.saturating_add(old.size.h.saturating_sub(size.h));
        }
        let resizing = entry.anchor != Edges::default();
        let rect = Rectangle::new(loc, size);
        let rect = if resizing { rect } else { self.reachable(rect) };
        if let Some(entry) = self.entries.get_mut(&window) {
            entry.content = rect;
            entry.floating = rect;
        }
        self.changed = true;
    }

    /// The room a window should fill: what the client is told as its size.
    /// `None` leaves the size to the client.
    #[must_use]
    pub fn assigned_size(&self, window: WindowId) -> Option<Size<i32, Logical>> {
        let entry = self.entries.get(&window)?;
        (entry.mode != Mode::Floating).then_some(entry.content.size)
    }

    /// The same for a window that is no tile.
    fn lay_out_alone(&mut self, window: WindowId) {
        let tiled = |entry: &Entry| entry.mode == Mode::Tiled;
        if !self.entries.get(&window).is_some_and(tiled) {
            self.lay_out(window);
        }
    }

    /// Recomputes the room of one window from its mode.
    fn lay_out(&mut self, window: WindowId) {
        let Some(entry) = self.entries.get(&window) else {
            return;
        };
        let area = self.content_area(entry.output, entry.mode == Mode::Fullscreen);
        let content = match entry.mode {
            Mode::Floating => Some(self.reachable(entry.floating)),
            Mode::Tiled => return entry.tile.into_iter().for_each(|tile| self.arrange(tile)),
            Mode::Maximised | Mode::Fullscreen => area,
        };
        if let (Some(content), Some(entry)) = (content, self.entries.get_mut(&window))
            && entry.content != content
        {
            if entry.content.size != content.size {
                self.resized.insert(window);
            }
            entry.content = content;
            self.changed = true;
        }
    }

    /// The content rectangle that fills an output's work area inside the frame.
    #[must_use]
    pub fn content_area(
        &self,
        output: OutputId,
        fullscreen: bool,
    ) -> Option<Rectangle<i32, Logical>> {
        let area = self.place(output)?.work_area(self.thickness);
        let border = self.thickness.border;
        let strip = if fullscreen { 0 } else { self.thickness.strip };
        Some(Rectangle::new(
            (area.loc.x + border, area.loc.y + border + strip).into(),
            (
                (area.size.w - 2 * border).max(1),
                (area.size.h - 2 * border - strip).max(1),
            )
                .into(),
        ))
    }

    /// The outer rectangle of a window: content, strip and border.
    #[must_use]
    pub fn outer(&self, entry: &Entry) -> Rectangle<i32, Logical> {
        let border = self.thickness.border;
        let strip = if entry.mode == Mode::Fullscreen {
            0
        } else {
            self.thickness.strip
        };
        let content = entry.content;
        Rectangle::new(
            (content.loc.x - border, content.loc.y - border - strip).into(),
            (
                content.size.w + 2 * border,
                content.size.h + 2 * border + strip,
            )
                .into(),
        )
    }
}
