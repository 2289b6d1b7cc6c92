//! The launcher: the sheet that drops from the bar, where a program is found and its cage chosen.

mod draw;
mod layout;

use crate::{CageFault, CageStyle, Painter, Picture, Rect, Scale, Ui};
use layout::Layout;

/// A line that can be chosen.
#[derive(Debug, Clone, Copy)]
pub struct LauncherRow<'a> {
    /// The program's name, cleaned; for what was typed, that.
    pub name: &'a str,
    /// What else tells it apart, cleaned; "" for nothing.
    pub detail: &'a str,
    /// The cage it would run in.
    pub cage: &'a CageStyle<'a>,
    /// What choosing it does.
    pub kind: LauncherRowKind,
}

/// What choosing a line does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LauncherRowKind {
    /// Starts a program that the cage offers.
    Program,
    /// The same, and it was among the last ones.
    Recent,
    /// Runs exactly what was typed.
    Typed,
}

/// What there is to say about the cage's programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LauncherState {
    /// The cage was asked what it offers and has not answered.
    Reading,
    /// It has: so many fit what was typed, of so many.
    Known {
        /// How many fit.
        found: usize,
        /// How many there are.
        all: usize,
    },
    /// It could not say.
    Failed,
    /// What was chosen is being opened.
    Opening,
}

/// What the launcher shows.
#[derive(Debug, Clone, Copy)]
pub struct LauncherSpec<'a> {
    /// Neutral colours.
    pub ui: &'a Ui,
    /// The output's scale.
    pub scale: Scale,
    /// The output's width and height in physical pixels.
    pub room: (i32, i32),
    /// The cage that programs would run in.
    pub cage: &'a CageStyle<'a>,
    /// Its level and categories, or "".
    pub label: &'a str,
    /// Which of how many cages it is, from 0.
    pub place: (usize, usize),
    /// What was typed.
    pub typed: &'a str,
    /// What there is to say about its programs.
    pub state: LauncherState,
    /// The lines that are shown, the best first; [`LauncherSpec::rows`] says how many fit.
    pub rows: &'a [LauncherRow<'a>],
    /// How many more there are above the first of them.
    pub above: usize,
    /// How many more there are below the last.
    pub below: usize,
    /// Which of them is chosen.
    pub selected: usize,
    /// Why the last choice came to nothing, if it did.
    pub refused: Option<LauncherRefusal<'a>>,
}

/// Why a choice came to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LauncherRefusal<'a> {
    /// The policy has no disposable cages like this one.
    NoDisposable,
    /// They are all in use.
    AllTaken,
    /// Programs of this session are in no sandboxes that could be thrown away.
    Bare,
    /// The program of this name, cleaned, needs a terminal, and there is none in the cage.
    NoTerminal(&'a str),
    /// What was typed is no command.
    NoCommand,
    /// There is no cage of this name, which was typed.
    NoCage(&'a str),
    /// The cage has no such program.
    Missing,
    /// The cage has the program, and it can't be started.
    CantStart,
    /// The cage can't do it.
    Cage(&'a CageFault),
}

/// What the pointer can meet on the launcher.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LauncherHot {
    /// A line, counted from the first that is shown.
    Row(usize),
    /// The way to the cage before.
    Before,
    /// The cage itself, or the way to the next one.
    After,
}

impl LauncherSpec<'_> {
    /// How many lines there is room for on an output of this size, whatever else is said.
    #[must_use]
    pub fn rows(room: (i32, i32), scale: Scale) -> usize {
        layout::rows(room, scale)
    }
}

impl Painter {
    /// The launcher and where its parts are, relative to its top left. It goes right below the
    /// bar, in the middle; its lower corners are round.
    #[must_use]
    pub fn launcher(&mut self, spec: &LauncherSpec<'_>) -> (Picture, Vec<(Rect, LauncherHot)>) {
        let layout = Layout::of(&mut self.texts, spec);
        let picture = draw::picture(&mut self.texts, spec, &layout);
        (picture, layout.hot())
    }
}
