//! The lock screen's card: seal, clock, and the field for what proves who sits there.

mod cover;
mod draw;
mod layout;
#[cfg(test)]
mod tests;

use crate::{Date, LockFault, Painter, Picture, Rect, Scale, Seal, Ui};
use layout::Layout;

pub use cover::CoverSpec;

/// What stands in the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field<'a> {
    /// So many characters, which nobody may read.
    Hidden(usize),
    /// Characters that may be read, as those of a code that is used once.
    Shown(&'a str),
    /// Nothing can be typed.
    Closed,
}

/// What the line under the field says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockLine<'a> {
    /// Nothing.
    Nothing,
    /// That whoever asks for the password is being started.
    Starting,
    /// That what was typed is being looked at.
    Checking,
    /// That it was wrong, and in how many seconds another one counts.
    Wrong(u32),
    /// That this account may not log in now.
    Closed,
    /// What the system says, cleaned.
    Said(&'a str),
    /// That the system's own means to ask do not work, and why.
    Unable(LockFault),
}

/// What the lock screen shows.
#[derive(Debug, Clone, Copy)]
pub struct LockSpec<'a> {
    /// Neutral colours.
    pub ui: &'a Ui,
    /// The output's scale.
    pub scale: Scale,
    /// The output's width and height in physical pixels.
    pub room: (i32, i32),
    /// The user's own mark; `None` where there is none.
    pub seal: Option<&'a Seal>,
    /// The time as it is to be shown ("14:05").
    pub time: &'a str,
    /// The day.
    pub date: Date,
    /// Whose session it is, or "".
    pub person: &'a str,
    /// On the sheet that unlocks levels, where a session goes on: the level above which they
    /// are locked, in the place of the clock and of the person.
    pub above: Option<&'a str>,
    /// What is asked for, cleaned; "" for a password.
    pub asked: &'a str,
    /// What was typed.
    pub field: Field<'a>,
    /// What is said of it.
    pub line: LockLine<'a>,
    /// The keyboard layout's short name, or "".
    pub layout: &'a str,
    /// Whether Caps Lock is on.
    pub caps: bool,
}

/// The card with the clock above it.
#[derive(Debug)]
pub struct LockPicture {
    /// Its pixels; round it the wallpaper shows.
    pub picture: Picture,
    /// Its top left corner on the output, in physical pixels.
    pub at: (i32, i32),
    /// The seal with its phrase, from the picture's corner: no picture that is taken of the
    /// screen may show it. Empty where there is no seal.
    pub secret: Rect,
}

impl Painter {
    /// The lock screen's card in the middle of what the bar leaves of the output.
    #[must_use]
    pub fn lock(&mut self, spec: &LockSpec<'_>) -> LockPicture {
        let layout = Layout::of(&mut self.texts, spec);
        let picture = draw::picture(&mut self.texts, spec, &layout);
        LockPicture {
            picture,
            at: layout.at,
            secret: layout.secret,
        }
    }
}
