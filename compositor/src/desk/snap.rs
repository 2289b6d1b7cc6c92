//! Moving floating windows: to a point, or into a half or quarter of the work area.

use smithay::utils::{Logical, Point, Rectangle};

use super::{Desk, Direction, Edges, Entry, Layout, Mode, OutputId, WindowId};

/// Which part of a length is taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Part {
    First,
    #[default]
    Whole,
    Second,
}

/// A part of a work area: a half, a quarter or all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Zone {
    across: Part,
    down: Part,
}

impl Zone {
    /// The zone at these edges: a half at one, a quarter at two; `None` at none.
    #[must_use]
    pub fn at(edges: Edges) -> Option<Zone> {
        let part = |first, second| match (first, second) {
            (true, false) => Part::First,
            (false, true) => Part::Second,
            _ => Part::Whole,
        };
        let zone = Zone {
            across: part(edges.left, edges.right),
            down: part(edges.top, edges.bottom),
        };
        (zone != Zone::default()).then_some(zone)
    }

    /// The zone after a step: towards an edge, or away from the opposite one.
    fn step(self, to: Direction) -> Zone {
        let part = |part: Part, towards: Part| match part {
            Part::Whole => towards,
            part if part == towards => part,
            // Up and down go by the whole, since width is what two windows share.
            _ if !to.level() => Part::Whole,
            _ => towards,
        };
        let towards = if to.onward() {
            Part::Second
        } else {
            Part::First
        };
        match to.level() {
            true => Zone {
                across: part(self.across, towards),
                ..self
            },
            false => Zone {
                down: part(self.down, towards),
                ..self
            },
        }
    }

    /// Every zone but the whole.
    fn all() -> impl Iterator<Item = Zone> {
        let parts = [Part::First, Part::Whole, Part::Second];
        let zones = parts
            .into_iter()
            .flat_map(move |across| parts.into_iter().map(move |down| Zone { across, down }));
        zones.filter(|zone| *zone != Zone::default())
    }
}

impl Desk {
    /// Moves a floating window so that its content starts at `to`.
    pub fn move_to(&mut self, window: WindowId, to: Point<i32, Logical>) {
        let Some(entry) = self.entries.get(&window) else {
            return;
        };
        if entry.mode != Mode::Floating {
            return;
        }
        let rect = self.kept_apart(window, Rectangle::new(to, entry.content.size));
        let home = self.place_at(rect).map(|place| (place.id, place.active));
        let tiled = home.is_some_and(|home| self.layout(home) == Layout::Tiling);
        if let Some(entry) = self.entries.get_mut(&window) {
            entry.anchor = Edges::default();
            if entry.content != rect {
                entry.content = rect;
                entry.floating = rect;
                self.changed = true;
            }
            if let Some((output, workspace)) = home
                && output != entry.output
            {
                entry.output = output;
                entry.workspace = workspace;
                // It was put there by hand, and stays where it was put.
                entry.floats |= tiled;
                self.settle(window);
            }
        }
    }

    /// Forgets a window that its client has hidden, but for where it floated.
    pub fn hide(&mut self, window: WindowId) {
        let lead = self.leads.get(&window).copied().unwrap_or_default();
        let at = self.entries.get(&window);
        let at = at.map(|entry| apart(entry.floating.loc, lead));
        self.remove(window);
        if let Some(at) = at {
            self.hidden.insert(window, at);
        }
    }

    /// A window is shown whose content begins at `lead` from its surface: one that was
    /// hidden, and floats, where it was.
    pub fn begin(&mut self, window: WindowId, lead: Point<i32, Logical>) {
        if let Some(at) = self.hidden.remove(&window) {
            self.move_to(window, along(at, lead));
        }
        self.leads.insert(window, lead);
    }

    /// The content of a window, which is all that its surfaces cover, begins at `lead` from
    /// where its own surface does. That one stays where it is seen; but no surface pushes a
    /// window out of reach, or about.
    pub fn set_lead(&mut self, window: WindowId, lead: Point<i32, Logical>) {
        let before = self.leads.get(&window).copied().unwrap_or_default();
        let entry = self.entries.get(&window);
        let floating = |entry: &&Entry| entry.mode == Mode::Floating;
        let Some(entry) = entry.filter(floating).filter(|_| lead != before) else {
            return;
        };
        let to = along(apart(entry.content.loc, before), lead);
        let rect = Rectangle::new(to, entry.content.size);
        if self.reachable(rect) != rect {
            return;
        }
        self.leads.insert(window, lead);
        self.glide.stays(window, apart(to, entry.content.loc));
        if let Some(entry) = self.entries.get_mut(&window) {
            entry.content = rect;
            entry.floating = rect;
        }
        self.changed = true;
    }

    /// A place within reach, and not on an output whose shown workspace is another label's.
    fn kept_apart(
        &self,
        window: WindowId,
        rect: Rectangle<i32, Logical>,
    ) -> Rectangle<i32, Logical> {
        let rect = self.reachable(rect);
        let (Some(place), Some(entry)) = (self.place_at(rect), self.entries.get(&window)) else {
            return rect;
        };
        let ground = (place.id, place.active);
        if place.id == entry.output || self.admits(ground, entry.cage, window) {
            return rect;
        }
        let own = self.content_area(entry.output, false);
        own.map_or(rect, |area| self.within(rect, area))
    }

    /// The content of a window that fills a zone of an output's work area.
    fn zone_content(&self, output: OutputId, zone: Zone) -> Option<Rectangle<i32, Logical>> {
        let area = self.place(output)?.work_area(self.thickness);
        let cut = |start: i32, length: i32, part: Part| match part {
            Part::First => (start, length / 2),
            Part::Whole => (start, length),
            Part::Second => (start + length / 2, length - length / 2),
        };
        let (x, w) = cut(area.loc.x, area.size.w, zone.across);
        let (y, h) = cut(area.loc.y, area.size.h, zone.down);
        let content = self.inner(Rectangle::new((x, y).into(), (w, h).into()));
        let least = self.habits.least;
        let size = (content.size.w.max(least.w), content.size.h.max(least.h));
        Some(Rectangle::new(content.loc, size.into()))
    }

    /// Puts a floating window into a zone of its output; its client is to be told the size
    /// that it has then.
    pub fn snap(&mut self, window: WindowId, zone: Zone) {
        let entry = self.entries.get(&window);
        let Some(entry) = entry.filter(|entry| entry.mode == Mode::Floating) else {
            return;
        };
        let Some(content) = self.zone_content(entry.output, zone) else {
            return;
        };
        if let Some(entry) = self.entries.get_mut(&window) {
            entry.anchor = Edges::default();
            entry.floating = content;
            entry.content = content;
            self.resized.insert(window);
            self.changed = true;
        }
    }

    /// Puts a floating window into the zone that lies in a direction of the one it is in.
    pub fn snap_towards(&mut self, window: WindowId, to: Direction) {
        let Some(entry) = self.entries.get(&window) else {
            return;
        };
        let now = self.zone_of(entry).unwrap_or_default();
        self.snap(window, now.step(to));
    }

    fn zone_of(&self, entry: &Entry) -> Option<Zone> {
        let fills = |zone: &Zone| self.zone_content(entry.output, *zone) == Some(entry.content);
        Zone::all().find(fills)
    }
}

fn along(at: Point<i32, Logical>, by: Point<i32, Logical>) -> Point<i32, Logical> {
    (at.x.saturating_add(by.x), at.y.saturating_add(by.y)).into()
}

fn apart(at: Point<i32, Logical>, by: Point<i32, Logical>) -> Point<i32, Logical> {
    (at.x.saturating_sub(by.x), at.y.saturating_sub(by.y)).into()
}
