//! What the user does.

use lisere_tests::Fixture;

use crate::ops::{Aim, Chord, Hand};
use crate::play::World;

/// How long a window must have been under the pointer for a press to reach it, in milliseconds.
const STILL: u64 = 510;

impl World {
    pub(crate) fn hand(&mut self, hand: &Hand) {
        match hand {
            Hand::Point(aim) => self.point(*aim),
            Hand::Press => self.press(),
            Hand::Release => self.release(),
            Hand::Click(aim) => self.click(*aim),
            Hand::RightClick(aim) => self.right_click(*aim),
            Hand::Drag(from, to) => self.drag(*from, *to),
            Hand::SuperDrag(left, from, to) => self.super_drag(*left, *from, *to),
            Hand::Scroll(pixels) => self.fixture.scroll(f64::from(*pixels)),
            Hand::Key(letter) => self.type_letter(*letter),
            Hand::Hold(letter) => self.hold(*letter),
            Hand::LetGo => self.let_go(),
            Hand::Chord(chord) => press_together(&mut self.fixture, *chord),
            Hand::TouchDown(slot, aim) => self.touch_down(*slot, *aim),
            Hand::TouchMove(slot, aim) => self.touch_move(*slot, *aim),
            Hand::TouchUp(slot) => self.touch_up(*slot),
            Hand::Pen(stroke, aim) => {
                let at = self.locate(*aim);
                stroke.play(&mut self.fixture, at);
            }
        }
    }

    /// Where a place lies in the global logical space.
    fn locate(&self, aim: Aim) -> (f64, f64) {
        let content = |who: usize, window: usize| {
            let windows = &self.actors[who].windows;
            let window = windows.get(window % windows.len().max(1))?;
            Some(self.fixture.core.desk.entry(window.window.id)?.content)
        };
        let place = match aim {
            Aim::At(x, y) => Some((f64::from(x), f64::from(y))),
            Aim::In(who, window, x, y) => content(who, window).map(|rect| {
                let along = |start: i32, length: i32, part: i32| {
                    f64::from(start) + f64::from(length) * f64::from(part) / 100.0
                };
                (
                    along(rect.loc.x, rect.size.w, x),
                    along(rect.loc.y, rect.size.h, y),
                )
            }),
            Aim::Strip(who, window, x) => content(who, window).map(|rect| {
                (
                    f64::from(rect.loc.x) + f64::from(x),
                    f64::from(rect.loc.y) - 14.0,
                )
            }),
        };
        place.unwrap_or((40.0, 60.0))
    }

    pub(crate) fn point(&mut self, aim: Aim) {
        let (x, y) = self.locate(aim);
        self.fixture.move_to(x, y);
        self.fixture.frame();
    }

    fn press(&mut self) {
        if !self.pressed {
            self.fixture.press();
            self.pressed = true;
        }
    }

    pub(crate) fn release(&mut self) {
        if self.pressed {
            self.fixture.release();
            self.pressed = false;
        }
    }

    /// Clicks once what is under the pointer has been there long enough to count.
    fn click(&mut self, aim: Aim) {
        self.point(aim);
        self.fixture.advance(STILL);
        self.press();
        self.release();
    }

    fn right_click(&mut self, aim: Aim) {
        self.point(aim);
        self.fixture.press_right();
        self.fixture.release_right();
    }

    fn drag(&mut self, from: Aim, to: Aim) {
        self.release();
        let (from, to) = (self.locate(from), self.locate(to));
        self.fixture.drag_from_to(from, to);
    }

    fn super_drag(&mut self, left: bool, from: Aim, to: Aim) {
        self.release();
        let to = self.locate(to);
        self.point(from);
        self.fixture.key_down("KEY_LEFTMETA");
        if left {
            self.fixture.press();
        } else {
            self.fixture.press_right();
        }
        self.fixture.move_to(to.0, to.1);
        self.fixture.frame();
        if left {
            self.fixture.release();
        } else {
            self.fixture.release_right();
        }
        self.fixture.key_up("KEY_LEFTMETA");
    }

    /// Whether a letter would freeze or end a cage, lock, log out or open the launcher.
    fn grave(&self, letter: char) -> bool {
        self.fixture.core.focus.attention() && "fklpq".contains(letter)
    }

    fn type_letter(&mut self, letter: char) {
        if self.held != Some(letter) && !self.grave(letter) {
            self.fixture.key(&name(letter));
        }
    }

    fn hold(&mut self, letter: char) {
        if self.held.is_none() && !self.grave(letter) {
            self.fixture.key_down(&name(letter));
            self.held = Some(letter);
        }
    }

    fn let_go(&mut self) {
        if let Some(letter) = self.held.take() {
            self.fixture.key_up(&name(letter));
        }
    }

    fn touch_down(&mut self, slot: i32, aim: Aim) {
        if self.fingers.insert(slot) {
            let (x, y) = self.locate(aim);
            self.fixture.touch_down(slot, x, y);
        }
    }

    fn touch_move(&mut self, slot: i32, aim: Aim) {
        if self.fingers.contains(&slot) {
            let (x, y) = self.locate(aim);
            self.fixture.touch_move(slot, x, y);
        }
    }

    fn touch_up(&mut self, slot: i32) {
        if self.fingers.remove(&slot) {
            self.fixture.touch_up(slot);
        }
    }

    /// Presses in the middle of a client's window, to begin a drag there.
    pub(crate) fn reach(&mut self, who: usize, window: usize) {
        self.point(Aim::In(who, window, 50, 50));
        self.fixture.advance(STILL);
        self.press();
    }
}

fn name(letter: char) -> String {
    format!("KEY_{}", letter.to_ascii_uppercase())
}

fn press_together(fixture: &mut Fixture, chord: Chord) {
    match chord {
        Chord::AltTab => fixture.chord(&["KEY_LEFTALT", "KEY_TAB"]),
        Chord::Attention => fixture.chord(&["KEY_LEFTMETA", "KEY_ESC"]),
        Chord::Escape => fixture.chord(&["KEY_ESC"]),
        Chord::Super(letter) => fixture.chord(&["KEY_LEFTMETA", &name(letter)]),
        Chord::SuperShift(letter) => {
            fixture.chord(&["KEY_LEFTMETA", "KEY_LEFTSHIFT", &name(letter)]);
        }
    }
}
