//! The prompt: the card that hangs from the bar and asks whether a transfer may go on.

mod buttons;
mod draw;
mod layout;
mod preview;
mod sides;
#[cfg(test)]
mod tests;

use crate::seal::Seal;
use crate::{CageStyle, Painter, Picture, Rect, Scale, Ui};
use layout::Layout;

/// An end of a transfer.
#[derive(Debug, Clone, Copy)]
pub enum Side<'a> {
    /// A cage in its own colours.
    Cage {
        /// How it looks.
        style: &'a CageStyle<'a>,
        /// Its level and categories, or "".
        level: &'a str,
    },
    /// The user's own side, in trusted UI's colours.
    Own,
}

/// By which way something crosses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Way {
    /// The clipboard.
    Clipboard,
    /// A drag.
    Drag,
    /// Files.
    File,
    /// A link to be opened.
    Link,
}

/// What kind of thing crosses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Characters and nothing else.
    Text,
    /// Text with looks.
    RichText,
    /// A picture.
    Image,
    /// Files.
    Files,
    /// A link.
    Link,
    /// Anything else.
    Other,
}

/// Where the destination's label stands, seen from the source's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Course {
    /// Above.
    Up,
    /// Below.
    Down,
    /// Neither above nor below.
    Across,
    /// On the same label, or there is nothing to compare.
    Level,
}

/// What is done to a thing on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cleaning {
    /// Text gets one spelling and loses what cannot be seen.
    Text,
    /// Text becomes plain ASCII.
    Ascii,
    /// Text with looks loses them.
    Plain,
    /// The same, then it becomes plain ASCII.
    PlainAscii,
    /// A picture is decoded and written anew.
    Png,
}

/// A file as it is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileRow<'a> {
    /// Its name at the source, made visible.
    pub old: &'a str,
    /// Its name at the destination.
    pub new: &'a str,
    /// In bytes.
    pub size: u64,
}

/// What is shown of the content.
#[derive(Debug, Clone, Copy)]
pub enum Shown<'a> {
    /// Nothing.
    Nothing,
    /// The beginning of cleaned text.
    Text(&'a str),
    /// A picture made small.
    Image {
        /// The small picture: premultiplied B, G, R, A, `small.0` × `small.1` × 4 bytes.
        pixels: &'a [u8],
        /// Its width and height in pixels.
        small: (u32, u32),
        /// The real picture's width and height in pixels.
        real: (u32, u32),
    },
    /// Files with their old and new names.
    Files(&'a [FileRow<'a>]),
    /// A link, cleaned.
    Link(&'a str),
}

/// What would cross.
#[derive(Debug, Clone, Copy)]
pub struct Cargo<'a> {
    /// What kind of thing.
    pub kind: Kind,
    /// Its media type, cleaned, or "".
    pub mime: &'a str,
    /// In bytes, exactly.
    pub size: u64,
    /// Whether that is more than goes without further consent.
    pub beyond: bool,
    /// What is done to it on its way, in a few words, or "".
    pub cleaned: &'a str,
    /// What is shown of it.
    pub shown: Shown<'a>,
}

impl Cargo<'_> {
    /// How many things are listed; 0 where nothing is.
    const fn count(&self) -> usize {
        match self.shown {
            Shown::Files(files) => files.len(),
            _ => 0,
        }
    }
}

/// What the prompt shows.
#[derive(Debug, Clone, Copy)]
pub struct PromptSpec<'a> {
    /// Neutral colours.
    pub ui: &'a Ui,
    /// The output's scale.
    pub scale: Scale,
    /// The output's width and height in physical pixels.
    pub room: (i32, i32),
    /// The user's own mark; `None` where there is none.
    pub seal: Option<&'a Seal>,
    /// Where it comes from.
    pub from: Side<'a>,
    /// Where it would go.
    pub to: Side<'a>,
    /// How the labels lie to each other.
    pub course: Course,
    /// By which way.
    pub way: Way,
    /// What would cross.
    pub cargo: Cargo<'a>,
    /// What the keyboard would choose.
    pub selected: PromptHot,
    /// What the pointer is on.
    pub hovered: Option<PromptHot>,
    /// Whether an answer counts yet.
    pub armed: bool,
    /// Seconds until it is denied by itself, of how many.
    pub seconds: (u32, u32),
}

/// What the pointer can meet on the prompt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PromptHot {
    /// The button that denies.
    Deny,
    /// The button that allows.
    Allow,
    /// The button that denies all from this cage; there is none for the user's own side.
    DenyAll,
    /// The seal with its phrase: no picture that is taken of the screen may show it.
    Seal,
}

impl Painter {
    /// The prompt and where its parts are, relative to its top left. It goes right
    /// below the bar, in the middle; its lower corners are round.
    #[must_use]
    pub fn prompt(&mut self, spec: &PromptSpec<'_>) -> (Picture, Vec<(Rect, PromptHot)>) {
        let layout = Layout::of(&mut self.texts, spec);
        let picture = draw::picture(&mut self.texts, spec, &layout);
        let hot = layout.buttons.iter().map(|(rect, hot)| (*rect, *hot));
        let hot = hot.chain([(layout.secret, PromptHot::Seal)]);
        (picture, hot.filter(|(rect, _)| !rect.empty()).collect())
    }
}
