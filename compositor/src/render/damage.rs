//! Which pixels of an output have to be drawn again, also into older buffers.

use std::collections::VecDeque;

use smithay::utils::{Physical, Rectangle, Size};

/// Rectangles kept apart before they are folded: many small animations stay
/// small, and the lists stay short enough to intersect with every window.
const KEPT_APART: usize = 256;
/// More rectangles than this are copied as the one that holds them all: each costs a call.
const COPIES: usize = 16;
/// How many frames back a buffer may be.
const REMEMBERED: usize = 4;

/// A set of pixels as rectangles, which may overlap.
#[derive(Clone, Debug, Default)]
pub struct Damage {
    rects: Vec<Rectangle<i32, Physical>>,
}

impl Damage {
    /// Adds a rectangle.
    pub fn add(&mut self, rect: Rectangle<i32, Physical>) {
        if rect.is_empty() || self.rects.iter().any(|known| known.contains_rect(rect)) {
            return;
        }
        self.rects.retain(|known| !rect.contains_rect(*known));
        if self.rects.len() >= KEPT_APART {
            let all = self
                .rects
                .drain(..)
                .fold(rect, |all, known| all.merge(known));
            self.rects.push(all);
        } else {
            self.rects.push(rect);
        }
    }

    /// Whether there is nothing to draw.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rects.is_empty()
    }

    /// The rectangles.
    #[must_use]
    pub fn rects(&self) -> &[Rectangle<i32, Physical>] {
        &self.rects
    }
}

/// Damage of the frame to come and of the frames before it.
#[derive(Debug, Default)]
pub struct Ledger {
    pending: Damage,
    past: VecDeque<Vec<Rectangle<i32, Physical>>>,
}

impl Ledger {
    /// Adds pixels that changed.
    pub fn add(&mut self, rect: Rectangle<i32, Physical>) {
        self.pending.add(rect);
    }

    /// Whether anything changed since the last frame.
    #[must_use]
    pub fn pending(&self) -> bool {
        !self.pending.is_empty()
    }

    /// Forgets what older buffers hold, so that the next frame is drawn whole.
    pub fn reset(&mut self) {
        self.past.clear();
    }

    /// Closes a frame: what has to be drawn into a buffer of `age` frames (0:
    /// unknown content) of `size`, as rectangles that do not overlap. Empty
    /// when nothing changed at all.
    pub fn take(&mut self, age: usize, size: Size<i32, Physical>) -> Vec<Rectangle<i32, Physical>> {
        let whole = Rectangle::from_size(size);
        let fresh = std::mem::take(&mut self.pending);
        let mut all = Damage::default();
        for rect in fresh
            .rects
            .iter()
            .filter_map(|rect| rect.intersection(whole))
        {
            all.add(rect);
        }
        if all.is_empty() && age != 0 {
            return Vec::new();
        }
        let news = all.rects.clone();
        if age == 0 || age > self.past.len() + 1 {
            all.add(whole);
        } else {
            for old in self.past.iter().take(age - 1).flatten() {
                all.add(*old);
            }
        }
        self.past.push_front(news);
        self.past.truncate(REMEMBERED);
        disjoint(all.rects)
    }
}

/// The same areas, or the one that holds them all.
pub(crate) fn few(areas: Vec<Rectangle<i32, Physical>>) -> Vec<Rectangle<i32, Physical>> {
    if areas.len() <= COPIES {
        return areas;
    }
    let all = areas.into_iter().reduce(|all, area| all.merge(area));
    all.into_iter().collect()
}

/// The same pixels as rectangles that do not overlap.
fn disjoint(rects: Vec<Rectangle<i32, Physical>>) -> Vec<Rectangle<i32, Physical>> {
    let mut done: Vec<Rectangle<i32, Physical>> = Vec::with_capacity(rects.len());
    for rect in rects {
        let touching: Vec<Rectangle<i32, Physical>> = done
            .iter()
            .copied()
            .filter(|known| known.overlaps(rect))
            .collect();
        if touching.is_empty() {
            done.push(rect);
        } else {
            done.extend(rect.subtract_rects(touching));
        }
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rect(x: i32, y: i32, w: i32, h: i32) -> Rectangle<i32, Physical> {
        Rectangle::new((x, y).into(), (w, h).into())
    }

    fn area(rects: &[Rectangle<i32, Physical>]) -> i32 {
        rects.iter().map(|r| r.size.w * r.size.h).sum()
    }

    #[test]
    fn overlaps_are_drawn_once() {
        let mut ledger = Ledger::default();
        ledger.take(0, (100, 100).into());
        ledger.add(rect(0, 0, 10, 10));
        ledger.add(rect(5, 5, 10, 10));
        let drawn = ledger.take(1, (100, 100).into());
        assert_eq!(area(&drawn), 175);
    }

    #[test]
    fn an_older_buffer_gets_the_frames_it_missed() {
        let mut ledger = Ledger::default();
        ledger.take(0, (100, 100).into());
        ledger.add(rect(0, 0, 10, 10));
        ledger.take(1, (100, 100).into());
        ledger.add(rect(50, 50, 10, 10));
        assert_eq!(area(&ledger.take(2, (100, 100).into())), 200);
    }

    #[test]
    fn nothing_changed_means_nothing_drawn() {
        let mut ledger = Ledger::default();
        assert_eq!(area(&ledger.take(0, (100, 100).into())), 10_000);
        assert!(ledger.take(1, (100, 100).into()).is_empty());
    }

    #[test]
    fn an_unknown_buffer_is_drawn_whole() {
        let mut ledger = Ledger::default();
        ledger.add(rect(0, 0, 1, 1));
        assert_eq!(area(&ledger.take(3, (64, 64).into())), 64 * 64);
    }

    #[test]
    fn many_rectangles_fold_into_one() {
        let mut damage = Damage::default();
        for i in 0..2_000 {
            damage.add(rect(i * 3, 0, 1, 1));
        }
        assert!(damage.rects().len() <= KEPT_APART);
        assert!(damage.rects().iter().any(|r| r.overlaps(rect(0, 0, 1, 1))));
    }
}
