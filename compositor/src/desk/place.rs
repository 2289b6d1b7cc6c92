//! First places for new windows, and keeping windows within reach.

use smithay::utils::{Logical, Point, Rectangle, Size};

use super::{Desk, Mode, OutputId, WindowId, Workspace};

/// How many of the topmost windows a new one tries not to cover; bounds the search.
const CONSIDERED: usize = 12;
/// Gap between windows placed side by side, in logical pixels.
const GAP: i32 = 12;
/// How much of a window must stay within an output, so that it can be dragged back.
const REACHABLE: i32 = 64;

impl Desk {
    /// Where a new window goes: over its parent, else near its cage's home where it covers
    /// least of its cage. Windows of others play no part: from where a menu opens, a client
    /// can tell roughly where its window is.
    pub(super) fn first_place(
        &self,
        size: Size<i32, Logical>,
        (output, workspace): (OutputId, Workspace),
        parent: Option<WindowId>,
        cage: usize,
    ) -> Rectangle<i32, Logical> {
        let content = Rectangle::from_size(size);
        let Some(area) = self.content_area(output, false) else {
            return content;
        };
        if let Some(parent) = parent.and_then(|id| self.entries.get(&id)) {
            let over = centred(size, parent.content);
            return self.within(Rectangle::new(over, size), area);
        }
        let taken: Vec<Rectangle<i32, Logical>> = self
            .all()
            .map(|(_, entry)| entry)
            .filter(|e| e.cage == cage && e.output == output && e.workspace == workspace)
            .filter(|e| !e.minimised && e.mode == Mode::Floating)
            .take(CONSIDERED)
            .map(|entry| self.outer(entry))
            .collect();
        let at = self.least_covering(size, area, home(size, area, cage), &taken);
        self.within(Rectangle::new(at, size), area)
    }

    /// Of the places that line up with the area, its windows or the home, the one that covers
    /// least; of several, the one nearest to home.
    fn least_covering(
        &self,
        size: Size<i32, Logical>,
        area: Rectangle<i32, Logical>,
        home: Point<i32, Logical>,
        taken: &[Rectangle<i32, Logical>],
    ) -> Point<i32, Logical> {
        let border = self.thickness.border;
        let top = border + self.thickness.strip;
        let far = area.loc + area.size.to_point() - size.to_point();
        let mut xs = vec![home.x, area.loc.x + GAP, far.x - GAP];
        let mut ys = vec![home.y, area.loc.y + GAP, far.y - GAP];
        for rect in taken {
            xs.push(rect.loc.x + rect.size.w + GAP + border);
            xs.push(rect.loc.x - GAP - border - size.w);
            ys.push(rect.loc.y + rect.size.h + GAP + top);
            ys.push(rect.loc.y - GAP - border - size.h);
            // Aligned with a neighbour's edge looks deliberate.
            xs.push(rect.loc.x + border);
            ys.push(rect.loc.y + top);
            // And a cascade is what is left when nothing is free.
            xs.push(rect.loc.x + border + self.thickness.strip);
            ys.push(rect.loc.y + top + self.thickness.strip);
        }
        let fits = |at: i32, low: i32, high: i32| at >= low && (at <= high || high < low);
        xs.retain(|x| fits(*x, area.loc.x, far.x));
        ys.retain(|y| fits(*y, area.loc.y, far.y));
        let mut best = (i64::MAX, i64::MAX, home);
        for x in &xs {
            for y in &ys {
                let at = Point::from((*x, *y));
                let outer = Rectangle::new(
                    (x - border, y - top).into(),
                    (size.w + 2 * border, size.h + top + border).into(),
                );
                let covered = taken
                    .iter()
                    .filter_map(|rect| rect.intersection(outer))
                    .map(area_of)
                    .sum();
                let away = i64::from((x - home.x).abs()) + i64::from((y - home.y).abs());
                if (covered, away) < (best.0, best.1) {
                    best = (covered, away, at);
                }
            }
        }
        best.2
    }

    /// Moves a rectangle inside `area` as far as it fits; its top left corner wins.
    pub(super) fn within(
        &self,
        rect: Rectangle<i32, Logical>,
        area: Rectangle<i32, Logical>,
    ) -> Rectangle<i32, Logical> {
        let fit = |at: i32, length: i32, low: i32, room: i32| at.min(low + room - length).max(low);
        Rectangle::new(
            (
                fit(rect.loc.x, rect.size.w, area.loc.x, area.size.w),
                fit(rect.loc.y, rect.size.h, area.loc.y, area.size.h),
            )
                .into(),
            rect.size,
        )
    }

    /// Moves content so that its title strip lies under a bar and can be taken hold of.
    pub(super) fn reachable(&self, content: Rectangle<i32, Logical>) -> Rectangle<i32, Logical> {
        let Some(place) = self.place_at(content) else {
            return content;
        };
        let area = place.work_area(self.thickness);
        let top = self.thickness.border + self.thickness.strip;
        let left = area.loc.x - content.size.w + REACHABLE;
        let right = area.loc.x + area.size.w - REACHABLE;
        let lowest = (area.loc.y + area.size.h).max(area.loc.y + top);
        Rectangle::new(
            (
                content.loc.x.min(right).max(left),
                content.loc.y.min(lowest).max(area.loc.y + top),
            )
                .into(),
            content.size,
        )
    }
}

/// Where a cage's first window goes: the first cage's in the middle, the others' spread
/// evenly over the area, so that programs of different cages seldom cover each other.
fn home(
    size: Size<i32, Logical>,
    area: Rectangle<i32, Logical>,
    cage: usize,
) -> Point<i32, Logical> {
    let room = area.size - size;
    // Steps of the plastic number's powers fill a square evenly, however many there are.
    let along = |room: i32, step: f64| {
        let part = (0.5 + step * cage as f64).fract();
        (f64::from(room.max(0)) * part).round() as i32
    };
    area.loc + Point::from((along(room.w, 0.754_877_67), along(room.h, 0.569_840_29)))
}

fn centred(size: Size<i32, Logical>, over: Rectangle<i32, Logical>) -> Point<i32, Logical> {
    (
        over.loc.x + (over.size.w - size.w) / 2,
        over.loc.y + (over.size.h - size.h) / 2,
    )
        .into()
}

fn area_of(rect: Rectangle<i32, Logical>) -> i64 {
    i64::from(rect.size.w) * i64::from(rect.size.h)
}
