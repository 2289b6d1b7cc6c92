//! Columns of tiles: who stands beside and above whom, and who has how much of the room.

use super::{Direction, WindowId};

/// A new tile's part of its column, and a column's where nothing else is said.
const EVEN: f64 = 1.0;

/// The columns of one workspace, from left to right. None is empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Columns(pub(super) Vec<Column>);

/// Tiles above each other.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Column {
    /// Its part of the width.
    pub(super) weight: f64,
    /// Whether only one of its tiles is shown, in all of its room.
    pub(super) stacked: bool,
    /// From top to bottom.
    pub(super) rows: Vec<Row>,
}

/// A tile.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Row {
    /// Whose.
    pub(super) window: WindowId,
    /// Its part of the column's height.
    pub(super) weight: f64,
}

impl Row {
    fn of(window: WindowId) -> Row {
        Row {
            window,
            weight: EVEN,
        }
    }
}

impl Column {
    fn of(window: WindowId, weight: f64) -> Column {
        Column {
            weight,
            stacked: false,
            rows: vec![Row::of(window)],
        }
    }
}

impl Columns {
    /// Every window, column by column.
    pub(super) fn windows(&self) -> impl Iterator<Item = WindowId> + '_ {
        let rows = self.0.iter().flat_map(|column| &column.rows);
        rows.map(|row| row.window)
    }

    /// The numbers of a window's column and row.
    #[must_use]
    pub(super) fn find(&self, window: WindowId) -> Option<(usize, usize)> {
        self.0.iter().enumerate().find_map(|(at, column)| {
            let row = column.rows.iter().position(|row| row.window == window)?;
            Some((at, row))
        })
    }

    /// Gives a window a column of its own right of another's, else right of all. `part` is
    /// how much of the whole width it gets; `None` as much as the others on average.
    pub(super) fn insert(&mut self, window: WindowId, beside: Option<WindowId>, part: Option<f64>) {
        let after = beside.and_then(|beside| self.find(beside));
        let at = after.map_or(self.0.len(), |(column, _)| column + 1);
        self.0.insert(at, Column::of(window, self.weight_for(part)));
    }

    /// The weight that gives a new column this part of the width.
    fn weight_for(&self, part: Option<f64>) -> f64 {
        let sum: f64 = self.0.iter().map(|column| column.weight).sum();
        match part {
            _ if self.0.is_empty() => EVEN,
            Some(part) => sum * part / (1.0 - part),
            None => sum / self.0.len() as f64,
        }
    }

    /// Takes a window out.
    pub(super) fn remove(&mut self, window: WindowId) {
        for column in &mut self.0 {
            column.rows.retain(|row| row.window != window);
        }
        self.0.retain(|column| !column.rows.is_empty());
    }

    /// Lets two windows change places.
    pub(super) fn swap(&mut self, one: WindowId, other: WindowId) {
        let rows = self.0.iter_mut().flat_map(|column| &mut column.rows);
        for row in rows {
            if row.window == one {
                row.window = other;
            } else if row.window == other {
                row.window = one;
            }
        }
    }

    /// Moves a window a step: up and down within its column, left and right out of it, or
    /// with it where it is alone there.
    pub(super) fn step(&mut self, window: WindowId, to: Direction) {
        let Some((at, row)) = self.find(window) else {
            return;
        };
        let next = |from: usize| match to.onward() {
            true => from.checked_add(1),
            false => from.checked_sub(1),
        };
        let Some(column) = self.0.get_mut(at) else {
            return;
        };
        if !to.level() {
            if let Some(next) = next(row).filter(|next| *next < column.rows.len()) {
                column.rows.swap(row, next);
            }
        } else if column.rows.len() > 1 {
            self.expel(window, to.onward());
        } else if let Some(next) = next(at).filter(|next| *next < self.0.len()) {
            self.0.swap(at, next);
        }
    }

    /// Gives a window that shares its column one of its own beside it.
    pub(super) fn expel(&mut self, window: WindowId, onward: bool) {
        let Some((at, _)) = self.find(window) else {
            return;
        };
        let Some(column) = self.0.get_mut(at).filter(|column| column.rows.len() > 1) else {
            return;
        };
        column.rows.retain(|row| row.window != window);
        let weight = column.weight;
        let at = if onward { at + 1 } else { at };
        self.0.insert(at, Column::of(window, weight));
    }

    /// Puts a window at the foot of the column on its left, or, where there is none, of the
    /// one on its right.
    pub(super) fn join(&mut self, window: WindowId) {
        let Some((at, _)) = self.find(window) else {
            return;
        };
        let next = at.checked_sub(1).unwrap_or(at + 1);
        let foot = self.0.get(next).and_then(|column| column.rows.last());
        if let Some(foot) = foot.map(|row| row.window) {
            self.put(window, foot, Direction::Down);
        }
    }

    /// Puts a window right beside, above or below another.
    pub(super) fn put(&mut self, window: WindowId, target: WindowId, side: Direction) {
        if window == target || self.find(target).is_none() {
            return;
        }
        self.remove(window);
        let Some((at, row)) = self.find(target) else {
            return;
        };
        let after = usize::from(side.onward());
        if side.level() {
            let column = Column::of(window, self.weight_for(None));
            self.0.insert(at + after, column);
        } else if let Some(column) = self.0.get_mut(at) {
            column.rows.insert(row + after, Row::of(window));
        }
    }

    /// Stacks a window's column, or spreads it again.
    pub(super) fn toggle_stack(&mut self, window: WindowId) {
        if let Some((at, _)) = self.find(window)
            && let Some(column) = self.0.get_mut(at)
        {
            column.stacked = !column.stacked;
        }
    }

    /// Gives the column of a window this part of the whole width.
    pub(super) fn set_part(&mut self, window: WindowId, part: f64) {
        let Some((at, _)) = self.find(window) else {
            return;
        };
        let others = self.0.iter().enumerate().filter(|(other, _)| *other != at);
        let sum: f64 = others.map(|(_, column)| column.weight).sum();
        if let Some(column) = self.0.get_mut(at).filter(|_| sum > 0.0) {
            column.weight = sum * part / (1.0 - part);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(count: u64) -> Columns {
        let mut columns = Columns::default();
        for id in 1..=count {
            columns.insert(WindowId(id), None, None);
        }
        columns
    }

    fn shape(columns: &Columns) -> Vec<Vec<u64>> {
        let rows = |column: &Column| column.rows.iter().map(|row| row.window.0).collect();
        columns.0.iter().map(rows).collect()
    }

    #[test]
    fn windows_join_and_leave_columns() {
        let mut columns = columns(3);
        columns.join(WindowId(2));
        assert_eq!(shape(&columns), [vec![1, 2], vec![3]]);
        columns.step(WindowId(2), Direction::Up);
        assert_eq!(shape(&columns), [vec![2, 1], vec![3]]);
        columns.step(WindowId(1), Direction::Left);
        assert_eq!(shape(&columns), [[1], [2], [3]]);
        columns.join(WindowId(1));
        assert_eq!(shape(&columns), [vec![2, 1], vec![3]]);
        columns.expel(WindowId(1), true);
        columns.step(WindowId(1), Direction::Right);
        assert_eq!(shape(&columns), [[2], [3], [1]]);
        columns.step(WindowId(1), Direction::Right);
        assert_eq!(shape(&columns), [[2], [3], [1]]);
    }

    #[test]
    fn windows_are_put_beside_others() {
        let mut columns = columns(3);
        columns.put(WindowId(1), WindowId(3), Direction::Up);
        assert_eq!(shape(&columns), [vec![2], vec![1, 3]]);
        columns.put(WindowId(3), WindowId(2), Direction::Left);
        assert_eq!(shape(&columns), [[3], [2], [1]]);
        columns.swap(WindowId(3), WindowId(1));
        assert_eq!(shape(&columns), [[1], [2], [3]]);
        columns.put(WindowId(1), WindowId(9), Direction::Up);
        assert_eq!(shape(&columns), [[1], [2], [3]]);
    }

    #[test]
    fn a_new_column_gets_its_part() {
        let mut columns = columns(2);
        columns.insert(WindowId(3), Some(WindowId(1)), Some(0.5));
        let sum: f64 = columns.0.iter().map(|column| column.weight).sum();
        assert_eq!(shape(&columns), [[1], [3], [2]]);
        assert!((columns.0[1].weight / sum - 0.5).abs() < 1e-9);
    }
}
