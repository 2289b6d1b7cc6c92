//! Which window lies in which direction of another.

use smithay::utils::{Logical, Rectangle};

use super::{Desk, WindowId};

/// A direction on the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Direction {
    Left,
    Right,
    Up,
    Down,
}

impl Direction {
    /// Whether it leads along a row.
    #[must_use]
    pub fn level(self) -> bool {
        matches!(self, Direction::Left | Direction::Right)
    }

    /// Whether it leads to where coordinates grow.
    #[must_use]
    pub fn onward(self) -> bool {
        matches!(self, Direction::Right | Direction::Down)
    }
}

/// How much more an offset to the side counts than one ahead.
const ASIDE: i32 = 3;

impl Desk {
    /// The window that lies nearest in a direction, on this output or beyond. In a stack, the
    /// one before or after it comes first.
    #[must_use]
    pub fn neighbour(&self, window: WindowId, to: Direction) -> Option<WindowId> {
        self.stacked_neighbour(window, to)
            .or_else(|| self.nearest(window, to))
    }

    fn nearest(&self, window: WindowId, to: Direction) -> Option<WindowId> {
        let here = self.outer(self.entry(window)?);
        let others = self.visible().filter(|(id, _)| *id != window);
        let ahead = others.filter_map(|(id, entry)| Some((id, away(here, self.outer(entry), to)?)));
        ahead.min_by_key(|(_, away)| *away).map(|(id, _)| id)
    }
}

/// How far `there` is from `here` in a direction; `None` where it does not lie there.
fn away(
    here: Rectangle<i32, Logical>,
    there: Rectangle<i32, Logical>,
    to: Direction,
) -> Option<i32> {
    let middle = |rect: Rectangle<i32, Logical>| {
        let (x, y) = (rect.loc.x + rect.size.w / 2, rect.loc.y + rect.size.h / 2);
        if to.level() { x } else { y }
    };
    let side = |rect: Rectangle<i32, Logical>| match to.level() {
        true => (rect.loc.y, rect.loc.y + rect.size.h),
        false => (rect.loc.x, rect.loc.x + rect.size.w),
    };
    let ahead = match to.onward() {
        true => middle(there) - middle(here),
        false => middle(here) - middle(there),
    };
    let ((start, end), (other, last)) = (side(here), side(there));
    // Next to each other, the side's own middles still tell which is the more opposite.
    let apart = (other - end).max(start - last).max(0);
    let off = ((start + end) / 2 - (other + last) / 2).abs();
    (ahead > 0).then(|| ahead + ASIDE * apart + off / ASIDE)
}
