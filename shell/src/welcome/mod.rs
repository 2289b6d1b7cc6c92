//! The first-start assistant: a large card in the middle of the screen, a page for each choice.

mod draw;
mod items;
mod layout;

use crate::{CageStyle, KeyboardFault, Painter, Picture, Rect, Scale, Seal, SystemFault, Ui};
use layout::Layout;

/// A keyboard layout to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LayoutRow<'a> {
    /// Its short name, such as `fr`.
    pub code: &'a str,
    /// Its name, which is English.
    pub name: &'a str,
    /// Whether it is in force.
    pub now: bool,
}

/// A built-in policy to choose.
#[derive(Debug, Clone, Copy)]
pub struct PresetRow<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its cages, in the policy's order.
    pub cages: &'a [CageStyle<'a>],
    /// Whether it is in force.
    pub now: bool,
}

/// A thing that a chord does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Chore {
    /// Opens the lens.
    Attention,
    /// Opens the launcher.
    Launcher,
    /// Goes to another window.
    NextWindow,
    /// Takes what is copied.
    Carry,
    /// Gives it to the focused cage.
    PasteHere,
    /// Locks the screen.
    Lock,
    /// Shows all windows.
    Overview,
    /// Opens the assistant.
    Welcome,
    /// Ends the session.
    Quit,
}

/// A chord and what it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChoreRow<'a> {
    /// As preferences write it.
    pub chord: &'a str,
    /// What it does.
    pub chore: Chore,
}

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub enum WelcomePage<'a> {
    /// Which language is spoken, of [`crate::Language::ALL`].
    Language,
    /// Which layout the keyboard has.
    Keyboard {
        /// What was typed to find it.
        sought: &'a str,
        /// Those that fit, from the first that is shown.
        rows: &'a [LayoutRow<'a>],
        /// What was typed to try the chosen one; `None` before one is chosen.
        attempt: Option<&'a str>,
    },
    /// Which policy is used.
    Policy(&'a [PresetRow<'a>]),
    /// Which seal; six.
    Seal(&'a [Seal]),
    /// Nothing: what is good to know.
    Chores(&'a [ChoreRow<'a>]),
}

/// What came of the last choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WelcomeNote<'a> {
    /// It is in the preferences.
    Kept,
    /// It was written to this file, which is read at the start.
    NextStart(&'a str),
    /// The line that would have to be in this file of the user's, under this heading if it is
    /// not "".
    AddLine {
        /// The line.
        line: &'a str,
        /// The heading.
        under: &'a str,
        /// The file.
        path: &'a str,
    },
    /// It could not be kept.
    Failed(&'a WelcomeFault),
}

/// Why a choice could not be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WelcomeFault {
    /// No keyboard can be made of it.
    Keyboard(KeyboardFault),
    /// There is a policy in this file already.
    PolicyThere(String),
    /// The policy could not be written to this file.
    PolicyUnwritten(String, SystemFault),
    /// The seal could not be written.
    Seal(SystemFault),
    /// The user has no home, so nothing is kept.
    Homeless,
}

/// What the assistant shows.
#[derive(Debug, Clone, Copy)]
pub struct WelcomeSpec<'a> {
    /// Neutral colours.
    pub ui: &'a Ui,
    /// The output's scale.
    pub scale: Scale,
    /// The output's width and height in physical pixels.
    pub room: (i32, i32),
    /// What is asked.
    pub page: WelcomePage<'a>,
    /// Which of how many pages it is, from 0.
    pub step: (usize, usize),
    /// Which of the page's items is chosen.
    pub selected: usize,
    /// What the pointer is on.
    pub hovered: Option<WelcomeHot>,
    /// What came of the last choice, if there is something to say.
    pub note: Option<WelcomeNote<'a>>,
}

/// What the pointer can meet on the assistant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WelcomeHot {
    /// An item of the page, counted from the first that is shown.
    Item(usize),
    /// Takes the chosen item, or goes on.
    Choose,
    /// Goes on without.
    Skip,
    /// Goes to the page before.
    Back,
    /// Other seals.
    Others,
    /// All seals together: no picture that is taken of the screen may show them.
    Seals,
}

impl WelcomeSpec<'_> {
    /// How many layouts of a keyboard there is room for on an output of this size.
    #[must_use]
    pub fn rows(room: (i32, i32), scale: Scale) -> usize {
        layout::rows(room, scale)
    }

    /// How many items stand beside each other on the page of seals.
    pub const SEALS_ACROSS: usize = 3;
}

impl Painter {
    /// The assistant and where its parts are, relative to its top left.
    #[must_use]
    pub fn welcome(&mut self, spec: &WelcomeSpec<'_>) -> (Picture, Vec<(Rect, WelcomeHot)>) {
        let layout = Layout::of(&mut self.texts, spec);
        let picture = draw::picture(&mut self.texts, spec, &layout);
        (picture, layout.hot())
    }
}
