//! From columns to rectangles: tiles fill their room, and what does not fit is stacked.

use smithay::utils::{Logical, Rectangle, Size};

use super::columns::{Columns, Row};
use super::share::share;
use super::{Edges, WindowId};

/// What tiles fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Room {
    /// In global logical coordinates.
    pub(super) area: Rectangle<i32, Logical>,
    /// Between tiles, in logical pixels.
    pub(super) gap: i32,
    /// The least that a tile needs, frame included.
    pub(super) least: Size<i32, Logical>,
}

/// A tile's place in a stack, of which one is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stack {
    /// Counted from 1.
    pub place: usize,
    /// How many there are, at least 2.
    pub of: usize,
    /// Whether another one is shown.
    pub covered: bool,
}

/// Where a tile is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tile {
    pub(super) window: WindowId,
    /// Frame included.
    pub(super) outer: Rectangle<i32, Logical>,
    pub(super) stack: Option<Stack>,
}

/// Columns that share one place: one, or all for which there is no room of their own.
struct Slot {
    /// The first of the columns.
    column: usize,
    weight: f64,
    stacked: bool,
    /// Those that take part, with the numbers of their columns and rows.
    rows: Vec<(usize, usize, Row)>,
}

impl Room {
    fn fits(&self, length: i32, least: i32) -> usize {
        let count = (length + self.gap) / (least + self.gap).max(1);
        usize::try_from(count).unwrap_or(1).max(1)
    }

    fn widths(&self, slots: &[Slot]) -> Vec<i32> {
        let weights: Vec<f64> = slots.iter().map(|slot| slot.weight).collect();
        share(self.area.size.w, self.gap, &weights, self.least.w)
    }

    fn heights(&self, slot: &Slot) -> Vec<i32> {
        let weights: Vec<f64> = slot.rows.iter().map(|(_, _, row)| row.weight).collect();
        share(self.area.size.h, self.gap, &weights, self.least.h)
    }
}

impl Columns {
    /// Where every tile is. `rank` says how high a window stands among all, `None` that it
    /// takes no part; of a stack the highest is shown.
    pub(super) fn layout(
        &self,
        room: &Room,
        rank: impl Fn(WindowId) -> Option<usize>,
    ) -> Vec<Tile> {
        let slots = self.slots(room, |id| rank(id).is_some());
        let mut x = room.area.loc.x;
        let mut tiles = Vec::new();
        for (slot, width) in slots.iter().zip(room.widths(&slots)) {
            let across = (x, width);
            match slot.stacked {
                true => tiles.extend(stacked(slot, room, across, &rank)),
                false => tiles.extend(spread(slot, room, across)),
            }
            x += width + room.gap;
        }
        tiles
    }

    fn slots(&self, room: &Room, takes_part: impl Fn(WindowId) -> bool) -> Vec<Slot> {
        let most = room.fits(room.area.size.w, room.least.w);
        let high = room.fits(room.area.size.h, room.least.h);
        let mut slots: Vec<Slot> = Vec::new();
        for (at, column) in self.0.iter().enumerate() {
            let rows = (0..).zip(column.rows.iter().copied());
            let rows = rows.filter(|(_, row)| takes_part(row.window));
            let rows: Vec<_> = rows.map(|(number, row)| (at, number, row)).collect();
            let full = slots.len() >= most;
            match slots.last_mut().filter(|_| full) {
                _ if rows.is_empty() => {}
                Some(last) => {
                    last.rows.extend(rows);
                    last.stacked = true;
                }
                None => slots.push(Slot {
                    column: at,
                    weight: column.weight,
                    stacked: column.stacked || rows.len() > high,
                    rows,
                }),
            }
        }
        slots
    }

    /// Moves the edges of a window's tile by so many logical pixels, as far as neighbours
    /// have room; the outermost edges stay.
    pub(super) fn pull(
        &mut self,
        window: WindowId,
        room: &Room,
        takes_part: impl Fn(WindowId) -> bool,
        (edges, by): (Edges, (i32, i32)),
    ) {
        let slots = self.slots(room, takes_part);
        let holds = |slot: &Slot| {
            slot.rows
                .iter()
                .position(|(_, _, row)| row.window == window)
        };
        let found = slots
            .iter()
            .enumerate()
            .find_map(|(at, slot)| Some((at, slot, holds(slot)?)));
        let Some((at, slot, row)) = found else { return };
        let (before, after) = (edges.left, edges.right);
        let widths = moved(room.widths(&slots), at, (before, after), by.0, room.least.w);
        let heights = match slot.stacked {
            true => None,
            false => {
                let sides = (edges.top, edges.bottom);
                moved(room.heights(slot), row, sides, by.1, room.least.h)
            }
        };
        for (slot, weight) in slots
            .iter()
            .zip(weights(widths, slots.iter().map(|s| s.weight)))
        {
            if let Some(column) = self.0.get_mut(slot.column) {
                column.weight = weight;
            }
        }
        let rows = slot.rows.iter();
        let old = rows.clone().map(|(_, _, row)| row.weight);
        for ((column, row, _), weight) in rows.zip(weights(heights, old)) {
            let column = self.0.get_mut(*column);
            if let Some(row) = column.and_then(|column| column.rows.get_mut(*row)) {
                row.weight = weight;
            }
        }
    }
}

/// Lengths after the edge before or after one of them moved; `None` where it can't.
fn moved(
    mut lengths: Vec<i32>,
    at: usize,
    (before, after): (bool, bool),
    by: i32,
    least: i32,
) -> Option<Vec<i32>> {
    let (first, second) = match (before, after) {
        (true, _) => (at.checked_sub(1)?, at),
        (_, true) => (at, at + 1),
        _ => return None,
    };
    let (one, two) = (*lengths.get(first)?, *lengths.get(second)?);
    let by = by.min(two - least).max(least - one);
    if one < least || two < least {
        return None;
    }
    *lengths.get_mut(first)? = one + by;
    *lengths.get_mut(second)? = two - by;
    Some(lengths)
}

/// Weights in proportion to new lengths and of the old sum; nothing without any.
fn weights(lengths: Option<Vec<i32>>, old: impl Iterator<Item = f64>) -> Vec<f64> {
    let lengths = lengths.unwrap_or_default();
    let sum: f64 = old.sum();
    let all: f64 = lengths.iter().copied().map(f64::from).sum();
    let weight = |length: &i32| f64::from(*length) * sum / all.max(1.0);
    lengths.iter().map(weight).collect()
}

/// One tile below the other.
fn spread(slot: &Slot, room: &Room, (x, width): (i32, i32)) -> Vec<Tile> {
    let mut y = room.area.loc.y;
    let rows = slot.rows.iter().zip(room.heights(slot));
    let tiles = rows.map(|((_, _, row), height)| {
        let outer = Rectangle::new((x, y).into(), (width, height).into());
        y += height + room.gap;
        Tile {
            window: row.window,
            outer,
            stack: None,
        }
    });
    tiles.collect()
}

/// All in the same place, the highest one shown.
fn stacked(
    slot: &Slot,
    room: &Room,
    (x, width): (i32, i32),
    rank: impl Fn(WindowId) -> Option<usize>,
) -> Vec<Tile> {
    let height = room.area.size.h.max(1);
    let outer = Rectangle::new((x, room.area.loc.y).into(), (width, height).into());
    let windows = slot.rows.iter().map(|(_, _, row)| row.window);
    let top = windows.clone().max_by_key(|id| rank(*id));
    let of = slot.rows.len();
    let tile = |(place, window): (usize, WindowId)| Tile {
        window,
        outer,
        stack: (of > 1).then_some(Stack {
            place,
            of,
            covered: Some(window) != top,
        }),
    };
    (1..).zip(windows).map(tile).collect()
}
