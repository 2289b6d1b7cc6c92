//! Windows that glide to a new place instead of jumping there, frame and content together.

use std::collections::HashMap;
use std::time::Duration;

use smithay::utils::{Logical, Point};

use super::{Desk, WindowId};
use crate::clock::Now;

/// How long a window is on its way: long enough for the eye to follow, too short to wait for.
pub const GLIDE: Duration = Duration::from_millis(160);

/// Windows on their way.
#[derive(Debug, Default)]
pub(super) struct Glide {
    /// Where those that are shown stand.
    places: HashMap<WindowId, Point<i32, Logical>>,
    moving: HashMap<WindowId, Move>,
}

/// One on its way.
#[derive(Clone, Copy, Debug)]
struct Move {
    /// How far from its place it began.
    from: Point<f64, Logical>,
    begun: Now,
}

impl Move {
    /// How far from its place it is: fast at first, and slower the nearer it comes.
    fn at(self, now: Now) -> Point<f64, Logical> {
        let gone = self.begun.until(now).as_secs_f64() / GLIDE.as_secs_f64();
        self.from.upscale((1.0 - gone.clamp(0.0, 1.0)).powi(3))
    }

    fn ended(self, now: Now) -> bool {
        self.begun.after(GLIDE) <= now
    }
}

impl Glide {
    /// The ground itself has moved: everything is at its place at once.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }

    /// A window's content begins elsewhere, but nothing of what was seen of it moves.
    pub(super) fn stays(&mut self, window: WindowId, by: Point<i32, Logical>) {
        if let Some(place) = self.places.get_mut(&window) {
            *place += by;
        }
    }
}

impl Desk {
    /// Follows windows that stand elsewhere now; they glide there unless they `jump`, as those
    /// do that follow the user's hand. A window that comes is at its place at once.
    pub fn glide(&mut self, jump: bool, now: Now) {
        let places: HashMap<_, _> = self
            .visible()
            .map(|(id, entry)| (id, entry.content.loc))
            .collect();
        self.glide.moving.retain(|id, _| places.contains_key(id));
        if jump {
            self.glide.moving.clear();
        } else {
            for (id, place) in &places {
                let Some(before) = self.glide.places.get(id).filter(|before| *before != place)
                else {
                    continue;
                };
                let drawn = before.to_f64() + self.on_its_way(*id, now);
                let from = drawn - place.to_f64();
                self.glide.moving.insert(*id, Move { from, begun: now });
            }
        }
        self.glide.places = places;
    }

    /// How far from its place, in logical pixels, a window is to be drawn.
    #[must_use]
    pub fn on_its_way(&self, window: WindowId, now: Now) -> Point<f64, Logical> {
        let moving = self.glide.moving.get(&window);
        moving.map_or_else(Point::default, |moving| moving.at(now))
    }

    /// Whether any window is drawn elsewhere than it stands.
    #[must_use]
    pub fn gliding(&self) -> bool {
        !self.glide.moving.is_empty()
    }

    /// Whether a window was on its way since this was last asked: then it has to be drawn once
    /// more, if only at its place.
    pub fn take_glide(&mut self, now: Now) -> bool {
        let was = self.gliding();
        self.glide.moving.retain(|_, moving| !moving.ended(now));
        was
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::tests::desk;

    fn at(millis: u64) -> Now {
        Now(Duration::from_millis(millis))
    }

    #[test]
    fn a_window_comes_to_its_place_and_stays() {
        let mut desk = desk();
        let id = WindowId(1);
        desk.add(id, (200, 100).into(), None, 0);
        desk.glide(false, at(0));
        assert!(!desk.gliding(), "one that comes is there");
        let before = desk.entry(id).unwrap().content.loc;
        desk.move_to(id, before + Point::from((80, 40)));
        desk.glide(false, at(10));
        assert_eq!(desk.on_its_way(id, at(10)), (-80.0, -40.0).into());
        let later = desk.on_its_way(id, at(60));
        assert!(later.x > -80.0 && later.x < 0.0, "{later:?}");
        assert!(desk.take_glide(at(60)));
        assert!(desk.take_glide(at(170)), "its last picture is to be drawn");
        assert!(!desk.take_glide(at(180)));
        assert_eq!(desk.on_its_way(id, at(180)), Point::default());
    }

    #[test]
    fn one_that_is_sent_back_turns_round_where_it_is() {
        let mut desk = desk();
        let id = WindowId(1);
        desk.add(id, (200, 100).into(), None, 0);
        desk.glide(false, at(0));
        let home = desk.entry(id).unwrap().content.loc;
        desk.move_to(id, home + Point::from((80, 0)));
        desk.glide(false, at(0));
        let drawn = 80.0 + desk.on_its_way(id, at(50)).x;
        desk.move_to(id, home);
        desk.glide(false, at(50));
        assert!((desk.on_its_way(id, at(50)).x - drawn).abs() < 1e-9);
    }

    #[test]
    fn what_follows_the_hand_jumps() {
        let mut desk = desk();
        let id = WindowId(1);
        desk.add(id, (200, 100).into(), None, 0);
        desk.glide(false, at(0));
        desk.move_to(id, (7, 70).into());
        desk.glide(true, at(0));
        assert!(!desk.gliding());
    }
}
