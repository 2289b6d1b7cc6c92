//! Programs that speak what no library here speaks: raw clients with a window each, and policies that let them.

use lisere::desk::WindowId;
use lisere::input::InputEvent;
use lisere_policy::preset_text;

use crate::args;
use crate::fixture::Fixture;
use crate::rawwl::{Obj, Raw, Win, raw_window};

/// The size of a program's window.
pub const SIZE: (i32, i32) = (200, 100);

/// A program and its window.
pub struct Program {
    /// Its connection.
    pub raw: Raw,
    /// The window's objects.
    pub win: Win,
    /// The window on the desk.
    pub id: WindowId,
}

/// The cages of the preset `home`, where the everyday and private ones have this right too.
///
/// # Panics
/// When the preset grants nothing.
#[must_use]
pub fn home_granting(right: &str) -> String {
    let text = preset_text("home").expect("the preset");
    let wider = text.replace("\"keep-awake\"", &format!("\"keep-awake\", \"{right}\""));
    assert_ne!(wider, text, "nobody keeps awake");
    wider
}

/// The same where nobody has a right.
///
/// # Panics
/// When the preset does not grant it.
#[must_use]
pub fn home_without(right: &str) -> String {
    let text = preset_text("home").expect("the preset");
    let named = format!("\"{right}\"");
    assert!(text.contains(&named), "{right} is nowhere granted");
    text.replace(&format!("{named}, "), "")
        .replace(&format!(", {named}"), "")
}

impl Fixture {
    /// A program of a cage with a window in a quarter of a small output.
    ///
    /// # Panics
    /// When the window does not appear.
    pub fn program(&mut self, cage: &str, quarter: usize) -> Program {
        let raw = self.raw(cage);
        self.another_window(&raw, quarter)
    }

    /// One more window of a program.
    ///
    /// # Panics
    /// When it does not appear.
    pub fn another_window(&mut self, raw: &Raw, quarter: usize) -> Program {
        let win = raw_window(self, raw, SIZE.0, SIZE.1);
        let id = self.newest().expect("a window");
        let (column, row) = (quarter % 2, quarter / 2);
        let at = (20 + 320 * column as i32, 80 + 170 * row as i32);
        self.core.desk.move_to(id, at.into());
        self.frame();
        Program {
            raw: raw.clone(),
            win,
            id,
        }
    }

    /// A place in a program's window as one of the whole desk.
    ///
    /// # Panics
    /// When the window is gone.
    #[must_use]
    pub fn place_in(&self, program: &Program, x: i32, y: i32) -> (f64, f64) {
        let entry = self.core.desk.entry(program.id).expect("a window");
        let at = entry.content.loc;
        (f64::from(at.x + x), f64::from(at.y + y))
    }

    /// Puts the pointer into a program's window, when presses there count.
    pub fn hover_over(&mut self, program: &Program, x: i32, y: i32) {
        let (x, y) = self.place_in(program, x, y);
        self.advance(600);
        self.move_to(x, y);
        self.frame();
    }

    /// Clicks into a program's window, which gets the keys.
    pub fn choose(&mut self, program: &Program) {
        self.hover_over(program, 50, 50);
        self.click();
        self.frame();
    }

    /// Moves the pointer by so much, and lets a frame pass.
    pub fn nudge(&mut self, x: f64, y: f64) {
        let (by, plain) = ((x, y).into(), (x / 2.0, y / 2.0).into());
        self.event(InputEvent::PointerBy { by, plain });
        self.frame();
    }

    /// Where the pointer is.
    ///
    /// # Panics
    /// When there is none yet.
    #[must_use]
    pub fn pointer(&self) -> (f64, f64) {
        let at = self.core.input.pointer.expect("a pointer");
        (at.x, at.y)
    }
}

impl Program {
    /// How many events of a name an object of it was told.
    #[must_use]
    pub fn told(&self, object: Obj, event: &str) -> usize {
        let heard = self.raw.heard().into_iter();
        heard
            .filter(|heard| heard.object == object && heard.name == event)
            .count()
    }

    /// Commits its window.
    pub fn commit(&self) {
        self.raw.commit(self.win.surface);
    }

    /// Its keyboard, which it asks for.
    pub fn keyboard(&self) -> Obj {
        let seat = self.raw.bound("wl_seat");
        self.raw.make(seat, "get_keyboard", args![])
    }
}
